"""The dialogue before the journey's own, carried by verbs in the same office: one matter done, one not."""

from datetime import date

from doithoai import regulations as law
from doithoai.accounts.models import Account
from doithoai.organisations.enums import HostRole
from doithoai.organisations.models import Body, Post, Unit
from doithoai.petitions import services as petitions
from doithoai.petitions.enums import Outcome, Result
from doithoai.petitions.models import Petition
from tests.factories.organisations import Place
from tests.journeys.carrying import Carried, after

REASON = "Chờ thẩm định dự toán"
_BODIES = {
    "party": "ĐU", "government": "UBND", "office": "VP", "party_office": "VPĐU", "front": "MTTQ", "farmers": "HND",
    "mass_mobilisation": "BTGDV", "economy": "PKT", "culture": "PVHXH", "police": "CA", "health": "CA",
}  # fmt: skip
_PEOPLE = {
    "anna": "vanphong", "ben": "vpdanguy", "carla": "congan", "chair_person": "chutich", "party_person": "bithu",
    "deputy_person": "phochutich", "minutes_person": "thuky", "economy_officer": "kinhte", "economy_head": "tpkinhte",
    "culture_officer": "vanhoa", "culture_head": "tpvanhoa", "front_person": "mattran", "mass_person": "danvan",
    "upper_person": "thanhpho", "administrator": "quantri",
}  # fmt: skip


def hold_one_before(regulation: str, held_on: date) -> Carried:
    """Hold a dialogue on this day and conclude it; one matter is resolved, one waits, the rest is under way."""
    version = law.get(regulation)
    chair = Post.objects.get(role=HostRole.GOVERNMENT_HEAD, deputy_of=None)
    carried = Carried(version, _place(), held_on, [chair])
    for step in (
        "open",
        "prepare",
        "collect",
        "announce",
        "register",
        "write_papers",
        "open_session",
        "hold",
        "conclude",
    ):
        getattr(carried, step)()
    on = after(held_on, 6)
    for kind, result in ((Outcome.ANSWERED, Result.RESOLVED), (Outcome.TAKEN_UP, Result.IN_PROGRESS)):
        petitions.record_result(
            petitions=[Petition.objects.get(pk=carried.petitions[kind].pk)],
            result=result,
            until=carried.promised if result == Result.IN_PROGRESS else None,
            note=REASON if result == Result.IN_PROGRESS else "",
            on=on,
            by=carried.clerk,
        )
    return carried


def _place() -> Place:
    unit, above = Unit.objects.get(code="TL"), Unit.objects.get(code="HP")
    bodies = {name: Body.objects.get(unit=unit, symbol=symbol) for name, symbol in _BODIES.items()}
    people = {name: Account.objects.get(username=username) for name, username in _PEOPLE.items()}
    heads = {
        role: Post.objects.get(role=role, deputy_of=None) for role in (HostRole.PARTY_HEAD, HostRole.GOVERNMENT_HEAD)
    }
    deputies = {role: Post.objects.filter(deputy_of=post).get() for role, post in heads.items()}
    return Place(
        province=above,
        unit=unit,
        **bodies,
        city_government=Body.objects.get(unit=above, symbol="UBND"),
        city_party=Body.objects.get(unit=above, symbol="TU"),
        party_head=heads[HostRole.PARTY_HEAD],
        chair=heads[HostRole.GOVERNMENT_HEAD],
        deputy_party_head=deputies[HostRole.PARTY_HEAD],
        deputy_chair=deputies[HostRole.GOVERNMENT_HEAD],
        **people,
    )
