"""Out of scope: the matter belongs to another law; it is handed over with a slip, never dropped (HP-1.2, A39)."""

from datetime import date

from django.db import transaction

from doithoai.common.actors import Actor
from doithoai.common.text import one_line
from doithoai.dialogues import queries as dialogues
from doithoai.dialogues.models import Dialogue
from doithoai.documents import services as documents
from doithoai.documents.models import Document
from doithoai.documents.papers import HandoverSlip
from doithoai.journal import services as journal
from doithoai.notices import services as notices
from doithoai.obligations import services as obligations
from doithoai.petitions import letters
from doithoai.petitions.enums import ChangeKind, PetitionState
from doithoai.petitions.errors import MoveNotAllowed, PaperRefused, TriageRefused
from doithoai.petitions.models import Petition
from doithoai.petitions.services.changing import Step
from doithoai.petitions.services.moving import ACTIVE, change, locked
from doithoai.regulations.facts import PetitionHandedOver, PetitionOutOfScope
from doithoai.regulations.schema import Item

_FROM = frozenset({PetitionState.RECEIVED, PetitionState.TRIAGED, PetitionState.ASSIGNED, PetitionState.PREPARED})


def regimes_of(dialogue: Dialogue) -> dict[str, Item]:
    """Return the other laws that the dialogue's regulation names, by code."""
    return {item.code: item for item in dialogues.main_law_of(dialogue).out_of_scope_regimes()}


@transaction.atomic
def put_out_of_scope(
    *, petition: Petition, regime: str, handed_over_to: str, seen: int | None = None, on: date, by: Actor
) -> str:
    """Find that the matter goes on under another law. `regime` is a code of the regulation.

    Nothing is sent yet: the slip (phiếu chuyển) is signed in `hand_over`. Returns the key for undoing.
    """
    fresh = locked(petition, seen=seen)
    receiver = one_line(handed_over_to)[:200]
    if regime not in regimes_of(fresh.dialogue):
        raise TriageRefused("Quy chế không có lý do này. Hãy chọn một trong các chế độ ghi trong quy chế.")
    if not receiver:
        raise TriageRefused("Chưa ghi cơ quan tiếp nhận. Hãy ghi cơ quan có thẩm quyền theo luật đã chọn.")
    if fresh.state not in _FROM:
        raise MoveNotAllowed(
            f"{fresh.code} đang ở bước “{fresh.get_state_display()}” nên không chuyển ra ngoài phạm vi được."
        )
    if fresh.assignments.filter(state__in=ACTIVE).exists():
        raise TriageRefused(f"{fresh.code} đang giao cho cơ quan chuẩn bị. Hãy hoàn tác việc giao trước khi chuyển.")
    step = Step(ChangeKind.OUT_OF_SCOPE, by)
    fact = PetitionOutOfScope(on=on, dialogue=fresh.dialogue.key, petition=fresh.key, regime=regime)
    step.make(fresh, [fact], state=PetitionState.OUT_OF_SCOPE, regime=regime, handed_over_to=receiver)
    return step.finish()


@transaction.atomic
def hand_over(*, petition: Petition, number: int | None = None, on: date, by: Actor) -> Document:
    """Sign the slip with which the petition goes to the competent body, and tell the petitioner.

    The slip bears no name: the competent body asks for it where its own law lets it. Raises PaperRefused
    when it was handed over already.
    """
    fresh = locked(petition)
    if fresh.state != PetitionState.OUT_OF_SCOPE:
        raise PaperRefused(f"{fresh.code} không nằm ngoài phạm vi nên không có phiếu chuyển.")
    if fresh.handed_over_on is not None:
        raise PaperRefused(f"{fresh.code} đã chuyển rồi. Phiếu chuyển nằm ở mục Tài liệu.")
    document = documents.draft(_slip(fresh, on=on), dialogue=fresh.dialogue.key, petition=fresh.key, by=by)
    document = documents.sign(document, on=on, by=by, number=number)
    change(fresh, handed_over_on=on)
    fact = PetitionHandedOver(
        on=on,
        dialogue=fresh.dialogue.key,
        petition=fresh.key,
        body="outside",
        receipt=document.symbol.replace(" ", ""),
    )
    journal.record(fact, by=by)
    obligations.refresh(fresh.dialogue.key)
    notices.queue(*letters.handed_over(fresh, fresh.submitters.select_related("identity")))
    return document


def _slip(petition: Petition, *, on: date) -> HandoverSlip:
    regime = regimes_of(petition.dialogue)[petition.regime]
    return HandoverSlip(
        issuer=dialogues.issuer_of_dialogue(petition.dialogue, on=on),
        signer=dialogues.signer_of(petition.dialogue, on=on),
        addressee=petition.handed_over_to,
        code=petition.code,
        matter=petition.text,
        ground=f"{regime.vi} ({regime.citation})",
        received_on=petition.received_on,
        enclosures=tuple(row.file.name for row in petition.attachments.select_related("file")),
    )
