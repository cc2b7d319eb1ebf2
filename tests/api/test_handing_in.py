"""A hotline hands petitions in by program: each one once, in the right place, with a sentence where it is refused."""

import json
from datetime import date

import pytest
import time_machine
from django.core.cache import cache

from doithoai.api import door
from doithoai.dialogues.enums import DialogueState
from doithoai.journal import queries as journal
from doithoai.petitions import services
from doithoai.petitions.enums import IntakeChannel
from doithoai.petitions.models import HandedIn, Petition
from tests.factories import organisations
from tests.factories.dialogues import at, dialogue
from tests.factories.organisations import tan_lach

pytestmark = pytest.mark.django_db
TODAY = date(2026, 8, 3)
PETITIONS = "/api/v1/petitions"


@pytest.fixture(autouse=True)
def _on_a_monday():
    """Every call is made on Monday 3/8/2026, by a program that has not called before."""
    cache.clear()
    with time_machine.travel(at(TODAY, 9)):
        yield


@pytest.fixture
def place():
    return tan_lach()


@pytest.fixture
def held(place):
    return dialogue(place)


def opened(place, unit=None, **changes):
    given = {
        "name": "Tổng đài 1022",
        "channel": IntakeChannel.PHONE,
        "on": TODAY,
        "by": place.actor(place.administrator),
    }
    return services.open_gateway(unit=unit or place.unit, **(given | changes))


def send(client, token, body, *, key="1022-000001", **more):
    headers = {"Authorization": f"Bearer {token}"} | ({"Idempotency-Key": key} if key else {})
    return client.post(PETITIONS, json.dumps(body), content_type="application/json", headers=headers | more)


def words(held, **changes):
    return {"dialogue": held.code, "text": "Đường thôn Cầu Đá ngập. Đề nghị sửa.", "place": "thôn Cầu Đá"} | changes


def test_petition_comes_in_word_for_word_by_the_gateway_s_channel(client, place, held):
    _gateway, token = opened(place)

    answer = send(client, token, words(held, person={"full_name": "Trần Thị Ví Dụ", "phone": "0900 000 000"}))

    row = Petition.objects.get()
    assert answer.status_code == 201
    assert (row.code, row.channel, row.received_on) == (answer.json()["code"], "phone", TODAY)
    assert row.text == "Đường thôn Cầu Đá ngập. Đề nghị sửa."
    assert row.submitters.get().identity is not None
    kinds = [fact.kind for fact in journal.facts_of(held.stream)]
    assert "petition_received" in kinds
    assert "Ví Dụ" not in json.dumps([str(fact) for fact in journal.facts_of(held.stream)])


def test_same_key_again_is_the_same_petition_with_a_secret_that_opens_it(client, place, held):
    _gateway, token = opened(place)
    first = send(client, token, words(held)).json()

    again = send(client, token, words(held))

    assert again.status_code == 200
    assert (again.json()["code"], again.json()["again"]) == (first["code"], True)
    assert Petition.objects.count() == 1
    entered = client.post("/theo-doi/", {"code": first["code"], "secret": again.json()["secret"]})
    assert entered.status_code == 302


def test_key_with_other_words_is_a_conflict_and_registers_nothing(client, place, held):
    _gateway, token = opened(place)
    send(client, token, words(held))

    answer = send(client, token, words(held, text="Việc khác hẳn."))

    assert (answer.status_code, answer.json()["code"]) == (409, "key_used_otherwise")
    assert Petition.objects.count() == 1


def test_two_programs_may_use_the_same_key(client, place, held):
    for name in ("Tổng đài 1022", "Cổng thành phố"):
        _gateway, token = opened(place, name=name)
        assert send(client, token, words(held)).status_code == 201

    assert HandedIn.objects.count() == Petition.objects.count() == 2


