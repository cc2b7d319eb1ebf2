"""Draft answers: versions are added, never overwritten; the head of the body approves."""

from datetime import date

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from doithoai.accounts import queries as accounts
from doithoai.common.actors import Actor
from doithoai.common.text import nfc
from doithoai.journal import services as journal
from doithoai.notices import services as notices
from doithoai.obligations import services as obligations
from doithoai.organisations.models import Body
from doithoai.petitions import letters, validators
from doithoai.petitions.enums import AssignmentPart, AssignmentState, DraftState, PetitionState
from doithoai.petitions.errors import ChangedMeanwhile, DraftRefused
from doithoai.petitions.models import Assignment, Draft, Petition
from doithoai.petitions.services.following import UNDER_WAY
from doithoai.petitions.services.moving import change, locked, move
from doithoai.regulations.facts import AnswerApproved, AnswerDrafted, AnswerSentBack, AnswerSubmitted


def latest_draft(petition: Petition) -> Draft | None:
    """Return the newest version of the answer, whatever body wrote it."""
    return petition.drafts.select_related("body", "written_by", "petition", "taken_from").order_by("-version").first()


@transaction.atomic
def save_draft(
    *,
    petition: Petition,
    body: Body,
    text: str,
    seen_version: int | None = None,
    taken_from: Petition | None = None,
    on: date,
    by: Actor,
) -> Draft:
    """Add a version of the answer. The same words again make no new version.

    `taken_from`: the earlier matter whose answer the words began as; named beside every later version too.

    `seen_version` is the version that was on the person's page (0 for none): raises ChangedMeanwhile
    when a colleague has saved a newer one. Raises DraftRefused while the head decides, and once an answer
    is approved; but what the conference took up, or what was reopened, is answered anew.
    """
    fresh = locked(petition)
    words = validators.check_text(text)
    _check_leads(fresh, body)
    last = latest_draft(fresh)
    current = last.version if last else 0
    if seen_version is not None and seen_version != current and last is not None:
        raise ChangedMeanwhile(
            f"{last.written_by.full_name} vừa lưu bản {current}. Phần bạn viết còn nguyên dưới đây; "
            f"hãy so với bản {current} rồi lưu thành bản {current + 1}."
        )
    if last is not None and last.body_id == body.pk:
        if last.state == DraftState.SUBMITTED or (last.state == DraftState.APPROVED and fresh.state not in UNDER_WAY):
            raise DraftRefused(
                f"Bản {current} {last.get_state_display().lower()} nên không sửa. "
                "Muốn viết lại, thủ trưởng trả bản này về trước."
            )
        if last.text == words:
            return last
    source = taken_from or (last.taken_from if last is not None and last.body_id == body.pk else None)
    number = (fresh.drafts.aggregate(last=Max("version"))["last"] or 0) + 1
    made = Draft.objects.create(
        petition=fresh,
        body=body,
        version=number,
        text=words,
        taken_from=source,
        written_by=accounts.account_of(by),
    )
    change(fresh)
    fact = AnswerDrafted(
        on=on,
        dialogue=fresh.dialogue.key,
        petition=fresh.key,
        body=body.key,
        version=number,
        source=taken_from.key if taken_from else "",
    )
    journal.record(fact, by=by)
    obligations.refresh(fresh.dialogue.key)
    return made


def _check_leads(petition: Petition, body: Body) -> Assignment:
    assignment = petition.assignments.filter(
        body=body, part=AssignmentPart.LEAD, state__in=[AssignmentState.ACCEPTED, AssignmentState.DONE]
    ).first()
    if assignment is None:
        raise DraftRefused(
            f"{body.short_name} chưa nhận chủ trì {petition.code}. Hãy bấm Nhận việc trước khi soạn trả lời."
        )
    return assignment


