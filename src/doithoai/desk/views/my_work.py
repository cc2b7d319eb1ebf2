"""My work: what is late, due today and coming, with the article behind each."""

from collections.abc import Iterable

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from doithoai.desk import work
from doithoai.desk.access import StaffRequest, staff
from doithoai.desk.library.calendar_wanted import calendar_wanted
from doithoai.notices import services as notices
from doithoai.notices.models import Channel, Message
from doithoai.obligations import calendars
from doithoai.organisations import queries as organisations
from doithoai.organisations.models import Substitution
from doithoai.petitions import queries as petitions


@require_safe
@staff
def show(request: StaffRequest) -> HttpResponse:
    """Show the person's own work, or the whole unit's."""
    main = request.standing.main
    whole_unit = request.GET.get("pham-vi") == "don-vi" and main is not None
    agenda = work.agenda_of(request.standing, unit=main.body.unit.key if whole_unit and main else "")
    calendar = calendars.here()
    out = petitions.out_with_others(request.standing)
    return render(
        request,
        "desk/my_work.html",
        {
            "today": request.standing.on,
            "agenda": agenda,
            "whole_unit": whole_unit,
            "unsettled": calendar_wanted(request.standing),
            "waiting": work.waiting_for(request.standing, out),
            "others": work.waiting_for_others(request.standing, out),
            "standing_in": _standing_in(request),
            "charges": work.in_charge_of(request.standing),
            "fortnight": [
                {"day": calendar.day(day), "count": count} for day, count in work.fortnight(request.standing, agenda)
            ],
        },
    )


def _standing_in(request: StaffRequest) -> Iterable[Substitution]:
    """Return for whom the person stands in and who stands in for the person; no query where neither is so."""
    if not request.standing.absent and not request.standing.is_away:
        return ()
    return organisations.substitutes_around(request.user, on=request.standing.on)


@require_safe
@staff
def messages(request: StaffRequest) -> HttpResponse:
    """Show the person's messages, newest first."""
    rows = Message.objects.filter(account=request.user, channel=Channel.IN_APP).order_by("-pk")[:100]
    return render(request, "desk/messages.html", {"rows": rows, "unread": any(row.read_at is None for row in rows)})


@require_POST
@staff
def mark_read(request: StaffRequest) -> HttpResponse:
    """Mark all messages as read."""
    notices.mark_read(request.user, now=timezone.now())
    return redirect("desk:messages")