@pytest.mark.parametrize(
    ("changes", "key", "said", "fields"),
    [
        pytest.param({"text": ""}, "1022-000001", "«text» đang trống.", ["text"], id="no words"),
        pytest.param({"dialogue": "TL-1999-01"}, "1022-000001", "Không có cuộc đối thoại TL-1999-01", [], id="unknown"),
        pytest.param({"received_on": "hôm qua"}, "1022-000001", "viết như 2026-08-01", ["received_on"], id="odd day"),
        pytest.param({"received_on": "2026-08-04"}, "1022-000001", "", [], id="tomorrow"),
        pytest.param(
            {"reply_channel": "bồ câu"}, "1022-000001", "«reply_channel» chỉ nhận", ["reply_channel"], id="how"
        ),
        pytest.param(
            {"person": {"phone": "09"}}, "1022-000001", "Thiếu «person.full_name».", ["person.full_name"], id="who"
        ),
        pytest.param({"reply_channel": "email"}, "1022-000001", "Ý kiến không ghi tên", [], id="no address"),
        pytest.param({}, "", "Thiếu «Idempotency-Key».", ["Idempotency-Key"], id="no key"),
        pytest.param({}, "12", "«Idempotency-Key» quá ngắn, ít nhất 8 chữ.", ["Idempotency-Key"], id="short key"),
    ],
)
def test_what_cannot_be_registered_is_refused_in_a_sentence_and_the_key_is_not_used_up(
    client, place, held, changes, key, said, fields
):
    _gateway, token = opened(place)

    answer = send(client, token, words(held, **changes), key=key)

    assert answer.status_code == 422
    assert said in answer.json()["message"]
    assert answer.json()["fields"] == fields
    assert not Petition.objects.exists()
    assert send(client, token, words(held)).status_code == 201


def test_what_is_no_json_is_refused(client, place, held):
    _gateway, token = opened(place)

    answer = client.post(
        PETITIONS,
        "{",
        content_type="application/json",
        headers={"Authorization": f"Bearer {token}", "Idempotency-Key": "1022-000001"},
    )

    assert (answer.status_code, "JSON" in answer.json()["message"]) == (400, True)


@pytest.mark.parametrize(
    "state",
    [state for state in DialogueState if state not in {"planned", "preparing", "announced", "postponed", "in_session"}],
)
def test_dialogue_that_collects_no_more_refuses_and_says_where_to_go(client, place, state):
    held = dialogue(place, state=state)
    _gateway, token = opened(place)

    answer = send(client, token, words(held))

    assert (answer.status_code, answer.json()["code"]) == (422, "not_collecting")


def test_withdrawn_wrong_and_missing_tokens_open_nothing(client, place, held):
    gateway, token = opened(place)
    services.withdraw_gateway(gateway=gateway, on=TODAY, by=place.actor(place.administrator))

    answers = [send(client, one, words(held)) for one in (token, "x" * 43, "")]
    answers.append(client.get("/api/v1/dialogues"))

    assert {answer.status_code for answer in answers} == {401}
    assert "mã mới" in answers[0].json()["message"]
    assert not Petition.objects.exists()


def test_gateway_of_a_city_reaches_its_communes_one_of_a_commune_only_itself(client, place, held):
    neighbour = organisations.unit("Xã Bến Mới", "BM", parent=place.province)
    _city, of_city = opened(place, unit=place.province, name="1022 thành phố")
    _other, of_neighbour = opened(place, unit=neighbour, name="Xã Bến Mới")

    seen = [
        [row["code"] for row in client.get("/api/v1/dialogues", headers={"Authorization": f"Bearer {token}"}).json()]
        for token in (of_city, of_neighbour)
    ]
    refused = send(client, of_neighbour, words(held))

    assert seen == [[held.code], []]
    assert send(client, of_city, words(held)).status_code == 201
    assert (refused.status_code, refused.json()["code"]) == (422, "gateway_refused")


def test_program_reads_how_its_own_petitions_stand_and_no_others(client, place, held):
    _mine, token = opened(place)
    _theirs, other = opened(place, name="Cổng thành phố")
    code = send(client, token, words(held)).json()["code"]

    mine, theirs = (
        client.get(f"{PETITIONS}/{code}", headers={"Authorization": f"Bearer {one}"}) for one in (token, other)
    )

    assert mine.json() == {
        "code": code,
        "dialogue": held.code,
        "received_on": "2026-08-03",
        "state": "received",
        "state_vi": "Đã nhận, chưa phân loại",
        "result": "",
        "promised_on": None,
        "public_url": "",
    }
    assert theirs.status_code == 404


def test_document_names_every_answer_and_needs_no_script_from_outside(client):
    document = client.get("/api/v1/openapi.json").json()

    answers = {
        path: {name: sorted(one["responses"]) for name, one in ways.items()} for path, ways in document["paths"].items()
    }
    assert answers["/api/v1/petitions"]["post"] == ["200", "201", "400", "401", "409", "422", "429"]
    assert client.get("/api/v1/docs").status_code == 404


def test_flood_is_slowed_down_and_told_when_to_come_again(client, place, held, monkeypatch):
    monkeypatch.setattr(door.PACE, "num_requests", 2)
    _gateway, token = opened(place)

    answers = [client.get("/api/v1/dialogues", headers={"Authorization": f"Bearer {token}"}) for _ in range(3)]

    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert int(answers[-1]["Retry-After"]) > 0
