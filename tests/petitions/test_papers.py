import pytest

from doithoai.documents.enums import DocumentState, PaperKind
from doithoai.journal import queries as journal
from doithoai.obligations import queries as obligations
from doithoai.petitions.enums import AssignmentPart, DraftState, PetitionState, Result
from doithoai.petitions.errors import PaperRefused
from doithoai.petitions.services import draft_paper, issue_paper
from doithoai.regulations.facts import OpinionsSummarised, ReplyReportReady
from tests.factories.dialogues import dialogue
from tests.factories.organisations import tan_lach
from tests.factories.petitions import NAMED, TODAY, assign, draft, petition, receive

pytestmark = pytest.mark.django_db
P = PetitionState


def test_synthesis_holds_every_opinion_but_no_name_and_fulfils_the_duty():
    place = tan_lach()
    conversation = dialogue(place)
    receive(place, conversation, text="Đường hỏng", details=NAMED)
    receive(place, conversation, text="Nước đục", details=None)
    by = place.actor(place.anna)

    paper = draft_paper(dialogue=conversation, kind=PaperKind.SYNTHESIS, on=TODAY, by=by)
    signed = issue_paper(document=paper, dialogue=conversation, on=TODAY, by=by)

    assert sorted(item["text"] for item in signed.content["opinions"]) == ["Nước đục", "Đường hỏng"]
    assert "Nguyễn Văn Thử" not in str(signed.content)
    assert [f.count for f in journal.facts_of(conversation.stream) if isinstance(f, OpinionsSummarised)] == [2]
    assert obligations.duties_of_dialogue(conversation.key).get(rule="HP-8.2-summarise").status == "met"


def test_a_draft_is_rewritten_and_a_signed_synthesis_gets_a_successor():
    place = tan_lach()
    conversation = dialogue(place)
    receive(place, conversation, text="Đường hỏng")
    by = place.actor(place.anna)
    first = draft_paper(dialogue=conversation, kind=PaperKind.SYNTHESIS, on=TODAY, by=by)

    again = draft_paper(dialogue=conversation, kind=PaperKind.SYNTHESIS, on=TODAY, by=by)
    issue_paper(document=again, dialogue=conversation, on=TODAY, by=by)
    successor = draft_paper(dialogue=conversation, kind=PaperKind.SYNTHESIS, on=TODAY, by=by)

    assert (again, successor.replaces, successor.state) == (first, first, DocumentState.DRAFT)


def test_reply_report_collects_approved_answers_and_names_what_is_left():
    place = tan_lach()
    conversation = dialogue(place)
    answered = petition(place, conversation, text="Đường hỏng", state=P.PREPARED, lead=place.economy)
    waiting = petition(place, conversation, text="Nước đục", state=P.ASSIGNED, lead=place.economy)
    petition(place, conversation, text="Nêu trong phòng", state=P.RECEIVED, at_conference=True)
    draft(place, answered, place.economy, state=DraftState.SENT_BACK, text="Bản cũ")
    draft(place, answered, place.economy, state=DraftState.APPROVED, text="Sẽ sửa trong tháng 9")
    draft(place, waiting, place.economy)
    by = place.actor(place.anna)

    paper = draft_paper(dialogue=conversation, kind=PaperKind.REPLY_REPORT, on=TODAY, by=by)
    issue_paper(document=paper, dialogue=conversation, on=TODAY, by=by)

    assert [(item["code"], item["answer"]) for item in paper.content["answers"]] == [
        (answered.code, "Sẽ sửa trong tháng 9")
    ]
    assert paper.content["remaining"] == [f"{waiting.code}: {waiting.title}"]
    assert [f.count for f in journal.facts_of(conversation.stream) if isinstance(f, ReplyReportReady)] == [1]


def test_reply_report_tells_what_became_of_the_dialogue_before_and_why_the_rest_is_not_done():
    place = tan_lach()
    before, now = dialogue(place, code="TL-2026-01"), dialogue(place, code="TL-2026-02")
    now.previous = before
    now.save(update_fields=["previous"])
    for text, result, note in (
        ("Đường hỏng", Result.RESOLVED, ""),
        ("Nước đục", Result.NO_FUNDS, "Chờ vốn năm sau."),
        ("Loa hỏng", "", ""),
    ):
        row = petition(place, before, text=text, state=P.CLOSED if result == Result.RESOLVED else P.IN_RESOLUTION)
        row.result, row.result_note = result, note
        row.save(update_fields=["result", "result_note"])
    petition(place, before, text="Gửi hai lần", state=P.WITHDRAWN)
    answered = petition(place, now, text="Cầu yếu", state=P.PREPARED, lead=place.economy)
    draft(place, answered, place.economy, state=DraftState.APPROVED, text="Sẽ gia cố")

    paper = draft_paper(dialogue=now, kind=PaperKind.REPLY_REPORT, on=TODAY, by=place.actor(place.anna))

    assert [(row["label"], row["number"]) for row in paper.content["previous"]] == [
        ("Đã giải quyết xong", 1),
        ("Chưa xong, lý do nêu ở mục sau", 2),
    ]
    assert [line.partition(" ")[2].split(" ", 2)[2] for line in paper.content["remaining"]] == [
        "Nước đục: ghi nhận, chưa bố trí được kinh phí, Chờ vốn năm sau.",
        "Loa hỏng: chưa ghi lý do.",
    ]


def test_assignment_letter_names_lead_helpers_and_dates():
    place = tan_lach()
    conversation = dialogue(place)
    row = petition(place, conversation, state=P.ASSIGNED, lead=place.economy)
    assign(place, row, place.culture, part=AssignmentPart.COORDINATING)

    paper = draft_paper(dialogue=conversation, kind=PaperKind.ASSIGNMENT, on=TODAY, by=place.actor(place.anna))

    assert paper.content["addressees"] == ["Phòng Kinh tế", "Phòng Văn hóa - Xã hội"]
    assert [(m["code"], m["lead"], m["coordinating"], m["due_on"]) for m in paper.content["matters"]] == [
        (row.code, "Phòng Kinh tế", "Phòng Văn hóa - Xã hội", "2026-08-17")
    ]


@pytest.mark.parametrize("kind", [PaperKind.SYNTHESIS, PaperKind.REPLY_REPORT, PaperKind.ASSIGNMENT])
def test_a_paper_with_nothing_to_say_is_not_written(kind):
    place = tan_lach()

    with pytest.raises(PaperRefused, match="Chưa"):
        draft_paper(dialogue=dialogue(place), kind=kind, on=TODAY, by=place.actor(place.anna))
