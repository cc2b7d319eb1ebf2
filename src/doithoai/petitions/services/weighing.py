"""Finding a matter complex, or simple after all, where the text gives complex matters more time."""

from datetime import date

from django.db import transaction

from doithoai.accounts import queries as accounts
from doithoai.common.actors import Actor
from doithoai.common.text import nfc
from doithoai.journal import services as journal
from doithoai.obligations import services as obligations
from doithoai.petitions import queries
from doithoai.petitions.enums import Complexity, PetitionState
from doithoai.petitions.errors import ComplexityRefused
from doithoai.petitions.models import Note, Petition
from doithoai.petitions.services.moving import change, locked
from doithoai.regulations.facts import ComplexityDecided
from doithoai.workdays.dates import vi_date


@transaction.atomic
def decide_complexity(*, petition: Petition, complexity: Complexity, reason: str, on: date, by: Actor) -> Petition:
    """Find the matter complex, or simple after all, with the reason (A15); its dates follow at once.

    Raises ComplexityRefused without a reason, under a text that knows no complex matters, when the last
    day for it has passed, and when nothing would change or is left to answer.
    """
    fresh = locked(petition)
    words = nfc(reason).strip()
    if not words:
        raise ComplexityRefused("Hãy ghi lý do: vì sao việc này phức tạp, hoặc vì sao không còn phức tạp.")
    if not queries.weighs_complexity(fresh.dialogue):
        raise ComplexityRefused("Văn bản áp dụng cho cuộc này không có hạn riêng cho việc phức tạp.")
    if fresh.complexity == complexity or fresh.is_aside or fresh.state == PetitionState.CLOSED:
        raise ComplexityRefused(f"{fresh.code} không cần xác định lại nữa.")
    until = queries.last_day_for_complex(fresh.dialogue, on=on)
    if complexity == Complexity.COMPLEX and until is not None and on > until:
        raise ComplexityRefused(f"Chỉ xác định được việc phức tạp đến hết {vi_date(until)}. Hạn giữ nguyên.")
    change(fresh, complexity=complexity)
    Note.objects.create(petition=fresh, kind="complexity", text=words, made_by=accounts.account_of(by))
    fact = ComplexityDecided(on=on, dialogue=fresh.dialogue.key, petition=fresh.key, complexity=complexity)
    journal.record(fact, by=by)
    obligations.refresh(fresh.dialogue.key, on=on)
    return fresh
