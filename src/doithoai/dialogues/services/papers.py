"""The papers before the conference that come from this room: plan, public notice, invitation, the two forms."""

import io
from collections.abc import Callable, Iterator
from datetime import date

from django.db import transaction
from django.db.models import QuerySet
from pypdf import PdfWriter

from doithoai.accounts import services as accounts
from doithoai.common.actors import Actor
from doithoai.dialogues import queries
from doithoai.dialogues.errors import NameMissing, NoticeNotReady, PaperUnknown
from doithoai.dialogues.models import AnnualPlan, Dialogue, Invitation, Notice
from doithoai.dialogues.services.moving import locked
from doithoai.documents import letterheads, render
from doithoai.documents import papers as kinds
from doithoai.documents import services as documents
from doithoai.documents.enums import DocumentState, Heading, PaperKind
from doithoai.documents.models import Document
from doithoai.documents.papers import Issuer, Paper, Signer
from doithoai.journal import services as journal
from doithoai.obligations import services as obligations
from doithoai.organisations import queries as organisations
from doithoai.regulations.facts import DocumentIssued

_SPEAKING_FORM = "speaking_registration_form"  # the regulation's code of what goes with an invitation
ALL_INVITEES = "Các cơ quan, tổ chức, cá nhân theo danh sách mời"


def plan_paper(dialogue: Dialogue, *, on: date) -> kinds.ConferencePlan:
    """Return the conference plan with every field that the article demands (HP-8.1-plan-*)."""
    issuer, signer = _head(dialogue, on=on)
    tasks = dialogue.tasks.select_related("body").order_by("pk")
    return kinds.ConferencePlan(
        issuer=issuer,
        signer=signer,
        conference=queries.conference_of(dialogue),
        requirements=_own_fields(dialogue),
        topics=_lines(dialogue.topic),
        participants=_lines(dialogue.participants),
        tasks=tuple(kinds.Task(body=task.body.name, work=task.what, due_on=task.due_on) for task in tasks),
        recipients=_recipients(dialogue, *dict.fromkeys(f"{task.body.name};" for task in tasks)),
    )


def _own_fields(dialogue: Dialogue) -> tuple[str, ...]:
    """Return what the plan says of the fields that only its own regulation asks for, a line each."""
    entries = queries.plan_entries_of(dialogue)
    wanted = queries.own_plan_fields(queries.main_law_of(dialogue))
    return tuple(f"{item.vi}: {entries[item.code]}" for item in wanted if item.code in entries)


def notice_paper(dialogue: Dialogue, *, on: date) -> kinds.PublicNotice:
    """Return the public notice as it was written; raises NoticeNotReady before that."""
    notice = queries.current_notice(dialogue)
    if notice is None:
        raise NoticeNotReady
    issuer, signer = _head(dialogue, on=on)
    return kinds.PublicNotice(
        issuer=issuer,
        signer=signer,
        conference=queries.conference_of(dialogue),
        topics=_lines(notice.content),
        participants=notice.participants,
        how_to_join=_lines(notice.how_to_take_part),
        opinions_by=dialogue.collects_until,
        opinions_to=dialogue.host_office.name,
        contact=dialogue.host_office.name,
        recipients=_recipients(dialogue, *(f"{row.body.name};" for row in _invited(dialogue) if row.body)),
        changes="Thông báo này thay cho thông báo đã công bố trước đó." if notice.number > 1 else "",
    )


def invitation_paper(dialogue: Dialogue, *, on: date, invitee: str = ALL_INVITEES) -> kinds.Invitation:
    """Return the invitation, to everybody on the list or to one."""
    issuer, signer = _head(dialogue, on=on)
    return kinds.Invitation(
        issuer=issuer,
        signer=signer,
        conference=queries.conference_of(dialogue),
        invitee=invitee,
        topics=_lines(dialogue.topic),
        requests=("Đề nghị có mặt trước giờ họp 15 phút để nhận tài liệu.", *_enclosed(dialogue)),
        recipients=_recipients(dialogue, "Như trên;"),
        contact=dialogue.host_office.name,
    )


