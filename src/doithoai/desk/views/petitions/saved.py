"""Saved searches: kept under a name, opened with what is new since the last time, dropped."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Case, Count, IntegerField, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from doithoai.common.errors import DomainError
from doithoai.desk.access import StaffRequest, staff
from doithoai.desk.views.petitions.filtering import KEPT, filters_of, in_view
from doithoai.organisations import queries as organisations
from doithoai.organisations.queries import Standing
from doithoai.petitions import queries, services
from doithoai.petitions.models import Petition, SavedSearch
from doithoai.screens import notes


@dataclass(frozen=True, slots=True)
class Kept:
    """A saved search with how many petitions that the person may see came in since it was last opened."""

    search: SavedSearch
    new: int


def kept_by(standing: Standing) -> list[Kept]:
    """Return the person's searches by name; at most five queries, however many there are."""
    rows = list(SavedSearch.objects.filter(account=standing.account).order_by("name"))
    if not rows:
        return []
    asked = {row.pk: QueryDict(row.query) for row in rows}
    places = organisations.names_of_places(
        [text for one in asked.values() for text in (one.get("q"), one.get("noi")) if text]
    )
    counts = [When(pk=row.pk, then=_new_in(row, asked[row.pk], standing, places)) for row in rows]
    counted = SavedSearch.objects.filter(account=standing.account).annotate(
        n=Case(*counts, default=Value(0), output_field=IntegerField())
    )
    found = dict(counted.values_list("pk", "n"))
    return [Kept(row, found[row.pk]) for row in rows]


def _new_in(search: SavedSearch, asked: QueryDict, standing: Standing, places: Mapping[str, Sequence[str]]) -> Coalesce:
    filters = filters_of(asked, None)
    rows = in_view(queries.petitions_visible_to(standing), filters, standing)
    rows = queries.searched(rows, filters, places).filter(pk__gt=search.seen)
    return Coalesce(Subquery(_count(rows)), 0)


def _count(rows: QuerySet[Petition]) -> QuerySet[Petition, int]:
    return rows.order_by().annotate(one=Value(1)).values("one").annotate(n=Count("pk")).values_list("n", flat=True)


@require_POST
@staff
def save(request: StaffRequest) -> HttpResponse:
    """Keep the filters of the page under a name."""
    asked = QueryDict(request.POST.get("cach-tim", "")[:600], mutable=True)
    kept = QueryDict(mutable=True)
    for name in KEPT:
        if asked.get(name, "").strip():
            kept[name] = str(asked[name])
    query = kept.urlencode()
    try:
        search = services.save_search(account=request.standing.account, name=request.POST.get("ten", ""), query=query)
    except DomainError as error:
        notes.refused(request, str(error))
    else:
        notes.done(request, _("Đã lưu cách tìm “%(name)s”.") % {"name": search.name})
    return redirect(f"{reverse('desk:petition-list')}?{query}")


@require_POST
@staff
def open_(request: StaffRequest, key: str) -> HttpResponse:
    """Open one's own search; what is there now counts as seen."""
    search = get_object_or_404(SavedSearch, key=key, account=request.standing.account)
    services.open_search(search=search)
    return redirect(f"{reverse('desk:petition-list')}?{search.query}")


@require_POST
@staff
def drop(request: StaffRequest, key: str) -> HttpResponse:
    """Let one's own search go."""
    search = get_object_or_404(SavedSearch, key=key, account=request.standing.account)
    services.drop_search(search=search)
    notes.done(request, _("Đã bỏ cách tìm “%(name)s”.") % {"name": search.name})
    return redirect("desk:petition-list")
