"""Preparing the conference: its content, tasks of the bodies, briefing, request, the approved plan."""

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime

from django.db import transaction

from doithoai.accounts.models import Account
from doithoai.accounts.queries import account_of
from doithoai.common.actors import Actor
from doithoai.common.text import nfc, one_line
from doithoai.dialogues import letters, queries
from doithoai.dialogues.enums import DialogueForm, DialogueState
from doithoai.dialogues.errors import OpeningRefused, PlanIncomplete, ReasonMissing
from doithoai.dialogues.models import Dialogue, PlanEntry, PreparationTask
from doithoai.dialogues.services.moving import locked, require_state
from doithoai.dialogues.services.papers import draft_paper, issue_paper
from doithoai.documents.enums import PaperKind
from doithoai.documents.models import Document
from doithoai.journal import services as journal
from doithoai.notices import services as notices
from doithoai.obligations import services as obligations
from doithoai.organisations.models import Body
from doithoai.regulations.facts import (
    BriefingPrepared,
    ConferencePlanApproved,
    DialogueChanged,
    ExtraordinaryRequestSent,
    SecretaryAppointed,
    TaskAssigned,
    TaskDone,
)

BEFORE_SESSION = (DialogueState.PREPARING, DialogueState.ANNOUNCED, DialogueState.POSTPONED)


@transaction.atomic
def change_content(
    *,
    dialogue: Dialogue,
    title: str,
    form: DialogueForm,
    topic: str,
    participants: str,
    collects_until: date | None,
    entries: Mapping[str, str] | None = None,
    on: date,
    by: Actor,
) -> Dialogue:
    """Change what the conference is about, its form, who is asked to come, until when opinions are collected.

    `entries` are words on fields that only this regulation asks of a plan, by its codes; others are left out.
    The host decides the form (HP-11.2-form); the fact carries it, as the law reads it. Raises MoveNotAllowed,
    OpeningRefused for a form that the regulation does not have or an empty title.
    """
    dialogue = locked(dialogue)
    require_state(dialogue, *BEFORE_SESSION)
    if form not in {item.code for item in queries.main_law_of(dialogue).forms()}:
        raise OpeningRefused(f"Quy định áp dụng không có hình thức «{form.label}».")
    if not title.strip():
        raise OpeningRefused("Hãy đặt tên cho cuộc đối thoại.")
    dialogue.title, dialogue.form, dialogue.collects_until = one_line(title)[:300], form, collects_until
    dialogue.topic, dialogue.participants = nfc(topic).strip(), nfc(participants).strip()
    dialogue.save(update_fields=["title", "form", "collects_until", "topic", "participants"])
    _keep_entries(dialogue, entries or {})
    journal.record(DialogueChanged(on=on, dialogue=dialogue.key, form=form), by=by)
    obligations.refresh(dialogue.key, on=on)
    return dialogue


def _keep_entries(dialogue: Dialogue, entries: Mapping[str, str]) -> None:
    for item in queries.own_plan_fields(queries.main_law_of(dialogue)):
        words = nfc(entries.get(item.code, "")).strip()
        if words:
            PlanEntry.objects.update_or_create(dialogue=dialogue, code=item.code, defaults={"text": words})
        elif item.code in entries:
            PlanEntry.objects.filter(dialogue=dialogue, code=item.code).delete()


@transaction.atomic
def appoint_secretary(*, dialogue: Dialogue, secretary: Account, on: date, by: Actor) -> Dialogue:
    """Appoint who writes the minutes (HP-9.1-secretary). Raises MoveNotAllowed after the conference."""
    dialogue = locked(dialogue)
    require_state(dialogue, *BEFORE_SESSION, DialogueState.IN_SESSION)
    dialogue.secretary = secretary
    dialogue.save(update_fields=["secretary"])
    journal.record(SecretaryAppointed(on=on, dialogue=dialogue.key, account=secretary.key), by=by)
    obligations.refresh(dialogue.key, on=on)
    return dialogue


@transaction.atomic
def assign_task(
    *,
    dialogue: Dialogue,
    body: Body,
    what: str,
    due_on: date | None = None,
    document: Document | None = None,
    number: str = "",
    on: date,
    by: Actor,
) -> PreparationTask:
    """Ask a body to prepare something (HP-8.1-plan-assign); `document` is the paper that says so.

    Raises MoveNotAllowed, ReasonMissing without words.
    """
    dialogue = locked(dialogue)
    require_state(dialogue, *BEFORE_SESSION)
    words = one_line(what)[:300]
    if not words:
        raise ReasonMissing("Hãy ghi việc cần chuẩn bị.")
    task = PreparationTask.objects.create(dialogue=dialogue, body=body, what=words, due_on=due_on, document=document)
    code = "".join((number or (document.symbol if document else "")).split())
    journal.record(TaskAssigned(on=on, dialogue=dialogue.key, body=body.key, number=code), by=by)
    obligations.refresh(dialogue.key, on=on)
    notices.queue(*letters.task_given(task, on=on))
    return task