def _enclosed(dialogue: Dialogue) -> tuple[str, ...]:
    """Return the line that names what the regulation wants enclosed with every invitation, if anything."""
    names = [item.vi[:1].lower() + item.vi[1:] for item in queries.main_law_of(dialogue).items("notice_enclosures")]
    return (f"Gửi kèm {', '.join(names)}.",) if names else ()


def opinion_paper(dialogue: Dialogue, *, on: date) -> kinds.OpinionForm:
    """Return the blank opinion form for people without phone or e-mail."""
    issuer, signer = _head(dialogue, on=on)
    return kinds.OpinionForm(
        issuer=issuer,
        signer=signer,
        conference=queries.conference_of(dialogue),
        topics=_lines(dialogue.topic),
        return_to=dialogue.host_office.name,
        return_by=dialogue.collects_until,
    )


def speaking_paper(dialogue: Dialogue, *, on: date) -> kinds.SpeakingForm:
    """Return the blank form for registering to speak."""
    issuer, signer = _head(dialogue, on=on)
    return kinds.SpeakingForm(
        issuer=issuer,
        signer=signer,
        conference=queries.conference_of(dialogue),
        return_to=dialogue.host_office.name,
    )


def _head(dialogue: Dialogue, *, on: date) -> tuple[Issuer, Signer]:
    return queries.issuer_of_dialogue(dialogue, on=on), queries.signer_of(dialogue, on=on)


def _recipients(dialogue: Dialogue, *names: str) -> tuple[str, ...]:
    """Return the lines of "Nơi nhận", the file last, as the State and the Party each write it."""
    office = dialogue.host_office
    party = _heading(dialogue) == Heading.PARTY
    return (*names, f"Lưu {office.name}." if party else f"Lưu: VT, {office.symbol}.")


def _heading(dialogue: Dialogue) -> str:
    return queries.issuer_of_dialogue(dialogue).heading


def _invited(dialogue: Dialogue) -> QuerySet[Invitation]:
    return dialogue.invitations.select_related("body", "identity").order_by("kind", "pk")


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())


_BUILDERS: dict[str, Callable[..., Paper]] = {
    PaperKind.CONFERENCE_PLAN: plan_paper,
    PaperKind.PUBLIC_NOTICE: notice_paper,
    PaperKind.INVITATION: invitation_paper,
    PaperKind.OPINION_FORM: opinion_paper,
    PaperKind.SPEAKING_FORM: speaking_paper,
}


@transaction.atomic
def draft_paper(*, dialogue: Dialogue, kind: str, on: date, by: Actor) -> Document:
    """Write a paper from what stands in the program today; a draft is rewritten, a signed one gets a successor.

    Raises PaperUnknown for a kind that other rooms write, NoticeNotReady.
    """
    builder = _BUILDERS.get(kind)
    if builder is None:
        raise PaperUnknown
    dialogue = locked(dialogue)
    paper = builder(dialogue, on=on)
    known = queries.latest_paper(dialogue, kind)
    if known is None:
        document = documents.draft(paper, dialogue=dialogue.key, by=by)
    elif known.state == DocumentState.DRAFT:
        document = documents.revise(known, paper, by=by)
    else:
        document = documents.supersede(known, paper, by=by)
    if kind == PaperKind.PUBLIC_NOTICE:
        Notice.objects.filter(dialogue=dialogue, replaced_at=None).update(document=document)
    return document


@transaction.atomic
def issue_paper(*, document: Document, dialogue: Dialogue, number: int | None = None, on: date, by: Actor) -> Document:
    """Sign a drafted paper: it gets its number (the office's own, or the next), and its fact.

    Raises DocumentNotDraft, NumberTaken.
    """
    signed = documents.sign(document, on=on, by=by, number=number)
    if signed.kind == PaperKind.INVITATION:
        dialogue.invitations.update(document=signed)
    number_code = "".join(signed.symbol.split())
    fact = DocumentIssued(on=on, dialogue=dialogue.key, document=signed.key, type=signed.kind, number=number_code)
    journal.record(fact, by=by)
    obligations.refresh(dialogue.key, on=on)
    return signed


