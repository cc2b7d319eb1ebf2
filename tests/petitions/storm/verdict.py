"""What must hold after the storm; each fault in words."""

import json
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from doithoai.dialogues.models import Dialogue
from doithoai.journal import queries as journal
from doithoai.obligations import services as obligations
from doithoai.obligations.models import Duty
from doithoai.petitions.enums import AssignmentPart, DraftState, PetitionState
from doithoai.petitions.models import Change, Petition
from doithoai.petitions.services.moving import ACTIVE
from tests.petitions.storm.clerk import MATTERS

P = PetitionState


def check(logs: list[Path]) -> list[str]:
    """Return what is wrong, in a clerk's words; empty when all is well."""
    lines = [line for log in logs if log.exists() for line in log.read_text(encoding="utf-8").split("\n")]
    said = [json.loads(line) for line in lines if line.endswith("]")]  # the last line of one who was killed may be cut
    return [
        *(f"trang hỏng: {words[1:]}" for words in said if words[0] == "broken"),
        *_lost(said),
        *_in_two_states(),
        *_journal_against_rows(),
        *_projection_against_rebuild(),
    ]


def _lost(said: list[list[str]]) -> list[str]:
    rows = {row.code: row for row in Petition.objects.all()}
    texts = [row.text for row in rows.values() if row.split_from_id is None]
    wrong = [] if len(texts) == len(set(texts)) == MATTERS else [f"{len(texts)} kiến nghị, {len(set(texts))} nội dung"]
    for _kind, name, code, *rest in (words for words in said if words[0] == "done"):
        row = rows.get(code)
        # A part goes when its split is undone, and the next split gives its code to another.
        if row is not None and row.split_from_id is None and row.version < int(rest[0]):
            wrong.append(f"{name} {code}: đã báo xong ở lần sửa {rest[0]}, nay là {row.version}")
    return wrong


def _in_two_states() -> list[str]:
    wrong = []
    for row in Petition.objects.select_related("merged_into"):
        leads = row.assignments.filter(state__in=ACTIVE, part=AssignmentPart.LEAD).count()
        approved = row.drafts.filter(state=DraftState.APPROVED).exists()
        parts = row.parts.exclude(state=P.WITHDRAWN).exists()
        faults = {
            "gộp mà không rõ vào đâu": (row.state == P.MERGED) != (row.merged_into_id is not None),
            "gộp vào kiến nghị cũng đã gộp": row.merged_into is not None and row.merged_into.state == P.MERGED,
            "tách mà không có phần nào": (row.state == P.SPLIT) != parts and row.state != P.WITHDRAWN,
            "đã giao mà không có chủ trì": row.state in {P.ASSIGNED, P.PREPARED} and leads != 1,
            "chưa giao mà có chủ trì": row.state in {P.RECEIVED, P.TRIAGED} and leads != 0,
            "đã có trả lời mà chưa duyệt bản nào": row.state == P.PREPARED and not approved,
            "hai chủ trì": leads > 1,
        }
        wrong += [f"{row.code} ({row.state}): {fault}" for fault, is_so in faults.items() if is_so]
    return wrong


def _journal_against_rows() -> list[str]:
    """Replay the facts of each petition: they lead to the state in which it stands."""
    conversation = Dialogue.objects.get()
    proof = journal.proof_of(conversation.stream)
    wrong = [] if proof.fault is None else [f"chuỗi nhật ký đứt: {proof}"]
    entries = list(journal.entries_of(conversation.stream).order_by("number"))
    gone = {fact.entry for fact in map(journal.fact_of, entries) if fact.kind == "fact_withdrawn"}
    for row in Petition.objects.all():
        mine = [journal.fact_of(one) for one in entries if one.petition == row.key and one.number not in gone]
        found = _replayed(mine, P.TRIAGED if row.split_from_id else P.RECEIVED)
        if found != row.state:
            wrong.append(f"{row.code}: nhật ký nói {found}, sổ ghi {row.state}: {[fact.kind for fact in mine]}")
        wrong += _assignments_against(row, mine)
    for change in Change.objects.exclude(undone_at=None).select_related("petition"):
        if not set(change.entries) <= gone:
            wrong.append(f"{change.petition.code}: hoàn tác {change.kind} mà sự việc còn trong nhật ký")
    return wrong


def _assignments_against(row: Petition, facts: Sequence[Any]) -> list[str]:
    """Every assignment was recorded, with its date; an earlier date was recorded too."""
    told = Counter((fact.body, fact.part) for fact in facts if fact.kind == "petition_assigned")
    last = {fact.body: fact.due_on for fact in facts if fact.kind == "petition_assigned"}
    wrong = []
    for one in row.assignments.filter(state__in=ACTIVE).select_related("body"):
        if not told[one.body.key, one.part]:
            wrong.append(f"{row.code}: giao {one.body.short_name} mà nhật ký không có")
        elif last[one.body.key] != one.due_on:
            wrong.append(f"{row.code}: hạn của {one.body.short_name} là {one.due_on}, nhật ký ghi {last[one.body.key]}")
    return wrong


def _replayed(facts: Sequence[Any], start: str) -> str:  # noqa: C901 -- one line for each kind of fact
    state, before, lead = start, start, ""
    for fact in facts:
        kind = fact.kind
        if kind == "petition_triaged" and state == P.RECEIVED:
            state = P.TRIAGED
        elif kind == "petition_assigned" and fact.part == AssignmentPart.LEAD:
            state, lead = P.ASSIGNED, fact.body
        elif kind == "assignment_returned" and fact.body == lead and state == P.ASSIGNED:
            state = P.TRIAGED
        elif kind == "answer_approved" and state == P.ASSIGNED:
            state = P.PREPARED
        elif kind == "answer_sent_back" and state == P.PREPARED:
            state = P.ASSIGNED
        elif kind == "petition_merged":
            state, before = P.MERGED, state
        elif kind == "petition_unmerged":
            state = before
        elif kind == "petition_split":
            state = P.SPLIT
        elif kind == "petition_withdrawn":
            state = P.WITHDRAWN
    return state


def _projection_against_rebuild() -> list[str]:
    def rows() -> list[tuple[object, ...]]:
        columns = [field.attname for field in Duty._meta.concrete_fields if not field.primary_key]
        found = Duty.objects.filter(dialogue=Dialogue.objects.get().key).order_by("petition", "rule", "position")
        return [tuple(getattr(row, name) for name in columns if name not in {"assessed_on"}) for row in found]

    key = Dialogue.objects.get().key
    before = rows()
    Duty.objects.all().delete()
    obligations.refresh(key)
    after = rows()
    if before == after:
        return []
    differing = [pair for pair in zip(before, after, strict=False) if pair[0] != pair[1]][:2]
    return [f"thời hạn {len(before)} dòng, dựng lại {len(after)} dòng: {differing}"]
