"""The demo's units, bodies and posts."""

from dataclasses import dataclass
from datetime import date

from doithoai.organisations.enums import BodyKind, Heading, HostRole, Level
from doithoai.organisations.models import Body, Post, Unit

# Since this day there are two levels, and the commune stands as it is.
SINCE = date(2025, 7, 1)
REGULATIONS = "hai-phong-1155"


@dataclass(frozen=True, slots=True)
class _Body:
    name: str
    short_name: str
    kind: BodyKind
    symbol: str
    heading: Heading = Heading.STATE


CITY = {
    "government": _Body("Ủy ban nhân dân thành phố Hải Phòng", "UBND thành phố", BodyKind.GOVERNMENT, "UBND"),
}
COMMUNE = {
    "party": _Body("Đảng ủy xã Tân Lạch", "Đảng ủy xã", BodyKind.PARTY_COMMITTEE, "ĐU", Heading.PARTY),
    "party_office": _Body(
        "Văn phòng Đảng ủy xã Tân Lạch", "Văn phòng Đảng ủy", BodyKind.PARTY_OFFICE, "VPĐU", Heading.PARTY
    ),
    "government": _Body("Ủy ban nhân dân xã Tân Lạch", "UBND xã", BodyKind.GOVERNMENT, "UBND"),
    "office": _Body(
        "Văn phòng HĐND và UBND xã Tân Lạch", "Văn phòng HĐND và UBND", BodyKind.COUNCIL_GOVERNMENT_OFFICE, "VP"
    ),
    "council": _Body("Hội đồng nhân dân xã Tân Lạch", "HĐND xã", BodyKind.COUNCIL, "HĐND"),
    "economy": _Body("Phòng Kinh tế xã Tân Lạch", "Phòng Kinh tế", BodyKind.AGENCY, "PKT"),
    "culture": _Body("Phòng Văn hóa - Xã hội xã Tân Lạch", "Phòng Văn hóa - Xã hội", BodyKind.AGENCY, "PVHXH"),
    "police": _Body("Công an xã Tân Lạch", "Công an xã", BodyKind.AGENCY, "CA"),
    "front": _Body(
        "Ủy ban Mặt trận Tổ quốc Việt Nam xã Tân Lạch",
        "MTTQ xã",
        BodyKind.FATHERLAND_FRONT,
        "MTTQ",
        Heading.FRONT,
    ),
    "mobilisation": _Body(
        "Ban Tuyên giáo và Dân vận Đảng ủy xã Tân Lạch",
        "Ban Tuyên giáo và Dân vận",
        BodyKind.MASS_MOBILIZATION,
        "BTGDV",
        Heading.PARTY,
    ),
}


def make() -> dict[str, Body]:
    """Make the city and the commune with their bodies and host posts; return the bodies by name."""
    city = Unit.objects.create(
        name="thành phố Hải Phòng",
        code="HP",
        level=Level.PROVINCE,
        regulations=REGULATIONS,
        seat="Hải Phòng",
        valid_from=SINCE,
    )
    commune = Unit.objects.create(
        name="xã Tân Lạch",
        code="TL",
        level=Level.COMMUNE,
        parent=city,
        regulations=REGULATIONS,
        seat="Tân Lạch",
        valid_from=SINCE,
    )
    bodies = {f"city_{name}": _body(city, words) for name, words in CITY.items()}
    bodies |= {name: _body(commune, words) for name, words in COMMUNE.items()}
    _posts(bodies)
    return bodies


def _body(unit: Unit, words: _Body) -> Body:
    return Body.objects.create(
        unit=unit,
        name=words.name,
        short_name=words.short_name,
        kind=words.kind,
        symbol=words.symbol,
        heading=words.heading,
        term_from=2025 if words.heading == Heading.PARTY else None,
        valid_from=SINCE,
    )


def _posts(bodies: dict[str, Body]) -> None:
    """Make the two posts that must hold dialogues, and their deputies (HP articles 2.1a, 2.1b)."""
    for body, office, role, head, deputy in (
        ("party", "party_office", HostRole.PARTY_HEAD, "Bí thư Đảng ủy xã", "Phó Bí thư Đảng ủy xã"),
        ("government", "office", HostRole.GOVERNMENT_HEAD, "Chủ tịch UBND xã", "Phó Chủ tịch UBND xã"),
    ):
        post = Post.objects.create(
            body=bodies[body], title=head, role=role, host_office=bodies[office], valid_from=SINCE
        )
        Post.objects.create(body=bodies[body], title=deputy, role=role, deputy_of=post, valid_from=SINCE)
