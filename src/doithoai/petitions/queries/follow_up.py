"""Matters after the conclusion: how each stands, what is due next, what was late; the same queries however many."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from doithoai.dialogues.models import Dialogue
from doithoai.notices import queries as notices
from doithoai.notices.models import Message
from doithoai.obligations.models import Duty
from doithoai.organisations.models import Body
from doithoai.organisations.queries import Standing
from doithoai.petitions.enums import AssignmentPart, DraftState, PetitionState, ReplyKind, Result
from doithoai.petitions.models import (
    AgencyReport,
    Assignment,
    Draft,
    DueProposal,
    Escalation,
    Note,
    Petition,
    Reply,
    Submitter,
)
from doithoai.petitions.queries.cases import has
from doithoai.petitions.queries.lists import ACTIVE
from doithoai.regulations.types import Status

P = PetitionState
UNDER_WAY = (P.TAKEN_UP, P.TRANSFERRED, P.ESCALATED, P.IN_RESOLUTION, P.REOPENED)
ANSWERED = (P.ANSWERED_AT_CONFERENCE, P.DECLINED, P.REPLIED)
DONE = (P.RESOLVED, P.CLOSED)
_LATE = (Status.DUE, Status.OVERDUE)


def matters_of(dialogue: Dialogue, *, bodies: Sequence[int] | None = None) -> QuerySet[Petition]:
    """Return the petitions of the dialogue that have their outcome; those that one of the bodies leads, if given."""
    rows = Petition.objects.filter(dialogue=dialogue, state__in=[*UNDER_WAY, *ANSWERED, *DONE])
    if bodies is not None:
        leads = Assignment.objects.filter(
            petition=OuterRef("pk"), part=AssignmentPart.LEAD, state__in=ACTIVE, body__in=bodies
        )
        rows = rows.filter(Exists(leads))
    return rows.order_by("pk")


def follow_up_views(*, on: date) -> dict[str, Q]:
    """Return the saved views of matters and what each of them shows; "" is everything that is not done."""
    overdue = Duty.objects.filter(petition=OuterRef("key"), status__in=_LATE, due_on__lt=on)
    proposals = DueProposal.objects.filter(petition=OuterRef("pk"), accepted=None)
    return {
        "": ~Q(state__in=DONE),
        "late": Q(Exists(overdue)),
        "open": Q(state__in=UNDER_WAY),
        "no-date": Q(state__in=UNDER_WAY, agreed_due_on=None) & ~Q(state=P.ESCALATED) & ~Q(Exists(proposals)),
        "up": Q(state=P.ESCALATED),
        "unsettled": Q(state__in=ANSWERED, result=""),
        "settled": Q(state__in=ANSWERED) & ~Q(result=""),
        "done": Q(state__in=DONE),
    }


@dataclass(frozen=True, slots=True)
class FollowUpTally:
    """How many matters are in each saved view, in each state, with each result."""

    views: dict[str, int]
    states: dict[str, int]
    results: dict[str, int]

    @property
    def all(self) -> int:
        """Return how many matters there are."""
        return sum(self.states.values())


def follow_up_tally(rows: QuerySet[Petition], *, on: date) -> FollowUpTally:
    """Return the figures of these matters, in one query."""
    views = follow_up_views(on=on)
    counts = {f"view_{number}": Count("pk", filter=condition) for number, condition in enumerate(views.values())}
    counts |= {f"state_{state}": Count("pk", filter=Q(state=state)) for state in P.values}
    counts |= {f"result_{result}": Count("pk", filter=Q(result=result)) for result in Result.values}
    found = rows.order_by().aggregate(**counts)
    return FollowUpTally(
        views={name: found[f"view_{number}"] for number, name in enumerate(views)},
        states={state: n for state in P.values if (n := found[f"state_{state}"])},
        results={result: n for result in Result.values if (n := found[f"result_{result}"])},
    )


@dataclass(slots=True)
class Matter:
    """One petition after the conclusion with what a list shows of it.

    `next`: the open duty with the earliest day; `late`: duties that were met after their day; `up`: the newest
    letter to the upper level.
    """

    petition: Petition
    lead: Assignment | None = None
    next: Duty | None = None
    late: list[Duty] = field(default_factory=list)
    proposal: DueProposal | None = None
    reply: Reply | None = None
    reported_on: date | None = None
    up: Escalation | None = None
    merged: int = 0


def matters(petitions: Iterable[Petition]) -> list[Matter]:
    """Return the petitions with what a list shows of them, in as many queries for one as for many."""
    found = {petition.pk: Matter(petition) for petition in petitions}
    keys = {matter.petition.key: matter for matter in found.values()}
    leads = Assignment.objects.filter(petition__in=found, part=AssignmentPart.LEAD, state__in=ACTIVE)
    for lead in leads.select_related("body"):
        found[lead.petition_id].lead = lead
    for duty in Duty.objects.filter(petition__in=keys).order_by("due_on", "pk"):
        _note_duty(keys[duty.petition], duty)
    kept = _note_figures(found)
    for proposal in _UNDECIDED.filter(petition__in=kept["proposals"]).select_related("body"):
        found[proposal.petition_id].proposal = proposal
    for reply in _FINAL.filter(petition__in=kept["replies"]).order_by("pk"):
        found[reply.petition_id].reply = reply
    for up in Escalation.objects.filter(petition__in=kept["escalations"]).select_related("to_body").order_by("pk"):
        found[up.petition_id].up = up
    return list(found.values())


_UNDECIDED = DueProposal.objects.filter(accepted=None)
_FINAL = Reply.objects.filter(kind=ReplyKind.FINAL)


def _note_figures(found: Mapping[int, Matter]) -> dict[str, list[int]]:
    """Note when each was reported on and how many were merged into it; return which have papers of what kind.

    Papers that nobody has written are then not asked for: Django asks nothing for an empty list.
    """
    own = OuterRef("pk")
    reported = AgencyReport.objects.filter(petition=own).order_by("-pk").values("reported_on")[:1]
    merged = Petition.objects.filter(merged_into=own, state=P.MERGED).order_by().values("merged_into")
    papers = {"proposals": _UNDECIDED, "replies": _FINAL, "escalations": Escalation.objects.all()}
    rows = Petition.objects.filter(pk__in=found).values_list(
        "pk",
        Subquery(reported),
        Coalesce(Subquery(merged.annotate(n=Count("pk")).values("n")), 0),
        *(Exists(kind.filter(petition=own)) for kind in papers.values()),
    )
    kept: dict[str, list[int]] = {name: [] for name in papers}
    for pk, on, count, *written in rows:
        found[pk].reported_on, found[pk].merged = on, count
        for name, is_there in zip(papers, written, strict=True):
            if is_there:
                kept[name].append(pk)
    return kept


@dataclass(frozen=True, slots=True, kw_only=True)
class Paperwork:
    """What was written about one petition after the conclusion, newest first; proposals oldest first."""

    replies: list[Reply]
    reports: list[AgencyReport]
    proposals: list[DueProposal]
    escalations: list[Escalation]


def paperwork_of(petition: Petition) -> Paperwork:
    """Return the papers of the petition, for its own page; a query for each kind that there is."""
    replies, reports = petition.replies.all(), petition.agency_reports.all()
    proposals, escalations = petition.due_proposals.all(), petition.escalations.all()
    if not has(petition, "replies"):
        replies = replies.none()
    if not has(petition, "agency_reports"):
        reports = reports.none()
    if not has(petition, "due_proposals"):
        proposals = proposals.none()
    if not has(petition, "escalations"):
        escalations = escalations.none()
    return Paperwork(
        replies=list(replies.select_related("body", "document").order_by("-pk")),
        reports=list(reports.select_related("body").order_by("-pk")),
        proposals=list(proposals.select_related("body").order_by("pk")),
        escalations=list(escalations.select_related("to_body", "document").order_by("-pk")),
    )


def matter_of(
    petition: Petition, *, lead: Assignment | None, duties: Sequence[Duty], papers: Paperwork, merged: int
) -> Matter:
    """Return what `matters` says of one petition, from what its page has read already; no query."""
    found = Matter(petition, lead=lead, merged=merged)
    for duty in sorted(duties, key=lambda row: (row.due_on or date.max, row.pk)):
        _note_duty(found, duty)
    found.proposal = next((row for row in reversed(papers.proposals) if row.accepted is None), None)
    found.reply = next((row for row in papers.replies if row.kind == ReplyKind.FINAL), None)
    found.reported_on = papers.reports[0].reported_on if papers.reports else None
    found.up = papers.escalations[0] if papers.escalations else None
    return found


def _note_duty(matter: Matter, duty: Duty) -> None:
    """Keep the first open duty with a day; duties come in the order of their days."""
    if duty.status == Status.BREACHED and duty.met_on:
        matter.late.append(duty)
    if duty.status in _LATE and duty.due_on and matter.next is None:
        matter.next = duty


def approved_answers(petitions: Sequence[Petition], body: Body) -> dict[int, Draft]:
    """Return the body's answer to each petition, by its number, where the newest version is approved.

    What was approved before the matter was last opened again answers nothing any more.
    """
    latest: dict[int, Draft] = {
        row.petition_id: row for row in Draft.objects.filter(petition__in=petitions, body=body).order_by("version")
    }
    reopened = Note.objects.filter(petition__in=petitions, kind="reopened").order_by("pk")
    opened = dict(reopened.values_list("petition", "made_at"))
    return {
        pk: row
        for pk, row in latest.items()
        if row.state == DraftState.APPROVED and row.decided_at and (pk not in opened or row.decided_at > opened[pk])
    }


def lead_bodies_of(dialogue: Dialogue) -> QuerySet[Body]:
    """Return the bodies that lead on a matter of the dialogue, by name."""
    leads = Assignment.objects.filter(
        body=OuterRef("pk"), part=AssignmentPart.LEAD, state__in=ACTIVE, petition__dialogue=dialogue
    )
    return Body.objects.filter(Exists(leads)).order_by("short_name")


def proposals_waiting(dialogue: Dialogue) -> QuerySet[DueProposal]:
    """Return the dates that wait for the host, in the order in which they came."""
    rows = DueProposal.objects.filter(petition__dialogue=dialogue, accepted=None)
    return rows.select_related("petition", "petition__dialogue", "body", "proposed_by").order_by("pk")


@dataclass(frozen=True, slots=True)
class Promise:
    """A matter with a date that the host accepted, and every date that stood or was proposed before."""

    petition: Petition
    lead: Body | None
    history: list[DueProposal]
    kept: bool

    @property
    def waits(self) -> bool:
        """Say whether a proposed date lies with the host."""
        return any(proposal.accepted is None for proposal in self.history)

    def days_late_on(self, day: date) -> int:
        """Return by how many calendar days the agreed date has passed; 0 when it has not, or was kept."""
        due = self.petition.agreed_due_on
        return 0 if self.kept or due is None else max((day - due).days, 0)


def promised_matters(dialogue: Dialogue, *, bodies: Sequence[int] | None = None) -> QuerySet[Petition]:
    """Return the matters with an agreed or a proposed date."""
    dated = Q(agreed_due_on__isnull=False) | Q(Exists(DueProposal.objects.filter(petition=OuterRef("pk"))))
    return matters_of(dialogue, bodies=bodies).filter(dated)


def promises_of(dialogue: Dialogue, *, bodies: Sequence[int] | None = None) -> list[Promise]:
    """Return the matters with an agreed or a proposed date, earliest agreed date first."""
    rows = list(promised_matters(dialogue, bodies=bodies).order_by("agreed_due_on", "pk"))
    history: dict[int, list[DueProposal]] = {}
    proposals = DueProposal.objects.filter(petition__in=rows).select_related("body", "decided_by").order_by("pk")
    for proposal in proposals:
        history.setdefault(proposal.petition_id, []).append(proposal)
    leads = Assignment.objects.filter(petition__in=rows, part=AssignmentPart.LEAD, state__in=ACTIVE)
    bodies_by = {lead.petition_id: lead.body for lead in leads.select_related("body")}
    kept = {*ANSWERED, *DONE}
    return [Promise(row, bodies_by.get(row.pk), history.get(row.pk, []), row.state in kept) for row in rows]


def escalations_of(dialogue: Dialogue) -> QuerySet[Escalation]:
    """Return what went up from the dialogue, unanswered first."""
    rows = Escalation.objects.filter(petition__dialogue=dialogue)
    return rows.select_related("petition", "to_body", "document__pdf", "answered_by").order_by("answered_on", "pk")


def escalations_to(person: Standing) -> QuerySet[Escalation]:
    """Return what lower levels put to the person's bodies, unanswered and oldest first."""
    bodies = [membership.body_id for membership in person.memberships]
    rows = Escalation.objects.filter(to_body__in=bodies)
    related = ("petition__dialogue__unit", "petition__dialogue__host_office", "to_body", "document__pdf")
    return rows.select_related(*related).order_by("answered_on", "sent_on", "pk")


@dataclass(frozen=True, slots=True)
class Post:
    """A letter or slip that waits to be handed over, with what it is about."""

    message: Message
    petition: Petition | None
    submitter: Submitter | None


def letters_waiting(dialogue: Dialogue) -> list[Post]:
    """Return the letters, slips and short messages of the dialogue that nobody has handed over; three queries."""
    messages = list(notices.letters_to_hand_over(dialogue.key).select_related("identity"))
    keys = {message.petition for message in messages}
    petitions = Petition.objects.filter(key__in=keys).select_related("dialogue__unit")
    by_key = {row.key: row for row in petitions}
    identities = {message.identity_id for message in messages}
    submitters = Submitter.objects.filter(identity__in=identities - {None}, petition__dialogue=dialogue)
    by_identity = {(row.petition_id, row.identity_id): row for row in submitters}
    found = []
    for message in messages:
        petition = by_key.get(message.petition)
        known = by_identity.get((petition.pk, message.identity_id)) if petition else None
        found.append(Post(message, petition, known))
    return found
