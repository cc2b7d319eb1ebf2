"""What must hold whatever happens: a petition's dates are its own, and the same facts give the same answer."""

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from bench.assess import dialogue
from doithoai.regulations import assess, explain, get
from doithoai.regulations import facts as f
from doithoai.regulations.types import Case
from doithoai.workdays import national

HP = get("hai-phong-1155")
HELD = date(2026, 3, 10)
ON = date(2026, 8, 1)
days = st.dates(min_value=date(2026, 2, 1), max_value=ON)
bodies = st.sampled_from(["kinh-te", "cong-an", "dia-chinh"])
others = st.sampled_from(["kn2", "kn3", "kn4"])


def fact_of(kind, **fields):
    return st.builds(kind, on=days, petition=others, **fields)


anything_else = st.one_of(
    fact_of(f.PetitionReceived, channel=st.just("officer"), at_conference=st.booleans()),
    fact_of(f.PetitionTriaged, field=st.just("giao-thong")),
    fact_of(f.PetitionOutOfScope, regime=st.just("complaint_law")),
    fact_of(f.PetitionAssigned, body=bodies, due_on=days),
    fact_of(f.AssignmentReturned, body=bodies),
    fact_of(f.AnswerApproved, body=bodies, version=st.just(1)),
    fact_of(
        f.OutcomeRecorded, outcome=st.sampled_from(["taken_up", "answered_at_conference", "escalated"]), body=bodies
    ),
    fact_of(f.PetitionTransferred, body=bodies),
    fact_of(f.PetitionEscalated, body=bodies),
    fact_of(f.PetitionMerged, into=st.sampled_from(["kn1", "kn2", "kn3"])),
    fact_of(f.PetitionSplit, parts=st.just(2)),
    fact_of(f.PetitionWithdrawn),
    fact_of(f.AgencyReported, body=bodies),
    fact_of(f.PetitionerNotified, body=bodies),
    fact_of(f.ResolutionDateAccepted, body=bodies, date_accepted=days),
    fact_of(f.ReplySent),
    fact_of(f.PetitionReopened),
    fact_of(f.ConclusionNoticeSent, recipient=st.just("petitioner")),
)


def mine(extra):
    """Return what petition kn1 owes, with other petitions' facts woven into the stream."""
    facts = [
        f.ConferenceScheduled(on=date(2026, 1, 5), starts_on=HELD, ends_on=HELD),
        f.PetitionReceived(on=date(2026, 2, 2), petition="kn1", channel="officer", at_conference=True),
        f.ConferenceOpened(on=HELD),
        f.OutcomeRecorded(on=HELD, petition="kn1", outcome="taken_up", body="kinh-te"),
        f.ConferenceHeld(on=HELD),
        f.ConclusionNoticeIssued(on=date(2026, 3, 20)),
        f.ResolutionDateAccepted(on=date(2026, 3, 30), petition="kn1", body="kinh-te", date_accepted=date(2026, 6, 30)),
    ]
    woven = list(facts)
    for number, fact in enumerate(extra):
        woven.insert((number * 3) % (len(woven) + 1), fact)
    case = Case("dialogue", {"level": "commune", "type": "periodic"}, woven)
    found = assess(case, regulations=[HP], calendar=national(), on=ON)
    return [one for one in found.obligations if one.petition == "kn1"]


@settings(max_examples=60, deadline=None)
@given(st.lists(anything_else, max_size=25))
def test_other_petitions_never_move_this_ones_dates(extra):
    assert mine(extra) == mine([])


def test_the_same_facts_give_the_same_answer():
    case = Case("dialogue", {}, dialogue(40))

    first, second = (assess(case, regulations=[HP], calendar=national(), on=date(2026, 9, 30)) for _ in range(2))

    assert first == second
    assert len(first.obligations) > 100


@settings(max_examples=60, deadline=None)
@given(st.dates(min_value=date(2023, 10, 20), max_value=date(2026, 12, 31)), st.booleans())
def test_the_conclusion_notice_is_due_on_the_nth_working_day_counted_by_hand(held_on, extended):
    left, day = (15 if extended else 10), held_on
    while left:
        day += timedelta(days=1)
        left -= national().is_working(day)

    assert explain(HP, "HP-10.1a", held_on, national(), extended=extended).due_on == day


@settings(max_examples=60, deadline=None)
@given(st.dates(min_value=date(2023, 11, 20), max_value=date(2026, 12, 31)))
def test_seven_whole_working_days_lie_between_the_last_notice_and_the_conference(held_on):
    due_on = explain(HP, "HP-8.1-notice", held_on, national()).due_on

    between = [due_on + timedelta(days=ahead) for ahead in range(1, (held_on - due_on).days)]
    assert sum(national().is_working(day) for day in between) >= 7
    assert sum(national().is_working(day) for day in between[1:]) < 7 or not national().is_working(between[0])
    assert national().is_working(due_on)
