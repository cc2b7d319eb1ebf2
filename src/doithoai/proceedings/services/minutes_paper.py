"""The minutes on paper, and as the plain text that is kept beside the signatures."""

from datetime import date, datetime

from django.utils import timezone

from doithoai.accounts.models import Account
from doithoai.dialogues.enums import LinkToArea
from doithoai.dialogues.models import Dialogue
from doithoai.documents import papers as kinds
from doithoai.documents.letterheads import issuer_of
from doithoai.proceedings.models import ConclusionItem, Interruption, Outcome, SpeakerDraw
from doithoai.proceedings.queries.draws import result_of
from doithoai.proceedings.queries.minutes import Draft, Said, StepHeld, minutes_draft
from doithoai.proceedings.services.papers import conference_of, host_body, host_names, host_signer
from doithoai.proceedings.services.record import clock
from doithoai.workdays.dates import vi_date


def minutes_paper(dialogue: Dialogue, *, on: date, secretary: Account) -> kinds.Minutes:
    """Return the minutes as they stand: what the program recorded and what the secretary added."""
    draft = minutes_draft(dialogue)
    conference = conference_of(dialogue)
    return kinds.Minutes(
        issuer=issuer_of(host_body(dialogue, on=on)),
        signer=host_signer(dialogue, on=on),
        conference=conference,
        started_at=_plain(draft.opened_at) or conference.starts_at,
        ended_at=_plain(draft.closed_at),
        chairs=host_names(dialogue, on=on),
        secretaries=(secretary.full_name,),
        secretary=kinds.Signer(name=secretary.full_name, title="THƯ KÝ"),
        attendance=tuple(_counts(draft)),
        steps=(
            *(_step(held) for held in draft.steps),
            *_breaks(draft),
            *_agencies(draft),
            *_draws(draft),
            *_groups(draft),
        ),
        statements=(*(_statement(said) for said in draft.said), *(_without_speech(row) for row in _rest(draft))),
        conclusion=_conclusion(dialogue),
    )


def _plain(moment: datetime | None) -> datetime | None:
    return timezone.localtime(moment).replace(tzinfo=None) if moment else None


def _counts(draft: Draft) -> list[kinds.Count]:
    found = []
    for point in draft.points:
        citizens = getattr(point, "citizens", None)
        if citizens is not None:
            found.append(kinds.Count(label=f"Người dân tại {point.name}", number=citizens))
            found.append(kinds.Count(label=f"Cán bộ tại {point.name}", number=getattr(point, "officials", 0) or 0))
    return found


def _step(held: StepHeld) -> kinds.MinutesStep:
    step = held.step
    if step.started_at is None:
        return kinds.MinutesStep(title=step.title, text=f"Không thực hiện. {step.skipped_reason}".strip())
    lines = [step.detail, *(entry.text for entry in held.remarks)]
    return kinds.MinutesStep(
        title=step.title, time=clock(step.started_at), text=" ".join(_sentence(line) for line in lines if line)
    )


def _breaks(draft: Draft) -> tuple[kinds.MinutesStep, ...]:
    """Return the breaks as a paragraph of their own: also one that fell between two steps is never lost."""
    lines = [_break(one) for one in draft.interruptions]
    return (kinds.MinutesStep(title="Tạm dừng, họp tiếp", text=" ".join(lines)),) if lines else ()


def _agencies(draft: Draft) -> tuple[kinds.MinutesStep, ...]:
    """Return who could answer for which body, from when to when (FEATURES 44)."""
    lines = [
        f"{one.body.name}: từ {clock(one.entered_at)}{f' đến {clock(one.left_at)}' if one.left_at else ''}."
        for one in draft.presences
    ]
    return (kinds.MinutesStep(title="Đại diện cơ quan có mặt", text=" ".join(lines)),) if lines else ()


def _draws(draft: Draft) -> tuple[kinds.MinutesStep, ...]:
    """Return the draws whole: list, seed and result go into the record, so that they can be replayed in years."""
    return tuple(kinds.MinutesStep(title="Bốc thăm lượt phát biểu", text=_draw(one)) for one in draft.draws)


# On paper always in Vietnamese, whatever language the secretary's screen speaks.
_TIES = {
    LinkToArea.LIVE: "Người đang sống ở địa phương",
    LinkToArea.STUDY: "Người đang học",
    LinkToArea.WORK: "Người đang làm việc",
    LinkToArea.PRODUCE: "Người đang sản xuất",
    LinkToArea.INVEST: "Người đang đầu tư",
    LinkToArea.TRADE: "Người đang kinh doanh",
    LinkToArea.RELATED_INTEREST: "Người có quyền lợi, nghĩa vụ liên quan",
    "other": "Người đăng ký khác",
    "": "Người giơ tay tại chỗ hoặc hỏi qua mạng",
}


