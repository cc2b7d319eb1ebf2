"""The made-up commune Tân Lạch with its bodies, posts and people; `unit()`, `body()`, `account()` for anything else."""

from dataclasses import dataclass
from datetime import date

from doithoai.accounts.enums import Role
from doithoai.accounts.models import Account
from doithoai.common.actors import Actor
from doithoai.organisations.enums import BodyKind, Heading, HostRole, Level
from doithoai.organisations.models import Body, Holding, Membership, Post, Unit

SINCE = date(2025, 7, 1)
REGULATIONS = "hai-phong-1155"


def unit(
    name: str,
    code: str,
    *,
    level: Level = Level.COMMUNE,
    parent: Unit | None = None,
    seat: str = "",
    regulations: str = REGULATIONS,
) -> Unit:
    """Make a unit bound by Hải Phòng's regulation, unless told otherwise."""
    return Unit.objects.create(
        name=name,
        code=code,
        level=level,
        parent=parent,
        seat=seat or name.split(maxsplit=1)[-1],
        regulations=regulations,
        valid_from=SINCE,
    )


def body(
    of: Unit,
    name: str,
    *,
    kind: BodyKind = BodyKind.AGENCY,
    symbol: str = "PB",
    heading: Heading = Heading.STATE,
    short_name: str = "",
) -> Body:
    """Make a body of the unit."""
    return Body.objects.create(
        unit=of,
        name=name,
        short_name=short_name or name,
        kind=kind,
        symbol=symbol,
        heading=heading,
        term_from=2025 if heading == Heading.PARTY else None,
        valid_from=SINCE,
    )


def account(username: str, role: Role | None = None, of: Body | None = None, *, full_name: str = "") -> Account:
    """Make an account, with a membership where a role and a body are given; the password is `mat-khau-thu`."""
    made = Account.objects.create_user(
        username, "mat-khau-thu", full_name=full_name or username.capitalize(), title=str(role.label) if role else ""
    )
    if role is not None and of is not None:
        Membership.objects.create(account=made, body=of, role=role, valid_from=SINCE)
    return made


def post(of: Body, title: str, role: HostRole, *, deputy_of: Post | None = None, office: Body | None = None) -> Post:
    """Make a post of the body."""
    return Post.objects.create(
        body=of, title=title, role=role, deputy_of=deputy_of, host_office=office, valid_from=SINCE
    )


def hold(held: Post, by: Account) -> Holding:
    """Let the account hold the post."""
    return Holding.objects.create(post=held, account=by, valid_from=SINCE)


@dataclass(frozen=True)
class Place:
    """Xã Tân Lạch, TP. Hải Phòng, as it stands since 1/7/2025. Nobody in it is real."""

    province: Unit
    unit: Unit
    # bodies of the commune
    party: Body  # Đảng ủy
    government: Body  # UBND
    office: Body  # Văn phòng HĐND và UBND: host office of the chair
    party_office: Body  # Văn phòng Đảng ủy: host office of the Party secretary
    front: Body
    farmers: Body
    mass_mobilisation: Body
    economy: Body
    culture: Body
    police: Body
    health: Body
    # bodies of the province
    city_government: Body
    city_party: Body
    # posts
    party_head: Post
    chair: Post
    deputy_party_head: Post
    deputy_chair: Post
    # people
    anna: Account  # clerk of the host office
    ben: Account  # clerk of another body
    carla: Account  # clerk of another commune: a stranger
    chair_person: Account  # host: chair of the People's Committee
    party_person: Account  # host: Party secretary
    deputy_person: Account  # vice chair
    minutes_person: Account  # secretary
    economy_officer: Account
    economy_head: Account
    culture_officer: Account
    culture_head: Account
    front_person: Account
    mass_person: Account
    upper_person: Account
    administrator: Account

    def actor(self, who: Account) -> Actor:
        """Return how the journal knows the person, acting for the first body."""
        membership = who.memberships.select_related("body").order_by("pk").first()
        return who.actor(membership.body.key if membership else "")


