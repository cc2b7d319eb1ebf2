"""Who is competent for what in the demo: by a decision of the first months, two places apart, some matters above."""

from datetime import date

from doithoai.config.demo.cast import Cast
from doithoai.config.demo.story import before
from doithoai.organisations.models import Body, Place
from doithoai.petitions import services
from doithoai.petitions.enums import Field
from doithoai.petitions.services import Line

_OWN = {
    "PKT": (
        Field.CONSTRUCTION,
        Field.TRANSPORT,
        Field.WATER,
        Field.POWER,
        Field.ENVIRONMENT,
        Field.AGRICULTURE,
        Field.ECONOMY,
    ),
    "PVHXH": (Field.EDUCATION, Field.HEALTH, Field.SOCIAL, Field.CULTURE),
    "CA": (Field.SECURITY,),
}


def lay_map(cast: Cast) -> None:
    """Lay the map; one of its places has been merged since, which the page reports."""
    since = date(cast.unit.valid_from.year, 9, 1)

    def enter(field: Field, body: Body, article: str, at: str = "") -> None:
        place = Place.objects.get(unit=cast.unit, name=at) if at else None
        line = Line(
            field=field,
            body=body,
            place=place,
            since=since,
            number="64/QĐ-UBND",
            decided_on=before(since, 4),
            article=article,
        )
        services.record_competence(unit=cast.unit, line=line, on=since, by=cast.by("vanphong"))

    for symbol, fields in _OWN.items():
        for number, field in enumerate(fields, start=1):
            enter(field, cast.bodies[symbol], f"khoản {number} Điều {3 + list(_OWN).index(symbol)}")
    enter(Field.LAND, cast.above, "khoản 1 Điều 7")
    enter(Field.TRANSPORT, cast.above, "khoản 2 Điều 7", at="Thôn Xuân Mỹ")
    enter(Field.WATER, cast.above, "khoản 3 Điều 7", at="Thôn Bến Trên")
