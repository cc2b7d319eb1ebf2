"""Where a duty is done: the screen that records the fact that ends it, whatever the regulation calls the duty."""

from collections.abc import Mapping

from django.urls import reverse

from doithoai import regulations as law
from doithoai.dialogues.models import Dialogue

# On which screen the deed of a fact is done.
_SCREENS: Mapping[str, tuple[str, ...]] = {
    "plans": (
        "annual_plan_approved",
        "annual_plan_drafted",
        "annual_plan_changed",
        "post_quota_counted",
    ),
    "requests": ("conference_request_met",),
    "supervision-plan": ("supervision_plan_recorded", "supervision_plan_appraised"),
    "reports": ("report_submitted",),
    "dialogue-plan": (
        "conference_scheduled",
        "conference_plan_approved",
        "task_assigned",
        "task_done",
        "briefing_prepared",
        "extraordinary_request_sent",
    ),
    "dialogue-notice": ("notice_published", "notice_drafted", "invitee_listed", "invitations_sent"),
    "dialogue-registrations": ("registration_received", "registration_confirmed", "registration_checked_in"),
    "dialogue-petitions": (
        "petition_received",
        "petitions_imported",
        "opinions_summarised",
        "petition_triaged",
        "petition_out_of_scope",
        "petition_handed_over",
        "petition_assigned",
        "answer_approved",
        "reply_report_ready",
    ),
    "dialogue-forecast": ("forecast_submitted",),
    "dialogue-programme": ("programme_approved", "secretary_appointed"),
    "dialogue-proceedings": (
        "conference_opened",
        "step_started",
        "attendance_counted",
        "outcome_recorded",
        "conference_held",
        "minutes_signed",
    ),
    "dialogue-conclusion": ("conclusion_notice_issued", "conclusion_notice_sent", "results_published"),
    "dialogue-follow-up": (
        "agency_reported",
        "petitioner_notified",
        "resolution_date_proposed",
        "resolution_date_accepted",
        "interim_reply_sent",
        "reply_sent",
        "holding_reply_sent",
        "petition_escalated",
        "escalation_answered",
        "public_text_released",
        "result_recorded",
        "petition_closed",
    ),
    "dialogue-duties": ("duty_performed",),
    "dialogue-dossier": ("dossier_item_filed", "dialogue_closed", "dossier_archived"),
}
_SCREEN_OF = {fact: screen for screen, facts in _SCREENS.items() for fact in facts}


# What the list of petitions opens with: the rows on which the duty is still owed.
_OPENED: Mapping[str, str] = {"petition_triaged": "?xem=untriaged", "petition_assigned": "?xem=unassigned"}


def ends_of(regulation: str, rule: str) -> frozenset[str]:
    """Return the kinds of facts that end a duty under a pinned regulation."""
    return frozenset(law.get_pinned(regulation).rule(rule).done_when.facts)


def work_url(regulation: str, rule: str, dialogue: Dialogue | None) -> str:
    """Return the screen on which a duty under a pinned regulation is done: where the fact that ends it is recorded.

    Empty where no screen is known to record it.
    """
    ends = law.get_pinned(regulation).rule(rule).done_when.facts
    name = next((_SCREEN_OF[fact] for fact in ends if fact in _SCREEN_OF), "")
    if not name:
        return ""
    address = reverse(f"desk:{name}", args=[dialogue.code] if dialogue and name.startswith("dialogue-") else [])
    return f"{address}{_OPENED.get(next(fact for fact in ends if fact in _SCREEN_OF), '')}"
