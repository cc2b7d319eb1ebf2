"""The conclusion: its items, its door, its last day, who must get it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Count, QuerySet

from doithoai.dialogues.models import Dialogue
from doithoai.obligations import queries as obligations
from doithoai.obligations.models import Duty
from doithoai.organisations import queries as organisations
from doithoai.organisations.enums import BodyKind
from doithoai.organisations.models import Body
from doithoai.petitions.enums import Field, PetitionState
from doithoai.petitions.models import Submitter
from doithoai.proceedings.enums import ConclusionSection
from doithoai.proceedings.models import Conclusion, ConclusionItem, Delivery, Extension
from doithoai.proceedings.queries import law
from doithoai.proceedings.queries.running import outcomes_of
from doithoai.regulations.schema import Item

PETITIONER = "petitioner"
COMPETENT = "competent_agency"
_TO_ACT = (ConclusionSection.ASSIGNED, ConclusionSection.ACCEPTED)
# How the regulations call the parts; what else they ask of a conclusion (who, by when) stands in each item.
_PART_OF = {
    "accepted": ConclusionSection.ACCEPTED,
    "resolved": ConclusionSection.RESOLVED,
    "answered": ConclusionSection.RESOLVED,
    "assigned": ConclusionSection.ASSIGNED,
    "unanswered": ConclusionSection.ASSIGNED,
    "unresolved": ConclusionSection.ASSIGNED,
    "policy_proposal": ConclusionSection.POLICY,
}
_DISCUSSED, _UNSORTED = "discussed", "khác"
# Whom the regulations name; "…_same_level" is of the dialogue's own unit, "upper_…" of the one above.
_KINDS = {
    "mass_mobilization": (BodyKind.MASS_MOBILIZATION,),
    "fatherland_front": (BodyKind.FATHERLAND_FRONT,),
    "mass_organization": (BodyKind.MASS_ORGANIZATION,),
    "party_committee": (BodyKind.PARTY_COMMITTEE,),
    "standing_committee": (BodyKind.PARTY_COMMITTEE,),  # it has no body of its own: its committee's office receives
    "government": (BodyKind.GOVERNMENT,),
    "council": (BodyKind.COUNCIL,),
    "level": (BodyKind.PARTY_COMMITTEE, BodyKind.GOVERNMENT),
}
_HERE, _ABOVE = "_same_level", "upper_"


def items_of(dialogue: Dialogue) -> QuerySet[ConclusionItem]:
    """Return the items in their order."""
    rows = ConclusionItem.objects.filter(dialogue=dialogue)
    return rows.select_related("petition", "body").order_by("position", "pk")


def matters_to_act_on(dialogue: Dialogue) -> QuerySet[ConclusionItem]:
    """Return the items by which a body must act on a petition."""
    return items_of(dialogue).filter(petition__isnull=False, body__isnull=False, section__in=_TO_ACT)


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the conclusion as the regulation calls it; `content` is the clause that wants it, None where silent."""

    section: ConclusionSection
    title: str
    content: Item | None
    items: tuple[ConclusionItem, ...] = ()


def parts_of(dialogue: Dialogue) -> dict[ConclusionSection, Part]:
    """Return the parts that the conclusion may have, in their order, in the words of the dialogue's regulation.

    Proposals on policy are a part of their own only where the text asks for them (GL-9.1-policy, TU-4.3-policy);
    what was declined only where the text knows such an outcome.
    """
    wanted = {
        _PART_OF[item.code]: item
        for item in reversed(law.law_of(dialogue).conclusion_contents())
        if item.code in _PART_OF
    }
    return {
        section: Part(section, wanted[section].vi if section in wanted else str(section.label), wanted.get(section))
        for section in ConclusionSection
        if section in wanted or section in law.conclusion_parts(dialogue)
    }


def items_by_part(dialogue: Dialogue) -> list[Part]:
    """Return the parts with their items; empty ones too, so that the host can add to them."""
    rows = list(items_of(dialogue))
    return [
        replace(part, items=tuple(row for row in rows if row.section == section))
        for section, part in parts_of(dialogue).items()
    ]


@dataclass(frozen=True, slots=True)
class Discussed:
    """What the conference was about, where the text wants it in the conclusion: how many petitions of each field."""

    content: Item
    fields: tuple[tuple[str, int], ...]

    @property
    def total(self) -> int:
        """Return how many petitions have an outcome."""
        return sum(number for _field, number in self.fields)


