"""From a duty to the screen that ends it, under every regulation on the shelf."""

import pytest

from doithoai import regulations as law
from doithoai.desk.doing import work_url
from doithoai.dialogues.models import Dialogue

DIALOGUE = Dialogue(code="TL-2026-01")
RULES = [(version.pin, rule) for version in law.library() for rule in version.rules]


@pytest.mark.parametrize(("pin", "rule"), [pytest.param(pin, rule, id=rule.id) for pin, rule in RULES])
def test_every_duty_leads_to_the_screen_that_ends_it(pin, rule):
    dialogue = None if rule.scope.endswith("_year") else DIALOGUE

    assert work_url(pin, rule.id, dialogue)


@pytest.mark.parametrize(
    ("rule", "screen"),
    [
        ("KT-II.2.1-ref-art7", "thong-bao"),
        ("KT-II.2.2b-previous", "ke-hoach"),
        ("KT-II.2.2-order", "dien-bien"),
        ("KT-I.2-reply-full", "theo-doi"),
        ("KT-II.2.3-dossier-archive", "ho-so"),
    ],
)
def test_duty_of_another_province_leads_to_the_same_screen(rule, screen):
    assert work_url("kon-tum-04@2019-09-20", rule, DIALOGUE) == f"/ban/doi-thoai/TL-2026-01/{screen}/"


def test_yearly_duty_leads_to_the_screen_of_the_year():
    assert work_url("kon-tum-04@2019-09-20", "KT-III-report-annual", None) == "/ban/bao-cao/"
