"""The sample office under another regulation: its level, its province, the posts that its text lets host."""

from dataclasses import fields, is_dataclass, replace
from datetime import date
from typing import Any

from doithoai.config.office import plan
from doithoai.config.office.plan import SAMPLE, BodyPlan, PersonPlan, PostPlan, UnitPlan
from doithoai.organisations.enums import Level

# The province is no real one: what a page says of Hải Phòng then comes from the program.
_ELSEWHERE = (("UBND thành phố", "UBND tỉnh"), ("thành phố Hải Phòng", "tỉnh Ví Dụ"), ("Hải Phòng", "Ví Dụ"))
_DISTRICT = (("Đảng ủy", "Huyện ủy"), ("xã Tân Lạch", "huyện Tân Lạch"), (" xã", " huyện"))
_ABOVE = BodyPlan(
    symbol="TU", name="Tỉnh ủy Ví Dụ", short_name="Tỉnh ủy", kind="party_committee", heading="party", term_from=2020
)
_COUNCIL = (
    PostPlan(title="Chủ tịch HĐND xã", role="council_chair", host_office="VP", holder="cthdnd"),
    PersonPlan(username="cthdnd", name="Lý Thị Hà", role="host", title="Chủ tịch HĐND xã"),
)
_AGENCY = PostPlan(title="Trưởng phòng Kinh tế", role="agency_head", host_office="PKT", holder="tpkinhte")


def house(regulation: str, level: Level, since: date) -> tuple[UnitPlan, ...]:
    """Return the sample's units as they would stand under the regulation; every kind of host has its post."""
    above, unit = plan.read(SAMPLE)
    above = replace(_renamed(above, _ELSEWHERE), bodies=(*_renamed(above, _ELSEWHERE).bodies, _ABOVE))
    unit = replace(unit, level=level, bodies=tuple(_with_hosts(body) for body in unit.bodies))
    words = (*_ELSEWHERE, *_DISTRICT) if level == Level.DISTRICT else _ELSEWHERE
    return tuple(replace(row, regulations=regulation, since=since) for row in (above, _renamed(unit, words)))


def _with_hosts(body: BodyPlan) -> BodyPlan:
    if body.symbol == "HĐND":
        return replace(body, posts=_COUNCIL[:1], people=_COUNCIL[1:])
    return replace(body, posts=(_AGENCY,)) if body.symbol == "PKT" else body


def _renamed(part: Any, words: tuple[tuple[str, str], ...]) -> Any:
    """Return a part of the plan with other words in all its texts."""
    if isinstance(part, str):
        for old, new in words:
            part = part.replace(old, new)
        return part
    if isinstance(part, tuple):
        return tuple(_renamed(row, words) for row in part)
    if is_dataclass(part) and not isinstance(part, type):
        return replace(part, **{field.name: _renamed(getattr(part, field.name), words) for field in fields(part)})
    return part
