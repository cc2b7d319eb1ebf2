"""Registrations: the list with masks, an officer's entry with its receipt, seats, order, check-in with names."""

from dataclasses import dataclass

import segno
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from doithoai.accounts.vault import PersonalDetails
from doithoai.desk.access import StaffRequest, dialogue_or_404, require, staff
from doithoai.desk.actions import carried_out, tried
from doithoai.desk.forms import registering as forms
from doithoai.desk.workspace import workspace_of
from doithoai.dialogues import permissions, services
from doithoai.dialogues import queries as dialogues
from doithoai.dialogues.enums import RegistrationChannel, RegistrationState
from doithoai.dialogues.models import Dialogue, Registration
from doithoai.dialogues.permissions import Relation, relations
from doithoai.screens import notes

TAB = "dialogue-registrations"
_RECEIPT = "registration-receipt"  # session key: shown once, then gone


@require_safe
@staff
def show(request: StaffRequest, code: str) -> HttpResponse:
    """Show who registered, behind masks, with seats and the speaking order."""
    dialogue = dialogue_or_404(request, code)
    rows: list[Registration] = []
    if permissions.can_see_registrations(request.standing, dialogue):
        rows = list(dialogues.registrations_of(dialogue))
    doubles = dialogues.possible_doubles(rows)
    context = {
        "rows": [(row, doubles.get(row.pk, "")) for row in rows],
        "speakers": dialogues.speakers_of(dialogue) if rows else [],
        "figures": dialogues.figures_of_points(dialogue),
        "may_see": permissions.can_see_registrations(request.standing, dialogue),
        "may_register": permissions.can_register_others(request.standing, dialogue),
        "may_arrange": permissions.can_arrange_registrations(request.standing, dialogue),
        "may_check_in": permissions.can_check_in(request.standing, dialogue),
        "arriving": _arriving(request, dialogue),
    }
    return render(request, "desk/dialogue/registrations.html", workspace_of(request, dialogue, TAB) | context)


@require_http_methods(["GET", "POST"])
@staff
def register(request: StaffRequest, code: str) -> HttpResponse:
    """Register somebody and show the receipt, once."""
    dialogue = dialogue_or_404(request, code)
    require(permissions.can_register_others(request.standing, dialogue))
    points = list(dialogue.venue_points.order_by("-is_main", "pk"))
    form = forms.RegisterForm(request.POST or None, points=points)
    if request.method == "POST" and form.is_valid():

        def enter() -> str:
            made, secret = _registered(request, dialogue, form)
            request.session[_RECEIPT] = {"code": made.code, "secret": secret}
            return _("Đã đăng ký %(code)s.") % {"code": made.code}

        if carried_out(request, form, enter):
            return redirect("desk:dialogue-registration-receipt", code)
    title = _("Ghi người đăng ký")
    back = reverse("desk:dialogue-registrations", args=[code])
    words = {"form": form, "title": title, "word": _("Đăng ký"), "back": back}
    words["lead"] = _("Họ tên và liên hệ được giữ kín; danh sách chỉ hiện chữ cái đầu.")
    return render(request, "desk/dialogue/form.html", workspace_of(request, dialogue, TAB) | words)


def _registered(request: StaffRequest, dialogue: Dialogue, form: forms.RegisterForm) -> tuple[Registration, str]:
    values = form.cleaned_data
    by_front = Relation.HOST_OFFICE not in relations(request.standing, dialogue)
    return services.register(
        dialogue=dialogue,
        details=form.details(),
        link_to_area=values["link_to_area"],
        channel=RegistrationChannel.FRONT if by_front else RegistrationChannel.OFFICER,
        venue_point=form.chosen_point,
        wants_to_speak=values["wants_to_speak"],
        speaks_about=values["speaks_about"],
        petition_code=values["petition_code"],
        mandate=values["mandate"],
        on=request.standing.on,
        by=request.actor,
    )


@require_safe
@staff
def receipt(request: StaffRequest, code: str) -> HttpResponse:
    """Show code, secret and QR once, for printing; a second look finds nothing."""
    dialogue = dialogue_or_404(request, code)
    kept = request.session.pop(_RECEIPT, None)
    registration = Registration.objects.filter(dialogue=dialogue, code=kept["code"]).first() if kept else None
    if registration is None:
        notes.told(request, _("Biên nhận chỉ hiện một lần."), _("Mất từ bí mật thì ghi đăng ký mới."))
        return redirect("desk:dialogue-registrations", code)
    context = {"registration": registration, "secret": kept["secret"], "qr": qr_of(registration.code)}
    return render(request, "desk/dialogue/receipt.html", workspace_of(request, dialogue, TAB) | context)


def qr_of(code: str) -> SafeString:
    """Return the code as a QR drawing; it holds nothing but the code."""
    drawing = segno.make_qr(code, error="m").svg_inline(scale=4, border=2, omitsize=True, svgclass="qr", lineclass=None)
    return mark_safe(drawing)  # noqa: S308 -- drawn by the library from a code of our own alphabet


