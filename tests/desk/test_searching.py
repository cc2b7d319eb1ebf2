"""Searching and saved searches: everybody finds what they may see, and is told what is new since they last looked."""

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from doithoai.petitions.enums import Outcome, PetitionState, Result
from doithoai.petitions.errors import SearchRefused
from doithoai.petitions.models import Petition, SavedSearch
from doithoai.petitions.services import confirm_form, save_search
from doithoai.proceedings.services import Decision, record_outcome
from tests.factories import conference
from tests.factories.dialogues import dialogue
from tests.factories.organisations import tan_lach
from tests.factories.paper_forms import read, second, typed
from tests.factories.petitions import TODAY, assign, petition

pytestmark = pytest.mark.django_db
P = PetitionState
LIST = "/ban/kien-nghi/"


def signed_in(account):
    client = Client()
    client.force_login(account)
    return client


def found(client, **asked):
    return {row.code for row in client.get(LIST, asked).context["page"].object_list}


@pytest.mark.parametrize(
    ("who", "sees"),
    [
        ("anna", {"asked", "other"}),
        ("chair_person", {"asked", "other"}),
        ("minutes_person", {"asked", "other"}),
        ("front_person", {"asked", "other"}),
        ("economy_officer", {"asked"}),
        ("culture_officer", set()),
        ("carla", set()),
    ],
)
def test_same_question_finds_for_each_what_they_may_see_and_a_saved_one_counts_no_more(who, sees):
    place = tan_lach()
    held = dialogue(place)
    person = signed_in(getattr(place, who))
    save_search(account=getattr(place, who), name="Đường", query="q=lien+thon")
    rows = {
        "asked": petition(place, held, text="Đường liên thôn ngập", state=P.ASSIGNED, lead=place.economy),
        "other": petition(place, held, text="Đường liên thôn tối"),
        "elsewhere": petition(place, held, text="Nước đục"),
    }

    page = person.get(LIST, {"q": "DUONG lien thon"})

    assert {row.code for row in page.context["page"].object_list} == {rows[name].code for name in sees}
    assert [one.new for one in page.context["kept"]] == [len(sees)]


def test_filters_of_place_result_year_and_phrase_narrow_together():
    place = tan_lach()
    held = dialogue(place)
    right = petition(place, held, text="Đường liên thôn bị ngập", place_of="Thôn Cầu Đá")
    old = petition(place, held, text="Đường liên thôn bị ngập", place_of="Thôn Cầu Đá", received_on=date(2025, 12, 31))
    petition(place, held, text="Đường liên thôn bị ngập", place_of="Thôn Đông")
    petition(place, held, text="Ngập liên tục ở đường thôn", place_of="Thôn Cầu Đá")
    Petition.objects.filter(pk__in=[right.pk, old.pk]).update(result=Result.NO_FUNDS)
    anna = signed_in(place.anna)

    asked = {"q": '"duong lien thon"', "noi": "cau da", "ket-qua": Result.NO_FUNDS}

    assert found(anna, **asked) == {right.code, old.code}
    assert found(anna, **asked, nam=2026) == {right.code}
    assert found(anna, **asked, nam=2025) == {old.code}
    assert found(anna, **asked, nam="không phải năm") == {right.code, old.code}


def test_number_of_a_paper_form_finds_its_petition():
    place = tan_lach()
    form = typed(place, dialogue(place))
    received = confirm_form(form=form, reading=read(), on=TODAY, by=place.actor(second(place)))
    petition(place, form.dialogue, text="Việc khác")

    assert found(signed_in(place.anna), q=form.number.lower()) == {received.petition.code}


def test_saved_search_tells_what_is_new_until_it_is_opened_again():
    place = tan_lach()
    held = dialogue(place)
    petition(place, held, text="Nước đục")
    anna = signed_in(place.anna)
    anna.post(f"{LIST}da-luu/", {"ten": "  Nước   sạch ", "cach-tim": "q=nuoc&noi=&trang=3&x=1"})
    search = SavedSearch.objects.get()

    def new():
        return [one.new for one in anna.get(LIST).context["kept"]]

    at_once = new()
    petition(place, held, text="Nước sinh hoạt yếu")
    petition(place, held, text="Đèn hỏng")
    later = new()
    answer = anna.post(f"{LIST}da-luu/{search.key}/mo/")

    assert (search.name, search.query) == ("Nước sạch", "q=nuoc")
    assert (at_once, later, new()) == ([0], [1], [0])
    assert answer.url == f"{LIST}?q=nuoc"


