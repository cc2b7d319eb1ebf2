"""What became of bodies and places in the demo: a commission merged into another, a hamlet made of two."""

from datetime import date

from doithoai.config.demo.cast import Cast
from doithoai.config.demo.story import before
from doithoai.organisations.enums import BodyKind, Heading, SuccessionKind
from doithoai.organisations.models import Body
from doithoai.succession import services as succession
from doithoai.succession.services import BodyHeir, Decision

_HAMLETS = ("Thôn Cầu Đá", "Thôn Xuân Mỹ", "Thôn Lạch Đoài", "Thôn Bến Trên", "Thôn Bến Dưới")


def reorganise(cast: Cast, today: date) -> None:
    """Merge the old commission on Mass Mobilisation in its first months, and two hamlets two weeks ago."""
    _commission(cast)
    _hamlets(cast, since=before(today, 10))


def _commission(cast: Cast) -> None:
    begun = cast.unit.valid_from
    old = Body.objects.create(
        unit=cast.unit,
        kind=BodyKind.MASS_MOBILIZATION,
        name="Ban Dân vận Đảng ủy xã Tân Lạch",
        short_name="Ban Dân vận",
        symbol="BDV",
        heading=Heading.PARTY,
        term_from=begun.year,
        valid_from=begun,
    )
    since = date(begun.year, 9, 1)
    succession.reorganise_bodies(
        unit=cast.unit,
        kind=SuccessionKind.MERGE,
        olds=[old],
        heirs=[BodyHeir(body=cast.bodies["BTGDV"])],
        decision=Decision(number="15-QĐ/ĐU", decided_on=before(since, 5), since=since),
        on=since,
        by=cast.by("vpdanguy"),
    )


def _hamlets(cast: Cast, *, since: date) -> None:
    places = succession.add_places(unit=cast.unit, names=_HAMLETS, since=cast.unit.valid_from)
    succession.reorganise_places(
        unit=cast.unit,
        kind=SuccessionKind.MERGE,
        olds=places[-2:],
        news=["Thôn Bến Lạch"],
        decision=Decision(number="118/QĐ-UBND", decided_on=before(since, 8), since=since),
        on=since,
        by=cast.by("vanphong"),
    )
