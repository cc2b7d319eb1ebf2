"""The screens of absences: naming a substitute, work marked “thay ông/bà”, approving for the absent head."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from doithoai.journal import queries as journal
from doithoai.organisations.models import Substitution
from doithoai.petitions.enums import AssignmentState, DraftState, PetitionState
from doithoai.succession.services import Absence, name_substitute
from tests.factories.dialogues import dialogue
from tests.factories.organisations import tan_lach
from tests.factories.petitions import assign, draft, petition

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    return tan_lach()


def _name(place, absent, substitute, *, approves=True):
    today = timezone.localdate()
    absence = Absence(
        absent=absent,
        substitute=substitute,
        first=today,
        last=today + timedelta(days=4),
        number="15/GUQ",
        decided_on=today,
        approves=approves,
    )
    return name_substitute(unit=place.unit, absence=absence, on=today, by=place.actor(place.anna))


def _form(place, **more):
    today = timezone.localdate()
    return {
        "absent": place.economy_head.key,
        "substitute": place.culture_officer.key,
        "first": f"{today:%d/%m/%Y}",
        "last": f"{today + timedelta(days=4):%d/%m/%Y}",
        "number": "15/GUQ",
        "decided_on": f"{today:%d/%m/%Y}",
        "approves": "on",
        "once": "a" * 20,
    } | more


@pytest.mark.parametrize("who", ["economy_head", "anna"])
def test_head_or_the_office_for_the_head_names_a_substitute_once(client, place, who):
    client.force_login(getattr(place, who))

    for _ in range(2):
        client.post(reverse("desk:absence-add"), _form(place))

    row = Substitution.objects.get()
    assert (row.absent, row.substitute, row.approves) == (place.economy_head, place.culture_officer, True)
    (fact,) = journal.facts_of(f"unit:{place.unit.key}", "substitute_named")
    assert (fact.absent, fact.substitute, fact.number) == (
        place.economy_head.key,
        place.culture_officer.key,
        "15/GUQ",
    )


def test_officer_is_offered_only_the_own_absence(client, place):
    client.force_login(place.economy_officer)

    page = client.get(reverse("desk:absence-add"))

    assert [key for key, _name in page.context["form"].fields["absent"].choices if key] == [place.economy_officer.key]
    client.post(reverse("desk:absence-add"), _form(place))
    assert not Substitution.objects.exists()


def test_substitute_approves_for_the_head_and_the_history_says_for_whom(client, place):
    row = petition(place, dialogue(place), state=PetitionState.ASSIGNED, lead=place.economy)
    version = draft(place, row, place.economy, state=DraftState.SUBMITTED)
    _name(place, place.economy_head, place.culture_officer)
    client.force_login(place.culture_officer)

    client.post(reverse("desk:petition-decide", args=[row.code]), {"ban": version.version, "duyet": "1"})

    version.refresh_from_db()
    assert (version.state, version.decided_by) == (DraftState.APPROVED, place.culture_officer)
    page = client.get(reverse("desk:petition", args=[row.code])).content.decode()
    assert f"{place.culture_officer.full_name} thay ông/bà {place.economy_head.full_name}" in page


def test_paper_without_approving_lets_work_be_done_but_not_approved(client, place):
    row = petition(place, dialogue(place), state=PetitionState.ASSIGNED, lead=place.economy)
    version = draft(place, row, place.economy, state=DraftState.SUBMITTED)
    _name(place, place.economy_head, place.culture_officer, approves=False)
    client.force_login(place.culture_officer)

    answer = client.post(reverse("desk:petition-decide", args=[row.code]), {"ban": version.version, "duyet": "1"})

    version.refresh_from_db()
    assert (answer.status_code, version.state) == (403, DraftState.SUBMITTED)


def test_work_of_both_is_taken_at_one_click_and_each_fact_names_its_own(client, place):
    held = dialogue(place)
    mine, theirs = petition(place, held), petition(place, held)
    keys = [
        assign(place, row, of, state=AssignmentState.SENT).key
        for row, of in ((mine, place.culture), (theirs, place.economy))
    ]
    _name(place, place.economy_head, place.culture_officer)
    client.force_login(place.culture_officer)

    client.post(reverse("desk:inbox-accept-many"), {"chon": keys})

    facts = journal.facts_of(f"dialogue:{held.key}", "assignment_accepted")
    assert {fact.petition: fact.instead_of for fact in facts} == {
        mine.key: "",
        theirs.key: place.economy_head.key,
    }


def test_my_work_and_the_inbox_mark_what_is_done_for_the_absent_one(client, place):
    row = petition(place, dialogue(place))
    assign(place, row, place.economy, state=AssignmentState.SENT)
    _name(place, place.economy_head, place.culture_officer)

    client.force_login(place.culture_officer)
    work = client.get(reverse("desk:my-work")).content.decode()
    inbox = client.get(reverse("desk:inbox")).content.decode()
    client.force_login(place.economy_head)
    away = client.get(reverse("desk:my-work")).content.decode()

    said = f"thay ông/bà {place.economy_head.full_name}"
    assert f"Bạn đang xử lý {said}" in work
    assert f"<small>{said}</small>" in work
    assert said in inbox
    assert f"Ông/bà {place.culture_officer.full_name} đang xử lý thay bạn" in away
    assert f"<small>{said}</small>" not in away


def test_before_the_first_day_nothing_is_shown_or_done(client, place):
    row = petition(place, dialogue(place), state=PetitionState.ASSIGNED, lead=place.economy)
    made = _name(place, place.economy_head, place.culture_officer)
    Substitution.objects.filter(pk=made.pk).update(valid_from=timezone.localdate() + timedelta(days=1))
    client.force_login(place.culture_officer)

    assert client.get(reverse("desk:petition", args=[row.code])).status_code == 404
    assert "Bạn đang xử lý thay" not in client.get(reverse("desk:my-work")).content.decode()


def test_coming_back_sooner_and_withdrawing_are_done_from_the_list(client, place):
    made = _name(place, place.economy_head, place.culture_officer)
    client.force_login(place.economy_head)
    today = timezone.localdate()

    client.post(reverse("desk:absence-end", args=[made.key]), {"last": f"{today:%d/%m/%Y}", "once": "b" * 20})
    made.refresh_from_db()
    assert made.last == today
    client.post(reverse("desk:absence-withdraw", args=[made.key]), {"once": "c" * 20})

    made.refresh_from_db()
    assert made.withdrawn_by == place.economy_head
    assert "Không ai vắng" in client.get(reverse("desk:absences")).content.decode()


@pytest.mark.parametrize("who", ["culture_head", "culture_officer", "chair_person"])
def test_others_read_the_list_but_change_nothing(client, place, who):
    made = _name(place, place.economy_head, place.front_person)
    client.force_login(getattr(place, who))

    answers = [
        client.get(reverse("desk:absences")).status_code,
        client.post(reverse("desk:absence-end", args=[made.key])).status_code,
        client.post(reverse("desk:absence-withdraw", args=[made.key])).status_code,
    ]

    assert answers == [200, 403, 403]
