"""Groups of one matter in one place: what to look at before merging; look-alikes stay apart."""

import json
from datetime import date

import pytest

from doithoai.organisations.queries import Gazetteer
from doithoai.petitions.enums import PetitionState
from doithoai.petitions.queries import same_matters
from doithoai.petitions.queries.grouping import groups_of
from tests.factories.dialogues import dialogue
from tests.factories.messy import TRIALS
from tests.factories.organisations import tan_lach
from tests.factories.petitions import TODAY, petition

NOWHERE = Gazetteer({}, {}, date(2026, 8, 3))
LIGHTS = "Đèn đường thôn Cầu Đá hỏng từ đầu năm, tối rất nguy hiểm cho trẻ đi học."
AGAIN = "den duong o thon cau da van hong, tre di hoc toi nguy hiem"
ELSEWHERE = LIGHTS.replace("Cầu Đá", "Xuân Mỹ")


def grouped(*texts: tuple[str, str]) -> list[list[int]]:
    return groups_of([(number, *one) for number, one in enumerate(texts)], gazetteer=NOWHERE)


def test_one_matter_in_other_words_is_a_group_and_the_same_words_elsewhere_are_not():
    assert grouped((LIGHTS, "Thôn Cầu Đá"), (ELSEWHERE, "Thôn Xuân Mỹ"), (AGAIN, "Thôn Cầu Đá")) == [[0, 2]]


def test_two_matters_on_one_road_are_no_group():
    road = "Thôn Bến"

    assert grouped(("Hố ga đường Bến Đò mất nắp nhiều ngày", road), ("Đường Bến Đò bị xuống cấp", road)) == []


def test_matter_without_a_place_joins_only_its_own_words():
    words = "Đề nghị hạ tuổi hưởng trợ cấp người cao tuổi xuống 75"

    assert grouped((words, ""), (f"{words}.", ""), ("Hạ tuổi hưởng trợ cấp cho người già", "")) == [[0, 1]]


@pytest.mark.skipif(not TRIALS.exists(), reason="the real petitions lie beside the checkout, for trials only")
def test_marked_look_alikes_of_the_trial_are_never_grouped_and_other_wordings_are():
    rows = [json.loads(line) for line in TRIALS.read_text(encoding="utf-8").splitlines()]
    texts = [(number, row["text"], row["place"]) for number, row in enumerate(rows)]
    again = {number: 1000 + number for number, row in enumerate(rows) if row.get("alt_text")}
    texts += [(other, rows[number]["alt_text"], rows[number]["place"]) for number, other in again.items()]

    groups = groups_of(texts, gazetteer=NOWHERE)

    for group in groups:
        marks = [set(rows[number].get("near_miss_group", ())) for number in group if number < 1000]
        assert all(not one & other for index, one in enumerate(marks) for other in marks[:index])
    together = sum(any({number, other} <= set(group) for group in groups) for number, other in again.items())
    assert together >= 12
    assert sum(map(len, groups)) <= 2 * len(again) + 6, "too much was thrown together"


@pytest.mark.django_db
def test_what_was_set_aside_is_in_no_group():
    place = tan_lach()
    of = dialogue(place)
    rows = [petition(place, of, text=text, place_of="Thôn Cầu Đá") for text in (LIGHTS, AGAIN)]
    petition(place, of, text=LIGHTS, place_of="Thôn Cầu Đá", state=PetitionState.WITHDRAWN)

    assert same_matters(of, on=TODAY) == [rows]
