"""Triage of one petition: field and urgency, name and place, out of scope, withdrawn, and taking back."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from doithoai.common.errors import DomainError
from doithoai.desk.access import StaffRequest, require, staff
from doithoai.desk.forms.petitions import (
    ComplexityForm,
    DescribeForm,
    NumberForm,
    OutOfScopeForm,
    ReasonForm,
    TriageForm,
)
from doithoai.desk.views.petitions import case
from doithoai.desk.views.petitions.found import Found, petition_or_404
from doithoai.organisations import queries as organisations
from doithoai.petitions import permissions, queries, services
from doithoai.petitions.enums import Complexity, Field, Urgency
from doithoai.petitions.models import Change
from doithoai.screens import notes
from doithoai.screens.dates import vi_date


@require_POST
@staff
def triage(request: StaffRequest, code: str) -> HttpResponse:
    """Set field and urgency."""
    found = petition_or_404(request, code)
    require(permissions.can_triage(request.standing, found.petition))
    form = TriageForm(request.POST, weighs=queries.weighs_complexity(found.petition.dialogue))
    if form.is_valid():
        weight = form.cleaned_data.get("complexity")
        try:
            group = services.triage_petitions(
                petitions=[found.petition],
                field=Field(form.cleaned_data["field"]),
                urgency=Urgency(form.cleaned_data["urgency"]),
                complexity=Complexity(weight) if weight else None,
                seen=form.cleaned_data["seen"],
                on=request.standing.on,
                by=request.actor,
            )
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            said = _("Đã phân loại %(code)s.") % {"code": code}
            notes.done(request, said, undo=reverse("desk:petition-undo", args=[group]))
            return redirect("desk:petition", code)
    return case.page(request, petition_or_404(request, code), triage_form=form)


@require_http_methods(["GET", "HEAD", "POST"])
@staff
def weigh(request: StaffRequest, code: str) -> HttpResponse:
    """Find the matter complex, or simple after all."""
    found = petition_or_404(request, code)
    petition = found.petition
    require(permissions.can_weigh(request.standing, petition) and queries.weighs_complexity(petition.dialogue))
    other = Complexity.SIMPLE if petition.complexity == Complexity.COMPLEX else Complexity.COMPLEX
    form = ComplexityForm(request.POST if request.method == "POST" else None, initial={"complexity": other})
    if request.method == "POST" and form.is_valid():
        try:
            fresh = services.decide_complexity(
                petition=petition,
                complexity=Complexity(form.cleaned_data["complexity"]),
                reason=form.cleaned_data["reason"],
                on=request.standing.on,
                by=request.actor,
            )
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            word = fresh.get_complexity_display().lower()
            notes.done(request, _("Đã xác định %(code)s: %(word)s.") % {"code": code, "word": word})
            return redirect("desk:petition", code)
    until = queries.last_day_for_complex(petition.dialogue, on=request.standing.on)
    lead = _("Việc phức tạp có hạn trả lời dài hơn, vẫn tính từ ngày họp.")
    if until is not None:
        lead += " " + _("Xác định được đến hết %(day)s.") % {"day": vi_date(until)}
    return _form_page(request, found, form, title=_("Việc phức tạp hay không"), word=_("Lưu"), lead=lead)


@require_http_methods(["GET", "HEAD", "POST"])
@staff
def describe(request: StaffRequest, code: str) -> HttpResponse:
    """Set the short name, the place and the body complained about."""
    found = petition_or_404(request, code)
    petition = found.petition
    require(permissions.can_triage(request.standing, petition))
    bodies = organisations.bodies_of_unit(petition.dialogue.unit, on=request.standing.on)
    initial = {
        "title": petition.title,
        "place": petition.place,
        "complained_body": petition.complained_body and petition.complained_body.key,
        "seen": petition.version,
    }
    form = DescribeForm(request.POST if request.method == "POST" else None, bodies=bodies, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            services.describe_petition(petition=petition, on=request.standing.on, by=request.actor, **form.cleaned_data)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            notes.done(request, _("Đã lưu tên gọi và nơi xảy ra."))
            return redirect("desk:petition", code)
    return _form_page(request, found, form, title=_("Tên gọi và nơi xảy ra"), word=_("Lưu"))


@require_http_methods(["GET", "HEAD", "POST"])
@staff
def out_of_scope(request: StaffRequest, code: str) -> HttpResponse:
    """Find that the matter goes on under another law."""
    found = petition_or_404(request, code)
    petition = found.petition
    require(permissions.can_triage(request.standing, petition))
    regimes = services.regimes_of(petition.dialogue)
    choices = [(item.code, f"{item.vi} ({item.citation})") for item in regimes.values()]
    form = OutOfScopeForm(
        request.POST if request.method == "POST" else None, regimes=choices, initial={"seen": petition.version}
    )
    if request.method == "POST" and form.is_valid():
        try:
            group = services.put_out_of_scope(
                petition=petition, on=request.standing.on, by=request.actor, **form.cleaned_data
            )
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            undo = reverse("desk:petition-undo", args=[group])
            notes.done(request, _("Đã xếp ngoài phạm vi."), _("Việc còn lại: ký phiếu chuyển."), undo=undo)
            return redirect("desk:petition", code)
    lead = _("Ý kiến không bị bỏ: chuyển đến cơ quan có thẩm quyền kèm phiếu chuyển, và báo người gửi.")
    return _form_page(request, found, form, title=_("Chuyển ra ngoài phạm vi"), word=_("Xếp ngoài phạm vi"), lead=lead)


@require_http_methods(["GET", "HEAD", "POST"])
@staff
def hand_over(request: StaffRequest, code: str) -> HttpResponse:
    """Sign the slip and send the petition on; this cannot be taken back."""
    found = petition_or_404(request, code)
    require(permissions.can_hand_over(request.standing, found.petition))
    form = NumberForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            slip = services.hand_over(
                petition=found.petition,
                number=form.cleaned_data["number"],
                on=request.standing.on,
                by=request.actor,
            )
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            said = _("Đã ký phiếu chuyển %(symbol)s.") % {"symbol": slip.symbol}
            notes.done(request, said, _("Người gửi được báo theo cách họ chọn."))
            return redirect("desk:petition", code)
    lead = _("Phiếu chuyển gửi %(body)s, không ghi tên người gửi. Ký rồi thì không hoàn tác được.") % {
        "body": found.petition.handed_over_to
    }
    return _form_page(request, found, form, title=_("Ký phiếu chuyển"), word=_("Ký và chuyển"), lead=lead)


@require_http_methods(["GET", "HEAD", "POST"])
@staff
def withdraw(request: StaffRequest, code: str) -> HttpResponse:
    """Record that the petitioner takes it back; this cannot be undone."""
    found = petition_or_404(request, code)
    require(permissions.can_triage(request.standing, found.petition))
    form = ReasonForm(
        request.POST if request.method == "POST" else None,
        label=_("Người gửi nói thế nào"),
        hint=_("Ghi cách và ngày họ báo rút; nội dung đã nhận vẫn lưu."),
    )
    if request.method == "POST" and form.is_valid():
        try:
            services.withdraw_petition(
                petition=found.petition,
                reason=form.cleaned_data["reason"],
                on=request.standing.on,
                by=request.actor,
            )
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            notes.done(request, _("Đã ghi nhận người gửi rút %(code)s.") % {"code": code})
            return redirect("desk:petition", code)
    return _form_page(request, found, form, title=_("Người gửi rút kiến nghị"), word=_("Ghi nhận rút"), danger=True)


def _form_page(request: StaffRequest, found: Found, form: object, **words: object) -> HttpResponse:
    context = {"petition": found.petition, "dialogue": found.petition.dialogue, "form": form, **words}
    return render(request, "desk/petitions/form.html", context)


@require_POST
@staff
def take_back(request: StaffRequest, group: str) -> HttpResponse:
    """Take back what one click did (Hoàn tác)."""
    rows = list(Change.objects.filter(group=group).select_related("petition__dialogue__unit"))
    if not rows or not all(permissions.can_see_petition(request.standing, row.petition, ()) for row in rows):
        raise Http404
    require(all(permissions.can_make_papers(request.standing, row.petition.dialogue) for row in rows))
    petitions = services.undo(group=group, on=request.standing.on, by=request.actor)
    codes = ", ".join(petition.code for petition in petitions[:3])
    if petitions:
        more = _(" và %(count)d mã khác") % {"count": len(petitions) - 3} if len(petitions) > 3 else ""
        notes.told(request, _("Đã hoàn tác."), f"{codes}{more}")
    if len(rows) == 1:
        return redirect("desk:petition", rows[0].petition.code)
    return redirect("desk:dialogue-petitions", rows[0].petition.dialogue.code)
