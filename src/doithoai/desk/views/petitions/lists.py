"""Lists of petitions: of one dialogue with its bulk bar, and across all dialogues."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from doithoai.common.errors import DomainError
from doithoai.desk.access import StaffRequest, dialogue_or_404, require, staff
from doithoai.desk.views.petitions.filtering import VIEWS, filters_of, in_view, years
from doithoai.desk.views.petitions.rows import Row, rows_of
from doithoai.desk.views.petitions.saved import kept_by
from doithoai.desk.workspace import workspace_of
from doithoai.dialogues.enums import DialogueState
from doithoai.dialogues.models import Dialogue
from doithoai.organisations import queries as organisations
from doithoai.petitions import permissions, queries, services
from doithoai.petitions.enums import Field, IntakeChannel, Outcome, PetitionState, Result, Urgency
from doithoai.petitions.models import Petition
from doithoai.petitions.queries import Filters
from doithoai.screens import notes

PAGE_SIZE = 50
_TAB = "dialogue-petitions"
# Beyond this a list says “hơn 10.000”: counting two million rows for a page nobody turns to helps nobody.
_MOST_COUNTED = 10_000
_AFTER = frozenset(
    {
        DialogueState.IN_SESSION,
        DialogueState.HELD,
        DialogueState.CONCLUDED,
        DialogueState.FOLLOWING_UP,
        DialogueState.CLOSED,
        DialogueState.ARCHIVED,
    }
)


class _BoundedPaginator(Paginator):  # type: ignore[type-arg]  # generic in the stubs only
    """Counts no further than people look, and not at all what the figures of the page say already."""

    known: int | None = None

    @cached_property
    def count(self) -> int:
        """Return how many rows there are, at most `_MOST_COUNTED`."""
        if self.known is not None:
            return self.known
        rows: QuerySet[Petition] = self.object_list  # type: ignore[assignment]  # only query sets are paged here
        return rows.order_by()[:_MOST_COUNTED].count()


@require_safe
@staff
def of_dialogue(request: StaffRequest, code: str) -> HttpResponse:
    """Show the petitions of one dialogue that the person may read."""
    dialogue = dialogue_or_404(request, code)
    whole = permissions.sees_all(request.standing, dialogue)
    filters = filters_of(request.GET, dialogue)
    rows = queries.petitions_of(dialogue) if whole else queries.petitions_visible_to(request.standing)
    rows = rows if whole else rows.filter(dialogue=dialogue)
    tally = queries.tally_of(dialogue, on=request.standing.on) if whole else None
    page = _page(request, rows, filters, tally)
    bodies = list(organisations.bodies_of_unit(dialogue.unit, on=request.standing.on))
    context = {
        **workspace_of(request, dialogue, _TAB, {_TAB: str(tally.all) if tally else ""}),
        **_list_context(request, page, filters, tally.views if tally else {}, tally.all if tally else 0),
        "bodies": bodies,
        "after": dialogue.state in _AFTER,
        "tally": tally,
        "can_receive": permissions.can_receive(request.standing, dialogue),
        "can_import": permissions.can_import(request.standing, dialogue),
        "can_work": permissions.can_make_papers(request.standing, dialogue),
        "can_forms": permissions.can_print_forms(request.standing, dialogue)
        or permissions.can_read_forms(request.standing, dialogue)
        or permissions.can_set_form_readers(request.standing, dialogue.unit),
    }
    return render(request, "desk/petitions/of_dialogue.html", context)


@require_safe
@staff
def everywhere(request: StaffRequest) -> HttpResponse:
    """Show the petitions of all dialogues that the person may read."""
    filters = filters_of(request.GET, None)
    page = _page(request, queries.petitions_visible_to(request.standing), filters)
    context = {
        **_list_context(request, page, filters, {}, 0),
        "today": request.standing.on,
        "after": True,
        "across": True,
        "outcomes": Outcome.choices,
        "more": page.paginator.count >= _MOST_COUNTED,
        "kept": kept_by(request.standing),
    }
    return render(request, "desk/petitions/everywhere.html", context)


def _bodies_in(rows: Iterable[Row]) -> dict[str, str]:
    """Return keys and names of the bodies that the rows name."""
    named = [one.body for row in rows for one in (row.lead, *row.helpers) if one]
    return {body.key: body.short_name for body in named}


def _page(
    request: StaffRequest, rows: QuerySet[Petition], filters: Filters, tally: queries.Tally | None = None
) -> Any:  # a page of petitions
    rows = in_view(rows, filters, request.standing)
    found = queries.searched(rows, filters).values_list("pk", flat=True)
    paginator = _BoundedPaginator(found, PAGE_SIZE)
    if tally is not None and filters == Filters(view=filters.view):
        paginator.known = tally.views[filters.view] if filters.view else tally.all
    page = paginator.get_page(request.GET.get("trang"))
    # Keys first, then the columns of this page only: sorting and counting carry nothing along.
    keys = list(page.object_list)
    shown = {row.pk: row for row in queries.with_list_columns(Petition.objects.filter(pk__in=keys))}
    page.object_list = services.shield_for(request.standing, [shown[key] for key in keys])
    return page


def _list_context(
    request: StaffRequest, page: Any, filters: Filters, figures: dict[str, int], everything: int
) -> dict[str, object]:
    shown = [
        (code, word, everything if not code else figures.get(code, 0), _address(xem=code))
        for code, word in VIEWS
        if figures and (not code or figures.get(code) or code == filters.view)
    ]
    rows = rows_of(list(page.object_list), on=request.standing.on)
    return {
        "page": page,
        "rows": rows,
        "filters": filters,
        "views": shown,
        "pills": _pills(request.GET, filters, _bodies_in(rows)),
        "fields": Field.choices,
        "states": PetitionState.choices,
        "urgencies": Urgency.choices,
        "channels": IntakeChannel.choices,
        "results": Result.choices,
        "years": years(on=request.standing.on),
    }


def _address(**query: str) -> str:
    kept = {name: value for name, value in query.items() if value}
    return f"?{urlencode(kept)}" if kept else "?"


def _body_words(filters: Filters, asked: Mapping[str, str]) -> str:
    if filters.body:
        return str(filters.body.short_name)
    return asked.get(filters.body_key, _("một cơ quan")) if filters.body_key else ""


def _pills(given: QueryDict, filters: Filters, asked: Mapping[str, str]) -> list[tuple[str, str]]:
    """Return the active filters in words, each with the address without it."""
    words = {
        "q": filters.words and f"“{filters.words}”",
        "linh-vuc": filters.field and str(Field(filters.field).label),
        "trang-thai": filters.state and str(PetitionState(filters.state).label),
        "muc-do": filters.urgency and str(Urgency(filters.urgency).label),
        "noi": filters.place and _("nơi: %(place)s") % {"place": filters.place},
        "ket-qua": filters.result and str(Result(filters.result).label),
        "nam": filters.year and _("năm %(year)s") % {"year": filters.year},
        "kenh": filters.channel and str(IntakeChannel(filters.channel).label),
        "co-quan": filters.body.short_name
        if filters.body
        else asked.get(filters.body_key, filters.body_key and _("một cơ quan")),
        "tai-hoi-nghi": filters.outcome and str(Outcome(filters.outcome).label),
        "ma": filters.codes is not None
        and _("đúng %(count)d kiến nghị của một con số") % {"count": len(filters.codes)},
    }
    pills = []
    for name, word in words.items():
        if word:
            rest = given.copy()
            rest.pop(name, None)
            rest.pop("trang", None)
            pills.append((word, f"?{rest.urlencode()}"))
    return pills


@require_POST
@staff
def bulk(request: StaffRequest, code: str) -> HttpResponse:
    """Do one thing to all ticked petitions: set field and urgency, merge, or go on to assigning."""
    dialogue = dialogue_or_404(request, code)
    require(permissions.can_make_papers(request.standing, dialogue))
    back = redirect(_back(request, dialogue))
    codes = request.POST.getlist("chon")
    chosen = list(Petition.objects.filter(dialogue=dialogue, code__in=codes).order_by("received_on", "pk"))
    if not chosen:
        notes.refused(request, _("Chưa chọn kiến nghị nào."), _("Hãy đánh dấu ở đầu dòng."))
        return back
    if request.POST.get("viec") == "giao":
        query = urlencode(
            {"ma": [row.code for row in chosen]} | {"co-quan": request.POST.get("co-quan", "")}, doseq=True
        )
        return redirect(f"{reverse('desk:petitions-assign', args=[dialogue.code])}?{query}")
    try:
        _do(request, chosen)
    except DomainError as error:
        notes.refused(request, str(error))
    return back


def _do(request: StaffRequest, chosen: list[Petition]) -> None:
    if request.POST.get("viec") == "gop":
        main, *others = chosen
        group = services.merge_petitions(into=main, others=others, on=request.standing.on, by=request.actor)
        said = _("Đã gộp %(count)d kiến nghị vào %(code)s.") % {"count": len(others), "code": main.code}
        more = _("Mỗi người gửi giữ mã, ngày và trả lời riêng.")
    else:
        field, urgency = request.POST.get("linh-vuc", ""), request.POST.get("muc-do", "")
        group = services.triage_petitions(
            petitions=chosen,
            field=Field(field) if field in Field.values else None,
            urgency=Urgency(urgency) if urgency in Urgency.values else None,
            on=request.standing.on,
            by=request.actor,
        )
        said = ngettext("Đã phân loại %(count)d kiến nghị.", "Đã phân loại %(count)d kiến nghị.", len(chosen)) % {
            "count": len(chosen)
        }
        more = ""
    notes.done(request, said, more, undo=reverse("desk:petition-undo", args=[group]))


def _back(request: StaffRequest, dialogue: Dialogue) -> str:
    """Return to the same page of the list, with its filters."""
    query = request.POST.get("ve", "")
    address = reverse("desk:dialogue-petitions", args=[dialogue.code])
    return f"{address}?{query}" if query and "\n" not in query else address
