"""Two regulations point by point, on invented ones: what differs, and which number is stricter."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from doithoai.regulations.comparing import compare, different, only_here
from doithoai.regulations.errors import UnknownRegulation
from doithoai.regulations.loader import load_folder
from doithoai.regulations.schema import Condition, Deadline
from doithoai.regulations.shelf import get
from doithoai.regulations.simulating import CONFERENCE, Setup, anchors_of, moved, simulate
from doithoai.workdays import national

(EXAMPLE,) = load_folder(Path(__file__).parents[2] / "docs" / "mau-quy-che")
NOTICE, CONCLUSION = "VD-2.1-notice", "VD-3.1-conclusion"


def other(rule_id: str, **deadline):
    """The example with another deadline for one rule; none where nothing is given."""
    changed = Deadline(**deadline) if deadline else None
    return replace(
        EXAMPLE, rules=tuple(replace(one, deadline=changed) if one.id == rule_id else one for one in EXAMPLE.rules)
    )


def point(left, right, rule_id):
    return next(one for one in compare(left, right) if one.code == rule_id)


def test_a_regulation_does_not_differ_from_itself():
    points = compare(EXAMPLE, EXAMPLE)

    assert (different(points), len(points)) == ((), 6)


@pytest.mark.parametrize(
    ("rule", "deadline", "verdicts"),
    [
        pytest.param(NOTICE, {"at_least": 6, "unit": "working_days"}, ("", "stricter"), id="more notice"),
        pytest.param(NOTICE, {"at_least": 5, "unit": "days"}, ("stricter", ""), id="working days beat plain days"),
        pytest.param(NOTICE, {"at_least": 7, "unit": "days"}, ("", ""), id="across units nothing is claimed"),
        pytest.param(CONCLUSION, {"at_most": 7, "unit": "working_days"}, ("", "stricter"), id="less time"),
        pytest.param(CONCLUSION, {"at_most": 8, "unit": "days"}, ("", "stricter"), id="plain days are shorter"),
        pytest.param(CONCLUSION, {}, ("numbered", ""), id="only one has a number"),
    ],
)
def test_the_stricter_number_is_named(rule, deadline, verdicts):
    anchor = {"before": CONFERENCE} if rule == NOTICE else {"after": "conference_held"}

    found = point(EXAMPLE, other(rule, **(deadline | anchor if deadline else {})), rule)

    assert (found.left.verdict, found.right.verdict, found.same) == (*verdicts, False)


def test_numbers_from_different_events_are_not_weighed():
    found = point(EXAMPLE, other(CONCLUSION, at_most=3, unit="working_days", after="minutes_signed"), CONCLUSION)

    assert (found.left.verdict, found.right.verdict, found.same) == ("", "", False)


def test_a_duty_of_one_text_only_is_said_to_be_so():
    silent = replace(EXAMPLE, rules=EXAMPLE.rules[:1])

    found = point(EXAMPLE, silent, CONCLUSION)

    assert (found.left.verdict, found.right.silent) == ("only", True)


def test_rules_of_two_texts_meet_by_what_ends_them():
    found = next(one for one in compare(EXAMPLE, get("hai-phong-1155")) if one.code == NOTICE)

    assert [rule.id for rule in found.right.rules] == ["HP-8.1-notice"]


def test_another_paper_of_the_same_fact_is_another_point():
    def filing(code):
        done = Condition(fact="dossier_item_filed", where={"item": (code,)})
        return replace(EXAMPLE, rules=(replace(EXAMPLE.rules[1], done_when=done),))

    rules = [one for one in compare(filing("minutes"), filing("plan")) if one.group != "lists"]

    assert [(one.left.verdict, one.right.verdict) for one in rules] == [("only", ""), ("", "only")]


def test_entries_that_both_lists_have_are_not_told_twice():
    (periodic, extraordinary) = EXAMPLE.lists["types"]

    assert only_here((periodic, extraordinary), (periodic,)) == (extraordinary,)


def test_numbers_stand_first_and_lists_last():
    points = compare(get("gia-lai-553"), get("hai-phong-1155"))

    kinds = ["number" if one.numbered else "list" if one.group == "lists" else "duty" for one in points]
    assert kinds == sorted(kinds, key=["number", "duty", "list"].index)
    assert {"number", "duty", "list"} == set(kinds)


def test_a_reading_that_nobody_chose_is_not_what_the_text_says():
    (notice,) = [one for one in compare(get("gia-lai-553"), get("hai-phong-1155")) if one.code == "GL-7.3-notice"]

    assert [rule.id for rule in notice.left.rules] == ["GL-7.3-notice"]
    assert [rule.id for rule in notice.right.rules] == ["HP-8.1-notice"]


def test_a_reminder_is_not_weighed_against_a_duty():
    reminded = replace(
        EXAMPLE, rules=tuple(replace(one, strength="should") if one.id == CONCLUSION else one for one in EXAMPLE.rules)
    )

    found = point(reminded, other(CONCLUSION, at_most=20, unit="working_days", after="conference_held"), CONCLUSION)

    assert (found.left.verdict, found.right.verdict, found.same) == ("", "", False)


# --- try it out ------------------------------------------------------------------------------


def setup(kind="periodic", **anchors):
    return Setup(
        attributes={"level": "commune", "type": kind}, anchors={CONFERENCE: date(2026, 3, 16)} | anchors, settings={}
    )


def test_every_date_follows_from_the_conference():
    found = {one.rule.id: (one.due_on, one.expected) for one in simulate(EXAMPLE, setup(), national())}

    assert found == {NOTICE: (date(2026, 3, 6), False), CONCLUSION: (date(2026, 3, 26), True)}


def test_an_anchor_that_is_given_is_no_longer_expected():
    found = simulate(EXAMPLE, setup(conference_held=date(2026, 3, 17)), national())

    assert (found[1].due_on, found[1].expected) == (date(2026, 3, 27), False)


def test_an_extraordinary_dialogue_is_freed_of_the_notice():
    found = simulate(EXAMPLE, setup("extraordinary"), national())

    assert [one.waiver.id if one.waiver else "" for one in found] == ["VD-2.2-urgent", ""]


def test_moving_an_anchor_moves_what_hangs_on_it_and_nothing_else():
    found = moved(EXAMPLE, setup(), national(), to={"conference_held": date(2026, 3, 18)})

    assert [(one.before.rule.id, one.days) for one in found] == [(NOTICE, 0), (CONCLUSION, 4)]


def test_an_event_that_is_none_is_refused():
    with pytest.raises(UnknownRegulation, match="Không có mốc «picnic»"):
        simulate(EXAMPLE, setup(picnic=date(2026, 3, 18)), national())


def test_the_events_of_a_regulation_start_with_the_conference():
    assert anchors_of(get("hai-phong-1155"))[:2] == (CONFERENCE, "conclusion_notice_issued")
