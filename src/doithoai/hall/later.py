"""Actions of a console that come late, or twice: each counts once, at the moment at which it was done.

A console whose line drops keeps what is done there and sends it when the line is back (hall/later.js), each with a
key (`khoa`) and the moment of the click (`luc`). The key is claimed in the transaction of the verb: an answer that
was lost on its way makes the console send again, and the second one finds the first.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import wraps
from typing import Concatenate, ParamSpec

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import resolve_url
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from doithoai.screens import once
from doithoai.screens.staff import StaffRequest, staff

P = ParamSpec("P")

_LATEST = timedelta(hours=12)  # a conference and its evening; older moments are those of a wrong clock


def moment_of(request: HttpRequest) -> datetime:
    """Return when the person pressed the button: the console's moment where it is believable, else now."""
    now = timezone.now()
    said = request.POST.get("luc", "")
    try:
        moment = parse_datetime(said) if said else None
    except ValueError:
        moment = None
    if moment is None or timezone.is_naive(moment) or not now - _LATEST <= moment <= now:
        return now
    return moment


def console_act(view: Callable[Concatenate[StaffRequest, P], HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Wrap a view behind a console's button: for signed-in staff, counted once; in JSON for a console that kept it."""
    inside = staff(_counted_once(view))

    @wraps(view)
    def answered(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        if request.method != "POST" or request.headers.get("X-Later") != "1":
            return inside(request, *args, **kwargs)
        try:
            return _said(request, inside(request, *args, **kwargs))
        except PermissionDenied as error:
            return JsonResponse({"loi": str(error) or _("Bạn không có quyền làm việc này.")})
        except Http404:
            return JsonResponse({"loi": _("Không còn thấy nơi để ghi. Hãy tải lại trang.")})

    return answered


def _counted_once(
    view: Callable[Concatenate[StaffRequest, P], HttpResponseBase],
) -> Callable[Concatenate[StaffRequest, P], HttpResponseBase]:
    @wraps(view)
    def counted(request: StaffRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        key = request.POST.get("khoa", "")[:64]
        if not key:
            return view(request, *args, **kwargs)
        # A refusal is an exception and takes the claim back with it: mended, the same may be sent again.
        with transaction.atomic():
            if not once.first_time(request, f"hall:{request.user.pk}:{key}"):
                return HttpResponse(status=204)
            answer = view(request, *args, **kwargs)
            if answer.status_code == 200:  # the form again, with its mistakes
                transaction.set_rollback(True)
            return answer

    return counted


def _said(request: HttpRequest, answer: HttpResponseBase) -> HttpResponse:
    """Turn what a page would have said into words for the console's list."""
    if answer.status_code == 204:
        return JsonResponse({"xong": ""})
    if answer.status_code == 200:
        return JsonResponse({"loi": _("Còn thiếu nội dung. Hãy ghi lại cho đủ.")})
    to = str(answer.headers.get("Location", ""))
    if to.startswith(resolve_url("desk:sign-in")):
        return JsonResponse({"loi": _("Phiên đăng nhập đã hết. Hãy đăng nhập ở thẻ khác rồi bấm gửi lại.")})
    said = list(messages.get_messages(request))
    refused = [str(one.message) for one in said if one.level >= messages.ERROR]
    if refused:
        return JsonResponse({"loi": " ".join(refused).replace("\n", " ")})
    done = " ".join(str(one.message).replace("\n", " ") for one in said)
    return JsonResponse({"xong": done, "den": to if "/ket-qua/" in to else ""})
