"""The yearly plan: a board of what every host owes, has planned and has held."""

from django.forms import Form
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from doithoai.common.errors import DomainError
from doithoai.desk.access import StaffRequest, require, staff
from doithoai.desk.actions import carried_out
from doithoai.desk.duties import rows_of
from doithoai.desk.forms.plans import ApprovalForm, LineForm, MoveLineForm
from doithoai.dialogues import permissions, services
from doithoai.dialogues import queries as dialogues
from doithoai.dialogues.enums import DialogueType, PlanState
from doithoai.dialogues.models import AnnualPlan, PlannedDialogue
from doithoai.documents.serving import file_response
from doithoai.obligations import queries as obligations
from doithoai.organisations import queries as organisations
from doithoai.organisations.models import Post, Unit
from doithoai.screens import notes


@require_safe
@staff
def board(request: StaffRequest, year: int = 0) -> HttpResponse:
    """Show the unit's year: per host post what is owed, planned, held and short."""
    unit, on = unit_of(request), request.standing.on
    year = year or on.year
    rows = dialogues.year_of_hosts(unit, year, on=on)
    plan = dialogues.plan_of(unit, year)
    duties = [
        duty
        for duty in obligations.with_body_names(obligations.duties_of_unit(unit.key))
        if duty.due_on and duty.due_on.year == year
    ]
    return render(
        request,
        "desk/plans/board.html",
        {
            "unit": unit,
            "year": year,
            "years": dialogues.years_of_plans(unit, on=on),
            "rows": rows,
            "plan": plan,
            "changes": plan.changes.select_related("changed_by").order_by("-pk") if plan else (),
            "today": on,
            "may_plan": permissions.can_plan_year(request.standing, unit),
            "may_open": permissions.can_open(request.standing, unit),
            "duties": rows_of(duties, today=on),
            "short": sum(row.shortfall for row in rows),
            "unplanned": sum(row.unplanned for row in rows),
        },
    )


@require_http_methods(["GET", "POST"])
@staff
def add_line(request: StaffRequest, year: int) -> HttpResponse:
    """Put a dialogue into the plan of the year."""
    unit = own_unit(request)
    posts, plan = _posts(request, unit), dialogues.plan_of(unit, year)
    initial = {"type": DialogueType.PERIODIC, "post": request.GET.get("chuc-vu", "")}
    form = LineForm(request.POST or None, posts=posts, approved=_approved(plan), initial=initial)
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data

        def plan_it() -> str:
            services.plan_dialogue(
                unit=unit,
                year=year,
                post=form.chosen_post,
                planned_on=values["planned_on"],
                type=DialogueType(values["type"]),
                topic=values["topic"],
                reason=values.get("reason", ""),
                on=request.standing.on,
                by=request.actor,
            )
            return _("Đã thêm vào kế hoạch năm %(year)d.") % {"year": year}

        if carried_out(request, form, plan_it):
            return redirect("desk:plan", year)
    return _form_page(request, form, _("Thêm cuộc vào kế hoạch năm %(year)d") % {"year": year}, _("Thêm"), year)


@require_http_methods(["GET", "POST"])
@staff
def move_line(request: StaffRequest, key: str) -> HttpResponse:
    """Set another day for a line."""
    line = _line(request, key)
    initial = {"planned_on": line.planned_on, "topic": line.topic}
    form = MoveLineForm(request.POST or None, approved=_approved(line.plan), initial=initial)
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data

        def move_it() -> str:
            services.move_line(
                line=line,
                planned_on=values["planned_on"],
                topic=values["topic"],
                reason=values.get("reason", ""),
                on=request.standing.on,
                by=request.actor,
            )
            return _("Đã đổi ngày dự kiến.")

        if carried_out(request, form, move_it):
            return redirect("desk:plan", line.plan.year)
    return _form_page(request, form, _("Đổi cuộc của %(post)s") % {"post": line.post.title}, _("Lưu"), line.plan.year)


