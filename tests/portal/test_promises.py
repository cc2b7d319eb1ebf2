"""The board of promises: honest numbers, dates kept in sight, nothing that did not pass the check."""

from datetime import timedelta

import pytest

from doithoai.accounts.vault import PersonalDetails
from doithoai.petitions import services
from doithoai.petitions.enums import Outcome, PetitionState
from doithoai.petitions.models import DueProposal, Petition
from doithoai.portal import public as what_is_public
from doithoai.portal.reads import promises
from tests.factories import public
from tests.factories.petitions import NAMED, petition


@pytest.fixture
def dialogue(place):
    return public.held(place)


def text_of(response):
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


@pytest.mark.parametrize(("days", "status"), [(-1, "qua-han"), (0, "con-han"), (1, "con-han"), (None, "chua-hen")])
def test_open_promise_is_late_only_after_its_day(place, dialogue, today, days, status):
    due_on = None if days is None else today + timedelta(days=days)
    made = public.promise(place, dialogue, "Sửa đường", due_on=due_on)

    found = promises.promised(Petition.objects.filter(pk=made.pk), on=today).get()

    assert found.status == status


@pytest.mark.parametrize(
    ("result", "status"),
    [
        ("resolved", "xong"),
        ("explained", "giai-trinh"),
        ("not_accepted", "khong"),
        ("no_funds", "khong"),
        ("forwarded", "qua-han"),
        ("disputed", "qua-han"),
    ],
)
def test_result_decides_before_the_date(place, dialogue, today, result, status):
    made = public.promise(place, dialogue, "Sửa đường", due_on=today - timedelta(days=9), result=result)

    assert promises.promised(Petition.objects.filter(pk=made.pk), on=today).get().status == status


def test_what_nobody_took_up_is_no_promise(place, dialogue, today):
    petition(place, dialogue)
    public.with_outcome(place, petition(place, dialogue), Outcome.ANSWERED)

    assert not promises.promised(Petition.objects.all(), on=today).exists()
    assert promises.figures(on=today).unpublished == 0


def test_figures_add_up_and_say_what_they_leave_out(citizen, place, dialogue, today):
    public.promise(place, dialogue, "Một", due_on=today - timedelta(days=1))
    public.promise(place, dialogue, "Hai", due_on=today)
    public.promise(place, dialogue, "Ba", result="resolved")
    public.with_outcome(place, petition(place, dialogue))

    found = promises.figures(on=today)
    page = text_of(citizen.get("/loi-hua/"))

    assert (found.total, found.unpublished) == (3, 1)
    assert sum(number for _, _, number in found.rows) == found.total
    assert "Còn 1 việc đã hứa chưa tính ở đây" in page


@pytest.mark.parametrize("status", list(promises.STATUSES))
def test_every_figure_opens_exactly_its_items(citizen, place, dialogue, today, status):
    public.promise(place, dialogue, "Một", due_on=today - timedelta(days=1))
    public.promise(place, dialogue, "Hai", due_on=today)
    public.promise(place, dialogue, "Ba")
    public.promise(place, dialogue, "Bốn", result="resolved")
    public.promise(place, dialogue, "Năm", result="no_funds")

    page = text_of(citizen.get(f"/loi-hua/?tinh-trang={status}"))

    assert f"{promises.figures(on=today).of(status)} lời hứa, xếp theo hạn" in page


def test_moved_date_stays_in_sight(citizen, place, dialogue, today):
    made = public.promise(place, dialogue, "Sửa đường", due_on=today + timedelta(days=40))
    for days, decided in ((-20, -60), (40, -30)):
        DueProposal.objects.create(
            petition=made,
            body=place.economy,
            due_on=today + timedelta(days=days),
            solution="Tên ai đó trong giải pháp",
            proposed_on=today + timedelta(days=decided),
            proposed_by=place.economy_officer,
            accepted=True,
            decided_on=today + timedelta(days=decided),
            decided_by=place.chair_person,
        )

    board, one = text_of(citizen.get("/loi-hua/")), text_of(citizen.get(f"/tra-loi/{made.key}/"))

    assert "đã lùi hẹn 1 lần" in board
    assert "Các lần hẹn" in one
    assert "Tên ai đó" not in board + one


@pytest.mark.parametrize("words", ["duong ong nuoc", "ĐƯỜNG ỐNG", "nước   đường"])
def test_search_needs_no_marks_and_no_order(citizen, place, dialogue, words):
    public.promise(place, dialogue, "Nối lại đường ống nước")
    public.promise(place, dialogue, "Mở chợ phiên")

    page = text_of(citizen.get("/tra-loi/", {"q": words}))

    assert "Nối lại đường ống nước" in page
    assert "Mở chợ phiên" not in page


