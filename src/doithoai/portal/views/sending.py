"""Sending an opinion: which conference, one short form, and the receipt."""

from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from doithoai.common.actors import PUBLIC
from doithoai.common.errors import DomainError
from doithoai.common.text import one_line
from doithoai.dialogues.models import Dialogue, Registration
from doithoai.documents.errors import FileRefused
from doithoai.organisations import queries as organisations
from doithoai.petitions import queries
from doithoai.petitions import services as petitions
from doithoai.petitions.enums import IntakeChannel
from doithoai.petitions.models import LateArrival, Submitter
from doithoai.petitions.queries import Similar
from doithoai.portal import limits, public, receipts
from doithoai.portal.access import personal
from doithoai.portal.forms import SendForm
from doithoai.portal.reads import dialogues as dialogue_reads
from doithoai.portal.reads import sending as reads
from doithoai.portal.receipts import Receipt
from doithoai.portal.views.dialogues import places
from doithoai.screens import once, qr


@require_safe
def choose(request: HttpRequest) -> HttpResponse:
    """Show the conferences that take opinions; straight on to the form where there is only one."""
    on = timezone.localdate()
    rows = public.collecting(on=on)
    place = one_line(request.GET.get("noi", ""))
    if place:
        rows = rows.filter(unit__code=place)
    cards = dialogue_reads.cards(rows[:50], on=on)
    if len(cards) == 1 and not place:
        return redirect("portal:send-to", cards[0].dialogue.code)
    return render(request, "portal/send_choose.html", {"cards": cards, "place": place, "places": places()})


@personal
@require_http_methods(["GET", "HEAD", "POST"])
def send(request: HttpRequest, code: str) -> HttpResponseBase:
    """Take an opinion for one conference, or say that its window has closed and what is left."""
    on = timezone.localdate()
    dialogue = get_object_or_404(public.dialogues(on=on), code=code)
    open_now = reads.choices(dialogue.unit_id, on=on)
    if request.method != "POST" and code not in {one for one, _title, _hint in open_now}:
        return _closed(request, dialogue)
    offered = open_now
    if open_now and request.POST.get("dialogue") == code and code not in {one for one, _title, _hint in open_now}:
        # The form was opened in time and sent too late: it goes to the next one, the receipt says so.
        offered = [*open_now, (code, dialogue.title, _("Đã hết hạn; gửi vào đây thì chuyển sang cuộc sau"))]
    form = SendForm(request.POST or None, request.FILES or None, dialogues=offered, initial={"dialogue": code})
    if request.method == "POST" and "xem" in request.POST:  # without scripts: what was asked before, nothing sent
        form = SendForm(dialogues=open_now, initial=request.POST.dict())
        return _form(request, form, dialogue, open_now, asked=_asked(request, dialogue))
    if request.method == "POST":
        if limits.is_over(limits.SENDING, request):
            form.add_error(None, _too_many())
        elif form.is_valid() and (answer := _received(request, form)):
            return answer
    return _form(request, form, dialogue, open_now)


@personal
@require_POST
def asked_before(request: HttpRequest, code: str) -> HttpResponseBase:
    """Answer with what is published about a matter like the one being typed; nothing is kept."""
    dialogue = get_object_or_404(public.dialogues(on=timezone.localdate()), code=code)
    return render(request, "portal/parts/asked.html", {"asked": _asked(request, dialogue)})


def _asked(request: HttpRequest, dialogue: Dialogue) -> list[Similar]:
    """Return published matters like the typed one; none for an address that asks in a flood."""
    if limits.is_over(limits.LOOKING, request):
        return []
    limits.count(limits.LOOKING, request)
    on = timezone.localdate()
    words = f"{request.POST.get('text', '')}\n{request.POST.get('place', '')}"
    units = queries.units_behind(dialogue.unit, on=on)
    return queries.similar_published(words, among=public.petitions(), units=units, on=on)