@require_http_methods(["GET", "POST"])
@staff
def drop_line(request: StaffRequest, key: str) -> HttpResponse:
    """Take a line out of the plan; the page before asks for the reason where the plan is approved."""
    line = _line(request, key)
    form = MoveLineForm(request.POST or None, approved=_approved(line.plan))
    del form.fields["planned_on"], form.fields["topic"]
    if request.method == "POST" and form.is_valid():

        def drop_it() -> str:
            reason = form.cleaned_data.get("reason", "")
            services.drop_line(line=line, reason=reason, on=request.standing.on, by=request.actor)
            return _("Đã bỏ khỏi kế hoạch.")

        if carried_out(request, form, drop_it):
            return redirect("desk:plan", line.plan.year)
    title = _("Bỏ cuộc của %(post)s khỏi kế hoạch") % {"post": line.post.title}
    return _form_page(request, form, title, _("Bỏ khỏi kế hoạch"), line.plan.year)


@require_http_methods(["GET", "POST"])
@staff
def approve(request: StaffRequest, year: int) -> HttpResponse:
    """Approve the plan, or record the signed paper."""
    unit = own_unit(request)
    plan = dialogues.plan_of(unit, year)
    if plan is None:
        raise Http404
    form = ApprovalForm(request.POST or None, posts=_posts(request, unit), initial={"approved_on": request.standing.on})
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data

        def approve_it() -> str:
            services.approve_plan(
                plan=plan,
                number=values["number"],
                approved_on=values["approved_on"],
                decided_by=form.chosen_post,
                on=request.standing.on,
                by=request.actor,
            )
            return _("Đã phê duyệt kế hoạch năm %(year)d.") % {"year": year}

        if carried_out(request, form, approve_it):
            return redirect("desk:plan", year)
    return _form_page(request, form, _("Phê duyệt kế hoạch năm %(year)d") % {"year": year}, _("Phê duyệt"), year)


def _form_page(request: StaffRequest, form: Form, title: str, word: str, year: int) -> HttpResponse:
    context = {"form": form, "title": title, "word": word, "back": reverse("desk:plan", args=[year])}
    return render(request, "desk/form.html", context)


def unit_of(request: StaffRequest) -> Unit:
    """Return the unit whose plan is looked at: one's own, or one below named by its code."""
    main = request.standing.main
    if main is None:
        raise Http404
    unit = main.body.unit
    if code := request.GET.get("don-vi"):
        unit = get_object_or_404(Unit.objects.select_related("parent"), code=code)
    if not permissions.can_see_plan(request.standing, unit):
        raise Http404
    return unit


def own_unit(request: StaffRequest) -> Unit:
    """Return the unit whose year the person plans; refuses who may not."""
    unit = unit_of(request)
    require(permissions.can_plan_year(request.standing, unit))
    return unit


def _line(request: StaffRequest, key: str) -> PlannedDialogue:
    line = get_object_or_404(PlannedDialogue.objects.select_related("plan", "plan__unit", "post"), key=key)
    if not permissions.can_see_plan(request.standing, line.plan.unit):
        raise Http404
    require(permissions.can_plan_year(request.standing, line.plan.unit))
    return line


def _posts(request: StaffRequest, unit: Unit) -> list[Post]:
    return list(organisations.host_posts_of_unit(unit, on=request.standing.on))


def _approved(plan: AnnualPlan | None) -> bool:
    return plan is not None and plan.state == PlanState.APPROVED


@require_POST
@staff
def paper(request: StaffRequest, year: int) -> HttpResponse | FileResponse:
    """Write the paper of the plan anew and hand over the Word file for signing."""
    unit = own_unit(request)
    plan = dialogues.plan_of(unit, year)
    if plan is None:
        raise Http404
    try:
        document = services.draft_annual_plan(plan=plan, on=request.standing.on, by=request.actor)
    except DomainError as error:
        notes.refused(request, str(error))
        return redirect("desk:plan", year)
    stored = document.pdf if "pdf" in request.POST else document.docx
    assert stored is not None  # both are made with the draft
    return file_response(stored)
