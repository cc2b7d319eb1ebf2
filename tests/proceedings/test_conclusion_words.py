"""The conclusion in the words of each regulation: its parts, what was discussed, proposals on policy."""

import io

import pytest
from pypdf import PdfReader

from doithoai import regulations as law
from doithoai.documents import services as documents
from doithoai.petitions.enums import Field
from doithoai.petitions.enums import Outcome as Kind
from doithoai.petitions.models import Petition
from doithoai.proceedings import services
from doithoai.proceedings.enums import ConclusionSection as S
from doithoai.proceedings.queries.conclusion import discussed_at, items_by_part, parts_of
from doithoai.proceedings.queries.law import recipients
from doithoai.proceedings.services import Decision, Wording
from tests.factories import conference
from tests.factories.dialogues import HELD, at
from tests.factories.organisations import tan_lach

pytestmark = pytest.mark.django_db
OURS = {S.ACCEPTED: "Tiếp thu", S.ESCALATED: "Kiến nghị cấp trên"}


def _held(regulation):
    place = tan_lach(regulations=regulation, seat="Ví Dụ")
    return place, conference.held(place, instruments=law.get(regulation).pin)


def _taken_up(place, over, field, title):
    row = conference.petition(over, title, lead=place.economy, at_conference=True)
    Petition.objects.filter(pk=row.pk).update(field=field)
    by = place.actor(place.chair_person)
    decision = Decision(kind=Kind.TAKEN_UP, body=place.economy)
    services.record_outcome(petition=row, decision=decision, at=at(HELD, 12), by=by)
    return row


@pytest.mark.parametrize(
    ("regulation", "titles"),
    [
        (
            "hai-phong-1155",  # Điều 9 khoản 7
            OURS
            | {
                S.ACCEPTED: "Kiến nghị được tiếp thu",
                S.RESOLVED: "Việc giải quyết ngay",
                S.ASSIGNED: "Việc giao cơ quan",
                S.DECLINED: "Không tiếp thu, có lý do",  # the only one of the three that knows refusing an answer
            },
        ),
        ("kon-tum-04", OURS | {S.RESOLVED: "Điều đã trả lời", S.ASSIGNED: "Điều chưa trả lời, tiếp thu"}),  # II.2.2.f
        (
            "gia-lai-553",  # Điều 8 khoản 6, Điều 9 khoản 1
            OURS
            | {
                S.RESOLVED: "Nội dung đã giải quyết",
                S.ASSIGNED: "Nội dung chưa giải quyết",
                S.POLICY: "Đề xuất bỏ, sửa, bổ sung cơ chế, chính sách",
            },
        ),
    ],
)
def test_parts_of_the_conclusion_are_called_as_the_text_calls_them(regulation, titles):
    _place, over = _held(regulation)

    assert {section: part.title for section, part in parts_of(over).items()} == titles


def test_what_was_discussed_stands_in_the_conclusion_where_the_text_wants_it():
    place, over = _held("gia-lai-553")
    for field, title in ((Field.LAND, "Cấp sổ đỏ"), (Field.WATER, "Cống tắc"), (Field.LAND, "Lấn ruộng")):
        _taken_up(place, over, field, title)

    found = discussed_at(over)

    assert (found.content.clause, found.fields) == (
        "GL-8.6-discussed",
        (("Đất đai, tài nguyên", 2), ("Cấp, thoát nước, ngập úng", 1)),
    )


def test_no_text_but_gia_lai_and_than_uyen_asks_what_was_discussed():
    place, over = _held("hai-phong-1155")
    _taken_up(place, over, Field.LAND, "Cấp sổ đỏ")

    assert discussed_at(over) is None


def test_proposal_on_policy_is_a_part_of_the_printed_notice():
    place, over = _held("gia-lai-553")
    _taken_up(place, over, Field.LAND, "Cấp sổ đỏ")
    by = place.actor(place.chair_person)
    wording = Wording(section=S.POLICY, text="Đề nghị tỉnh sửa mức hỗ trợ giống.")
    services.add_item(dialogue=over, wording=wording, by=by)

    document = services.preview_conclusion(dialogue=over, on=HELD, by=by)

    assert [len(part.items) for part in items_by_part(over) if part.section == S.POLICY] == [1]
    pages = PdfReader(io.BytesIO(documents.read_file(document.pdf))).pages
    words = " ".join(" ".join(page.extract_text() for page in pages).split())
    assert "Đề xuất sửa đổi, bổ sung cơ chế, chính sách" in words
    assert "sửa mức hỗ trợ giống" in words
    assert "Hội nghị đã đối thoại về 1 kiến nghị: đất đai, tài nguyên (1)." in words
    assert "Nội dung chưa giải quyết" in words


@pytest.mark.parametrize(
    ("presides", "also", "upper"),
    [("party_head", None, False), ("party_head", "chair", True), ("chair", None, True), ("chair", "party_head", True)],
)
def test_under_gia_lai_the_article_of_each_host_says_who_gets_the_notice(presides, also, upper):
    place, over = _held("gia-lai-553")
    over.hosts.all().delete()
    over.hosts.create(post=getattr(place, presides), presides=True)
    if also:
        over.hosts.create(post=getattr(place, also), presides=False)

    codes = {item.code for item in recipients(over)}

    assert ("upper_government" in codes, "party_committee_same_level" in codes) == (upper, upper)
    assert "fatherland_front_same_level" in codes