def invitation_letters(dialogue: Dialogue, *, on: date) -> bytes:
    """Return one PDF with a letter to everybody on the list, for printing; nobody sees the names on a screen.

    Each is followed by the speaking form where the regulation wants it enclosed.
    The letters carry number and date of the signed invitation, once it is signed. Raises NameMissing for an
    empty list.
    """
    signed = queries.latest_paper(dialogue, PaperKind.INVITATION)
    wanted = {item.code for item in queries.main_law_of(dialogue).items("notice_enclosures")}
    writer = PdfWriter()
    for invitee in invitees(dialogue):
        paper = invitation_paper(dialogue, on=on, invitee=invitee)
        writer.append(io.BytesIO(render.pdf(_stamped(paper, signed))))
        if _SPEAKING_FORM in wanted:
            writer.append(io.BytesIO(render.pdf(speaking_paper(dialogue, on=on))))
    if not writer.pages:
        raise NameMissing("Danh sách mời còn trống. Hãy thêm nơi nhận trước khi in giấy mời.")
    printed = io.BytesIO()
    writer.write(printed)
    return printed.getvalue()


def _stamped(paper: kinds.Invitation, signed: Document | None) -> kinds.Invitation:
    if signed is None or signed.state != DocumentState.SIGNED:
        return paper
    content = paper.content() | {"symbol": signed.symbol, "signed_on": signed.content["signed_on"]}
    return kinds.Invitation.from_content(content)


def invitees(dialogue: Dialogue) -> Iterator[str]:
    """Yield the addressees of the letters: bodies, organisations, citizens out of the vault."""
    for row in _invited(dialogue):
        yield _addressee(row)


def _addressee(invitation: Invitation) -> str:
    if invitation.body is not None:
        return f"Đại diện lãnh đạo {invitation.body.name}"
    if invitation.identity is None:
        return invitation.name
    details = accounts.address_for_sending(invitation.identity)
    return f"Ông (bà) {details.full_name}, {details.address}" if details.address else f"Ông (bà) {details.full_name}"


@transaction.atomic
def draft_annual_plan(*, plan: AnnualPlan, on: date, by: Actor) -> Document:
    """Write the paper of a yearly plan for signing; rewritten until the plan is approved.

    The plan's own verbs record the facts: a draft is no event of the law.
    """
    plan = (
        AnnualPlan.objects.select_for_update(of=("self",), no_key=True)
        .select_related("unit", "document")
        .get(pk=plan.pk)
    )
    lines = list(
        plan.lines.filter(dropped_at=None)
        .select_related("post__body__unit__parent", "post__host_office")
        .order_by("planned_on", "pk")
    )
    if not lines:
        raise NameMissing("Kế hoạch năm chưa có cuộc nào.")
    post = plan.decided_by or lines[-1].post
    holder = organisations.holder_of(post, on=on)
    paper = kinds.AnnualPlan(
        issuer=letterheads.issuer_of(post.body),
        signer=letterheads.signer_of(post, holder.full_name if holder else ""),
        year=plan.year,
        dialogues=tuple(
            kinds.PlannedDialogue(
                host=line.post.title,
                topic=line.topic,
                form=str(line.get_type_display()),
                when=f"{line.planned_on.day}/{line.planned_on.month}/{line.planned_on.year}",
                office=line.post.host_office.short_name if line.post.host_office else "",
            )
            for line in lines
        ),
    )
    if plan.document is not None and plan.document.state == DocumentState.DRAFT:
        return documents.revise(plan.document, paper, by=by)
    plan.document = documents.draft(paper, dialogue="", by=by)
    plan.save(update_fields=["document"])
    return plan.document
