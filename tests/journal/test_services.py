"""The journal keeps what happened, in order, and nobody can change it afterwards."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.db import DatabaseError, connection, transaction

from doithoai.common.actors import Actor
from doithoai.journal import queries, services, triggers
from doithoai.journal.models import Entry
from doithoai.regulations.facts import ConferenceHeld, FactWithdrawn, SecretaryAppointed

pytestmark = pytest.mark.django_db
CLERK = Actor("clerk1")
HELD = ConferenceHeld(on=date(2026, 8, 20), dialogue="d1")


def test_recorded_fact_is_read_back_whole():
    services.record(HELD, by=CLERK)

    assert queries.facts_of("dialogue:d1") == [HELD]


@pytest.mark.parametrize(
    ("noted", "on", "hour"),
    [
        ("", date(2026, 8, 20), "16:10"),  # recorded on the day itself: the clock's hour
        ("15:50", date(2026, 8, 20), "15:50"),  # somebody noted it
        ("", date(2026, 8, 19), ""),  # entered a day later: nobody knows
    ],
)
@time_machine.travel(datetime(2026, 8, 20, 9, 10, tzinfo=UTC), tick=False)
def test_hour_is_the_one_noted_else_that_of_recording_on_the_day(noted, on, hour):
    services.record(ConferenceHeld(on=on, dialogue="d1", at=noted), by=CLERK)

    assert [fact.at for fact in queries.facts_of("dialogue:d1")] == [hour]


def test_chain_of_untouched_entries_verifies():
    for day in (18, 19, 20):
        services.record(SecretaryAppointed(on=date(2026, 8, day), dialogue="d1", account="a"), by=CLERK)

    proof = queries.proof_of("dialogue:d1")

    assert (proof.entries, proof.fault) == (3, None)


def test_facts_recorded_together_are_chained_as_one_after_the_other():
    services.record(HELD, by=CLERK)
    appointed = [SecretaryAppointed(on=date(2026, 8, day), dialogue="d1", account="a") for day in (21, 22, 23)]

    entries = services.record_all(appointed, by=CLERK)

    assert [entry.number for entry in entries] == [2, 3, 4]
    assert queries.facts_of("dialogue:d1") == [HELD, *appointed]
    assert (queries.proof_of("dialogue:d1").entries, queries.proof_of("dialogue:d1").fault) == (4, None)


def test_facts_of_two_chains_are_refused_together():
    other = ConferenceHeld(on=date(2026, 8, 20), dialogue="d2")

    with pytest.raises(ValueError, match="several chains"):
        services.record_all([HELD, other], by=CLERK)

    assert not Entry.objects.exists()


@pytest.mark.parametrize("change", [{"data": "{}"}, {"on": date(2026, 8, 1)}, {"account": "other"}, {"previous": "0"}])
def test_changed_entry_breaks_the_chain_at_its_number(change):
    services.record(SecretaryAppointed(on=date(2026, 8, 18), dialogue="d1", account="a"), by=CLERK)
    services.record(SecretaryAppointed(on=date(2026, 8, 19), dialogue="d1", account="b"), by=CLERK)
    services.record(HELD, by=CLERK)
    triggers.remove(connection)
    Entry.objects.filter(number=2).update(**change)
    triggers.install(connection)

    assert queries.proof_of("dialogue:d1").fault == 2


def test_entry_cut_off_the_end_is_noticed():
    services.record(SecretaryAppointed(on=date(2026, 8, 19), dialogue="d1", account="b"), by=CLERK)
    services.record(HELD, by=CLERK)
    triggers.remove(connection)
    Entry.objects.filter(number=2).delete()
    triggers.install(connection)

    assert queries.proof_of("dialogue:d1").fault == 2


@pytest.mark.parametrize("attack", [lambda rows: rows.update(account="x"), lambda rows: rows.delete()])
def test_database_refuses_to_change_or_delete_an_entry(attack):
    services.record(HELD, by=CLERK)

    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        attack(Entry.objects.all())

    assert Entry.objects.get().account == "clerk1"


def test_withdrawn_fact_no_longer_counts_but_stays():
    entry = services.record(HELD, by=CLERK)
    services.record(FactWithdrawn(on=date(2026, 8, 21), dialogue="d1", entry=entry.number), by=CLERK)

    assert queries.facts_of("dialogue:d1") == []
    assert Entry.objects.count() == 2


def test_refused_verb_leaves_no_entry():
    def refused() -> None:
        with transaction.atomic():
            services.record(HELD, by=CLERK)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        refused()

    assert queries.proof_of("dialogue:d1").entries == 0
