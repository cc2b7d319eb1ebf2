"""Releasing what the public may read of a petition, after somebody checked it for names and secrets."""

import re
from collections.abc import Iterator
from datetime import date

from django.db import transaction

from doithoai.accounts import queries as accounts_queries
from doithoai.accounts import services as accounts
from doithoai.accounts.vault import PersonalDetails
from doithoai.common.actors import Actor
from doithoai.common.text import nfc, one_line
from doithoai.journal import services as journal
from doithoai.petitions.enums import PetitionState
from doithoai.petitions.errors import PublishingRefused
from doithoai.petitions.models import Petition, Submitter
from doithoai.petitions.services.moving import change, locked
from doithoai.petitions.validators import TITLE_MAX, check_answer
from doithoai.regulations.facts import PublicTextReleased, PublicTextTakenDown
from doithoai.textsearch.folding import fold

_NEVER = frozenset({PetitionState.MERGED, PetitionState.SPLIT, PetitionState.WITHDRAWN, PetitionState.OUT_OF_SCOPE})


@transaction.atomic
def release_public_text(
    *, petition: Petition, title: str, answer: str = "", read_through: bool = False, on: date, by: Actor
) -> Petition:
    """Put a title, and an answer where there is one, on the public site.

    A petitioner's name, phone, mail or address in the text is refused outright. Words that may give
    somebody else away are refused until a person has read them through and says so (`read_through`).
    Raises PublishingRefused, which names the words.
    """
    fresh = locked(petition)
    shown, told = one_line(title)[:TITLE_MAX], nfc(answer).strip()
    if fresh.state in _NEVER:
        raise PublishingRefused(
            f"{fresh.code} đang ở trạng thái “{fresh.get_state_display()}” nên không đăng riêng. "
            "Nếu đã gộp hoặc tách, hãy đăng ở kiến nghị còn lại."
        )
    if not shown:
        raise PublishingRefused("Chưa có tên việc để đăng. Hãy ghi một dòng nói việc gì, ở đâu, không nêu tên ai.")
    _check_nobody_is_named(fresh, f"{shown}\n{told}", read_through=read_through)
    change(
        fresh,
        public_title=shown,
        public_answer=told,
        public_folded=fold(f"{shown} {told}"),
        published_on=on,
        published_by=accounts_queries.account_of(by),
    )
    fact = PublicTextReleased(on=on, dialogue=fresh.dialogue.key, petition=fresh.key, answer=bool(told))
    journal.record(fact, by=by)
    return fresh


@transaction.atomic
def take_down_public_text(*, petition: Petition, on: date, by: Actor) -> Petition:
    """Take a petition off the public site; the text stays for the office to mend."""
    fresh = locked(petition)
    if fresh.published_on is not None:
        change(fresh, published_on=None, published_by=None)
        journal.record(PublicTextTakenDown(on=on, dialogue=fresh.dialogue.key, petition=fresh.key), by=by)
    return fresh


def _check_nobody_is_named(petition: Petition, text: str, *, read_through: bool) -> None:
    folded, digits = f" {_WORDS.sub(' ', fold(text))} ", "".join(sign for sign in text if sign.isdigit())
    doubtful = [check.found for check in check_answer(text) if check.kind == "care"]
    for trait in _traits(petition):
        if trait not in (digits if trait.isdigit() else folded):
            continue
        if len(trait) < _FIRM:
            doubtful.append(trait.strip())
            continue
        raise PublishingRefused(
            f"Nội dung định đăng của {petition.code} có thông tin của chính người kiến nghị "
            "(họ tên, điện thoại, thư điện tử hoặc địa chỉ). Hãy bỏ phần đó rồi đăng lại."
        )
    if doubtful and not read_through:
        words = "; ".join(f"“{one}”" for one in doubtful)
        raise PublishingRefused(
            f"Có chỗ có thể lộ một người: {words}. Hãy sửa, hoặc xác nhận đã đọc và các chữ này không chỉ riêng ai."
        )


def _traits(petition: Petition) -> Iterator[str]:
    """Yield what gives a petitioner away, folded; also of those whose petitions were merged into this one."""
    rows = Submitter.objects.filter(petition=petition) | Submitter.objects.filter(petition__merged_into=petition)
    for row in rows.select_related("identity"):
        if row.identity is not None and row.identity.erased_at is None:
            yield from _traits_of(accounts.address_for_sending(row.identity))


_WORDS = re.compile(r"[^\w@]+")
# Characters, the blanks around included: a shorter name ("Lê An") also stands in words that name nobody.
_FIRM = 9


def _traits_of(details: PersonalDetails) -> Iterator[str]:
    phone = "".join(sign for sign in details.phone if sign.isdigit())
    if len(phone) >= _FIRM:
        yield phone
    for words in (details.full_name, details.email, details.address):
        bare = _WORDS.sub(" ", fold(words)).strip()
        # An address without a number is a village: it says where the matter is, not who raised it.
        told = " " in bare and (words is not details.address or any(sign.isdigit() for sign in bare))
        if told:
            yield f" {bare} "