@transaction.atomic
def finish_task(*, task: PreparationTask, now: datetime, on: date, by: Actor) -> None:
    """Mark a task as done; a second click changes nothing."""
    done = PreparationTask.objects.filter(pk=task.pk, done_at=None).update(done_at=now, done_by=account_of(by))
    if done:
        journal.record(TaskDone(on=on, dialogue=task.dialogue.key, body=task.body.key), by=by)


@transaction.atomic
def prepare_briefing(*, dialogue: Dialogue, items: Sequence[str], text: str, on: date, by: Actor) -> Dialogue:
    """Keep what the host will tell the people and which items of the regulation it covers (HP-6.1a, HP-8.2-content).

    Codes that the regulation does not know are left out.
    """
    dialogue = locked(dialogue)
    require_state(dialogue, *BEFORE_SESSION)
    known = [item.code for item in queries.main_law_of(dialogue).briefing_items(dialogue.type)]
    codes = ",".join(code for code in known if code in items)
    dialogue.briefing_items, dialogue.briefing = codes, nfc(text).strip()
    dialogue.save(update_fields=["briefing_items", "briefing"])
    journal.record(BriefingPrepared(on=on, dialogue=dialogue.key, items=codes), by=by)
    obligations.refresh(dialogue.key, on=on)
    return dialogue


@transaction.atomic
def record_request(*, dialogue: Dialogue, number: str, sent_on: date, on: date, by: Actor) -> Dialogue:
    """Record the written request to the units concerned for an extraordinary dialogue (HP-8.3-request)."""
    dialogue = locked(dialogue)
    require_state(dialogue, *BEFORE_SESSION)
    dialogue.request_number = one_line(number)[:60]
    if not dialogue.request_number:
        raise ReasonMissing("Hãy ghi số, ký hiệu của văn bản đề nghị.")
    dialogue.requested_on = sent_on
    dialogue.save(update_fields=["request_number", "requested_on"])
    code = "".join(dialogue.request_number.split())
    journal.record(ExtraordinaryRequestSent(on=sent_on, dialogue=dialogue.key, number=code), by=by)
    obligations.refresh(dialogue.key, on=on)
    return dialogue


@transaction.atomic
def approve_conference_plan(*, dialogue: Dialogue, number: str, approved_on: date, on: date, by: Actor) -> Dialogue:
    """Approve the conference plan, or record the plan that the host signed on paper.

    `number` is the one of the office's own register, as 41 or 41/KH-UBND; empty takes the next of the series.
    The paper is written and signed with it. A plan that was approved before gets a corrected version. Raises
    PlanIncomplete while a field that the article demands is empty (HP-8.1-plan-*), NumberTaken, MoveNotAllowed.
    """
    dialogue = locked(dialogue)
    require_state(dialogue, *BEFORE_SESSION)
    fields = queries.plan_fields_of(dialogue)
    missing = [field.title for field in fields if field.missing]
    if missing:
        raise PlanIncomplete(f"Kế hoạch còn thiếu: {', '.join(missing)}. Hãy bổ sung rồi phê duyệt.")
    dialogue.plan_number = _signed_plan(dialogue, number, approved_on=approved_on, by=by).symbol
    dialogue.plan_approved_on, dialogue.plan_approved_by = approved_on, account_of(by)
    dialogue.save(update_fields=["plan_number", "plan_approved_on", "plan_approved_by"])
    codes = ",".join(field.code for field in fields if field.filled)
    number = "".join(dialogue.plan_number.split())
    journal.record(
        ConferencePlanApproved(on=approved_on, dialogue=dialogue.key, plan_fields=codes, number=number), by=by
    )
    obligations.refresh(dialogue.key, on=on)
    return dialogue


def _signed_plan(dialogue: Dialogue, number: str, *, approved_on: date, by: Actor) -> Document:
    document = draft_paper(dialogue=dialogue, kind=PaperKind.CONFERENCE_PLAN, on=approved_on, by=by)
    return issue_paper(document=document, dialogue=dialogue, number=number_in(number), on=approved_on, by=by)


def number_in(symbol: str) -> int | None:
    """Return the number that a symbol begins with, as 41 of 41/KH-UBND; None where there is none."""
    digits = re.match(r"\s*(\d{1,6})", symbol)
    return int(digits.group(1)) if digits else None
