"""Opening a dialogue: the whole timeline is shown before anything is saved."""

from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from doithoai.common.errors import DomainError
from doithoai.desk.access import StaffRequest, require, staff
from doithoai.desk.duties import preview_rows
from doithoai.desk.forms.opening import Ground, OpeningForm
from doithoai.dialogues import permissions, services
from doithoai.dialogues import queries as dialogues
from doithoai.dialogues.errors import NoticeImpossible, OpeningRefused
from doithoai.dialogues.models import PlannedDialogue
from doithoai.organisations.models import Unit
from doithoai.screens import notes, once


@require_http_methods(["GET", "POST"])
@staff
def open_dialogue(request: StaffRequest) -> HttpResponse:
    """Show the form, its timeline, and open the dialogue; «Xem các mốc» only shows the timeline."""
    unit = _unit(request)
    try:
        ground = Ground.of(unit, on=request.standing.on)
    except OpeningRefused as error:
        notes.refused(request, str(error))
        return redirect("desk:dialogue-list")
    form = OpeningForm(
        request.POST or None,
        ground=ground,
        planned=_planned(request, unit),
        own=[membership.body_id for membership in request.standing.memberships],
        on=request.standing.on,
    )
    only_look = "xem" in request.POST
    if request.method == "POST" and not only_look and form.is_valid():
        try:
            return redirect(_opened(request, form))
        except DomainError as error:
            form.add_error("day0" if isinstance(error, NoticeImpossible) else None, str(error))
    context = {"form": form, "planned": form.planned, "unit": unit} | _timeline(request, form)
    return render(request, "desk/dialogue/open.html", context)


@require_POST
@staff
def preview(request: StaffRequest) -> HttpResponse:
    """Answer with the timeline of what is filled in so far; htmx asks as the form changes."""
    unit = _unit(request)
    form = OpeningForm(
        request.POST,
        ground=Ground.of(unit, on=request.standing.on),
        planned=_planned(request, unit),
        own=[membership.body_id for membership in request.standing.memberships],
        on=request.standing.on,
    )
    return render(request, "desk/dialogue/timeline_part.html", {"form": form} | _timeline(request, form))


def _unit(request: StaffRequest) -> Unit:
    main = request.standing.main
    if main is None:
        raise Http404
    require(permissions.can_open(request.standing, main.body.unit))
    return main.body.unit


def _planned(request: StaffRequest, unit: Unit) -> PlannedDialogue | None:
    key = request.POST.get("line") or request.GET.get("dong", "")
    if not key:
        return None
    rows = PlannedDialogue.objects.select_related("post", "post__host_office")
    return rows.filter(key=key, plan__unit=unit, dropped_at=None).first()


def _opened(request: StaffRequest, form: OpeningForm) -> str:
    """Open the dialogue once, however often the button was pressed; return where to go."""
    token, url = form.cleaned_data["once"], ""
    with transaction.atomic():
        if once.first_time(request, token):
            dialogue = services.open_dialogue(opening=form.opening(), on=request.standing.on, by=request.actor)
            url = reverse("desk:dialogue", args=[dialogue.code])
            once.keep_result(token, url)
            notes.done(
                request,
                _("Đã mở cuộc đối thoại %(code)s.") % {"code": dialogue.code},
                _("Các hạn đã tính theo quy định có hiệu lực hôm nay."),
            )
    return url or once.result_of(token) or reverse("desk:dialogue-list")


def _timeline(request: StaffRequest, form: OpeningForm) -> dict[str, object]:
    """Return the timeline of what is filled in, or why there is none yet."""
    today = request.standing.on
    if not form.is_bound or not form.ready_to_preview():
        return {"today": today, "preview": None}
    opening = form.opening()
    if faults := list(dialogues.sitting_faults(opening.sittings, on=today)):
        return {"today": today, "preview": None, "refusal": " ".join(faults)}
    try:
        found = dialogues.preview_of(opening, on=today)
    except DomainError as error:
        return {"today": today, "preview": None, "refusal": str(error)}
    notice = found.notice.rule if found.notice else ""
    rows = preview_rows(found.obligations, office=opening.host_office.short_name, today=today, open_rule=notice)
    return {"today": today, "preview": found, "rows": rows, "held_on": opening.starts_on}