def test_nobody_opens_or_drops_the_search_of_another():
    place = tan_lach()
    search = save_search(account=place.anna, name="Đường", query="q=duong")
    other = signed_in(second(place))

    statuses = [other.post(f"{LIST}da-luu/{search.key}/{verb}/").status_code for verb in ("mo", "bo")]

    assert statuses == [404, 404]
    assert "Đường</button>" not in other.get(LIST).content.decode()
    assert SavedSearch.objects.count() == 1


def test_same_name_again_takes_the_new_filters_and_the_thirteenth_is_refused():
    place = tan_lach()
    for number in range(12):
        save_search(account=place.anna, name=f"Tìm {number}", query="q=duong")
    save_search(account=place.anna, name="Tìm 3", query="q=nuoc")

    with pytest.raises(SearchRefused, match="nhiều nhất 12"):
        save_search(account=place.anna, name="Tìm nữa", query="q=den")

    assert SavedSearch.objects.get(name="Tìm 3").query == "q=nuoc"


@pytest.mark.parametrize(("name", "query"), [("", "q=a"), ("  ", "q=a"), ("Tên", ""), ("Tên", "q=" + "a" * 600)])
def test_search_without_a_name_or_without_filters_is_refused_in_words(name, query):
    place = tan_lach()

    with pytest.raises(SearchRefused):
        save_search(account=place.anna, name=name, query=query)


def test_twelve_saved_searches_cost_no_more_than_one_and_the_page_keeps_its_budget():
    place = tan_lach()
    held = dialogue(place)
    petition(place, held, text="Đường ngập", received_on=timezone.localdate(), lead=place.economy, state=P.ASSIGNED)
    assign(place, Petition.objects.get(), place.culture, part="coordinating")
    anna = signed_in(place.anna)

    def cost():
        with CaptureQueriesContext(connection) as captured:
            assert anna.get(LIST).status_code == 200
        return len(captured)

    save_search(account=place.anna, name="Một", query="q=duong&noi=cau+da")
    one = cost()
    for number in range(11):
        save_search(account=place.anna, name=f"Tìm {number}", query=f"q=viec+{number}&nam=2026")

    assert cost() == one <= 12


def test_search_goes_by_body_and_by_what_became_of_it_at_the_conference_also_when_it_was_kept():
    place = tan_lach()
    held = conference.in_session(place)
    save_search(account=place.anna, name="Kinh tế", query=f"co-quan={place.economy.key}&tai-hoi-nghi=taken_up")
    road = conference.petition(held, "Đường thôn hỏng", lead=place.economy)
    lamp = conference.petition(held, "Đèn đường hỏng", lead=place.economy)
    school = conference.petition(held, "Trường dột", lead=place.culture)
    by = place.actor(place.chair_person)
    taken_up = Decision(kind=Outcome.TAKEN_UP, body=place.economy)
    record_outcome(petition=road, decision=taken_up, at=conference.MORNING, by=by)
    anna = signed_in(place.anna)

    assert found(anna, **{"co-quan": place.economy.key}) == {road.code, lamp.code}
    assert found(anna, **{"co-quan": place.culture.key}) == {school.code}
    assert found(anna, **{"tai-hoi-nghi": "taken_up"}) == {road.code}
    assert found(anna, **{"tai-hoi-nghi": "answered"}) == set()
    assert found(anna, **{"co-quan": "khong-co"}) == set()
    pills = anna.get(LIST, {"co-quan": place.economy.key, "tai-hoi-nghi": "taken_up"}).context["pills"]
    assert [word for word, _link in pills] == [place.economy.short_name, "Tiếp thu, giao việc"]

    assert [one.new for one in anna.get(LIST).context["kept"]] == [1]
    # A person of another body finds by it only what they may see.
    assert found(signed_in(place.culture_officer), **{"co-quan": place.economy.key}) == set()
