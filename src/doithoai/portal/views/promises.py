"""The board of promises, the published answers, and one of them in full."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from doithoai.common.text import one_line
from doithoai.organisations import queries as organisations
from doithoai.organisations.models import Body
from doithoai.petitions.enums import Field
from doithoai.petitions.models import Assignment
from doithoai.portal import public
from doithoai.portal.access import packed
from doithoai.portal.reads import promises as reads
from doithoai.portal.views.dialogues import places

_PER_PAGE = 20


@packed
@require_safe
def promises(request: HttpRequest) -> HttpResponse:
    """Show what was promised: who, until when, how far, late ones first."""
    on = timezone.localdate()
    search = _search(request)
    rows = reads.by_date(reads.found(reads.promised(public.petitions(), on=on), search))
    context = _list(request, rows, search) | {"figures": reads.figures(on=on), "statuses": reads.STATUSES.items()}
    return render(request, "portal/promises.html", context)


@packed
@require_safe
def answers(request: HttpRequest) -> HttpResponse:
    """Show the published answers, searchable without marks."""
    search = _search(request, with_status=False)
    rows = reads.found(reads.shown(reads.answered(public.petitions()), on=timezone.localdate()), search)
    return render(request, "portal/answers.html", _list(request, rows, search))


@packed
@require_safe
def answer(request: HttpRequest, key: str) -> HttpResponse:
    """Show one published petition: the answer, its dates one after another, the conference it belongs to."""
    on = timezone.localdate()
    rows = reads.shown(public.petitions().select_related("dialogue", "dialogue__unit"), on=on)
    found = get_object_or_404(rows, key=key)
    item = reads.items([found])[0]
    return render(request, "portal/answer.html", {"item": item, "petition": found, "dialogue": found.dialogue})


def _search(request: HttpRequest, *, with_status: bool = True) -> reads.Search:
    asked = {name: one_line(request.GET.get(name, ""))[:200] for name in request.GET}
    status, field = asked.get("tinh-trang", ""), asked.get("linh-vuc", "")
    return reads.Search(
        words=asked.get("q", ""),
        unit=asked.get("noi", ""),
        field=field if field in Field.values else "",
        body=asked.get("co-quan", ""),
        status=status if with_status and status in reads.STATUSES else "",
    )


def _list(request: HttpRequest, rows: reads.Rows, search: reads.Search) -> dict[str, object]:
    page = Paginator(rows.select_related("dialogue", "dialogue__unit"), _PER_PAGE).get_page(request.GET.get("trang"))
    return {
        "search": search,
        "page": page,
        "items": reads.items(list(page)),
        "places": places(),
        "fields": Field.choices,
        "bodies": _bodies(),
    }


def _bodies() -> list[tuple[str, str]]:
    """Return key and name of the bodies that have had a published matter in hand, with what they are called today."""
    led, on = Assignment.objects.filter(petition__in=public.petitions()), timezone.localdate()
    rows = Body.objects.filter(pk__in=led.values("body")).order_by("name").values_list("key", "name", "later")
    return [(key, organisations.called_as(name, later, on=on)) for key, name, later in rows]
