"""The papers before the conference: synthesis of opinions, assignment, report that answers them."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Max, Min, Prefetch

from doithoai.common.actors import Actor
from doithoai.dialogues import queries as dialogues
from doithoai.dialogues.models import Dialogue
from doithoai.documents import services as documents
from doithoai.documents.enums import DocumentState, PaperKind
from doithoai.documents.models import Document
from doithoai.documents.papers import (
    AssignedMatter,
    CollectedOpinion,
    Count,
    Paper,
    PreparedAnswer,
    ReplyReport,
    Synthesis,
    SynthesisLine,
    Task,
)
from doithoai.documents.papers import Assignment as AssignmentPaper
from doithoai.journal import services as journal
from doithoai.obligations import services as obligations
from doithoai.petitions.enums import (
    COUNTED_STATES,
    AssignmentPart,
    DraftState,
    Field,
    IntakeChannel,
    PetitionState,
)
from doithoai.petitions.errors import PaperRefused
from doithoai.petitions.models import Assignment, Draft, Petition
from doithoai.petitions.queries.previous import PreviousMatter, previous_results
from doithoai.petitions.queries.synthesis import Line, in_words, synthesis_table
from doithoai.petitions.services.handing_over import regimes_of
from doithoai.petitions.services.moving import ACTIVE
from doithoai.regulations.facts import DocumentIssued, Fact, OpinionsSummarised, ReplyReportReady, TaskAssigned


@dataclass(frozen=True, slots=True)
class _Head:
    """What every paper of the dialogue begins with."""

    dialogue: Dialogue
    on: date

    def fields(self) -> dict[str, object]:
        """Return issuer, signer and conference."""
        if not self.dialogue.sessions.exists():
            raise PaperRefused("Chưa có ngày họp nên chưa lập được văn bản. Hãy đặt ngày họp ở trang Kế hoạch.")
        return {
            "issuer": dialogues.issuer_of_dialogue(self.dialogue),
            "signer": dialogues.signer_of(self.dialogue, on=self.on),
            "conference": dialogues.conference_of(self.dialogue),
        }


def synthesis_of(dialogue: Dialogue, *, on: date) -> Synthesis:
    """Return the synthesis of everything collected before the conference, complete (HP-8.2-summarise); no names."""
    rows = _collected(dialogue)
    if not rows:
        raise PaperRefused("Chưa có ý kiến nào trước hội nghị để tổng hợp.")
    days = dialogue.petitions.filter(at_conference=False).aggregate(first=Min("received_on"), last=Max("received_on"))
    regimes = regimes_of(dialogue)
    outside = list(dialogue.petitions.filter(state=PetitionState.OUT_OF_SCOPE))
    table = synthesis_table(dialogue, on=on)
    return Synthesis(
        **_Head(dialogue, on).fields(),  # type: ignore[arg-type]  # the three fields by name
        opinions=tuple(
            CollectedOpinion(
                code=row.code,
                text=row.text,
                source=row.place,
                field=str(row.get_field_display()),
                body=_lead_name(row),
            )
            for row in rows
        ),
        collected_from=days["first"],
        collected_to=days["last"],
        by_channel=_counts([row.channel for row in rows], lambda code: str(IntakeChannel(code).label)),
        by_field=_counts(
            [row.field for row in rows], lambda code: str(Field(code).label) if code else "Chưa phân loại"
        ),
        out_of_scope=_counts([row.regime for row in outside], lambda code: regimes[code].vi),
        figures_on=on,
        lines=tuple(_line(part.all.label, line) for part in table.parts for line in part.lines),
        total=table.counted.number,
        aside=tuple(Count(label=figure.label, number=figure.number) for figure in table.aside),
    )


def _line(field: str, line: Line) -> SynthesisLine:
    return SynthesisLine(
        field=field,
        matter=line.all.label,
        number=line.all.number,
        merged=line.merged.number,
        places=in_words(line.places),
        sources=in_words(line.sources),
        body=in_words(line.leads),
    )


def _field_word(code: str) -> str:
    return str(Field(code).label) if code else "Chưa phân loại"


def _collected(dialogue: Dialogue) -> list[Petition]:
    leads = Assignment.objects.filter(part=AssignmentPart.LEAD, state__in=ACTIVE).select_related("body")
    rows = dialogue.petitions.filter(at_conference=False, split_from=None).exclude(
        state__in=[PetitionState.WITHDRAWN, PetitionState.OUT_OF_SCOPE]
    )
    return list(rows.prefetch_related(Prefetch("assignments", leads, to_attr="leads")).order_by("field", "pk"))


def _lead_name(petition: Petition) -> str:
    leads: Sequence[Assignment] = petition.leads  # type: ignore[attr-defined]  # prefetched just above
    return leads[0].body.short_name if leads else ""


def _counts(codes: Sequence[str], word: Callable[[str], str]) -> tuple[Count, ...]:
    numbers = {code: codes.count(code) for code in dict.fromkeys(codes)}
    return tuple(Count(label=word(code), number=number) for code, number in sorted(numbers.items(), key=_most_first))


def _most_first(pair: tuple[str, int]) -> tuple[int, str]:
    return -pair[1], pair[0]


def reply_report_of(dialogue: Dialogue, *, on: date) -> ReplyReport:
    """Return the report with every approved answer to what was collected beforehand (HP-9.3)."""
    rows = _countable(dialogue)
    answers = approved_answers(dialogue)
    if not answers:
        raise PaperRefused("Chưa có trả lời nào được thủ trưởng duyệt. Báo cáo gom các bản đã duyệt.")
    answered = {draft.petition_id for draft in answers}
    before = previous_results(dialogue)
    return ReplyReport(
        **_Head(dialogue, on).fields(),  # type: ignore[arg-type]  # the three fields by name
        answers=tuple(
            PreparedAnswer(
                code=draft.petition.code,
                matter=draft.petition.text,
                answer=draft.text,
                body=draft.body.short_name,
            )
            for draft in answers
        ),
        received=len(rows),
        previous=tuple(_by_result(before)),
        remaining=(
            *(f"Kỳ trước: {matter.line}" for matter in before if not matter.done),
            *(f"{row.code}: {row.title}" for row in rows if row.pk not in answered),
        ),
    )


def _by_result(matters: Sequence[PreviousMatter]) -> Iterator[Count]:
    """Yield how many matters of the previous dialogue ended how; what is not done comes last, as one figure."""
    ended = Counter(matter.said for matter in matters if matter.done)
    yield from (Count(label=label, number=number) for label, number in sorted(ended.items(), key=_most_first))
    if left := sum(not matter.done for matter in matters):
        yield Count(label="Chưa xong, lý do nêu ở mục sau", number=left)


def _countable(dialogue: Dialogue) -> list[Petition]:
    return list(dialogue.petitions.filter(at_conference=False, state__in=COUNTED_STATES).order_by("pk"))


def approved_answers(dialogue: Dialogue) -> list[Draft]:
    """Return the approved answers of the dialogue's petitions, in the order of their codes."""
    rows = Draft.objects.filter(
        petition__dialogue=dialogue,
        petition__at_conference=False,
        petition__state__in=COUNTED_STATES,
        state=DraftState.APPROVED,
    )
    latest: dict[int, Draft] = {}
    for draft in rows.select_related("petition", "body").order_by("petition__pk", "version"):
        latest[draft.petition_id] = draft
    return list(latest.values())