def _form(
    request: HttpRequest,
    form: SendForm,
    dialogue: Dialogue,
    open_now: list[tuple[str, str, str]],
    asked: list[Similar] | None = None,
) -> HttpResponse:
    others = public.collecting(on=timezone.localdate()).exclude(unit=dialogue.unit_id).exists()
    known = organisations.gazetteer_of([dialogue.unit_id], on=timezone.localdate()).offered()
    context = {
        "form": form,
        "dialogue": dialogue,
        "open_now": open_now,
        "elsewhere": others,
        "asked": asked,
        "known_places": known,
    }
    return render(request, "portal/send.html", context)


def _closed(request: HttpRequest, dialogue: Dialogue) -> HttpResponse:
    on = timezone.localdate()
    here = public.collecting(on=on).filter(unit=dialogue.unit_id)
    context = {
        "dialogue": dialogue,
        "cards": dialogue_reads.cards(here, on=on),
        "registers": public.takes_registrations(dialogue),
    }
    return render(request, "portal/send_closed.html", context)


def _too_many() -> str:
    return _(
        "Từ mạng này vừa có quá nhiều lần gửi. Điều bạn viết còn nguyên dưới đây: hãy chờ khoảng %(minutes)d phút "
        "rồi bấm Gửi lần nữa, hoặc đến bộ phận một cửa."
    ) % {"minutes": limits.SENDING.minutes}


def _received(request: HttpRequest, form: SendForm) -> HttpResponseBase | None:
    """Register what was sent once, however often the button was pressed; None after a refusal."""
    token = form.cleaned_data["once"] or receipts.new_token()
    try:
        with transaction.atomic():
            if once.first_time(request, token):
                receipts.put_away(_register(form), token=token)
    except DomainError as error:
        form.add_error("attachments" if isinstance(error, FileRefused) else None, str(error))
        return None
    limits.count(limits.SENDING, request)
    receipts.hand_over(request, token=token)
    return redirect("portal:receipt")


def _register(form: SendForm) -> Receipt:
    on, given = timezone.localdate(), form.cleaned_data
    opinion = petitions.Opinion(
        text=given["text"],
        channel=IntakeChannel.PORTAL,
        received_on=on,
        place=given["place"],
        files=given["attachments"],
    )
    received = petitions.receive_petition(
        dialogue=Dialogue.objects.get(code=given["dialogue"]),
        opinion=opinion,
        petitioner=form.petitioner(),
        on=on,
        by=PUBLIC,
    )
    return Receipt("petition", received.submitter.code, received.secret)


@personal
@require_safe
def receipt(request: HttpRequest) -> HttpResponseBase:
    """Show the receipt; its secret only the first time."""
    found, fresh = receipts.take(request)
    if found is None:
        return redirect("portal:follow")
    follow = f"{request.build_absolute_uri(reverse('portal:follow'))}?ma={found.code}"
    context: dict[str, object] = {"receipt": found, "fresh": fresh, "qr": qr.svg(follow)}
    if found.sort == "registration":
        # The reception's reader types what it scans into its search: the code and nothing else.
        context["qr"] = qr.svg(found.code)
        return render(request, "portal/receipt_registration.html", context | _of_registration(found.code))
    return render(request, "portal/receipt_petition.html", context | _of_petition(found.code))


def _of_petition(code: str) -> dict[str, object]:
    submitter = Submitter.objects.select_related("petition__dialogue__unit", "petition__dialogue__host_office").get(
        code=code
    )
    petition = submitter.petition
    return {
        "petition": petition,
        "submitter": submitter,
        "dialogue": petition.dialogue,
        "late": LateArrival.objects.filter(petition=petition).select_related("missed").first(),
        "steps": reads.next_steps(petition.dialogue, on=timezone.localdate()),
    }


def _of_registration(code: str) -> dict[str, object]:
    row = Registration.objects.select_related("dialogue__unit", "dialogue__host_office", "venue_point").get(code=code)
    sessions = row.dialogue.sessions.order_by("starts_at")
    return {"registration": row, "dialogue": row.dialogue, "sessions": sessions}