def discussed_at(dialogue: Dialogue) -> Discussed | None:
    """Return what was discussed (GL-8.6-discussed, TU-4.2-s5-conclude), most first; None where no text asks for it."""
    content = next((item for item in law.law_of(dialogue).conclusion_contents() if item.code == _DISCUSSED), None)
    if content is None:
        return None
    rows = outcomes_of(dialogue).order_by().values_list("petition__field").annotate(number=Count("pk"))
    names = dict(Field.choices)
    found = ((str(names.get(field, _UNSORTED)), number) for field, number in rows)
    return Discussed(content, tuple(sorted(found, key=lambda row: (-row[1], row[0]))))


def conclusion_of(dialogue: Dialogue) -> Conclusion | None:
    """Return the conclusion, if its drafting has begun."""
    return Conclusion.objects.filter(dialogue=dialogue).select_related("document", "issued_by").first()


def conclusion_duty(dialogue: Dialogue, duties: Sequence[Duty] | None = None) -> Duty | None:
    """Return the duty to issue the notice, with the last day as the law counts it.

    `duties` are those of the dialogue as a whole, where they were read already.
    """
    rule = law.conclusion_rule(dialogue)
    if rule is None:
        return None
    if duties is not None:
        return next((duty for duty in duties if duty.rule == rule.id), None)
    return obligations.timeline_of_dialogue(dialogue.key).filter(rule=rule.id).first()


def extension_of(dialogue: Dialogue) -> Extension | None:
    """Return the extension that was granted, if any."""
    rule = law.conclusion_rule(dialogue)
    rows = Extension.objects.filter(dialogue=dialogue, rule=rule.id if rule else "")
    return rows.select_related("decided_by", "petition").first()


@dataclass(frozen=True, slots=True)
class Recipient:
    """One that must get the notice: by role and clause, a body or a submitter."""

    code: str
    clause: str
    body: Body | None = None
    submitter: Submitter | None = None


@dataclass(frozen=True, slots=True)
class Addressees:
    """Everybody who must get the notice; `nobody` are roles for which the unit has no body on record."""

    found: tuple[Recipient, ...]
    nobody: tuple[str, ...]


def addressees_of(dialogue: Dialogue, *, on: date) -> Addressees:
    """Return all who must get the conclusion notice by the regulation (HP-10.1-to-*)."""
    found: list[Recipient] = []
    nobody: list[str] = []
    for item in law.recipients(dialogue):
        here = [Recipient(item.code, item.clause, body=body) for body in _bodies_for(item.code, dialogue, on=on)]
        if item.code == PETITIONER:
            here = [Recipient(item.code, item.clause, submitter=row) for row in submitters_of(dialogue)]
        elif not here and item.code != COMPETENT:
            nobody.append(item.vi)
        found += here
    return Addressees(tuple(found), tuple(nobody))


def bodies_missing(deliveries: Iterable[Delivery], roles: Iterable[str]) -> list[str]:
    """Return the roles to whom the issued notice could not go: the unit had no body for them on that day."""
    sent_to = {row.recipient for row in deliveries}
    return [code for code in roles if code not in sent_to and code not in {PETITIONER, COMPETENT}]


def _bodies_for(code: str, dialogue: Dialogue, *, on: date) -> Iterator[Body]:
    if code == COMPETENT:
        items = ConclusionItem.objects.filter(dialogue=dialogue, body__isnull=False, section__in=_TO_ACT)
        yield from Body.objects.filter(pk__in=items.values("body")).order_by("pk")
        return
    kinds = _KINDS.get(code.removeprefix(_ABOVE).removesuffix(_HERE), ())
    unit = dialogue.unit.parent if code.startswith(_ABOVE) else dialogue.unit if code.endswith(_HERE) else None
    if unit is not None and kinds:
        yield from organisations.bodies_of_unit(unit, on=on, kinds=kinds)


def submitters_of(dialogue: Dialogue) -> QuerySet[Submitter]:
    """Return everyone recorded as petitioner, merged petitions too (A43); not those withdrawn or out of scope."""
    rows = Submitter.objects.filter(petition__dialogue=dialogue)
    rows = rows.exclude(petition__state__in=[PetitionState.WITHDRAWN, PetitionState.OUT_OF_SCOPE])
    return rows.select_related("petition", "identity").order_by("pk")


def deliveries_of(dialogue: Dialogue) -> QuerySet[Delivery]:
    """Return to whom the notice went or must go."""
    rows = Delivery.objects.filter(dialogue=dialogue)
    return rows.select_related("body", "submitter__petition", "submitter__identity", "sent_by").order_by("pk")
