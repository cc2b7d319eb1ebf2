"""The verbs of the conference, its minutes and its conclusion."""

from doithoai.proceedings.services.agencies import (
    enter_room,
    hand_answer,
    leave_room,
    set_answer_aside,
    take_handed_answer,
)
from doithoai.proceedings.services.answered import take_as_answered
from doithoai.proceedings.services.broadcasts import Links, set_broadcast, set_fallback_line
from doithoai.proceedings.services.conclusion import grant_extension, issue_conclusion, preview_conclusion
from doithoai.proceedings.services.door import look_at_participant, receive_participant, receive_walk_in
from doithoai.proceedings.services.drafting import (
    Wording,
    add_item,
    draft_conclusion,
    edit_item,
    remove_item,
    set_opening,
)
from doithoai.proceedings.services.draws import close_draw_list, draw_speakers, drop_draw
from doithoai.proceedings.services.interrupting import break_off, go_on, leave_at_what_was_held
from doithoai.proceedings.services.minutes import (
    add_remark,
    correct_entry,
    send_minutes_back,
    sign_minutes_as_host,
    sign_minutes_as_secretary,
    write_correction_page,
)
from doithoai.proceedings.services.outcomes import (
    Bulk,
    Decision,
    answer_with_the_report,
    record_outcome,
    take_up_the_rest,
    undo_outcome,
)
from doithoai.proceedings.services.people import (
    confirm_refusal,
    count_attendance,
    decide_refusal,
    drop_refusal,
)
from doithoai.proceedings.services.programme import (
    StepPlan,
    approve_programme,
    draft_programme,
    leave_step_out,
    plan_step,
    plan_steps,
    take_step_in,
)
from doithoai.proceedings.services.publishing import publish_results
from doithoai.proceedings.services.questions import (
    ask_question,
    hide_question,
    list_question,
    merge_question,
    name_for_public,
    support_turn,
)
from doithoai.proceedings.services.queue import (
    add_turn,
    move_turn,
    put_turn_back,
    raise_in_room,
    set_speaking_minutes,
    share_among_points,
    skip_turn,
    speak_again,
)
from doithoai.proceedings.services.redacting import offers_for_results, redact_results, result_texts
from doithoai.proceedings.services.sending import send_conclusion
from doithoai.proceedings.services.session import close_conference, open_session
from doithoai.proceedings.services.steps import end_step, name_representative, skip_step, start_step
from doithoai.proceedings.services.turns import end_turn, next_turn, note_answer, start_turn, summarise_turn

__all__ = [
    "Bulk",
    "Decision",
    "Links",
    "StepPlan",
    "Wording",
    "add_item",
    "add_remark",
    "add_turn",
    "answer_with_the_report",
    "approve_programme",
    "ask_question",
    "break_off",
    "close_conference",
    "close_draw_list",
    "confirm_refusal",
    "correct_entry",
    "count_attendance",
    "decide_refusal",
    "draft_conclusion",
    "draft_programme",
    "draw_speakers",
    "drop_draw",
    "drop_refusal",
    "edit_item",
    "end_step",
    "end_turn",
    "enter_room",
    "go_on",
    "grant_extension",
    "hand_answer",
    "hide_question",
    "issue_conclusion",
    "leave_at_what_was_held",
    "leave_room",
    "leave_step_out",
    "list_question",
    "look_at_participant",
    "merge_question",
    "move_turn",
    "name_for_public",
    "name_representative",
    "next_turn",
    "note_answer",
    "offers_for_results",
    "open_session",
    "plan_step",
    "plan_steps",
    "preview_conclusion",
    "publish_results",
    "put_turn_back",
    "raise_in_room",
    "receive_participant",
    "receive_walk_in",
    "record_outcome",
    "redact_results",
    "remove_item",
    "result_texts",
    "send_conclusion",
    "send_minutes_back",
    "set_answer_aside",
    "set_broadcast",
    "set_fallback_line",
    "set_opening",
    "set_speaking_minutes",
    "share_among_points",
    "sign_minutes_as_host",
    "sign_minutes_as_secretary",
    "skip_step",
    "skip_turn",
    "speak_again",
    "start_step",
    "start_turn",
    "summarise_turn",
    "support_turn",
    "take_as_answered",
    "take_handed_answer",
    "take_step_in",
    "take_up_the_rest",
    "undo_outcome",
    "write_correction_page",
]