@require_POST
@staff
def confirm(request: StaffRequest, code: str, key: str) -> HttpResponse:
    """Keep a seat for somebody."""
    dialogue = dialogue_or_404(request, code)
    require(permissions.can_arrange_registrations(request.standing, dialogue))
    registration = _registration(dialogue, key)
    form = forms.SeatForm(request.POST, points=list(dialogue.venue_points.all()))
    point = form.chosen_point if form.is_valid() else None

    def keep() -> str:
        services.confirm_registration(
            registration=registration, venue_point=point, on=request.standing.on, by=request.actor
        )
        return _("Đã giữ chỗ cho %(code)s.") % {"code": registration.code}

    tried(request, keep)
    return redirect("desk:dialogue-registrations", code)


@require_POST
@staff
def withdraw(request: StaffRequest, code: str, key: str) -> HttpResponse:
    """Take a registration back when the person asks."""
    dialogue = dialogue_or_404(request, code)
    require(permissions.can_arrange_registrations(request.standing, dialogue))
    registration = _registration(dialogue, key)

    def take_back() -> str:
        services.withdraw_registration(registration=registration, on=request.standing.on, by=request.actor)
        return _("Đã rút đăng ký %(code)s.") % {"code": registration.code}

    tried(request, take_back)
    return redirect("desk:dialogue-registrations", code)


@require_POST
@staff
def order(request: StaffRequest, code: str, key: str) -> HttpResponse:
    """Give a speaker a place in the order."""
    dialogue = dialogue_or_404(request, code)
    require(permissions.can_arrange_registrations(request.standing, dialogue))
    registration = _registration(dialogue, key)
    form = forms.OrderForm(request.POST)
    if not form.is_valid():
        notes.refused(request, _("Ghi lượt bằng số, từ 1."))
        return redirect("desk:dialogue-registrations", code)

    def place() -> str:
        placed = services.set_speaking_order(
            registration=registration, order=form.cleaned_data["order"], on=request.standing.on, by=request.actor
        )
        return _("Đã xếp %(code)s lượt %(n)d.") % {"code": placed.code, "n": placed.speaking_order}

    tried(request, place)
    return redirect("desk:dialogue-registrations", code)


@dataclass(frozen=True, slots=True)
class Guest:
    """A line of the check-in list: the registration with its opened identity."""

    registration: Registration
    details: PersonalDetails
    qr: SafeString

    @property
    def here(self) -> bool:
        """Say whether the person has come."""
        return self.registration.state == RegistrationState.CHECKED_IN


@require_POST
@staff
def open_check_in(request: StaffRequest, code: str) -> HttpResponse:
    """Open the names for those who receive people: logged, once for each opening of the list."""
    dialogue = dialogue_or_404(request, code)
    require(permissions.can_check_in(request.standing, dialogue))
    opened = services.open_check_in_list(dialogue=dialogue, on=request.standing.on, by=request.actor)
    guests = [Guest(row, details, qr_of(row.code)) for row, details in opened]
    guests.sort(key=lambda guest: guest.details.full_name.split()[-1:])
    arrived = sum(guest.here for guest in guests)
    context = {"guests": guests, "arrived": arrived, "arriving": _arriving(request, dialogue)}
    return render(request, "desk/dialogue/check_in.html", workspace_of(request, dialogue, TAB) | context)


@require_POST
@staff
def check_in(request: StaffRequest, code: str) -> HttpResponse:
    """Record by code that somebody has come, or take it back; works from the list and from a QR reader."""
    dialogue = dialogue_or_404(request, code)
    require(permissions.can_check_in(request.standing, dialogue))
    wanted = request.POST.get("code", "").strip().upper()
    registration = Registration.objects.filter(dialogue=dialogue, code=wanted).select_related("dialogue").first()
    if registration is None:
        notes.refused(request, _("Không có mã này trong cuộc đối thoại. Hãy tìm theo tên trong danh sách."))
        return redirect("desk:dialogue-registrations", code)

    def record() -> str:
        if "undo" in request.POST:
            services.undo_check_in(registration=registration, on=request.standing.on, by=request.actor)
            return _("Đã bỏ ghi đến của %(code)s.") % {"code": registration.code}
        services.check_in(registration=registration, now=timezone.now(), on=request.standing.on, by=request.actor)
        return _("Đã ghi %(code)s đến dự.") % {"code": registration.code}

    tried(request, record)
    return redirect("desk:dialogue-registrations", code)


def _arriving(request: StaffRequest, dialogue: Dialogue) -> bool:
    """Say whether people may be coming in: the first day of the conference is here."""
    sessions = dialogues.sessions_of(dialogue)
    today = bool(sessions) and timezone.localdate(sessions[0].starts_at) <= request.standing.on
    return today and permissions.can_check_in(request.standing, dialogue)


def _registration(dialogue: Dialogue, key: str) -> Registration:
    return get_object_or_404(Registration.objects.select_related("dialogue"), dialogue=dialogue, key=key)
