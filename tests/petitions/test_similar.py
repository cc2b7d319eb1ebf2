"""“It was asked before”: the same matter is offered first, a look-alike elsewhere is no repeat."""

import json
import unicodedata

import pytest

from doithoai.petitions import queries
from doithoai.petitions.models import Petition
from doithoai.petitions.queries import Nearness
from doithoai.petitions.services import link_to_earlier, undo, withdraw_petition
from doithoai.textsearch.folding import fold
from tests.factories.dialogues import dialogue
from tests.factories.messy import TRIALS
from tests.factories.organisations import Place, tan_lach
from tests.factories.petitions import TODAY, petition, receive

pytestmark = pytest.mark.django_db
LIGHTS = "Đèn đường thôn Cầu Đá hỏng từ đầu năm, tối rất nguy hiểm cho trẻ đi học. Đề nghị sửa."
OTHERS = (
    "Nước sạch ở thôn Bến chảy yếu, phải mua từng bình.",
    "Chậm cấp giấy chứng nhận quyền sử dụng đất cho 12 hộ khu chợ.",
    "Rác khu chợ hai ngày mới thu một lần, mùi hôi.",
    "Mương tiêu thôn Thượng bị lấp, ruộng úng mỗi khi mưa to.",
)


@pytest.fixture
def place() -> Place:
    return tan_lach()


@pytest.fixture
def lights(place: Place) -> Petition:
    of = dialogue(place)
    for text in OTHERS:
        petition(place, of, text=text, place_of="")
    return petition(place, of, text=LIGHTS, place_of="Thôn Cầu Đá")


def asked(place: Place, text: str, where: str = "") -> list[tuple[str, Nearness, bool]]:
    found = queries.similar_to(text, where, among=Petition.objects.all(), units=[place.unit], on=TODAY)
    return [(one.petition.text, one.where, one.is_repeat) for one in found]


@pytest.mark.usefixtures("lights")
@pytest.mark.parametrize(
    ("text", "where"),
    [
        pytest.param("Đèn đường ở thôn Cầu Đá vẫn hỏng, trẻ đi học tối nguy hiểm", "", id="in other words"),
        pytest.param("den duong thon cau da hong tu dau nam, tre di hoc nguy hiem", "Thôn Cầu Đá", id="without marks"),
        pytest.param("Đèn đườg thôn Cầu Đá hỏng từ đầu năm, chẻ đi học dất nguy hiểm", "thon cau da", id="misspelt"),
        pytest.param(unicodedata.normalize("NFD", LIGHTS), unicodedata.normalize("NFD", "Thôn Cầu Đá"), id="NFD"),
    ],
)
def test_the_same_matter_is_known_again_however_it_is_written(place, text, where):
    found = asked(place, text, where)

    assert found[0] == (LIGHTS, Nearness.SAME, True)


@pytest.mark.usefixtures("lights")
def test_the_same_words_from_another_hamlet_are_a_look_alike_and_no_repeat(place):
    found = asked(place, LIGHTS.replace("Cầu Đá", "Xuân Mỹ"), "Thôn Xuân Mỹ")

    assert found[0] == (LIGHTS, Nearness.OTHER, False)


@pytest.mark.usefixtures("lights")
def test_where_a_petition_names_no_place_it_is_offered_and_not_called_a_repeat(place):
    assert asked(place, "Đèn đường hỏng từ đầu năm, trẻ đi học rất nguy hiểm")[0] == (LIGHTS, Nearness.UNKNOWN, False)


@pytest.mark.usefixtures("lights")
@pytest.mark.parametrize("text", ["", "   ", "!?", "và của các", "Xin hỏi việc hộ tịch", "') OR 1=1 --"])
def test_nothing_is_offered_where_nothing_is_alike(place, text):
    assert asked(place, text) == []


def test_what_was_withdrawn_or_lies_in_another_unit_is_not_offered(place, lights):
    withdraw_petition(petition=lights, reason="Người dân báo rút", on=TODAY, by=place.actor(place.anna))

    assert LIGHTS not in [text for text, _where, _repeat in asked(place, LIGHTS, "Thôn Cầu Đá")]
    assert queries.similar_to(LIGHTS, among=Petition.objects.all(), units=[place.province], on=TODAY) == []


def test_the_host_hears_how_often_it_was_put_since_when_and_what_was_promised(place, lights):
    Petition.objects.filter(pk=lights.pk).update(received_on="2022-05-03", state="taken_up")
    of = dialogue(place, code="TL-2026-09")
    second = receive(place, of, text=LIGHTS, on=TODAY).petition
    by = place.actor(place.anna)
    group = link_to_earlier(petition=second, earlier=lights, on=TODAY, by=by)
    third = queries.similar_to(LIGHTS, "Thôn Cầu Đá", among=Petition.objects.all(), units=[place.unit], on=TODAY)

    before = queries.raised_with(third)
    confirmed = queries.raised(Petition.objects.get(pk=second.pk))
    undo(group=group, on=TODAY, by=by)
    after = queries.raised(Petition.objects.get(pk=second.pk))

    assert (before.times, before.since, before.promised) == (3, 2022, 1)
    assert (confirmed.times, confirmed.since, confirmed.promised) == (2, 2022, 1)
    assert (after.times, after.since, after.promised) == (1, TODAY.year, 0)


def _trial_rows() -> list[dict[str, object]]:
    return [json.loads(line) for line in TRIALS.read_text(encoding="utf-8").splitlines()]


@pytest.fixture
def trial(place: Place) -> tuple[Place, dict[str, Petition], list[dict[str, object]]]:
    if not TRIALS.exists():
        pytest.skip("the real petitions lie beside the checkout, for trials only")
    of, rows = dialogue(place), _trial_rows()
    laid = {str(row["id"]): petition(place, of, text=str(row["text"]), place_of=str(row["place"])) for row in rows}
    return place, laid, rows


def test_marked_duplicates_of_the_trial_are_offered_first_and_marked_look_alikes_are_no_repeats(trial):
    _place, laid, rows = trial
    codes = {row.pk: code for code, row in laid.items()}
    same: dict[str, set[str]] = {}
    alike: dict[str, set[str]] = {}
    for row in rows:
        if row.get("dup_group"):
            same.setdefault(str(row["dup_group"]), set()).add(str(row["id"]))
        for group in row.get("near_miss_group", []):
            alike.setdefault(group, set()).add(str(row["id"]))

    for group in same.values():
        for code in group:
            first = queries.earlier_similar(laid[code], among=Petition.objects.all(), on=TODAY)[0]
            assert codes[first.petition.pk] in group - {code}
    for group in alike.values():
        for code in group:
            repeats = {
                codes[one.petition.pk]
                for one in queries.earlier_similar(laid[code], among=Petition.objects.all(), on=TODAY, limit=20)
                if one.is_repeat
            }
            assert not repeats & group


def test_the_trial_s_other_wordings_find_their_petition(trial):
    place, _laid, rows = trial
    first = repeats = 0
    reworded = [row for row in rows if row.get("alt_text")]
    for row in reworded:
        found = queries.similar_to(
            str(row["alt_text"]), str(row["place"]), among=Petition.objects.all(), units=[place.unit], on=TODAY
        )
        hit = found and fold(found[0].petition.text) == fold(str(row["text"]))
        first += bool(hit)
        repeats += bool(hit and found[0].is_repeat)

    assert (first, len(reworded)) == (17, 17)
    assert repeats >= 13