def test_search_does_not_tell_what_was_not_released(citizen, place, dialogue):
    public.promise(place, dialogue, "Nối lại đường ống", text="Tôi là Nguyễn Bí Mật ở số 9, ống nước hỏng.")

    for path in ("/tra-loi/", "/loi-hua/"):
        assert "Nối lại đường ống" not in text_of(citizen.get(path, {"q": "bi mat"}))


def test_board_is_narrowed_by_body_field_and_place(citizen, place, dialogue):
    public.promise(place, dialogue, "Việc của kinh tế", body=place.economy)
    public.promise(place, dialogue, "Việc của công an", body=place.police)

    by_body = text_of(citizen.get("/loi-hua/", {"co-quan": place.police.key}))

    assert "Việc của công an" in by_body
    assert "Việc của kinh tế" not in by_body
    assert "0 lời hứa" in text_of(citizen.get("/loi-hua/", {"linh-vuc": "health"}))
    assert "2 lời hứa" in text_of(citizen.get("/loi-hua/", {"noi": "TL"}))
    assert "0 lời hứa" in text_of(citizen.get("/loi-hua/", {"noi": "BS"}))


@pytest.mark.parametrize("query", ["?trang=abc", "?trang=99", "?tinh-trang=x&linh-vuc=y&co-quan=%00&q=%F0%9F%98%80"])
def test_odd_questions_get_a_page(citizen, place, dialogue, query):
    text_of(citizen.get(f"/loi-hua/{query}"))


def test_text_taken_down_is_gone_everywhere(citizen, place, dialogue):
    made = public.promise(place, dialogue, "Sửa đường thôn Cầu Đá")
    services.take_down_public_text(petition=made, on=dialogue.held_on, by=place.actor(place.anna))

    assert citizen.get(f"/tra-loi/{made.key}/").status_code == 404
    for path in ("/", "/loi-hua/", "/tra-loi/", f"/cuoc/{dialogue.code}/"):
        assert "Sửa đường thôn Cầu Đá" not in text_of(citizen.get(path))


@pytest.mark.parametrize("state", [PetitionState.MERGED, PetitionState.SPLIT, PetitionState.WITHDRAWN])
def test_what_was_set_aside_after_release_is_not_shown(place, dialogue, state):
    made = public.promise(place, dialogue, "Sửa đường")
    Petition.objects.filter(pk=made.pk).update(state=state)

    assert not what_is_public.petitions().exists()


def test_no_public_page_knows_more_than_was_released(citizen, place, dialogue):
    """Lay everything that could leak around one released text, and read every public page."""
    details = PersonalDetails(
        full_name="Trần Kín Đáo", phone="0977000111", address="Số 9 ngõ Kín", email="kin@example.vn"
    )
    text = "Tôi là Trần Kín Đáo, số 9 ngõ Kín. Cán bộ Lê Bị Nêu gây khó."
    made = petition(place, dialogue, text=text, details=details, complained_body=place.culture)
    made.title, made.place, made.result_note = "Bà Kín Đáo phản ánh ông Bị Nêu", "Số 9 ngõ Kín", "Đã gặp bà Kín Đáo"
    made.may_publish = True
    made.save()
    public.with_outcome(place, made, note="Trả lời riêng cho bà Kín Đáo")
    made.notes.create(kind="chase", text="Nhắc vụ bà Kín Đáo")
    made.drafts.create(body=place.economy, version=1, text="Dự thảo gửi bà Kín Đáo", written_by=place.economy_officer)
    services.release_public_text(
        petition=made,
        title="Thái độ phục vụ ở một cửa",
        answer="Đã rút kinh nghiệm.",
        on=dialogue.held_on,
        by=place.actor(place.anna),
    )
    other = petition(place, dialogue, text="Chưa ai kiểm tra chữ này.", details=NAMED)
    Petition.objects.filter(pk=other.pk).update(public_title="Chưa công bố", may_publish=True)

    paths = [
        "/",
        "/cuoc/",
        "/cuoc/?da=hop",
        f"/cuoc/{dialogue.code}/",
        "/loi-hua/",
        "/tra-loi/",
        f"/tra-loi/{made.key}/",
    ]
    pages = [text_of(citizen.get(path)) for path in paths]

    assert sum("Thái độ phục vụ ở một cửa" in page for page in pages) == 4
    secrets = ["Kín", "Bị Nêu", "0977000111", "kin@example.vn", made.code, place.culture.short_name]
    secrets += ["Chưa ai kiểm tra", "Chưa công bố", other.code, NAMED.full_name]
    for path, page in zip(paths, pages, strict=True):
        assert [secret for secret in secrets if secret in page] == [], path
