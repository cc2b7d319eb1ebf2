"""Lists of petitions: saved views, filters, search; the same number of queries however many rows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from doithoai.accounts.enums import Role
from doithoai.dialogues.models import Dialogue
from doithoai.organisations.models import Body
from doithoai.organisations.queries import Standing
from doithoai.petitions import enums
from doithoai.petitions.enums import AssignmentPart, AssignmentState, PetitionState, Urgency
from doithoai.petitions.form_numbers import is_number, squeezed
from doithoai.petitions.models import Assignment, Petition
from doithoai.petitions.models.words import OFFICE_WORDS
from doithoai.petitions.queries.by_place import with_words_or_place

ACTIVE = (AssignmentState.SENT, AssignmentState.ACCEPTED, AssignmentState.DONE)
_ASIDE = [state for state in PetitionState if state not in enums.COUNTED_STATES]
# A merged petition is read through the one that stands for it; parts stand for the split one.
_HIDDEN = [PetitionState.MERGED, PetitionState.SPLIT, PetitionState.WITHDRAWN]
BEFORE_OUTCOME = [
    PetitionState.RECEIVED,
    PetitionState.TRIAGED,
    PetitionState.ASSIGNED,
    PetitionState.PREPARED,
]
_WHOLE_UNIT = frozenset({Role.HOST, Role.FRONT, Role.MASS_MOBILISATION, Role.ADMINISTRATOR})


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """What a person asked the list for; empty means everything. `view` is the code of a saved view."""

    view: str = ""
    words: str = ""
    place: str = ""
    field: str = ""
    state: str = ""
    urgency: str = ""
    channel: str = ""
    result: str = ""
    year: int = 0  # of receipt
    body: Body | None = None
    body_key: str = ""  # the same asked for across dialogues: whoever leads or helps, in hand or done
    outcome: str = ""  # at the conference
    codes: tuple[str, ...] | None = None  # exactly these; an empty one is none at all


def petitions_of(dialogue: Dialogue) -> QuerySet[Petition]:
    """Return the petitions of one dialogue, newest first."""
    return Petition.objects.filter(dialogue=dialogue).order_by("-received_on", "-pk")


def petitions_visible_to(person: Standing) -> QuerySet[Petition]:
    """Return the petitions that the person may read, of all dialogues, the last registered first.

    The rule of `permissions.can_see_petition` as a condition; a test holds both together. Ordered by the
    primary key and filtered by plain sets, so that a page costs the same among two hundred thousand.
    """
    bodies = [m.body_id for m in person.memberships]
    whole = Q(dialogue__in=_dialogues_seen_whole(person))
    if all(m.role in _WHOLE_UNIT | {Role.UPPER_LEVEL} for m in person.memberships):
        return Petition.objects.filter(whole).order_by("-pk")
    # A union, each part by its own index: joined by OR they would have both databases read every petition.
    seen = Petition.objects.filter(whole).order_by().values_list("pk", flat=True)
    asked = Assignment.objects.filter(body__in=bodies).exclude(state=AssignmentState.REPLACED).order_by()
    handed_in = Petition.objects.filter(handed_in_by__in=bodies).order_by().values_list("pk", flat=True)
    return Petition.objects.filter(pk__in=seen.union(asked.values_list("petition", flat=True), handed_in)).order_by(
        "-pk"
    )


def _dialogues_seen_whole(person: Standing) -> QuerySet[Dialogue, int]:
    """Return the keys of the dialogues of which the person sees every petition."""
    offices = [m.body_id for m in person.memberships if m.role == Role.CLERK]
    here = [m.body.unit_id for m in person.memberships if m.role in _WHOLE_UNIT]
    above = [m.body.unit_id for m in person.memberships if m.role in {Role.UPPER_LEVEL, Role.MASS_MOBILISATION}]
    rows = Dialogue.objects.filter(
        Q(unit__in=here) | Q(unit__parent__in=above) | Q(host_office__in=offices) | Q(secretary=person.account)
    )
    return rows.order_by().values_list("pk", flat=True)


def searchable_by(rows: QuerySet[Petition], person: Standing, words: str = "") -> QuerySet[Petition]:
    """Leave out complaints about a body where the person does not see the whole dialogue.

    Words of the original must not lead the body complained about to who complained; the code still does.
    """
    hidden = Q(complained_body__isnull=False, disclosed_reason="") & ~Q(code__iexact=words.strip())
    return rows.exclude(hidden & ~Q(dialogue__in=_dialogues_seen_whole(person)))


def petitions_in_view(rows: QuerySet[Petition], view: str, *, on: date) -> QuerySet[Petition]:
    """Return the rows of a saved view; an unknown view is the whole list without what was set aside."""
    condition = view_conditions(on=on).get(view)
    if condition is None:
        return rows.exclude(state__in=_HIDDEN)
    return rows.filter(condition)


def view_conditions(*, on: date) -> dict[str, Q]:
    """Return the saved views and what each of them shows."""
    leads = Assignment.objects.filter(petition=OuterRef("pk"), part=AssignmentPart.LEAD)
    late = leads.filter(state__in=[AssignmentState.SENT, AssignmentState.ACCEPTED], due_on__lt=on)
    twins = Petition.objects.filter(dialogue=OuterRef("dialogue"), digest=OuterRef("digest")).exclude(pk=OuterRef("pk"))
    returned = Assignment.objects.filter(petition=OuterRef("pk"), state=AssignmentState.RETURNED)
    return {
        "untriaged": Q(state=PetitionState.RECEIVED),
        "unassigned": Q(state=PetitionState.TRIAGED),
        "late": Exists(late) & Q(state__in=BEFORE_OUTCOME),
        "returned": Q(Exists(returned)),
        "prepared": Q(state=PetitionState.PREPARED),
        "urgent": Q(urgency=Urgency.URGENT) & ~Q(state__in=_ASIDE),
        "repeated": Q(times_raised__gt=1),
        "twins": Exists(twins) & ~Q(state__in=_ASIDE),
        "in_room": Q(at_conference=True),
        "aside": Q(state__in=_ASIDE),
    }


_EXACT = ("field", "state", "urgency", "channel", "result")


def searched(
    rows: QuerySet[Petition], filters: Filters, places: Mapping[str, Sequence[str]] | None = None
) -> QuerySet[Petition]:
    """Return the rows that match code, words (marks do not matter), place, field, state, result, year, channel, body.

    The number of a paper form finds what it became. `places`: the names of places among the words, where known.
    """
    for words in (filters.words, filters.place):
        if words.strip():
            names = None if places is None else places.get(words)
            found = with_words_or_place(rows, OFFICE_WORDS, words, names)
            rows = rows.filter(paper_form__squeezed=squeezed(words)) if is_number(words) else found
    rows = rows.filter(**{name: getattr(filters, name) for name in _EXACT if getattr(filters, name)})
    if filters.year:
        rows = rows.filter(received_on__range=(date(filters.year, 1, 1), date(filters.year, 12, 31)))
    if filters.codes is not None:
        rows = rows.filter(code__in=filters.codes)
    if filters.body_key:
        given = Assignment.objects.filter(body__key=filters.body_key)
        asked_of = given.exclude(state__in=[AssignmentState.REPLACED, AssignmentState.RETURNED])
        rows = rows.filter(pk__in=asked_of.values("petition"))
    if filters.body is not None:
        asked = Assignment.objects.filter(petition=OuterRef("pk"), body=filters.body, state__in=ACTIVE)
        rows = rows.filter(Exists(asked))
    return rows


def times_returned() -> Coalesce:
    """Return the expression for how often the bodies that were asked gave a petition back (the office chose wrong)."""
    rows = Assignment.objects.filter(petition=OuterRef("pk"), state=AssignmentState.RETURNED)
    counted = rows.order_by().values("petition").annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted), 0)


def returned_petitions(
    dialogue: Dialogue, *, least: int = 1, most: int = 100
) -> list[tuple[Petition, list[Assignment]]]:
    """Return the petitions that were given back at least so often, the most often first, with each return in order.

    Two queries.
    """
    rows = Petition.objects.filter(dialogue=dialogue).annotate(returned_count=times_returned())
    found = list(rows.filter(returned_count__gte=max(least, 1)).order_by("-returned_count", "-pk")[:most])
    given_back: dict[int, list[Assignment]] = {}
    asked = Assignment.objects.filter(petition__in=found, state=AssignmentState.RETURNED).select_related("body")
    for row in asked.order_by("pk"):
        given_back.setdefault(row.petition_id, []).append(row)
    return [(petition, given_back.get(petition.pk, [])) for petition in found]


def with_list_columns(rows: QuerySet[Petition]) -> QuerySet[Petition]:
    """Add what a list shows of each row: dialogue, who prepares it, merged into it, given back; two queries."""
    merged = Petition.objects.filter(merged_into=OuterRef("pk")).order_by().values("merged_into")
    return (
        rows.select_related("dialogue", "merged_into", "complained_body")
        .annotate(
            merged_count=Coalesce(Subquery(merged.annotate(n=Count("pk")).values("n")), 0),
            returned_count=times_returned(),
        )
        .prefetch_related(
            Prefetch(
                "assignments",
                queryset=Assignment.objects.filter(state__in=ACTIVE).select_related("body").order_by("-part", "pk"),
                to_attr="active_assignments",
            )
        )
        .defer("text", "folded", "result_note", "public_answer")
    )


def inbox_of(person: Standing) -> QuerySet[Assignment]:
    """Return what the person's bodies were asked and still have in hand, most pressing first."""
    bodies = [m.body_id for m in person.memberships]
    return (
        Assignment.objects.filter(body__in=bodies, state__in=ACTIVE)
        .exclude(petition__state__in=[*_ASIDE, PetitionState.CLOSED, PetitionState.RESOLVED])
        .select_related("petition", "petition__dialogue", "petition__dialogue__unit", "body")
        .order_by("due_on", "pk")
    )
