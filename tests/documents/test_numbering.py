"""Numbers as the three forms write them, without gaps and never twice."""

import threading
from dataclasses import replace
from datetime import date

import pytest
from django.db import connection, transaction

from doithoai.common.actors import Actor
from doithoai.documents import samples, services
from doithoai.documents.enums import LETTER
from doithoai.documents.errors import NumberTaken, TermMissing
from doithoai.documents.models import NumberSeries

CLERK = Actor("account-of-clerk")
ON = date(2026, 9, 14)


def numbers(issuer, type_code, count, on=ON):
    return [services.allocate(issuer=issuer, type_code=type_code, on=on).symbol for _ in range(count)]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("issuer", "type_code", "expected"),
    [
        pytest.param(samples.STATE, "TB", ["01/TB-UBND", "02/TB-UBND"], id="State notice"),
        pytest.param(samples.STATE, LETTER, ["01/UBND-VP", "02/UBND-VP"], id="State letter has no type code"),
        pytest.param(samples.PARTY, "TB", ["01-TB/ĐU", "02-TB/ĐU"], id="Party notice"),
        pytest.param(samples.PARTY, LETTER, ["01-CV/ĐU", "02-CV/ĐU"], id="Party letter"),
        pytest.param(samples.FRONT, "KH", ["01/KH-MTTQ", "02/KH-MTTQ"], id="Front plan"),
        pytest.param(samples.FRONT, LETTER, ["01/MTTQ-BTT", "02/MTTQ-BTT"], id="Front letter"),
    ],
)
def test_numbers_are_written_in_the_form_of_the_body(issuer, type_code, expected):
    assert numbers(issuer, type_code, 2) == expected


@pytest.mark.django_db
def test_only_numbers_below_ten_get_a_zero():
    services.allocate(issuer=samples.STATE, type_code="TB", on=ON, number=8)

    assert numbers(samples.STATE, "TB", 3) == ["09/TB-UBND", "10/TB-UBND", "11/TB-UBND"]


@pytest.mark.django_db
def test_state_numbers_begin_anew_on_the_first_of_january():
    numbers(samples.STATE, "TB", 2, on=date(2026, 12, 31))

    assert numbers(samples.STATE, "TB", 1, on=date(2027, 1, 1)) == ["01/TB-UBND"]


@pytest.mark.django_db
def test_party_numbers_run_on_over_the_new_year_until_the_term_ends():
    numbers(samples.PARTY, "TB", 2, on=date(2026, 12, 31))
    next_term = replace(samples.PARTY, term="2030-2035")

    assert numbers(samples.PARTY, "TB", 1, on=date(2027, 1, 1)) == ["03-TB/ĐU"]
    assert numbers(next_term, "TB", 1, on=date(2030, 8, 1)) == ["01-TB/ĐU"]


@pytest.mark.django_db
def test_a_party_body_without_a_term_is_told_to_write_it_down():
    with pytest.raises(TermMissing, match="nhiệm kỳ"):
        services.allocate(issuer=replace(samples.PARTY, term=""), type_code="TB", on=ON)


@pytest.mark.django_db
def test_each_type_and_each_body_has_its_own_series():
    other = replace(samples.STATE, key="sample-other")

    assert numbers(samples.STATE, "TB", 1) == ["01/TB-UBND"]
    assert numbers(samples.STATE, "KH", 1) == ["01/KH-UBND"]
    assert numbers(other, "TB", 1) == ["01/TB-UBND"]


@pytest.mark.django_db
def test_a_refusal_after_the_number_leaves_no_gap():
    numbers(samples.STATE, "TB", 1)

    def refused_afterwards() -> None:
        with transaction.atomic():
            services.allocate(issuer=samples.STATE, type_code="TB", on=ON)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        refused_afterwards()

    assert numbers(samples.STATE, "TB", 1) == ["02/TB-UBND"]


@pytest.mark.django_db
def test_a_number_from_the_paper_register_is_kept_and_the_series_goes_on_from_it():
    document = services.draft(samples.sample("invitation"), dialogue="d", by=CLERK)

    signed = services.sign(document, on=ON, by=CLERK, number=124)

    assert signed.symbol == "124/GM-UBND"
    assert numbers(samples.STATE, "GM", 1) == ["125/GM-UBND"]


@pytest.mark.django_db
def test_a_number_already_given_is_refused():
    first, second = (services.draft(samples.sample("invitation"), dialogue="d", by=CLERK) for _ in range(2))
    services.sign(first, on=ON, by=CLERK)

    with pytest.raises(NumberTaken, match="Số này đã cấp"):
        services.sign(second, on=ON, by=CLERK, number=1)


@pytest.mark.django_db(transaction=True)
def test_clerks_signing_at_once_never_get_the_same_number():
    given: list[int] = []
    start = threading.Barrier(4)

    def clerk() -> None:
        start.wait()
        for _ in range(5):
            with transaction.atomic():
                given.append(services.allocate(issuer=samples.STATE, type_code="TB", on=ON).number)
        connection.close()

    threads = [threading.Thread(target=clerk) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(given) == list(range(1, 21))
    assert NumberSeries.objects.get(issuer=samples.STATE.key, type_code="TB").last == 20
