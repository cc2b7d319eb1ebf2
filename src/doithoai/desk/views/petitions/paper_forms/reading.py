"""One sheet: typed by one officer, confirmed by another beside its picture."""

from hashlib import sha256
from typing import Any

from django.http import FileResponse, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from doithoai.common.errors import DomainError
from doithoai.desk.access import StaffRequest, require, staff
from doithoai.desk.actions import tried
from doithoai.desk.forms.paper_forms import ReadingForm, said_in
from doithoai.desk.views.petitions.differences import Difference, differences_of
from doithoai.desk.views.petitions.paper_forms.found import door_of, form_or_404
from doithoai.dialogues.enums import DialogueState
from doithoai.dialogues.models import Dialogue
from doithoai.documents.serving import PICTURES, file_response, picture_response
from doithoai.organisations import queries as organisations
from doithoai.petitions import permissions, queries, services
from doithoai.petitions.enums import BEFORE_CONFERENCE, FormState
from doithoai.petitions.errors import FormTaken
from doithoai.petitions.models import FormScan, PaperForm
from doithoai.petitions.services import Reading
from doithoai.screens import notes

_COLLECTS = BEFORE_CONFERENCE | {DialogueState.IN_SESSION}


@require_http_methods(["GET", "HEAD", "POST"])
@staff
def write(request: StaffRequest, number: str) -> HttpResponse:
    """Type a sheet: half of it is kept, all of it goes to a second officer."""
    sheet = form_or_404(request, number)
    if sheet.petition is not None:
        return redirect("desk:petition", sheet.petition.code)
    if door_of(request, sheet) != "desk:paper-form":
        return redirect("desk:paper-form-confirm", sheet.number)
    if request.method == "POST":
        form = _given(request, sheet)
        answer = _typed(request, sheet, form) if form.is_valid() else None
        if answer is not None:
            return answer
    else:
        said = said_in(services.look_at_form(form=sheet, on=request.standing.on, by=request.actor))
        last = queries.last_received_on(request.standing.account, on=request.standing.on)
        form = ReadingForm(initial=said | {"received_on": said["received_on"] or last}, elsewhere=_elsewhere(sheet))
    return render(request, "desk/paper_forms/write.html", _page(request, sheet, form))


def _typed(request: StaffRequest, sheet: PaperForm, form: ReadingForm) -> HttpResponse | None:
    """Keep what was typed; where it cannot be finished it is kept as a draft, with its pictures, and said why."""
    scans = [(file.name or "phieu", file.read()) for file in form.cleaned_data["scans"]]
    wanted = "xong" in request.POST
    given: dict[str, Any] = {
        "form": sheet,
        "reading": form.reading(),
        "into": form.cleaned_data.get("into"),
        "on": request.standing.on,
        "by": request.actor,
    }
    try:
        services.type_form(**given, scans=scans, finished=wanted)
    except FormTaken as error:
        notes.refused(request, str(error))
        return redirect("desk:paper-forms", sheet.dialogue.code)
    except DomainError as error:
        form.add_error(None, str(error))
        _keep_half(form, given, scans if wanted else [])
        return None
    if not wanted:
        notes.done(request, _("Đã lưu tạm phiếu %(number)s.") % {"number": sheet.number})
        return redirect("desk:paper-form", sheet.number)
    notes.done(
        request,
        _("Đã gõ xong phiếu %(number)s.") % {"number": sheet.number},
        _("Người khác xác nhận thì mới thành kiến nghị. Gõ tiếp: quét hoặc gõ số phiếu sau."),
    )
    return redirect("desk:paper-forms", sheet.dialogue.code)


def _keep_half(form: ReadingForm, given: dict[str, Any], scans: list[tuple[str, bytes]]) -> None:
    """Keep what a refusal would lose: the words in the form, and the pictures that no browser sends twice."""
    for some in (scans, []):
        try:
            services.type_form(**given | {"into": None}, scans=some, finished=False)
        except DomainError as error:
            if not some:
                form.add_error(None, str(error))
        else:
            return