def assignment_of(dialogue: Dialogue, *, on: date) -> AssignmentPaper:
    """Return the letter that hands out petitions and preparation: who leads, who helps, by when."""
    rows = Assignment.objects.filter(petition__dialogue=dialogue, state__in=ACTIVE).exclude(
        petition__state__in=[PetitionState.MERGED, PetitionState.SPLIT, PetitionState.WITHDRAWN]
    )
    asked: dict[Petition, list[Assignment]] = {}
    for row in rows.select_related("petition", "body").order_by("petition__pk", "-part", "pk"):
        asked.setdefault(row.petition, []).append(row)
    tasks = list(dialogue.tasks.select_related("body").order_by("pk"))
    if not asked and not tasks:
        raise PaperRefused("Chưa giao kiến nghị, chưa giao việc chuẩn bị nào nên chưa có gì để phân công.")
    bodies = dict.fromkeys(row.body.name for group in asked.values() for row in group)
    bodies |= dict.fromkeys(task.body.name for task in tasks)
    return AssignmentPaper(
        **_Head(dialogue, on).fields(),  # type: ignore[arg-type]  # the three fields by name
        addressees=tuple(bodies),
        tasks=tuple(Task(body=task.body.name, work=task.what, due_on=task.due_on) for task in tasks),
        matters=tuple(_matter(petition, group) for petition, group in asked.items()),
        requests=(
            "Chuẩn bị trả lời bằng văn bản, nêu kết quả tiếp nhận và hướng giải quyết.",
            "Việc không thuộc thẩm quyền: trả lại ngay, ghi rõ lý do và cơ quan có thẩm quyền.",
        ),
    )


