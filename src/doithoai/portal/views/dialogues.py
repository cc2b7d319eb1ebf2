"""Dialogues on the public site: the list, one conference before and after it was held, its papers."""

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from doithoai.common.text import one_line
from doithoai.documents.models import Document
from doithoai.documents.serving import file_response
from doithoai.organisations.models import Unit
from doithoai.portal import public
from doithoai.portal.access import packed
from doithoai.portal.reads import dialogues as reads

_PER_PAGE = 20


@packed
@require_safe
def dialogue_list(request: HttpRequest) -> HttpResponse:
    """Show all dialogues, coming ones or held ones, of one place or of all."""
    on = timezone.localdate()
    held = request.GET.get("da") == "hop"
    rows = public.held(on=on) if held else public.coming(on=on)
    place = one_line(request.GET.get("noi", ""))
    if place:
        rows = rows.filter(unit__code=place)
    page = Paginator(rows, _PER_PAGE).get_page(request.GET.get("trang"))
    context = {
        "held": held,
        "place": place,
        "places": places(),
        "page": page,
        "cards": reads.cards(rows.filter(pk__in=[row.pk for row in page]), on=on),
    }
    return render(request, "portal/dialogue_list.html", context)


@packed
@require_safe
def dialogue(request: HttpRequest, code: str) -> HttpResponse:
    """Show one conference: what was announced; afterwards what was answered, concluded, and how late."""
    found = reads.conference(code, on=timezone.localdate(), page=request.GET.get("trang", ""))
    if found is None:
        raise Http404
    return render(request, "portal/dialogue.html", {"conference": found, "dialogue": found.card.dialogue})


@require_safe
def paper(_request: HttpRequest, code: str, key: str) -> HttpResponseBase:
    """Hand out a signed public paper as PDF."""
    found = get_object_or_404(public.dialogues(on=timezone.localdate()), code=code)
    if key not in {one.key for one in reads.papers_of(reads.notice_of(found)[0])}:
        raise Http404
    pdf = Document.objects.select_related("pdf").get(key=key).pdf
    assert pdf is not None  # papers_of lists only those with a file
    return file_response(pdf)


def places() -> list[tuple[str, str]]:
    """Return code and name of the units that hold dialogues, for a filter."""
    rows = Unit.objects.filter(dialogues__isnull=False).distinct().order_by("name")
    return list(rows.values_list("code", "name"))
