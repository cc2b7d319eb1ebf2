"""Suggestions of field and body: from what the office decided, with the words that said so, never deciding."""

import json

import pytest

from doithoai.petitions import queries
from doithoai.petitions.enums import Field, PetitionState
from doithoai.petitions.queries.suggesting import validated
from doithoai.petitions.services.importing.values import field_of
from doithoai.textsearch.classifying import pieces_of
from tests.factories.dialogues import dialogue
from tests.factories.messy import TRIALS
from tests.factories.organisations import Place, tan_lach
from tests.factories.petitions import assign, petition


@pytest.fixture
def place(db: None) -> Place:
    return tan_lach()


@pytest.mark.parametrize(
    ("text", "field", "word"),
    [
        ("Đèn đường xóm Đông hỏng ba tháng nay", Field.POWER, "đường"),
        ("Nắp hố ga trước cổng trường mất, cống thoát nước tắc", Field.WATER, "thoát"),
        ("Sổ đỏ tách thửa một năm chưa được cấp", Field.LAND, "thửa"),
        ("tram y te xa thieu thuoc", Field.HEALTH, "tram"),
    ],
)
def test_before_any_decision_written_down_words_suggest_and_say_why(place, text, field, word):
    found = queries.suggested_fields(text, place.unit)

    assert found[0].label == field
    assert word in " ".join(found[0].words)
    assert 0 < found[0].confidence <= 1


@pytest.mark.parametrize("text", ["", "!?", "và của các"])
def test_nothing_is_suggested_for_words_that_say_nothing(place, text):
    assert queries.suggested_fields(text, place.unit) == []


def test_office_s_own_decisions_outweigh_what_was_written_down(place):
    of = dialogue(place)
    for number in range(12):
        petition(place, of, text=f"Đèn đường số {number} ở công viên tối", field=Field.CULTURE)

    assert queries.suggested_fields("Đèn đường ở công viên lại tối", place.unit)[0].label == Field.CULTURE


def test_what_nobody_decided_is_not_learnt(place):
    of = dialogue(place)
    for number in range(12):
        petition(place, of, text=f"Đèn đường số {number} tối", state=PetitionState.RECEIVED)

    assert queries.field_accuracy(place.unit).decisions == 0


def test_body_that_led_such_matters_is_suggested_if_it_may_still_be_asked(place):
    of = dialogue(place)
    for number in range(4):
        assign(place, petition(place, of, text=f"Mương tiêu số {number} bị lấp, ruộng úng"), place.economy)
        assign(place, petition(place, of, text=f"Nhà văn hóa thôn {number} dột nát"), place.culture)
    text = "Ruộng úng vì mương lấp"

    both = queries.suggested_bodies(text, place.unit, among=[place.economy.key, place.culture.key])
    one = queries.suggested_bodies(text, place.unit, among=[place.culture.key])

    assert both[0].label == place.economy.key
    assert [found.label for found in one] == [place.culture.key]
    assert (queries.body_accuracy(place.unit).decisions, queries.body_accuracy(place.unit).first) == (8, 8)


def test_accuracy_is_measured_on_decisions_that_were_hidden_from_it():
    examples = [(pieces_of(f"lạ{'abcdefghij'[number % 10]}{number // 10}x"), "ab"[number % 2]) for number in range(40)]

    # Words that occur once tell nothing of other texts: who had seen the answers would be right each time.
    found = validated(examples, with_words=False)

    assert found.first < 40
    assert found.usual == 20


@pytest.mark.skipif(not TRIALS.exists(), reason="the real petitions lie beside the checkout, for trials only")
def test_fields_of_the_trial_petitions_are_suggested_well_enough_to_help():
    rows = [json.loads(line) for line in TRIALS.read_text(encoding="utf-8").splitlines()]
    examples = [(pieces_of(row["text"]), str(field_of(row["field"], row["field_group"])[0])) for row in rows]

    found = validated(examples, with_words=True)

    assert found.decisions == len(rows)
    assert found.first_share >= 0.6
    assert found.three_share >= 0.85
    assert found.usual_share <= 0.2