@require_http_methods(["GET", "HEAD", "POST"])
@staff
def confirm(request: StaffRequest, number: str) -> HttpResponse:
    """Read a sheet a second time beside its picture; what differs is shown before it counts."""
    sheet = form_or_404(request, number)
    if sheet.petition is not None:
        notes.told(request, _("Phiếu %(number)s đã là kiến nghị này.") % {"number": sheet.number})
        return redirect("desk:petition", sheet.petition.code)
    if sheet.state != FormState.TYPED:
        return redirect("desk:paper-form", sheet.number)
    first = services.look_at_form(form=sheet, on=request.standing.on, by=request.actor)
    found: list[Difference] = []
    mark = ""
    blind = "tu-go" in request.GET
    if request.method == "POST":
        form = _given(request, sheet)
        if form.is_valid():
            second = form.reading()
            found = differences_of(first, second)
            if not found or form.cleaned_data["agreed"] == _mark(second):
                answer = _confirmed(request, sheet, form, second)
                if answer is not None:
                    return answer
            mark = _mark(second)
    else:
        said = said_in(Reading() if blind else first)
        form = ReadingForm(initial=said, elsewhere=_elsewhere(sheet))
    context = {"differences": found, "blind": blind, "mark": mark}
    return render(request, "desk/paper_forms/confirm.html", _page(request, sheet, form) | context)


def _mark(reading: Reading) -> str:
    """Return a mark of a reading: agreeing holds for what was shown, not for what was changed after it."""
    return sha256(repr(reading.cleaned()).encode()).hexdigest()[:24]


def _confirmed(request: StaffRequest, sheet: PaperForm, form: ReadingForm, second: Reading) -> HttpResponse | None:
    try:
        received = services.confirm_form(
            form=sheet,
            reading=second,
            into=form.cleaned_data.get("into"),
            on=request.standing.on,
            by=request.actor,
        )
    except FormTaken as error:
        notes.refused(request, str(error))
        return redirect("desk:petition", error.petition)
    except DomainError as error:
        form.add_error(None, str(error))
        return None
    code = received.petition.code
    mine = Dialogue.objects.filter(pk=sheet.dialogue_id)
    after = queries.forms_to_confirm(mine, request.standing.account).first()
    notes.done(
        request,
        _("Phiếu %(number)s đã thành kiến nghị %(code)s.") % {"number": sheet.number, "code": code},
        _("Sang phiếu tiếp theo.") if after else _("Không còn phiếu nào chờ bạn xác nhận."),
    )
    return redirect("desk:paper-form-confirm", after.number) if after else redirect("desk:petition", code)


@require_POST
@staff
def release(request: StaffRequest, number: str) -> HttpResponse:
    """Throw away what was typed under a wrong number."""
    sheet = form_or_404(request, number)

    def released() -> str:
        services.release_form(form=sheet, on=request.standing.on, by=request.actor)
        return _("Đã bỏ phần gõ của số %(number)s; số này gõ lại được.") % {"number": sheet.number}

    tried(request, released)
    return redirect("desk:paper-forms", sheet.dialogue.code)


@require_safe
@staff
def scan(request: StaffRequest, number: str, scan: int) -> FileResponse | HttpResponse:
    """Show the picture of a sheet. Once it is a petition, only while a look at its name lasts."""
    sheet = form_or_404(request, number)
    row = get_object_or_404(FormScan.objects.select_related("file"), form=sheet, pk=scan)
    if sheet.petition is not None and not _looking(request, sheet):
        notes.refused(
            request,
            _("Ảnh phiếu có thể có tên người gửi."),
            _("Hãy bấm Xem tên người gửi, chọn lý do, rồi mở lại ảnh."),
        )
        return redirect("desk:petition", sheet.petition.code)
    return picture_response(row.file) if row.file.media_type in PICTURES else file_response(row.file)


def _looking(request: StaffRequest, sheet: PaperForm) -> bool:
    """Say whether the person may see the name now: by right, and where there is a name, within an open look."""
    petition = sheet.petition
    assert petition is not None
    require(permissions.can_see_identity(request.standing, petition, queries.assignments_of(petition)))
    named = [row for row in petition.submitters.select_related("identity") if row.identity_id]
    return not named or bool(services.still_open(named, by=request.standing.account))


def _given(request: StaffRequest, sheet: PaperForm) -> ReadingForm:
    return ReadingForm(request.POST, request.FILES, elsewhere=_elsewhere(sheet))


def _elsewhere(sheet: PaperForm) -> Any:  # dialogues, or None while the sheet's own collects
    if sheet.dialogue.state in _COLLECTS:
        return None
    return queries.dialogues_for_forms(sheet.dialogue.unit)


def _page(request: StaffRequest, sheet: PaperForm, form: ReadingForm) -> dict[str, object]:
    scans = list(sheet.scans.select_related("file").order_by("pk"))
    return {
        "sheet": sheet,
        "dialogue": sheet.dialogue,
        "form": form,
        "pictures": [row for row in scans if row.file.media_type in PICTURES],
        "papers": [row for row in scans if row.file.media_type not in PICTURES],
        "today": request.standing.on,
        "board": reverse("desk:paper-forms", args=[sheet.dialogue.code]),
        "known_places": organisations.gazetteer_of([sheet.dialogue.unit_id], on=request.standing.on).offered(),
    }
