"""Links to the video room and the recording, and the telephones of the points."""

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from doithoai.desk.access import StaffRequest, dialogue_or_404, require, staff
from doithoai.desk.actions import form_page
from doithoai.desk.forms.proceedings import BroadcastForm
from doithoai.dialogues.queries import sessions_of
from doithoai.proceedings import permissions, services
from doithoai.proceedings.queries.broadcasts import broadcast_of


@require_http_methods(["GET", "HEAD", "POST"])
@staff
def edit(request: StaffRequest, code: str) -> HttpResponse:
    """Set links and telephones."""
    dialogue = dialogue_or_404(request, code)
    require(permissions.can_set_broadcast(request.standing, dialogue))
    known = broadcast_of(dialogue)
    began = timezone.localtime(known.began_at) if known and known.began_at else None
    first = next(iter(sessions_of(dialogue)), None)
    day = dialogue.held_on or (timezone.localdate(first.starts_at) if first else None)
    initial = {
        "room_url": known.room_url if known else "",
        "watch_url": known.watch_url if known else "",
        "began_on": began.date() if began else day if dialogue.held_on else None,
        "began_time": began.time() if began else None,
        "is_public": known.is_public if known else False,
    }
    form = BroadcastForm(request.POST or None, dialogue=dialogue, initial=initial)

    def keep() -> str:
        at = timezone.now()
        services.set_broadcast(dialogue=dialogue, links=form.links, at=at, by=request.actor)
        for point in form.points:
            phone = form.cleaned_data[f"phone_{point.pk}"]
            services.set_fallback_line(venue_point=point, phone=phone, at=at, by=request.actor)
        return _("Đã ghi.")

    return form_page(
        request,
        dialogue,
        "dialogue-proceedings",
        form,
        keep,
        title=_("Phòng họp trực tuyến, bản ghi, điện thoại dự phòng"),
        word=_("Ghi"),
        back=reverse("desk:dialogue-proceedings", args=[code]),
        lead=_("Dùng hệ thống họp hình nào cũng được; ở đây chỉ ghi đường dẫn."),
    )
