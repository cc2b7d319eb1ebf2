"""Releasing what the public may read of a petition, after somebody decided on every name and number in it."""

from collections.abc import Mapping, Sequence
from datetime import date

from django.db import transaction
from django.db.models import Q

from doithoai.accounts import queries as accounts_queries
from doithoai.accounts import services as accounts
from doithoai.common.actors import Actor
from doithoai.common.text import nfc, one_line
from doithoai.documents.services import redacting as documents
from doithoai.documents.services.redacting import Known, Offer, Part
from doithoai.journal import services as journal
from doithoai.petitions.enums import PetitionState
from doithoai.petitions.errors import PublishingRefused
from doithoai.petitions.models import Attachment, Petition, Submitter
from doithoai.petitions.services.moving import change, locked
from doithoai.petitions.validators import TITLE_MAX
from doithoai.regulations.facts import PublicTextReleased, PublicTextTakenDown, TextRedacted
from doithoai.textsearch import personal
from doithoai.textsearch.folding import fold

_NEVER = frozenset({PetitionState.MERGED, PetitionState.SPLIT, PetitionState.WITHDRAWN, PetitionState.OUT_OF_SCOPE})


@transaction.atomic
def release_public_text(
    *,
    petition: Petition,
    title: str,
    answer: str = "",
    decided: Mapping[str, bool] | None = None,
    also: Sequence[str] = (),
    on: date,
    by: Actor,
) -> Petition:
    """Put a title, and an answer where there is one, on the public site, without what was decided to be hidden.

    `decided` says of each offer of `offers_for`, by its key, whether it is hidden; `also` are words that the
    officer marked. Refused while one offer is unanswered, and when a petitioner's own name, phone, mail or
    address would be shown. Raises PublishingRefused, which names the words.
    """
    fresh = locked(petition)
    if fresh.state in _NEVER:
        raise PublishingRefused(
            f"{fresh.code} đang ở trạng thái “{fresh.get_state_display()}” nên không đăng riêng. "
            "Nếu đã gộp hoặc tách, hãy đăng ở kiến nghị còn lại."
        )
    parts = texts_to_publish(fresh, title=title, answer=answer)
    if not parts[0].text:
        raise PublishingRefused("Chưa có tên việc để đăng. Hãy ghi một dòng nói việc gì, ở đâu, không nêu tên ai.")
    offers = offers_for(fresh, parts, also=also, decided=decided)
    _check_all_answered(fresh, offers)
    documents.keep_decisions(fresh.key, parts, offers, also=also, by=by)
    shown, told = (documents.text_without(part, offers) for part in parts[:2])
    shown = shown[:TITLE_MAX]
    change(
        fresh,
        public_title=shown,
        public_answer=told,
        public_folded=fold(f"{shown} {told}"),
        published_on=on,
        published_by=accounts_queries.account_of(by),
    )
    hidden = sum(one.hidden for one in offers)
    of = fresh.dialogue.key
    redacted = TextRedacted(on=on, dialogue=of, petition=fresh.key, hidden=hidden, kept=len(offers) - hidden)
    journal.record(redacted, by=by)
    journal.record(PublicTextReleased(on=on, dialogue=of, petition=fresh.key, answer=bool(told)), by=by)
    return fresh


@transaction.atomic
def take_down_public_text(*, petition: Petition, on: date, by: Actor) -> Petition:
    """Take a petition off the public site; the text stays for the office to mend."""
    fresh = locked(petition)
    if fresh.published_on is not None:
        change(fresh, published_on=None, published_by=None)
        journal.record(PublicTextTakenDown(on=on, dialogue=fresh.dialogue.key, petition=fresh.key), by=by)
    return fresh


def texts_to_publish(petition: Petition, *, title: str, answer: str) -> list[Part]:
    """Return what is looked through before publishing: the title, the answer, and the names of the files sent in."""
    files = Attachment.objects.filter(petition=petition).select_related("file").order_by("pk")
    names = [Part(f"file-{row.pk}", row.file.name) for row in files]
    return [Part("title", one_line(title)[:TITLE_MAX]), Part("answer", nfc(answer).strip()), *names]


def known_of(*petitions: Petition) -> list[Known]:
    """Return what the vault knows of those behind the petitions, of what was merged into them and split from.

    For comparing only: it goes into no log, no fact and no page.
    """
    of = Q(petition__in=petitions) | Q(petition__merged_into__in=petitions) | Q(petition__parts__in=petitions)
    rows = Submitter.objects.filter(of, identity__erased_at=None, identity__isnull=False).distinct()
    found: list[Known] = []
    for row in rows.select_related("identity"):
        assert row.identity is not None  # filtered
        details = accounts.address_for_sending(row.identity)
        found += personal.known_of(
            full_name=details.full_name, phone=details.phone, email=details.email, address=details.address
        )
    return found


def offers_for(
    petition: Petition,
    parts: Sequence[Part],
    *,
    also: Sequence[str] = (),
    decided: Mapping[str, bool] | None = None,
) -> list[Offer]:
    """Return what may give somebody away in the texts, with what was decided now or when it was last published."""
    known = known_of(petition)
    before = documents.decisions_of([petition.key])
    kept = documents.decided_in(before.values(), known)
    return documents.offers_of(parts, known, also=also, decided={**kept, **(decided or {})})


def _check_all_answered(petition: Petition, offers: Sequence[Offer]) -> None:
    if any(one.must_hide and not one.hidden for one in offers):
        raise PublishingRefused(
            f"Nội dung định đăng của {petition.code} có thông tin của chính người kiến nghị "
            "(họ tên, điện thoại, thư điện tử hoặc địa chỉ). Phần đó phải được ẩn; hãy chọn lại “Ẩn” rồi đăng."
        )
    waiting = documents.unanswered(offers)
    if waiting:
        words = "; ".join(f"“{one.words}”" for one in waiting[:8])
        raise PublishingRefused(
            f"Còn {len(waiting)} chỗ có thể lộ một người chưa được quyết định: {words}. "
            "Hãy chọn ẩn hay giữ ở từng chỗ rồi đăng lại."
        )
