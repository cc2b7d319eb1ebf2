"""Drawing who speaks: the list is closed, the seed comes, everybody can replay it."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from doithoai.desk.access import StaffRequest, dialogue_or_404, require, staff
from doithoai.desk.actions import carried_out, tried
from doithoai.desk.forms.registering import DrawListForm, SeedForm
from doithoai.desk.workspace import workspace_of
from doithoai.dialogues import permissions
from doithoai.proceedings import services
from doithoai.proceedings.models import SpeakerDraw
from doithoai.proceedings.queries.draws import candidates, draws_of, result_of, slip_number


@require_http_methods(["GET", "HEAD", "POST"])
@staff
def show(request: StaffRequest, code: str) -> HttpResponse:
    """Show the draws; close a list, or enter the seed of the one that waits."""
    dialogue = dialogue_or_404(request, code)
    require(permissions.can_see_registrations(request.standing, dialogue))
    may = permissions.can_arrange_registrations(request.standing, dialogue)
    draws = list(draws_of(dialogue))
    waiting = next((draw for draw in draws if draw.drawn_at is None), None)
    several = dialogue.venue_points.count() > 1
    form = SeedForm(request.POST or None) if waiting else DrawListForm(request.POST or None, several=several)

    def act() -> str:
        data = form.cleaned_data
        if waiting is not None:
            services.draw_speakers(draw=waiting, seed=data["seed"], at=timezone.now(), by=request.actor)
            return _("Đã bốc thăm và xếp lượt phát biểu.")
        services.close_draw_list(
            dialogue=dialogue,
            seats=data["seats"],
            by_point=data.get("by_point", False),
            seed_source=data["seed_source"],
            at=timezone.now(),
            by=request.actor,
        )
        return _("Đã khóa danh sách; mã kiểm hiện trên trang công khai.")

    if request.method == "POST":
        require(may)
        if form.is_valid() and carried_out(request, form, act):
            return redirect("desk:dialogue-draw", code)
    slips = {slip_number(row): row for row in candidates(dialogue)}
    context = {
        "form": form if may else None,
        "waiting": waiting,
        "number": len(slips),
        "done": [
            (draw, [(row, slips.get(row.slip.number)) for row in result_of(draw)]) for draw in draws if draw.drawn_at
        ],
        "public": request.build_absolute_uri(reverse("portal:draw", args=[code])),
    }
    return render(
        request, "desk/dialogue/draw.html", workspace_of(request, dialogue, "dialogue-registrations") | context
    )


@require_POST
@staff
def drop(request: StaffRequest, code: str, key: str) -> HttpResponse:
    """Open the list again before the seed is known."""
    dialogue = dialogue_or_404(request, code)
    require(permissions.can_arrange_registrations(request.standing, dialogue))
    draw = get_object_or_404(SpeakerDraw.objects.select_related("dialogue"), dialogue=dialogue, key=key)

    def act() -> str:
        services.drop_draw(draw=draw, by=request.actor)
        return _("Đã mở lại danh sách.")

    tried(request, act)
    return redirect("desk:dialogue-draw", code)
