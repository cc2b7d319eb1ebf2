"""What the law makes of the journal: one dialogue after a click, and a whole province-year from nothing."""

from bench import office
from bench.figures import Figure, best_of, seconds
from doithoai.obligations import services
from doithoai.obligations.models import Duty, Remark

MANY, FEW = 300, 50  # petitions of one large dialogue, and of an ordinary one
SAMPLE, PROVINCE = 20, 500  # dialogues measured, and of a province-year


def run() -> list[Figure]:
    place = office.place()
    large = f"bench{MANY}"
    office.record(office.facts_of(large, place.unit.key, MANY))
    first = seconds(lambda: services.refresh(large, on=office.TODAY))
    again = best_of(lambda: services.refresh(large, on=office.TODAY))
    for number in range(SAMPLE):
        office.record(office.facts_of(f"bench{number:03}", place.unit.key, FEW))
    # Only ordinary dialogues: what one hundred units owe in a year is little beside them, and is counted.
    sample = [f"bench{number:03}" for number in range(SAMPLE)]
    rebuilt = seconds(lambda: [services.refresh(key, on=office.TODAY) for key in sample])
    anew = rebuilt * PROVINCE / SAMPLE
    units = seconds(lambda: services.refresh_unit(place.unit, on=office.TODAY)) * 101
    Duty.objects.all().delete()
    Remark.objects.all().delete()

    name = f"rebuild a province-year ({PROVINCE} dialogues × {FEW} petitions, from {SAMPLE} measured, and 101 units)"
    return [
        Figure(f"duties of a dialogue with {MANY} petitions, first time", first * 1e3, "ms"),
        Figure(f"duties of a dialogue with {MANY} petitions, after a click", again * 1e3, "ms"),
        Figure(name, anew + units, "s", 30),
    ]
