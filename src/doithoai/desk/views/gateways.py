"""Programs that hand petitions in: the list, a new one with its token shown once, stopping one."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from doithoai.desk.access import StaffRequest, require, staff
from doithoai.desk.actions import carried_out
from doithoai.desk.forms.gateways import GatewayForm, WithdrawForm
from doithoai.desk.views.plans import unit_of
from doithoai.petitions import permissions, services
from doithoai.petitions.enums import IntakeChannel
from doithoai.petitions.models import Gateway
from doithoai.petitions.queries.gateways import gateways_of

# The token waits in the session for the one page that shows it.
_TOKEN = "gateway_token"  # noqa: S105 -- the name of a place, not a secret


@require_safe
@staff
def board(request: StaffRequest) -> HttpResponse:
    """Show which programs hand in, how much, when last; a new token once."""
    unit = unit_of(request)
    require(permissions.can_keep_gateways(request.standing, unit))
    shown = request.session.pop(_TOKEN, None)
    context = {"unit": unit, "gateways": gateways_of(unit), "shown": shown, "address": _address(request)}
    answer = render(request, "desk/gateways/board.html", context)
    answer["Cache-Control"] = "no-store"
    return answer


def _address(request: StaffRequest) -> str:
    return request.build_absolute_uri("/api/v1/")


@require_http_methods(["GET", "HEAD", "POST"])
@staff
def add(request: StaffRequest) -> HttpResponse:
    """Let a program in."""
    unit = unit_of(request)
    require(permissions.can_keep_gateways(request.standing, unit))
    form = GatewayForm(request.POST if request.method == "POST" else None)

    def opened() -> str:
        gateway, token = services.open_gateway(
            unit=unit,
            name=form.cleaned_data["name"],
            channel=IntakeChannel(form.cleaned_data["channel"]),
            on=request.standing.on,
            by=request.actor,
        )
        request.session[_TOKEN] = {"name": gateway.name, "token": token}
        return _("Đã mở kết nối cho %(name)s.") % {"name": gateway.name}

    back = reverse("desk:gateways")
    if request.method == "POST" and form.is_valid() and carried_out(request, form, opened):
        return redirect(back)
    words = {
        "title": _("Nhận kiến nghị từ phần mềm khác"),
        "lead": _("Mở xong, màn hình hiện mã truy cập một lần; hãy chép và giao tận tay cho nơi gửi."),
        "word": _("Mở kết nối"),
        "back": back,
        "back_word": _("Kết nối nhận kiến nghị"),
    }
    return render(request, "desk/form.html", words | {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@staff
def withdraw(request: StaffRequest, key: str) -> HttpResponse:
    """Take nothing more from a program."""
    own = [one.body.unit_id for one in request.standing.memberships]
    gateway = get_object_or_404(Gateway.objects.select_related("unit"), key=key, unit__in=own)
    require(permissions.can_keep_gateways(request.standing, gateway.unit))
    form = WithdrawForm(request.POST if request.method == "POST" else None)

    def withdrawn() -> str:
        services.withdraw_gateway(gateway=gateway, on=request.standing.on, by=request.actor)
        return _("Đã ngừng nhận từ %(name)s.") % {"name": gateway.name}

    back = reverse("desk:gateways")
    if request.method == "POST" and form.is_valid() and carried_out(request, form, withdrawn):
        return redirect(back)
    words = {
        "title": _("Ngừng nhận từ %(name)s") % {"name": gateway.name},
        "lead": _("Mã truy cập hết dùng được ngay và không khôi phục. Kiến nghị đã nhận vẫn giữ nguyên."),
        "word": _("Ngừng nhận"),
        "danger": True,
        "back": back,
        "back_word": _("Kết nối nhận kiến nghị"),
    }
    return render(request, "desk/form.html", words | {"form": form})
