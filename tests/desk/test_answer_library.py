"""Earlier answers taken into a draft with one click, the source named; versions side by side; the approved is sent."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from doithoai.journal import queries as journal
from doithoai.petitions.enums import DraftState, PetitionState, ReplyKind
from doithoai.petitions.models import Draft, Reply
from doithoai.petitions.queries import answers_to
from doithoai.petitions.services import approve_draft, save_draft, send_reply, submit_draft
from tests.factories.dialogues import dialogue
from tests.factories.follow_up import followed
from tests.factories.organisations import tan_lach
from tests.factories.petitions import TODAY, draft, petition

pytestmark = pytest.mark.django_db
OLD = "Đã giao Phòng Kinh tế rải nhựa đoạn qua Thôn Cầu Đá, xong trước ngày 30/9."
ASKED = "Đường liên thôn bị xe tải chở vật liệu cày nát. Đề nghị cho biết bao giờ sửa."


@pytest.fixture
def place():
    return tan_lach()


@pytest.fixture
def held(place):
    return dialogue(place)


def _approved(place, row, text=OLD, *, body=None):
    made = draft(place, row, body or place.economy, state=DraftState.APPROVED, text=text)
    Draft.objects.filter(pk=made.pk).update(decided_at=timezone.now(), decided_by=place.economy_head)
    return made


def _case(place, held, *, lead=None, where="Thôn Đông"):
    return petition(place, held, text=ASKED, state=PetitionState.ASSIGNED, lead=lead or place.economy, place_of=where)


@pytest.mark.parametrize(
    ("state", "counts"),
    [
        (DraftState.DRAFT, False),
        (DraftState.SUBMITTED, False),
        (DraftState.SENT_BACK, False),
        (DraftState.APPROVED, True),
    ],
)
def test_only_what_a_head_approved_is_an_answer(place, held, state, counts):
    row = _case(place, held)
    made = draft(place, row, place.economy, state=state, text=OLD)
    decided = timezone.now() if state != DraftState.DRAFT else None
    Draft.objects.filter(pk=made.pk).update(decided_at=decided, decided_by=place.economy_head if decided else None)

    assert (row.pk in answers_to([row])) == counts


def test_letter_that_was_sent_goes_before_the_draft_and_names_its_number(place, held):
    row = _case(place, held)
    _approved(place, row, text="Bản chuẩn bị trước hội nghị.")
    Reply.objects.create(
        petition=row,
        body=place.economy,
        kind=ReplyKind.FINAL,
        text=OLD,
        number="05/PKT",
        signed_on=date(2026, 9, 1),
        sent_by=place.economy_head,
    )

    found = answers_to([row])[row.pk]

    assert (found.text, found.number, found.on, found.body) == (OLD, "05/PKT", date(2026, 9, 1), place.economy)


def test_answer_is_taken_with_one_click_saved_with_its_source_and_told_in_the_journal(client, place, held):
    earlier, row = _case(place, held, where="Thôn Cầu Đá"), _case(place, held)
    _approved(place, earlier)
    client.force_login(place.economy_officer)

    offered = client.get(reverse("desk:petition-earlier", args=[row.code])).content.decode()
    page = client.get(reverse("desk:petition", args=[row.code]), {"lay": earlier.code})
    initial = page.context["draft_form"].initial
    client.post(reverse("desk:petition-draft", args=[row.code]), initial)

    assert f"?lay={earlier.code}#tra-loi" in offered
    assert (initial["text"], initial["source"]) == (OLD, earlier.code)
    assert not Draft.objects.filter(petition=row).exclude(text=OLD).exists()
    made = Draft.objects.get(petition=row)
    assert (made.text, made.taken_from) == (OLD, earlier)
    (fact,) = journal.facts_of(f"dialogue:{held.key}", "answer_drafted")
    assert fact.source == earlier.key
    page = client.get(reverse("desk:petition", args=[row.code])).content.decode()
    assert "lưu dự thảo trả lời bản 1, lấy từ một trả lời cũ" in page


def test_own_words_stay_above_what_is_taken_and_pressing_twice_adds_nothing(client, place, held):
    earlier, row = _case(place, held, where="Thôn Cầu Đá"), _case(place, held)
    _approved(place, earlier)
    save_draft(
        petition=row, body=place.economy, text="Kính gửi bà con.", on=TODAY, by=place.actor(place.economy_officer)
    )
    client.force_login(place.economy_officer)
    case = reverse("desk:petition", args=[row.code])

    first = client.get(case, {"lay": earlier.code}).context["draft_form"].initial
    client.post(reverse("desk:petition-draft", args=[row.code]), first)
    second = client.get(case, {"lay": earlier.code}).context["draft_form"].initial

    assert first["text"] == f"Kính gửi bà con.\n\n{OLD}"
    assert second["text"] == first["text"]


def test_later_versions_keep_the_source_and_say_what_still_speaks_of_the_old_matter(client, place, held):
    earlier, row = _case(place, held, where="Thôn Cầu Đá"), _case(place, held)
    _approved(place, earlier)
    by = place.actor(place.economy_officer)
    save_draft(petition=row, body=place.economy, text=OLD, taken_from=earlier, on=TODAY, by=by)
    client.force_login(place.economy_officer)

    page = client.get(reverse("desk:petition", args=[row.code]))
    later = save_draft(petition=row, body=place.economy, text=OLD.replace("Cầu Đá", "Đông"), on=TODAY, by=by)
    mended = client.get(reverse("desk:petition", args=[row.code]))

    assert page.context["left_over"] == ["Thôn Cầu Đá"]
    assert mended.context["left_over"] == []
    assert later.taken_from == earlier
    assert f"Bắt đầu từ trả lời {earlier.code}" in mended.content.decode()


@pytest.mark.parametrize("who", ["culture_officer", "anna", "chair_person"])
def test_nobody_takes_an_answer_who_does_not_draft_or_does_not_see_it(client, place, held, who):
    earlier = _case(place, held, where="Thôn Cầu Đá")
    _approved(place, earlier)
    row = _case(place, held, lead=place.culture)
    client.force_login(getattr(place, who))

    page = client.get(reverse("desk:petition", args=[row.code]), {"lay": earlier.code})

    # The officer of culture drafts, but the other answer is not for their eyes; the others see it and do not draft.
    assert page.context["source"] is None
    assert OLD not in page.content.decode()


def test_forged_source_is_left_out_and_the_draft_is_saved(client, place, held):
    earlier = _case(place, held, where="Thôn Cầu Đá")
    _approved(place, earlier)
    row = _case(place, held, lead=place.culture)
    client.force_login(place.culture_officer)

    client.post(
        reverse("desk:petition-draft", args=[row.code]), {"text": "Sẽ sửa.", "seen": "0", "source": earlier.code}
    )

    assert Draft.objects.get(petition=row).taken_from is None


def test_two_versions_stand_side_by_side_and_what_differs_is_marked(client, place, held):
    row = _case(place, held)
    draft(place, row, place.economy, text="Sẽ sửa trước ngày 30/9.")
    draft(place, row, place.economy, text="Sẽ sửa xong trước ngày 15/10.")
    client.force_login(place.economy_head)

    page = client.get(reverse("desk:petition-compare", args=[row.code]))

    left, right = page.context["sides"]
    assert [words.strip() for other, words in left.pieces if other] == ["30/9."]
    assert [words.strip() for other, words in right.pieces if other] == ["xong", "15/10."]
    assert "".join(words for _other, words in right.pieces) == "Sẽ sửa xong trước ngày 15/10."


@pytest.mark.parametrize(
    ("who", "answer"),
    [
        ("economy_officer", 200),
        ("economy_head", 200),
        ("anna", 200),
        ("chair_person", 200),
        ("culture_head", 404),
        ("carla", 404),
    ],
)
def test_versions_are_read_by_who_works_on_the_answer_and_by_the_office(client, place, held, who, answer):
    row = _case(place, held)
    draft(place, row, place.economy)
    client.force_login(getattr(place, who))

    assert client.get(reverse("desk:petition-compare", args=[row.code])).status_code == answer


def test_text_that_the_head_approved_is_the_text_that_is_sent(place):
    row = petition(place, followed(place), state=PetitionState.TAKEN_UP, lead=place.economy)
    officer, head = place.actor(place.economy_officer), place.actor(place.economy_head)
    on = date(2026, 9, 7)
    save_draft(petition=row, body=place.economy, text="Bản đầu.", on=on, by=officer)
    last = save_draft(petition=row, body=place.economy, text=OLD, on=on, by=officer)
    submit_draft(draft=last, on=on, by=officer)
    approved = approve_draft(draft=last, on=on, by=head)

    (reply,) = send_reply(petitions=[row], body=place.economy, kind=ReplyKind.FINAL, on=on, by=head)

    assert reply.text == approved.text == OLD
