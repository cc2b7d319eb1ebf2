"""Registering one opinion, and its receipt."""

import segno
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from doithoai.accounts.enums import Role
from doithoai.common.errors import DomainError
from doithoai.common.text import one_line
from doithoai.desk.access import StaffRequest, dialogue_or_404, require, staff
from doithoai.desk.forms.petitions import ReceiveForm
from doithoai.desk.views.petitions.earlier import similar_context
from doithoai.desk.views.petitions.found import petition_or_404
from doithoai.dialogues.enums import DialogueState
from doithoai.dialogues.models import Dialogue
from doithoai.organisations import queries as organisations
from doithoai.organisations.enums import BodyKind
from doithoai.petitions import permissions, queries, services
from doithoai.petitions.enums import IntakeChannel, ReplyChannel, Urgency
from doithoai.petitions.models import Petition
from doithoai.petitions.services import Received
from doithoai.screens import notes, once

_IN_ROOM = {DialogueState.IN_SESSION, DialogueState.HELD}
_LAST = "last_way_of_receiving"  # an officer at the counter registers many in one way
_FRONT = (BodyKind.FATHERLAND_FRONT, BodyKind.MASS_ORGANIZATION)


@require_http_methods(["GET", "HEAD", "POST"])
@staff
def receive(request: StaffRequest, code: str) -> HttpResponse:
    """Register what somebody says; the answer is the receipt, whose secret is shown only now."""
    dialogue = dialogue_or_404(request, code)
    require(permissions.can_receive(request.standing, dialogue))
    in_room = dialogue.state in _IN_ROOM
    bodies = organisations.bodies_of_unit(dialogue.unit, on=request.standing.on)
    front = next((m.body for m in request.standing.memberships if m.role == Role.FRONT), None)
    initial = {
        "received_on": request.standing.on,
        "channel": IntakeChannel.AT_CONFERENCE if in_room else IntakeChannel.FRONT if front else IntakeChannel.PAPER,
        "handed_in_by": front.key if front else "",
        "urgency": Urgency.NORMAL,
        "reply_channel": ReplyChannel.PORTAL,
    }
    if not in_room and not front:
        initial |= request.session.get(_LAST, {})
    sent = request.method == "POST"
    look = sent and "xem" in request.POST  # without scripts: what was asked before, nothing kept
    given = (request.POST, request.FILES) if sent and not look else ()
    form = ReceiveForm(*given, bodies=bodies, initial=initial | request.POST.dict() if look else initial)
    if given and form.is_valid():
        try:
            received = _register(request, dialogue, form)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            request.session[_LAST] = {name: form.cleaned_data[name] for name in ("channel", "reply_channel")}
            return _receipt(request, received) if received else _known(request, form, code)
    known = organisations.gazetteer_of([dialogue.unit_id], on=request.standing.on).offered()
    context = {
        "dialogue": dialogue,
        "form": form,
        "in_room": in_room,
        "today": request.standing.on,
        "known_places": known,
    }
    if sent:
        text, place = request.POST.get("text", ""), request.POST.get("place", "")
        context |= similar_context(request, dialogue, text, place)
    return render(request, "desk/petitions/receive.html", context)


@transaction.atomic
def _register(request: StaffRequest, dialogue: Dialogue, form: ReceiveForm) -> Received | None:
    """Register what the form says, once: None when this very form was registered before."""
    token = form.cleaned_data["once"]
    if not once.first_time(request, token):
        return None
    received = services.receive_petition(
        dialogue=dialogue,
        opinion=form.opinion(at_conference=form.cleaned_data["channel"] == IntakeChannel.AT_CONFERENCE),
        petitioner=form.petitioner(),
        on=request.standing.on,
        by=request.actor,
    )
    earlier = None if received.again else _said_to_repeat(request)
    if earlier is not None and permissions.can_triage(request.standing, received.petition):
        services.link_to_earlier(petition=received.petition, earlier=earlier, on=request.standing.on, by=request.actor)
    once.keep_result(token, reverse("desk:petition", args=[received.petition.code]))
    return received


def _said_to_repeat(request: StaffRequest) -> Petition | None:
    """Return the earlier petition that the officer chose beside the form, if the person may see it."""
    code = one_line(request.POST.get("repeats", "")).upper()
    return queries.petitions_visible_to(request.standing).filter(code=code).first() if code else None


def _known(request: StaffRequest, form: ReceiveForm, code: str) -> HttpResponse:
    notes.told(request, _("Phiếu này đã được ghi."), _("Cần biên nhận thì cấp lại ở trang kiến nghị."))
    earlier = once.result_of(form.cleaned_data["once"])
    return redirect(earlier or reverse("desk:dialogue-petitions", args=[code]))


@require_http_methods(["GET", "HEAD", "POST"])
@staff
def receipt(request: StaffRequest, code: str) -> HttpResponse:
    """Issue a receipt anew: the old secret opens nothing from then on."""
    found = petition_or_404(request, code)
    require(permissions.can_receive(request.standing, found.petition.dialogue))
    submitter = found.petition.submitters.order_by("pk").first()
    if submitter is None:
        notes.refused(request, _("Phần tách ra không có biên nhận riêng; biên nhận ở kiến nghị gốc."))
        return redirect("desk:petition", code)
    if request.method == "POST":
        return _receipt(request, services.issue_receipt(submitter=submitter, on=request.standing.on, by=request.actor))
    context = {
        "petition": found.petition,
        "dialogue": found.petition.dialogue,
        "title": _("Cấp biên nhận"),
        "lead": _("Biên nhận mới có từ bí mật mới. Từ bí mật trên biên nhận cũ, nếu có, sẽ không dùng được nữa."),
        "word": _("Cấp biên nhận"),
        "form": "",
    }
    return render(request, "desk/petitions/form.html", context)


def _receipt(request: StaffRequest, received: Received) -> HttpResponse:
    address = _follow_address(request)
    context = {
        "received": received,
        "petition": received.petition,
        "dialogue": received.petition.dialogue,
        "submitter": received.submitter,
        "secret": received.secret.replace("-", " – "),
        "address": address,
        "qr": _qr(f"{address}?ma={received.submitter.code}"),
        "today": request.standing.on,
    }
    response = render(request, "desk/petitions/receipt.html", context)
    response["Cache-Control"] = "no-store"
    return response


def _follow_address(request: StaffRequest) -> str:
    try:
        path = reverse("portal:follow")
    except NoReverseMatch:
        path = "/"
    return request.build_absolute_uri(path)


def _qr(text: str) -> SafeString:
    """Return the QR code as inline SVG without styles (the content security policy allows none)."""
    drawn = segno.make(text, error="m").svg_inline(scale=4, border=1, omitsize=True, svgclass="qr", lineclass=None)
    return mark_safe(drawn)  # noqa: S308 -- made by segno from an address of our own
