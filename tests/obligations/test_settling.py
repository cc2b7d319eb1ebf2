"""What a chain of changes leaves of one date, against the three rules applied by hand (ADR 0011)."""

from dataclasses import dataclass
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from doithoai.obligations.calendars import Calendars, change_of
from doithoai.obligations.settling import settled
from doithoai.regulations.facts import ClosureLifted, UnitClosed
from doithoai.regulations.types import Assessment, Obligation, Status
from doithoai.workdays import national

DAY = timedelta(days=1)
ANCHOR = date(2026, 8, 3)
ON = date(2026, 12, 31)
N = 10


@dataclass(frozen=True)
class Storm:
    decided: date
    recorded: date
    first: date
    last: date


@st.composite
def storms(draw):
    decided = ANCHOR + draw(st.integers(-5, 30)) * DAY
    recorded = decided + draw(st.integers(0, 15)) * DAY
    first = ANCHOR + draw(st.integers(0, 30)) * DAY
    return Storm(decided, recorded, first, first + draw(st.integers(0, 4)) * DAY)


def fact(number, storm):
    return UnitClosed(
        on=storm.recorded,
        unit="tl",
        closure=f"c{number}",
        first=storm.first,
        last=storm.last,
        reason="storm",
        decision="1",
        decided=storm.decided,
    )


def due_with(met_on):
    """Return an assessment of one duty, due ten working days after its anchor."""

    def assess(calendar):
        due = calendar.due_after(ANCHOR, N, "working_days")
        if met_on is not None:
            status = Status.MET if met_on <= due else Status.BREACHED
        else:
            status = Status.DUE if due >= ON else Status.OVERDUE
        duty = Obligation("R", "r@1", "", "", "", "", status, anchor_on=ANCHOR, due_on=due, met_on=met_on)
        return Assessment(ON, (duty,), ())

    return assess


def by_hand(chain, met_on):
    """Count day by day, change by change: what had passed stays, what was done in time stays."""
    off: set[date] = set()

    def count():
        day, left = ANCHOR, N
        while left:
            day += DAY
            left -= national().is_working(day) and day not in off
        return day

    due = count()
    for storm in chain:
        off |= {storm.first + n * DAY for n in range((storm.last - storm.first).days + 1)}
        done = met_on is not None and met_on <= due and met_on < storm.recorded
        if not done and due >= storm.decided:
            due = max(due, count())
    return due


@settings(deadline=None, max_examples=25)  # each change lays a calendar of seventeen years anew
@given(st.lists(storms(), max_size=4), st.none() | st.integers(0, 40))
def test_a_date_is_what_the_rules_make_of_it_change_by_change(chain, met_after):
    chain = sorted(chain, key=lambda storm: storm.recorded)
    met_on = None if met_after is None else ANCHOR + met_after * DAY
    known = Calendars(told={"tl": tuple(change_of(fact(n, storm)) for n, storm in enumerate(chain))})

    (duty,) = settled(known.layers("tl", since=ANCHOR - 30 * DAY), due_with(met_on), ()).obligations

    assert duty.due_on == by_hand(chain, met_on)


@settings(deadline=None, max_examples=25)  # each change lays a calendar of seventeen years anew
@given(st.lists(storms(), min_size=1, max_size=4), st.data())
def test_what_was_entered_by_mistake_leaves_no_trace(chain, data):
    wrong = data.draw(st.integers(0, len(chain) - 1))
    facts = [fact(n, storm) for n, storm in enumerate(chain)]
    back = ClosureLifted(on=ON, unit="tl", closure=f"c{wrong}", since=chain[wrong].first, wrong=True)
    told = (*map(change_of, facts), change_of(back, facts[wrong]))
    rest = tuple(change_of(one) for n, one in enumerate(facts) if n != wrong)
    since = ANCHOR - 30 * DAY

    found = settled(Calendars(told={"tl": told}).layers("tl", since=since), due_with(None), ())
    without = settled(Calendars(told={"tl": rest}).layers("tl", since=since), due_with(None), ())

    assert found == without


@settings(deadline=None, max_examples=25)  # each change lays a calendar of seventeen years anew
@given(st.lists(storms(), max_size=4), st.integers(1, 25))
def test_taking_days_back_makes_no_date_pass_over_night(chain, after):
    facts = [fact(n, storm) for n, storm in enumerate(chain)]
    lifts = [
        ClosureLifted(on=storm.recorded + after * DAY, unit="tl", closure=f"c{n}", since=storm.first)
        for n, storm in enumerate(chain)
    ]
    told = (*map(change_of, facts), *(change_of(lift, closed) for lift, closed in zip(lifts, facts, strict=True)))
    layers = Calendars(told={"tl": told}).layers("tl", since=ANCHOR - 30 * DAY)

    found = [settled(layers[: n + 1], due_with(None), ()).obligations[0].due_on for n in range(len(layers))]

    for before, later, layer in zip(found, found[1:], layers[1:], strict=False):
        assert later >= before or later >= layer.change.recorded_on
