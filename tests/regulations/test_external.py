"""Values of a missing text, entered by a unit that has it."""

from datetime import date

import pytest

from doithoai.regulations import assess, explain, get
from doithoai.regulations import facts as f
from doithoai.regulations.external import completed, external_rules, values_among
from doithoai.regulations.types import Case, Status
from doithoai.workdays import national

KT = get("kon-tum-04")
NOTICE, FOLLOW_UP = "KT-II.2.1-ref-art7", "KT-II.2.3-ref-art9"


def value(on=date(2026, 3, 2), **changes):
    given = {
        "unit": "xa",
        "regulation": "kon-tum-04",
        "rule": NOTICE,
        "form": "at_least",
        "number": 7,
        "counted_in": "working_days",
        "instrument": "1408-QĐ/TU",
        "article": "Điều_7",
    }
    return f.ExternalValueEntered(on=on, **(given | changes))


AFTER = value(rule=FOLLOW_UP, form="at_most", number=15, counted_in="days", anchor="conference_held", article="Điều_9")


def judged(version, on, *facts):
    scheduled = f.ConferenceScheduled(on=date(2026, 3, 2), starts_on=date(2026, 3, 24), ends_on=date(2026, 3, 24))
    case = Case("dialogue", {"level": "commune", "type": "periodic"}, [scheduled, *facts])
    found = assess(case, regulations=[version], calendar=national(), on=on)
    return {one.rule: one for one in found.obligations}


def test_without_a_value_the_duty_is_unknown_and_the_text_that_is_missing_named():
    duty = judged(KT, date(2026, 3, 12))[NOTICE]

    assert (duty.status, duty.due_on) == (Status.UNKNOWN, None)
    assert "1408-QĐ/TU" in duty.note_vi


@pytest.mark.parametrize(
    ("on", "status"),
    [(date(2026, 3, 11), Status.DUE), (date(2026, 3, 12), Status.DUE), (date(2026, 3, 16), Status.OVERDUE)],
)
def test_a_minimum_notice_is_enforced_once_it_is_entered(on, status):
    duty = judged(completed(KT, (value(),)), on)[NOTICE]

    # Seven whole working days lie between Thursday 12/3 and Tuesday 24/3.
    assert (duty.status, duty.due_on) == (status, date(2026, 3, 12))
    assert duty.citation == "II.2.1; 1408-QĐ/TU, Điều 7"


@pytest.mark.parametrize(
    ("on", "status"),
    [(date(2026, 4, 7), Status.DUE), (date(2026, 4, 8), Status.DUE), (date(2026, 4, 9), Status.OVERDUE)],
)
def test_a_maximum_after_an_event_too(on, status):
    held = f.ConferenceHeld(on=date(2026, 3, 24))

    duty = judged(completed(KT, (AFTER,)), on, held)[FOLLOW_UP]

    assert (duty.status, duty.due_on) == (status, date(2026, 4, 8))
    assert explain(completed(KT, (AFTER,)), FOLLOW_UP, date(2026, 3, 24), national()).due_on == date(2026, 4, 8)


def test_the_value_last_recorded_counts_and_none_before_its_day():
    first, second = value(), value(on=date(2026, 3, 9), number=5)

    assert values_among([first, second], until=date(2026, 3, 1)) == ()
    assert values_among([first, second], until=date(2026, 3, 8)) == (first,)
    assert values_among([first, second, AFTER], until=date(2026, 3, 9)) == (second, AFTER)


def test_a_value_for_another_text_or_a_duty_that_is_not_open_changes_nothing():
    others = (value(regulation="hai-phong-1155"), value(rule="KT-II.2.1-assign"))

    assert completed(KT, others) is KT
    assert [rule.id for rule in external_rules(completed(KT, (value(), AFTER)))] == [
        rule.id for rule in external_rules(KT) if rule.id not in {NOTICE, FOLLOW_UP}
    ]
