"""Addresses of the interface, and its OpenAPI document at /api/v1/openapi.json."""

from datetime import date

from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, path, reverse
from django.utils import timezone
from ninja import Header, NinjaAPI, Status

from doithoai.accounts.vault import PersonalDetails
from doithoai.api import refusals
from doithoai.api.door import PACE, Token
from doithoai.api.schemas import DialogueOut, PetitionIn, PetitionOut, Problem, StandingOut, UnitOut
from doithoai.dialogues.models import Dialogue
from doithoai.petitions import services
from doithoai.petitions.enums import IntakeChannel, ReplyChannel
from doithoai.petitions.errors import GatewayRefused
from doithoai.petitions.models import Gateway, Petition
from doithoai.petitions.queries.gateways import collecting_for, handed_in_by
from doithoai.petitions.services import Opinion, Petitioner

# Bodies and answers are documented by their types; the page of Swagger would fetch scripts from outside.
interface = NinjaAPI(
    title="Đối Thoại: nhận kiến nghị từ phần mềm khác",
    version="1",
    description="Tổng đài, cổng thông tin gửi kiến nghị của người dân vào cuộc đối thoại đang thu thập ý kiến.",
    auth=Token(),
    throttle=[PACE],
    docs_url=None,
    urls_namespace="api",
)
refusals.register(interface)
_REFUSALS = {400: Problem, 401: Problem, 409: Problem, 422: Problem, 429: Problem}
_SEEN = {401: Problem, 429: Problem}


@interface.get("/dialogues", response={200: list[DialogueOut], **_SEEN}, summary="Các cuộc đang thu thập ý kiến")
def dialogues(request: HttpRequest) -> list[DialogueOut]:
    """List the dialogues into which this program may hand in now."""
    return [_dialogue(row) for row in collecting_for(_gateway(request))]


@interface.post(
    "/petitions", response={201: PetitionOut, 200: PetitionOut, **_REFUSALS}, summary="Gửi một kiến nghị, đúng một lần"
)
def hand_in(
    request: HttpRequest,
    petition: PetitionIn,
    idempotency_key: str = Header(  # type: ignore[type-arg]  # a parameter, not a type
        ...,
        alias="Idempotency-Key",
        min_length=8,
        max_length=120,
        description="Khóa riêng của kiến nghị này ở nơi gửi. Mất mạng thì gửi lại với đúng khóa và nội dung cũ.",
    ),
) -> Status[PetitionOut]:
    """Register a petition. The same key again gives the same petition (200), never a second one."""
    gateway, on = _gateway(request), timezone.localdate()
    dialogue = Dialogue.objects.select_related("unit").filter(code=petition.dialogue).first()
    received = services.hand_in(
        gateway=gateway,
        idempotency_key=idempotency_key,
        asked=petition.model_dump_json().encode(),
        dialogue=dialogue or _no_such(petition.dialogue),
        opinion=_opinion(petition, gateway, on),
        petitioner=_petitioner(petition),
        on=on,
    )
    answer = PetitionOut(
        code=received.submitter.code,
        secret=received.secret,
        received_on=received.petition.received_on,
        again=received.again,
        follow_url=request.build_absolute_uri(reverse("portal:follow")),
    )
    return Status(200 if received.again else 201, answer)


@interface.get(
    "/petitions/{code}", response={200: StandingOut, 404: Problem, **_SEEN}, summary="Kiến nghị đã gửi nay ra sao"
)
def standing(request: HttpRequest, code: str) -> Status[StandingOut | Problem]:
    """Say how a petition stands that this program handed in."""
    found = handed_in_by(_gateway(request)).filter(code=code).first()
    if found is None:
        return Status(404, Problem(code="not_found", message=f"Kết nối này chưa gửi kiến nghị nào có mã {code}."))
    return Status(200, _standing(request, found))


def _gateway(request: HttpRequest) -> Gateway:
    gateway: Gateway = request.auth  # type: ignore[attr-defined]  # set by the door
    return gateway


def _no_such(code: str) -> Dialogue:
    raise GatewayRefused(f"Không có cuộc đối thoại {code}. Xem các mã đang nhận ở /api/v1/dialogues.")


def _opinion(petition: PetitionIn, gateway: Gateway, on: date) -> Opinion:
    return Opinion(
        text=petition.text,
        channel=IntakeChannel(gateway.channel),
        received_on=petition.received_on or on,
        place=petition.place,
    )


def _petitioner(petition: PetitionIn) -> Petitioner:
    person = petition.person
    details = PersonalDetails(**person.model_dump()) if person else None
    return Petitioner(
        details=details, reply_channel=ReplyChannel(petition.reply_channel), may_publish=petition.may_publish
    )


def _dialogue(row: Dialogue) -> DialogueOut:
    days = [timezone.localtime(session.starts_at).date() for session in row.sessions.all()]
    return DialogueOut(
        code=row.code,
        title=row.title,
        unit=UnitOut(code=row.unit.code, name=row.unit.name),
        conference_on=min(days, default=None),
        collects_until=row.collects_until,
    )


def _standing(request: HttpRequest, row: Petition) -> StandingOut:
    public = reverse("portal:answer", args=[row.key]) if row.published_on else ""
    return StandingOut(
        code=row.code,
        dialogue=row.dialogue.code,
        received_on=row.received_on,
        state=row.state,
        state_vi=str(row.get_state_display()),
        result=row.result,
        promised_on=row.agreed_due_on,
        public_url=request.build_absolute_uri(public) if public else "",
    )


urlpatterns: list[URLPattern | URLResolver] = [path("v1/", interface.urls)]
