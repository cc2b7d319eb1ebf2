"""The body of every kind of paper in Word, in the same files as the papers themselves."""

from collections.abc import Callable

from doithoai.documents.enums import PaperKind
from doithoai.documents.word_builder.bodies import letters, meeting, opinions, plans, records, results
from doithoai.documents.word_builder.sheet import Sheet

BODIES: dict[PaperKind, Callable[[Sheet], None]] = {
    PaperKind.INVITATION: meeting.invitation,
    PaperKind.PUBLIC_NOTICE: meeting.public_notice,
    PaperKind.PROGRAMME: meeting.programme,
    PaperKind.HOUSE_RULES: meeting.house_rules,
    PaperKind.CONFERENCE_PLAN: plans.conference_plan,
    PaperKind.ANNUAL_PLAN: plans.annual_plan,
    PaperKind.ASSIGNMENT: plans.assignment,
    PaperKind.OPINION_FORM: opinions.opinion_form,
    PaperKind.SPEAKING_FORM: opinions.speaking_form,
    PaperKind.SYNTHESIS: opinions.synthesis,
    PaperKind.REPLY_REPORT: opinions.reply_report,
    PaperKind.MINUTES: results.minutes,
    PaperKind.CONCLUSION_NOTICE: results.conclusion_notice,
    PaperKind.REPLY_LETTER: letters.reply_letter,
    PaperKind.ESCALATION_LETTER: letters.escalation_letter,
    PaperKind.HANDOVER_SLIP: letters.handover_slip,
    PaperKind.OFFICIAL_LETTER: letters.official_letter,
    PaperKind.PERIOD_REPORT: records.period_report,
    PaperKind.DOSSIER_INDEX: records.dossier_index,
}
