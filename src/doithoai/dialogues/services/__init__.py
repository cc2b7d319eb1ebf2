"""The verbs of this room, one noun a file."""

from doithoai.dialogues.services.announcing import draft_notice, publish_notice
from doithoai.dialogues.services.externals import TimeFound, enter_external_value
from doithoai.dialogues.services.forecasting import submit_forecast
from doithoai.dialogues.services.inviting import answer_invitation, invite, remove_invitation, send_invitations
from doithoai.dialogues.services.moving import move
from doithoai.dialogues.services.opening import open_dialogue
from doithoai.dialogues.services.papers import draft_annual_plan, draft_paper, invitation_letters, issue_paper
from doithoai.dialogues.services.performing import note_duty, take_duty_back
from doithoai.dialogues.services.plans import approve_plan, drop_line, move_line, plan_dialogue
from doithoai.dialogues.services.preparing import (
    appoint_secretary,
    approve_conference_plan,
    assign_task,
    change_content,
    finish_task,
    number_in,
    prepare_briefing,
    record_request,
)
from doithoai.dialogues.services.reading import choose_reading
from doithoai.dialogues.services.registering import (
    check_in,
    confirm_registration,
    open_check_in_list,
    register,
    registration_of,
    set_speaking_order,
    undo_check_in,
    withdraw_registration,
)
from doithoai.dialogues.services.requesting import meet_conference_request, record_conference_request
from doithoai.dialogues.services.scheduling import cancel_dialogue, postpone_dialogue, reschedule_dialogue

__all__ = [
    "TimeFound",
    "answer_invitation",
    "appoint_secretary",
    "approve_conference_plan",
    "approve_plan",
    "assign_task",
    "cancel_dialogue",
    "change_content",
    "check_in",
    "choose_reading",
    "confirm_registration",
    "draft_annual_plan",
    "draft_notice",
    "draft_paper",
    "drop_line",
    "enter_external_value",
    "finish_task",
    "invitation_letters",
    "invite",
    "issue_paper",
    "meet_conference_request",
    "move",
    "move_line",
    "note_duty",
    "number_in",
    "open_check_in_list",
    "open_dialogue",
    "plan_dialogue",
    "postpone_dialogue",
    "prepare_briefing",
    "publish_notice",
    "record_conference_request",
    "record_request",
    "register",
    "registration_of",
    "remove_invitation",
    "reschedule_dialogue",
    "send_invitations",
    "set_speaking_order",
    "submit_forecast",
    "take_duty_back",
    "undo_check_in",
    "withdraw_registration",
]