def _bodies(commune: Unit, province: Unit) -> dict[str, Body]:
    kinds = BodyKind
    party, front = Heading.PARTY, Heading.FRONT
    return {
        "party": body(commune, "Đảng ủy xã Tân Lạch", kind=kinds.PARTY_COMMITTEE, symbol="ĐU", heading=party),
        "government": body(commune, "Ủy ban nhân dân xã Tân Lạch", kind=kinds.GOVERNMENT, symbol="UBND"),
        "office": body(
            commune,
            "Văn phòng HĐND và UBND xã Tân Lạch",
            kind=kinds.COUNCIL_GOVERNMENT_OFFICE,
            symbol="VP",
            short_name="Văn phòng HĐND và UBND",
        ),
        "party_office": body(
            commune,
            "Văn phòng Đảng ủy xã Tân Lạch",
            kind=kinds.PARTY_OFFICE,
            symbol="VPĐU",
            heading=party,
            short_name="Văn phòng Đảng ủy",
        ),
        "front": body(
            commune,
            "Ủy ban MTTQ Việt Nam xã Tân Lạch",
            kind=kinds.FATHERLAND_FRONT,
            symbol="MTTQ",
            heading=front,
            short_name="MTTQ xã",
        ),
        "farmers": body(
            commune,
            "Hội Nông dân xã Tân Lạch",
            kind=kinds.MASS_ORGANIZATION,
            symbol="HND",
            heading=front,
            short_name="Hội Nông dân",
        ),
        "mass_mobilisation": body(
            commune,
            "Ban Xây dựng Đảng xã Tân Lạch",
            kind=kinds.MASS_MOBILIZATION,
            symbol="BXDĐ",
            heading=party,
            short_name="Ban Xây dựng Đảng",
        ),
        "economy": body(commune, "Phòng Kinh tế", symbol="PKT"),
        "culture": body(commune, "Phòng Văn hóa - Xã hội", symbol="PVHXH"),
        "police": body(commune, "Công an xã", symbol="CAX"),
        "health": body(commune, "Trạm Y tế", symbol="TYT"),
        "city_government": body(
            province,
            f"Ủy ban nhân dân {province.name.lower()[0]}{province.name[1:]}",
            kind=kinds.GOVERNMENT,
            symbol="UBND",
        ),
        "city_party": body(
            province, f"Thành ủy {province.seat}", kind=kinds.PARTY_COMMITTEE, symbol="TU", heading=party
        ),
    }


def _posts(bodies: dict[str, Body]) -> dict[str, Post]:
    party, government = bodies["party"], bodies["government"]
    party_head = post(party, "Bí thư Đảng ủy", HostRole.PARTY_HEAD, office=bodies["party_office"])
    chair = post(government, "Chủ tịch UBND xã", HostRole.GOVERNMENT_HEAD, office=bodies["office"])
    return {
        "party_head": party_head,
        "chair": chair,
        "deputy_party_head": post(party, "Phó Bí thư Đảng ủy", HostRole.PARTY_HEAD, deputy_of=party_head),
        "deputy_chair": post(government, "Phó Chủ tịch UBND xã", HostRole.GOVERNMENT_HEAD, deputy_of=chair),
    }


def _people(bodies: dict[str, Body], elsewhere: Body) -> dict[str, Account]:
    return {
        "anna": account("anna", Role.CLERK, bodies["office"]),
        "ben": account("ben", Role.CLERK, bodies["party_office"]),
        "carla": account("carla", Role.CLERK, elsewhere),
        "chair_person": account("chutich", Role.HOST, bodies["government"], full_name="Chủ tịch Thử"),
        "party_person": account("bithu", Role.HOST, bodies["party"], full_name="Bí thư Thử"),
        "deputy_person": account("phochutich", Role.HOST, bodies["government"], full_name="Phó Chủ tịch Thử"),
        "minutes_person": account("thuky", Role.SECRETARY, bodies["office"], full_name="Thư ký Thử"),
        "economy_officer": account("kinhte", Role.AGENCY_OFFICER, bodies["economy"]),
        "economy_head": account("truongkinhte", Role.AGENCY_HEAD, bodies["economy"]),
        "culture_officer": account("vanhoa", Role.AGENCY_OFFICER, bodies["culture"]),
        "culture_head": account("truongvanhoa", Role.AGENCY_HEAD, bodies["culture"]),
        "front_person": account("mattran", Role.FRONT, bodies["front"]),
        "mass_person": account("danvan", Role.MASS_MOBILISATION, bodies["mass_mobilisation"]),
        "upper_person": account("thanhpho", Role.UPPER_LEVEL, bodies["city_government"]),
        "administrator": account("quantri", Role.ADMINISTRATOR, bodies["office"]),
    }


def tan_lach(*, regulations: str = REGULATIONS, seat: str = "Hải Phòng", level: Level = Level.COMMUNE) -> Place:
    """Make the whole commune, its city and a neighbouring commune with one stranger."""
    province = unit(f"Thành phố {seat}", "HP", level=Level.PROVINCE, seat=seat, regulations=regulations)
    commune = unit("Xã Tân Lạch", "TL", level=level, parent=province, regulations=regulations)
    neighbour = unit("Xã An Thọ", "AT", parent=province, regulations=regulations)
    bodies = _bodies(commune, province)
    posts = _posts(bodies)
    office_elsewhere = body(
        neighbour, "Văn phòng HĐND và UBND xã An Thọ", kind=BodyKind.COUNCIL_GOVERNMENT_OFFICE, symbol="VP"
    )
    people = _people(bodies, office_elsewhere)
    hold(posts["chair"], people["chair_person"])
    hold(posts["party_head"], people["party_person"])
    hold(posts["deputy_chair"], people["deputy_person"])
    return Place(province=province, unit=commune, **bodies, **posts, **people)
