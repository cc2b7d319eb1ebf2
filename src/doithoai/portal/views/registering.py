"""Registering to attend and to speak."""

from django.db import transaction
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from doithoai.common.actors import PUBLIC
from doithoai.common.errors import DomainError
from doithoai.dialogues import queries as dialogue_queries
from doithoai.dialogues import services as dialogues
from doithoai.dialogues.enums import RegistrationChannel
from doithoai.dialogues.models import Dialogue
from doithoai.portal import limits, public, receipts
from doithoai.portal.access import personal
from doithoai.portal.forms import RegisterForm
from doithoai.portal.reads import dialogues as reads
from doithoai.portal.receipts import Receipt
from doithoai.screens import once


@personal
@require_http_methods(["GET", "HEAD", "POST"])
def register(request: HttpRequest, code: str) -> HttpResponseBase:
    """Take a registration while the conference is announced and not begun; say so otherwise."""
    on = timezone.localdate()
    dialogue = get_object_or_404(public.dialogues(on=on), code=code)
    card = reads.cards(public.dialogues(on=on).filter(pk=dialogue.pk), on=on)[0]
    if not public.takes_registrations(dialogue):
        return render(request, "portal/register_closed.html", {"dialogue": dialogue, "card": card})
    points = dialogue_queries.figures_of_points(dialogue)
    form = RegisterForm(request.POST or None, points=points)
    if request.method == "POST":
        if limits.is_over(limits.SENDING, request):
            minutes = {"minutes": limits.SENDING.minutes}
            form.add_error(
                None, _("Từ mạng này vừa có quá nhiều lần gửi. Hãy chờ khoảng %(minutes)d phút rồi gửi lại.") % minutes
            )
        elif form.is_valid() and _registered(request, dialogue, form):
            return redirect("portal:receipt")
    return render(request, "portal/register.html", {"form": form, "dialogue": dialogue, "card": card, "points": points})


def _registered(request: HttpRequest, dialogue: Dialogue, form: RegisterForm) -> bool:
    """Keep the registration once; say on the form why not, if not."""
    token = form.cleaned_data["once"] or receipts.new_token()
    try:
        with transaction.atomic():
            if once.first_time(request, token):
                receipts.put_away(_keep(dialogue, form), token=token)
    except DomainError as error:
        form.add_error(None, str(error))
        return False
    limits.count(limits.SENDING, request)
    receipts.hand_over(request, token=token)
    return True


def _keep(dialogue: Dialogue, form: RegisterForm) -> Receipt:
    given = form.cleaned_data
    registration, secret = dialogues.register(
        dialogue=dialogue,
        details=form.person(),
        link_to_area=given["link_to_area"],
        channel=RegistrationChannel.PORTAL,
        venue_point=form.point(),
        wants_to_speak=given["speaks"] == "1",
        speaks_about=given["speaks_about"],
        petition_code=given["petition_code"].upper(),
        mandate=given["mandate"],
        on=timezone.localdate(),
        by=PUBLIC,
    )
    return Receipt("registration", registration.code, secret)
