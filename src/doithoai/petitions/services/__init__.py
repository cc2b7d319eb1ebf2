"""The verbs of this room: every write goes through one of these."""

from doithoai.petitions.services import importing
from doithoai.petitions.services.answering import (
    approve_draft,
    latest_draft,
    save_draft,
    send_back_draft,
    submit_draft,
)
from doithoai.petitions.services.asking_back import (
    lapse_information_requests,
    provide_information,
    request_information,
    running_for,
    withdraw_information_request,
    words_on_clock,
)
from doithoai.petitions.services.assigning import (
    Order,
    accept_assignment,
    accept_assignments,
    assign_petitions,
    finish_help,
    return_assignment,
    suggest_dates,
)
from doithoai.petitions.services.attaching import attach_files
from doithoai.petitions.services.changing import undo
from doithoai.petitions.services.erasing import (
    ask_erasure,
    carry_out_erasure,
    forget_submitter,
    refuse_erasure,
    what_would_go,
)
from doithoai.petitions.services.escalating import answer_escalation, escalate, name_lead, transfer
from doithoai.petitions.services.expiring import dialogues_to_forget, forget_people
from doithoai.petitions.services.gateways import hand_in, open_gateway, withdraw_gateway
from doithoai.petitions.services.handing_over import hand_over, put_out_of_scope, regimes_of
from doithoai.petitions.services.linking import (
    Part,
    link_to_earlier,
    merge_petitions,
    split_petition,
    unmerge_petition,
)
from doithoai.petitions.services.looking import disclose_identity, look_at_petitioner, still_open, with_open_looks
from doithoai.petitions.services.map_sheets import read_map
from doithoai.petitions.services.mapping import (
    Line,
    end_competence,
    record_competence,
    record_competences,
    withdraw_competence,
)
from doithoai.petitions.services.moving import locked, move
from doithoai.petitions.services.outside import (
    OutsideAnswer,
    OutsideQuestion,
    accept_outside_answer,
    ask_outside,
    decline_outside_answer,
    note_silence_outside,
    receive_outside_answer,
    takes_answer,
    withdraw_outside_link,
)
from doithoai.petitions.services.paper_forms import (
    Reading,
    confirm_form,
    differing,
    look_at_form,
    reading_of,
    release_form,
    type_form,
)
from doithoai.petitions.services.papers import draft_paper, issue_paper, latest_paper
from doithoai.petitions.services.posting import hand_letters_over, print_letter
from doithoai.petitions.services.printing_forms import one_reads, print_forms, set_readers
from doithoai.petitions.services.publishing import (
    known_of,
    offers_for,
    release_public_text,
    take_down_public_text,
    texts_to_publish,
)
from doithoai.petitions.services.receiving import (
    Opinion,
    Petitioner,
    Received,
    issue_receipt,
    receive_petition,
)
from doithoai.petitions.services.replying import send_reply
from doithoai.petitions.services.reporting_back import decide_due_date, propose_due_date, report_to_host
from doithoai.petitions.services.searching import drop_search, open_search, save_search
from doithoai.petitions.services.settling import (
    chase_petitions,
    close_petition,
    close_petitions,
    rate_petition,
    record_result,
    reopen_petition,
    reopenings_left,
)
from doithoai.petitions.services.shielding import shield, shield_for, shielded_text
from doithoai.petitions.services.supplementing import supplement_petition
from doithoai.petitions.services.triaging import (
    describe_petition,
    triage_each,
    triage_petitions,
    withdraw_petition,
)
from doithoai.petitions.services.weighing import decide_complexity

__all__ = [
    "Line",
    "Opinion",
    "Order",
    "OutsideAnswer",
    "OutsideQuestion",
    "Part",
    "Petitioner",
    "Reading",
    "Received",
    "accept_assignment",
    "accept_assignments",
    "accept_outside_answer",
    "answer_escalation",
    "approve_draft",
    "ask_erasure",
    "ask_outside",
    "assign_petitions",
    "attach_files",
    "carry_out_erasure",
    "chase_petitions",
    "close_petition",
    "close_petitions",
    "confirm_form",
    "decide_complexity",
    "decide_due_date",
    "decline_outside_answer",
    "describe_petition",
    "dialogues_to_forget",
    "differing",
    "disclose_identity",
    "draft_paper",
    "drop_search",
    "end_competence",
    "escalate",
    "finish_help",
    "forget_people",
    "forget_submitter",
    "hand_in",
    "hand_letters_over",
    "hand_over",
    "importing",
    "issue_paper",
    "issue_receipt",
    "known_of",
    "lapse_information_requests",
    "latest_draft",
    "latest_paper",
    "link_to_earlier",
    "locked",
    "look_at_form",
    "look_at_petitioner",
    "merge_petitions",
    "move",
    "name_lead",
    "note_silence_outside",
    "offers_for",
    "one_reads",
    "open_gateway",
    "open_search",
    "print_forms",
    "print_letter",
    "propose_due_date",
    "provide_information",
    "put_out_of_scope",
    "rate_petition",
    "read_map",
    "reading_of",
    "receive_outside_answer",
    "receive_petition",
    "record_competence",
    "record_competences",
    "record_result",
    "refuse_erasure",
    "regimes_of",
    "release_form",
    "release_public_text",
    "reopen_petition",
    "reopenings_left",
    "report_to_host",
    "request_information",
    "return_assignment",
    "running_for",
    "save_draft",
    "save_search",
    "send_back_draft",
    "send_reply",
    "set_readers",
    "shield",
    "shield_for",
    "shielded_text",
    "split_petition",
    "still_open",
    "submit_draft",
    "suggest_dates",
    "supplement_petition",
    "take_down_public_text",
    "takes_answer",
    "texts_to_publish",
    "transfer",
    "triage_each",
    "triage_petitions",
    "type_form",
    "undo",
    "unmerge_petition",
    "what_would_go",
    "with_open_looks",
    "withdraw_competence",
    "withdraw_gateway",
    "withdraw_information_request",
    "withdraw_outside_link",
    "withdraw_petition",
    "words_on_clock",
]
