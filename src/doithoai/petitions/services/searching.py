"""Keeping a search under a name, opening it again, letting it go; nothing of a case changes."""

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from doithoai.accounts.models import Account
from doithoai.common.text import one_line
from doithoai.petitions.errors import SearchRefused
from doithoai.petitions.models import Petition, SavedSearch

MOST = 12  # of one person: more are no help, and each costs the page


@transaction.atomic
def save_search(*, account: Account, name: str, query: str) -> SavedSearch:
    """Keep a search; the same name again takes the new filters. Raises SearchRefused."""
    words = one_line(name)[:80]
    if not words:
        raise SearchRefused("Chưa ghi tên. Hãy ghi tên dễ nhớ, ví dụ “Nước sạch thôn Cầu Đá”.")
    if not query or len(query) > 600:
        raise SearchRefused("Chưa có điều kiện tìm nào để lưu. Hãy gõ từ cần tìm hoặc chọn bộ lọc trước.")
    mine = Account.objects.select_for_update(of=("self",), no_key=True).get(pk=account.pk).saved_searches
    if not mine.filter(name=words).exists() and mine.count() >= MOST:
        raise SearchRefused(f"Mỗi người lưu nhiều nhất {MOST} cách tìm. Hãy bỏ bớt cách không dùng nữa.")
    values = {"query": query, "seen": _newest(), "opened_at": timezone.now()}
    return SavedSearch.objects.update_or_create(account=account, name=words, defaults=values)[0]


def open_search(*, search: SavedSearch) -> SavedSearch:
    """Note that everything registered until now was seen."""
    search.seen, search.opened_at = _newest(), timezone.now()
    search.save(update_fields=["seen", "opened_at"])
    return search


def drop_search(*, search: SavedSearch) -> None:
    """Let a search go."""
    search.delete()


def _newest() -> int:
    return Petition.objects.aggregate(newest=Max("pk"))["newest"] or 0
