"""The notice and its channels, the invitations and their replies."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.db.models import QuerySet
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from doithoai.accounts.vault import PersonalDetails
from doithoai.common.errors import DomainError
from doithoai.desk.access import StaffRequest, dialogue_or_404, require, staff
from doithoai.desk.actions import form_page, tried
from doithoai.desk.doors import drawn
from doithoai.desk.forms import announcing as forms
from doithoai.desk.papers import Shelf
from doithoai.desk.workspace import workspace_of
from doithoai.dialogues import permissions, services
from doithoai.dialogues import queries as dialogues
from doithoai.dialogues.enums import DialogueState, InvitationReply, InviteeKind
from doithoai.dialogues.models import Dialogue, Invitation, Notice, Publication
from doithoai.documents.enums import PaperKind
from doithoai.obligations import queries as obligations
from doithoai.obligations.models import Duty
from doithoai.organisations import queries as organisations
from doithoai.organisations.models import Body
from doithoai.petitions.models import Assignment
from doithoai.screens import notes, parts

TAB = "dialogue-notice"


@dataclass(frozen=True, slots=True)
class Channel:
    """A channel: whether the regulation demands it, and by which publication it was done."""

    code: str
    name: str
    note: str
    done: Publication | None


@require_safe
@staff
def show(request: StaffRequest, code: str) -> HttpResponse:
    """Show the notice, its channels, the list of invitees and what is missing."""
    dialogue = dialogue_or_404(request, code)
    written = list(dialogue.notices.prefetch_related("publications").order_by("-number"))
    notice = next((row for row in written if row.replaced_at is None), None)
    duties = list(obligations.timeline_of_dialogue(dialogue.key))
    invitations = list(dialogue.invitations.select_related("body", "identity").order_by("kind", "pk"))
    context = {
        "notice": notice,
        "channels": _channels(dialogue, notice),
        "earlier": [row for row in written if row.replaced_at is not None],
        "door": _door(request, dialogue, notice, duties),
        "duty": dialogues.notice_duty_of(dialogue, duties),
        "invitations": invitations,
        "unsent": sum(row.sent_on is None for row in invitations),
        "uninvited": dialogues.uninvited_leaders(dialogue, must_answer(dialogue)),
        "replies": InvitationReply.choices,
        "may_announce": permissions.can_announce(request.standing, dialogue),
        "may_prepare": permissions.can_prepare(request.standing, dialogue),
        "overrides": dialogue.overrides.filter(door="announce").select_related("made_by").order_by("pk"),
        "shelf": Shelf.of(dialogue, PaperKind.PUBLIC_NOTICE, PaperKind.INVITATION),
    }
    return render(request, "desk/dialogue/notice.html", workspace_of(request, dialogue, TAB) | context)


def _door(
    request: StaffRequest, dialogue: Dialogue, notice: Notice | None, duties: Sequence[Duty]
) -> parts.Door | None:
    if dialogue.state != DialogueState.PREPARING:
        return None
    door = dialogues.door_to_announce(dialogue, on=request.standing.on, notice=notice, duties=duties)
    title = _("Chưa công bố được") if door.missing else _("Đủ điều kiện công bố")
    return drawn(dialogue, door, title, request.standing)


def _channels(dialogue: Dialogue, notice: Notice | None) -> list[Channel]:
    done = {row.channel: row for row in notice.publications.all()} if notice else {}
    return [Channel(row.code, row.name, _note(row), done.get(row.code)) for row in _offered(dialogue)]


def _offered(dialogue: Dialogue) -> tuple[dialogues.Channel, ...]:
    return dialogues.channels_of(dialogues.laws_reaching(dialogue), dialogue.type)


def _note(channel: dialogues.Channel) -> str:
    if channel.firm:
        return _("quy định bắt buộc")
    return _("bắt buộc một trong các kênh này") if channel.wanted else _("không bắt buộc")


def must_answer(dialogue: Dialogue) -> QuerySet[Body]:
    """Return the bodies to which petitions of the dialogue were assigned: their leaders are invited."""
    asked = Assignment.objects.filter(petition__dialogue=dialogue).values("body")
    return Body.objects.filter(pk__in=asked)


@require_http_methods(["GET", "POST"])
@staff
def write(request: StaffRequest, code: str) -> HttpResponse:
    """Write the notice for the present day and place."""
    dialogue = dialogue_or_404(request, code)
    require(permissions.can_announce(request.standing, dialogue))
    notice = dialogues.current_notice(dialogue)
    form = forms.NoticeForm(request.POST or None, initial=_suggested(dialogue, notice))

    def draft() -> str:
        values = form.cleaned_data
        services.draft_notice(
            dialogue=dialogue,
            content=values["content"],
            participants=values["participants"],
            how_to_take_part=values["how_to_take_part"],
            on=request.standing.on,
            by=request.actor,
        )
        return _("Đã soạn thông báo.")

    lead = _("Ngày, giờ, nơi họp và hình thức lấy từ cuộc đối thoại.")
    if notice is not None and notice.publications.exists():
        lead = _("Thông báo đã công bố. Sửa nội dung thì thành thông báo mới và phải công bố lại.")
    return _page(request, dialogue, form, draft, title=_("Soạn thông báo"), word=_("Lưu thông báo"), lead=lead)


def _suggested(dialogue: Dialogue, notice: Notice | None) -> dict[str, str]:
    if notice is not None:
        return {
            "content": notice.content,
            "participants": notice.participants,
            "how_to_take_part": notice.how_to_take_part,
        }
    return {"content": dialogue.topic, "participants": dialogue.participants}


@require_http_methods(["GET", "POST"])
@staff
def publish(request: StaffRequest, code: str, channel: str) -> HttpResponse:
    """Record that the notice went out by a channel."""
    dialogue = dialogue_or_404(request, code)
    require(permissions.can_announce(request.standing, dialogue))
    name = next((row.name for row in _offered(dialogue) if row.code == channel), "")
    if not name:
        return redirect("desk:dialogue-notice", code)
    form = forms.PublishForm(request.POST or None, initial={"published_on": request.standing.on})

    def record() -> str:
        values = form.cleaned_data
        services.publish_notice(
            dialogue=dialogue,
            channel=channel,
            published_on=values["published_on"],
            detail=values["detail"],
            override_reason=values["override_reason"],
            on=request.standing.on,
            by=request.actor,
        )
        return _("Đã ghi công bố.")

    title = _("Ghi công bố: %(channel)s") % {"channel": f"{name[:1].lower()}{name[1:]}"}
    return _page(request, dialogue, form, record, title=title, word=_("Ghi công bố"))


@require_http_methods(["GET", "POST"])
@staff
def send(request: StaffRequest, code: str) -> HttpResponse:
    """Record that the invitations went out."""
    dialogue = dialogue_or_404(request, code)
    require(permissions.can_announce(request.standing, dialogue))
    form = forms.SendForm(request.POST or None, initial={"sent_on": request.standing.on})

    def record() -> str:
        sent = services.send_invitations(
            dialogue=dialogue,
            sent_on=form.cleaned_data["sent_on"],
            override_reason=form.cleaned_data["override_reason"],
            on=request.standing.on,
            by=request.actor,
        )
        return _("Đã ghi gửi %(n)d giấy mời.") % {"n": sent}

    waiting = dialogue.invitations.filter(sent_on=None).count()
    lead = _("%(n)d nơi nhận chưa gửi. Lần gửi đầu cũng là việc thông báo bằng giấy mời.") % {"n": waiting}
    return _page(request, dialogue, form, record, title=_("Ghi đã gửi giấy mời"), word=_("Ghi đã gửi"), lead=lead)


@require_http_methods(["GET", "POST"])
@staff
def invite(request: StaffRequest, code: str) -> HttpResponse:
    """Put bodies or a guest on the list."""
    dialogue = dialogue_or_404(request, code)
    require(permissions.can_announce(request.standing, dialogue))
    on = request.standing.on
    listed = dialogue.invitations.exclude(body=None).values("body")
    bodies = list(organisations.bodies_of_unit(dialogue.unit, on=on).exclude(pk__in=listed))
    form = forms.InviteForm(request.POST or None, bodies=bodies, initial={"bodies": _must_invite(dialogue, bodies)})

    def put() -> str:
        for kind, body in form.chosen_bodies():
            services.invite(dialogue=dialogue, kind=kind, body=body, on=on, by=request.actor)
        if form.cleaned_data["name"]:
            _invite_guest(request, dialogue, form)
        return _("Đã thêm vào danh sách mời.")

    lead = _("Người được mời với tư cách công dân: họ tên giữ kín, chỉ in trên giấy mời.")
    return _page(request, dialogue, form, put, title=_("Thêm nơi nhận giấy mời"), word=_("Thêm"), lead=lead)


def _must_invite(dialogue: Dialogue, bodies: list[Body]) -> list[str]:
    """Tick the bodies that must answer: their leaders are to come (HP-8.1-invite-leaders)."""
    wanted = set(must_answer(dialogue).values_list("pk", flat=True))
    return [str(body.pk) for body in bodies if body.pk in wanted]


def _invite_guest(request: StaffRequest, dialogue: Dialogue, form: forms.InviteForm) -> None:
    kind = InviteeKind(form.cleaned_data["kind"])
    details: PersonalDetails | None = form.details() if kind == InviteeKind.CITIZEN else None
    name = "" if details else form.cleaned_data["name"]
    services.invite(dialogue=dialogue, kind=kind, details=details, name=name, on=request.standing.on, by=request.actor)


@require_POST
@staff
def remove(request: StaffRequest, code: str, key: str) -> HttpResponse:
    """Take somebody off the list before the invitation went out."""
    dialogue = dialogue_or_404(request, code)
    require(permissions.can_announce(request.standing, dialogue))
    invitation = get_object_or_404(Invitation.objects.select_related("dialogue"), dialogue=dialogue, key=key)

    def take_off() -> str:
        services.remove_invitation(invitation=invitation, on=request.standing.on, by=request.actor)
        return _("Đã bỏ khỏi danh sách mời.")

    tried(request, take_off)
    return redirect("desk:dialogue-notice", code)


@require_POST
@staff
def reply(request: StaffRequest, code: str, key: str) -> HttpResponse:
    """Record what an invitee answered."""
    dialogue = dialogue_or_404(request, code)
    require(permissions.can_prepare(request.standing, dialogue))
    invitation = get_object_or_404(Invitation, dialogue=dialogue, key=key)
    form = forms.ReplyForm(request.POST)
    if not form.is_valid():
        notes.refused(request, _("Chọn một trả lời trong danh sách."))
        return redirect("desk:dialogue-notice", code)

    def answer() -> str:
        services.answer_invitation(
            invitation=invitation,
            reply=InvitationReply(form.cleaned_data["reply"]),
            note=form.cleaned_data["note"],
            on=request.standing.on,
            by=request.actor,
        )
        return _("Đã ghi trả lời.")

    tried(request, answer)
    return redirect("desk:dialogue-notice", code)


@require_POST
@staff
def letters(request: StaffRequest, code: str) -> HttpResponse:
    """Hand over all letters of invitation as one PDF for printing."""
    dialogue = dialogue_or_404(request, code)
    require(permissions.can_prepare(request.standing, dialogue))
    try:
        printed = services.invitation_letters(dialogue, on=request.standing.on)
    except DomainError as error:
        notes.refused(request, str(error))
        return redirect("desk:dialogue-notice", code)
    response = HttpResponse(printed, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="giay-moi-{dialogue.code}.pdf"'
    response["Cache-Control"] = "private, no-store"
    return response


def _page(
    request: StaffRequest,
    dialogue: Dialogue,
    form: Form,
    verb: Callable[[], str],
    *,
    title: str,
    word: str,
    lead: str = "",
) -> HttpResponse:
    back = reverse("desk:dialogue-notice", args=[dialogue.code])
    return form_page(request, dialogue, TAB, form, verb, title=title, word=word, back=back, lead=lead)
