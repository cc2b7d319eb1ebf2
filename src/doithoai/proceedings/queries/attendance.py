"""How many people the regulation wants at each venue point, and whether the newest count keeps to it (GL-7.3-*)."""

from dataclasses import dataclass

from doithoai.dialogues.models import Dialogue, VenuePoint
from doithoai.obligations import queries as obligations
from doithoai.proceedings.queries.law import law_of
from doithoai.regulations.schema import Rule
from doithoai.regulations.types import Status


@dataclass(frozen=True, slots=True)
class Bound:
    """One bound on the people at a point: the number, whether it is a lower one, advice only, kept so far."""

    rule: Rule
    number: int
    least: bool
    kept: bool | None  # None before anybody counted

    @property
    def advised(self) -> bool:
        """Whether the text only advises it."""
        return self.rule.strength == "should"


def bounds_by_point(dialogue: Dialogue, points: list[VenuePoint]) -> dict[int, list[Bound]]:
    """Return the bounds of each point by its key; the points bear their newest count as `citizens`. One query.

    Which rules hold here (form, type, the unit's own readings) the engine has said: a rule without a duty says nothing.
    """
    held = set(
        obligations.duties_of_dialogue(dialogue.key)
        .exclude(status=Status.NOT_APPLICABLE)
        .values_list("rule", flat=True)
    )
    rules = [rule for rule in law_of(dialogue).rules_met_by("attendance_counted") if rule.id in held]
    return {point.pk: [bound for rule in rules for bound in _bounds(rule, point)] for point in points}


def _bounds(rule: Rule, point: VenuePoint) -> list[Bound]:
    places, measure = rule.done_when.where.get("place", ()), rule.done_when.measure
    if measure is None or (places and point.kind not in places):
        return []
    count = getattr(point, "citizens", None)
    return [
        Bound(rule, number, least, None if count is None else (count >= number if least else count <= number))
        for number, least in ((measure.at_least, True), (measure.at_most, False))
        if number is not None
    ]