def _matter(petition: Petition, group: Sequence[Assignment]) -> AssignedMatter:
    lead = next((row for row in group if row.part == AssignmentPart.LEAD), None)
    helpers = [row.body.short_name for row in group if row.part == AssignmentPart.COORDINATING]
    return AssignedMatter(
        code=petition.code,
        matter=petition.title,
        lead=lead.body.short_name if lead else "",
        coordinating=", ".join(helpers),
        due_on=lead.due_on if lead else None,
    )


_BUILDERS: dict[PaperKind, Callable[..., Paper]] = {
    PaperKind.SYNTHESIS: synthesis_of,
    PaperKind.REPLY_REPORT: reply_report_of,
    PaperKind.ASSIGNMENT: assignment_of,
}


@transaction.atomic
def draft_paper(*, dialogue: Dialogue, kind: PaperKind, on: date, by: Actor) -> Document:
    """Write the paper from what stands in the program today; a draft is rewritten, a signed one gets a successor."""
    Dialogue.objects.select_for_update(of=("self",), no_key=True).get(pk=dialogue.pk)
    paper = _BUILDERS[kind](dialogue, on=on)
    known = latest_paper(dialogue, kind)
    if known is None:
        return documents.draft(paper, dialogue=dialogue.key, by=by)
    if known.state == DocumentState.DRAFT:
        return documents.revise(known, paper, by=by)
    return documents.supersede(known, paper, by=by)


def latest_paper(dialogue: Dialogue, kind: PaperKind) -> Document | None:
    """Return the newest paper of this kind that this room wrote for the dialogue, draft or signed."""
    rows = Document.objects.filter(dialogue=dialogue.key, kind=kind, content__has_key=_MARKS[kind])
    return rows.exclude(state=DocumentState.REPLACED).select_related("docx", "pdf").order_by("-pk").first()


_MARKS = {PaperKind.SYNTHESIS: "opinions", PaperKind.REPLY_REPORT: "answers", PaperKind.ASSIGNMENT: "matters"}


@transaction.atomic
def issue_paper(*, document: Document, dialogue: Dialogue, number: int | None = None, on: date, by: Actor) -> Document:
    """Sign the drafted paper: it gets its number, and the law counts it. Raises DocumentNotDraft, NumberTaken."""
    signed = documents.sign(document, on=on, by=by, number=number)
    for fact in _facts(signed, dialogue, on=on):
        journal.record(fact, by=by)
    obligations.refresh(dialogue.key)
    return signed


def _facts(signed: Document, dialogue: Dialogue, *, on: date) -> list[Fact]:
    key, symbol = dialogue.key, signed.symbol.replace(" ", "")
    issued = DocumentIssued(on=on, dialogue=key, document=signed.key, type=signed.kind, number=symbol)
    if signed.kind == PaperKind.SYNTHESIS:
        return [issued, OpinionsSummarised(on=on, dialogue=key, count=len(signed.content["opinions"]))]
    if signed.kind == PaperKind.REPLY_REPORT:
        return [issued, ReplyReportReady(on=on, dialogue=key, count=len(signed.content["answers"]))]
    bodies = Assignment.objects.filter(petition__dialogue=dialogue, state__in=ACTIVE).order_by()
    keys = sorted(set(bodies.values_list("body__key", flat=True)))
    return [issued, *(TaskAssigned(on=on, dialogue=key, body=body, number=symbol) for body in keys)]
