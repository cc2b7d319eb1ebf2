"""Which rule stands behind a deed, and by which channels a notice must still go out."""

from dataclasses import replace

import pytest

from doithoai import regulations as law
from doithoai.regulations.schema import Condition

BOTH = frozenset({"invitation", "mass_media"})


@pytest.fixture
def version():
    return law.get("hai-phong-1155")


def with_notice(version, condition):
    rules = (replace(rule, done_when=condition) if rule.id == "HP-8.1-notice" else rule for rule in version.rules)
    return replace(version, rules=tuple(rules))


def channel(code):
    return Condition(fact="notice_published", where={"channel": (code,)})


@pytest.mark.parametrize(
    ("fact", "rule"),
    [
        ("agency_reported", "HP-10.2-report-host"),
        ("opinions_summarised", "HP-8.2-summarise"),
        ("petition_assigned", "HP-8.2-assign-reply"),
        ("petition_escalated", "HP-15.2-escalation+sent"),
    ],
)
def test_a_deed_has_the_rule_that_asks_for_it(version, fact, rule):
    assert version.rule_behind(fact).id == rule


def test_a_text_may_be_silent_on_a_deed(version):
    assert version.rule_behind("interim_reply_sent") is None


@pytest.mark.parametrize(("done", "left"), [((), BOTH), (("invitation",), {"mass_media"}), (tuple(BOTH), set())])
def test_where_both_channels_are_demanded_both_must_go_out(version, done, left):
    assert set(version.channels_left("periodic", done)) == left


@pytest.mark.parametrize(("done", "left"), [((), BOTH), (("invitation",), set()), (("mass_media",), set())])
def test_where_one_of_several_channels_is_enough_none_is_left_after_it(version, done, left):
    either = with_notice(version, Condition(any_of=(channel("invitation"), channel("mass_media"))))

    assert set(either.channels_left("periodic", done)) == left


def test_a_duty_to_announce_needs_no_number_of_days(version):
    rules = tuple(replace(rule, deadline=None) if rule.id == "HP-8.1-notice" else rule for rule in version.rules)

    assert replace(version, rules=rules).notice_requirements("periodic").rule.id == "HP-8.1-notice"