def _locked_draft(draft: Draft) -> tuple[Draft, Petition]:
    petition = locked(draft.petition)
    last = latest_draft(petition)
    if last is None or last.pk != draft.pk:
        raise ChangedMeanwhile(f"Đã có bản mới hơn bản {draft.version}. Hãy tải lại trang và làm với bản mới nhất.")
    rows = Draft.objects.select_for_update(of=("self",), no_key=True).select_related("body", "written_by", "petition")
    return rows.get(pk=draft.pk), petition


@transaction.atomic
def submit_draft(*, draft: Draft, on: date, by: Actor) -> Draft:
    """Put the newest version to the head of the body. Raises DraftRefused, ChangedMeanwhile."""
    fresh, petition = _locked_draft(draft)
    if fresh.state == DraftState.SUBMITTED:
        return fresh
    if fresh.state != DraftState.DRAFT:
        raise DraftRefused(f"Bản {fresh.version} {fresh.get_state_display().lower()}. Hãy lưu bản mới rồi trình.")
    fresh.state = DraftState.SUBMITTED
    fresh.save(update_fields=["state"])
    change(petition)
    fact = AnswerSubmitted(
        on=on, dialogue=petition.dialogue.key, petition=petition.key, body=fresh.body.key, version=fresh.version
    )
    journal.record(fact, by=by)
    notices.queue(*letters.submitted(fresh, on=on))
    return fresh


@transaction.atomic
def approve_draft(*, draft: Draft, on: date, by: Actor) -> Draft:
    """Approve the version: its text is the body's answer now and stays. A second click does nothing."""
    fresh, petition = _locked_draft(draft)
    if fresh.state == DraftState.APPROVED:
        return fresh
    if fresh.state not in {DraftState.SUBMITTED, DraftState.DRAFT}:
        raise DraftRefused(f"Bản {fresh.version} đã trả về để sửa. Hãy chờ bản mới.")
    assignment = _check_leads(petition, fresh.body)
    _decide(fresh, DraftState.APPROVED, by=by)
    assignment.state = AssignmentState.DONE
    assignment.save(update_fields=["state"])
    if petition.state == PetitionState.ASSIGNED:
        move(petition, PetitionState.PREPARED)
    fact = AnswerApproved(
        on=on, dialogue=petition.dialogue.key, petition=petition.key, body=fresh.body.key, version=fresh.version
    )
    journal.record(fact, by=by)
    obligations.refresh(petition.dialogue.key)
    notices.queue(*letters.decided(fresh))
    return fresh


@transaction.atomic
def send_back_draft(*, draft: Draft, comment: str, on: date, by: Actor) -> Draft:
    """Ask for changes, saying which. An approved answer too may be taken back until the conference has used it."""
    fresh, petition = _locked_draft(draft)
    words = nfc(comment).strip()
    if not words:
        raise DraftRefused("Chưa ghi cần sửa gì. Hãy ghi ý kiến để người soạn biết.")
    approved = fresh.state == DraftState.APPROVED
    if approved and petition.state != PetitionState.PREPARED:
        raise DraftRefused(f"{petition.code} đang ở bước “{petition.get_state_display()}” nên bản đã duyệt giữ nguyên.")
    if not approved and fresh.state != DraftState.SUBMITTED:
        raise DraftRefused(f"Bản {fresh.version} chưa trình nên không trả về được.")
    fresh.comment = words[:500]
    _decide(fresh, DraftState.SENT_BACK, by=by)
    if approved:
        move(petition, PetitionState.ASSIGNED)
        petition.assignments.filter(body=fresh.body, state=AssignmentState.DONE).update(state=AssignmentState.ACCEPTED)
    fact = AnswerSentBack(
        on=on, dialogue=petition.dialogue.key, petition=petition.key, body=fresh.body.key, version=fresh.version
    )
    journal.record(fact, by=by)
    obligations.refresh(petition.dialogue.key)
    notices.queue(*letters.decided(fresh))
    return fresh


def _decide(draft: Draft, state: DraftState, *, by: Actor) -> None:
    draft.state, draft.decided_at, draft.decided_by = state, timezone.now(), accounts.account_of(by)
    draft.save(update_fields=["state", "comment", "decided_at", "decided_by"])