def _groups(draft: Draft) -> tuple[kinds.MinutesStep, ...]:
    """Return how often and how long each group spoke (FEATURES 39)."""
    lines = [
        f"{_TIES[one.tie]}: {one.turns} lượt{f', {one.minutes} phút' if one.minutes else ''}." for one in draft.groups
    ]
    return (kinds.MinutesStep(title="Lượt phát biểu theo nhóm", text=" ".join(lines)),) if lines else ()


def _draw(one: SpeakerDraw) -> str:
    inside = [f"{row.slip.number} ({row.place})" for row in result_of(one) if row.place]
    slips = "; ".join(line.replace("\t", " ").strip() for line in one.slips.split("\n"))
    return (
        f"Khóa danh sách {_moment(one.closed_at)}, mã kiểm SHA-256 {one.digest}. Phiếu: {slips}. "
        f"Số gieo «{one.seed}», nguồn: {one.seed_source}. Mỗi nhóm {one.seats} lượt. Trúng: {', '.join(inside)}."
    )


def _break(one: Interruption) -> str:
    words = f"Tạm dừng {_moment(one.stopped_at)}: {_sentence(one.reason)}"
    return f"{words} Họp tiếp {_moment(one.ended_at)}." if one.ended_at else words


def _moment(at: datetime) -> str:
    return f"{clock(at)}, {vi_date(timezone.localdate(at))}"


def _sentence(text: str) -> str:
    return text if text.endswith((".", "!", "?", ":")) else f"{text}."


def _statement(said: Said) -> kinds.Statement:
    return kinds.Statement(
        speaker=said.speaker,
        text=said.text,
        code=said.code,
        answers=_answers(said),
        outcome=outcome_words(said.outcome) if said.outcome else "",
    )


def _answers(said: Said) -> tuple[kinds.Answer, ...]:
    given = tuple(kinds.Answer(by=answer.speaker, text=answer.summary) for answer in said.answers)
    outcome = said.outcome
    known = {answer.text for answer in given}
    if outcome and outcome.kind == "answered" and outcome.note and outcome.note not in known:
        return (*given, kinds.Answer(by=outcome.answered_by or "Chủ trì", text=outcome.note))
    return given


def outcome_words(outcome: Outcome) -> str:
    """Return an outcome as a sentence of the minutes."""
    words = str(outcome.get_kind_display())
    if outcome.body and outcome.kind != "answered":
        words += f": {outcome.body.short_name}"
    if outcome.note and outcome.kind != "answered":
        words += f". {outcome.note.rstrip('.')}"
    return words


def _rest(draft: Draft) -> tuple[Outcome, ...]:
    return draft.disposed_without_speech


def _without_speech(outcome: Outcome) -> kinds.Statement:
    petition = outcome.petition
    place = f"Người dân {petition.place}" if petition.place else "Người dân"
    answered = outcome.kind == "answered" and outcome.note
    answers = (kinds.Answer(by=outcome.answered_by or "Chủ trì", text=outcome.note),) if answered else ()
    how = "nêu tại hội nghị" if petition.at_conference else "gửi trước hội nghị"
    return kinds.Statement(
        speaker=f"{place} ({how})",
        text=petition.title,
        code=petition.code,
        answers=answers,
        outcome=outcome_words(outcome),
    )


def _conclusion(dialogue: Dialogue) -> tuple[str, ...]:
    rows = ConclusionItem.objects.filter(dialogue=dialogue, petition=None).order_by("position")
    return tuple(row.text for row in rows)


def correction_paper(dialogue: Dialogue, text: str, *, page: int, on: date, secretary: Account) -> kinds.Minutes:
    """Return a page that corrects signed minutes."""
    first = minutes_paper(dialogue, on=on, secretary=secretary)
    return kinds.Minutes(
        issuer=first.issuer,
        signer=first.signer,
        subject=f"Trang đính chính số {page} của biên bản {dialogue.title[:1].lower()}{dialogue.title[1:]}",
        conference=first.conference,
        started_at=first.started_at,
        ended_at=first.ended_at,
        chairs=first.chairs,
        secretaries=first.secretaries,
        secretary=first.secretary,
        steps=(kinds.MinutesStep(title="Đính chính", text=text),),
    )


def minutes_text(paper: kinds.Minutes) -> str:
    """Return the minutes as plain text: what was signed can be read without any program."""
    lines = [paper.about(), f"Chủ trì: {'; '.join(paper.chairs)}", f"Thư ký: {'; '.join(paper.secretaries)}"]
    lines += [f"{count.label}: {count.number}" for count in paper.attendance]
    for number, step in enumerate(paper.steps, 1):
        lines.append(f"{number}. {step.title}{f' ({step.time})' if step.time else ''}. {step.text}".strip())
    for statement in paper.statements:
        code = f" [{statement.code}]" if statement.code else ""
        lines.append(f"- {statement.speaker}{code}: {statement.text}")
        lines += [f"  {answer.by} trả lời: {answer.text}" for answer in statement.answers]
        if statement.outcome:
            lines.append(f"  Kết quả: {statement.outcome}")
    return "\n".join([*lines, *paper.conclusion])
