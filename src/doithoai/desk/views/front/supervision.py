"""The yearly supervision plans of the Front and the organisations, and their appraisal."""

from collections.abc import Callable

from django.forms import Form
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from doithoai.desk.access import StaffRequest, require, staff
from doithoai.desk.actions import carried_out
from doithoai.desk.forms.front import AppraisalForm, SendBackForm, SupervisionPlanForm
from doithoai.documents.serving import file_response
from doithoai.organisations.models import Body, Unit
from doithoai.reporting import permissions, queries, services
from doithoai.reporting.errors import SupervisionPlanSettled
from doithoai.reporting.models import SupervisionPlan
from doithoai.reporting.services.supervision import PlanPaper

_YEARS_BACK = 5


@require_safe
@staff
def show(request: StaffRequest, year: int = 0) -> HttpResponse:
    """Show who supervises in the unit and what became of each plan of the year."""
    unit, on = _unit(request), request.standing.on
    year = _known(request, year or on.year)
    context = {
        "unit": unit,
        "year": year,
        "years": (on.year - 1, on.year, on.year + 1),
        "today": on,
        "duties": queries.supervision_duties(unit, year),
        "wanted": queries.supervision_contents(unit, year, on=on),
        "rows": [_row(request, supervising) for supervising in queries.supervision_of(unit, year, on=on)],
        "may_appraise": permissions.can_appraise_supervision(request.standing, unit),
    }
    return render(request, "desk/front/supervision.html", context)


def _row(request: StaffRequest, supervising: queries.Supervising) -> dict[str, object]:
    plan = supervising.plan
    return {
        "body": supervising.body,
        "plan": plan,
        "may_record": permissions.can_record_supervision(request.standing, supervising.body)
        and (plan is None or plan.appraised_on is None),
        "waits": plan is not None and plan.appraised_on is None and plan.returned_on is None,
    }


@require_http_methods(["GET", "HEAD", "POST"])
@staff
def record(request: StaffRequest, year: int) -> HttpResponse:
    """Record a plan, or the mended one after it was sent back."""
    unit, year = _unit(request), _known(request, year)
    bodies = _bodies(request, unit, year)
    form = SupervisionPlanForm(
        *((request.POST, request.FILES) if request.method == "POST" else ()),
        bodies=bodies,
        initial=_before(request, unit, year, bodies),
    )

    def record_it() -> str:
        values = form.cleaned_data
        file = next(iter(values["files"]), None)
        paper = PlanPaper(
            title=values["title"],
            number=values["number"],
            covers_conclusions=values["covers_conclusions"],
            file=(file.name, file.read()) if file else None,
        )
        plan = services.record_supervision_plan(
            body=form.chosen_body, year=year, paper=paper, on=request.standing.on, by=request.actor
        )
        return _("Đã ghi kế hoạch giám sát của %(body)s.") % {"body": plan.body.short_name}

    title = _("Ghi kế hoạch giám sát năm %(year)d") % {"year": year}
    return _page(request, form, record_it, title=title, word=_("Ghi"), year=year, files=True)


def _bodies(request: StaffRequest, unit: Unit, year: int) -> list[Body]:
    """Return the bodies whose plan the person may record; the one that the address names comes first.

    Raises SupervisionPlanSettled where all of them are appraised.
    """
    rows = queries.supervision_of(unit, year, on=request.standing.on)
    mine = [row for row in rows if permissions.can_record_supervision(request.standing, row.body)]
    require(bool(mine))
    found = [row.body for row in mine if row.plan is None or row.plan.appraised_on is None]
    if not found:
        raise SupervisionPlanSettled
    return sorted(found, key=lambda body: body.symbol != request.GET.get("noi-lap", ""))


def _before(request: StaffRequest, unit: Unit, year: int, bodies: list[Body]) -> dict[str, object]:
    """Return what was recorded before of the first body, to be mended rather than typed again."""
    rows = queries.supervision_of(unit, year, on=request.standing.on)
    plan = next((row.plan for row in rows if row.body == bodies[0] and row.plan), None)
    if plan is None:
        return {}
    return {"title": plan.title, "number": plan.number, "covers_conclusions": plan.covers_conclusions}


@require_http_methods(["GET", "HEAD", "POST"])
@staff
def appraise(request: StaffRequest, key: str) -> HttpResponse:
    """Appraise a plan."""
    plan = _plan(request, key)
    form = AppraisalForm(request.POST or None)

    def appraise_it() -> str:
        note = form.cleaned_data["note"]
        services.appraise_supervision_plan(plan=plan, note=note, on=request.standing.on, by=request.actor)
        return _("Đã thẩm định kế hoạch giám sát của %(body)s.") % {"body": plan.body.short_name}

    title = _("Thẩm định: %(title)s") % {"title": plan.title}
    return _page(request, form, appraise_it, title=title, word=_("Ghi đã thẩm định"), year=plan.year)


@require_http_methods(["GET", "HEAD", "POST"])
@staff
def send_back(request: StaffRequest, key: str) -> HttpResponse:
    """Send a plan back."""
    plan = _plan(request, key)
    form = SendBackForm(request.POST or None)

    def send_it_back() -> str:
        reason = form.cleaned_data["reason"]
        services.send_back_supervision_plan(plan=plan, reason=reason, on=request.standing.on, by=request.actor)
        return _("Đã trả lại kế hoạch giám sát cho %(body)s.") % {"body": plan.body.short_name}

    title = _("Trả lại: %(title)s") % {"title": plan.title}
    return _page(request, form, send_it_back, title=title, word=_("Trả lại"), year=plan.year)


@require_safe
@staff
def file(request: StaffRequest, key: str) -> FileResponse:
    """Hand over the scan of a plan."""
    plan = get_object_or_404(SupervisionPlan.objects.select_related("unit", "file"), key=key)
    if plan.file is None or not permissions.can_see_supervision(request.standing, plan.unit):
        raise Http404
    return file_response(plan.file)


def _page(
    request: StaffRequest,
    form: Form,
    verb: Callable[[], str],
    *,
    title: str,
    word: str,
    year: int,
    files: bool = False,
) -> HttpResponse:
    back = reverse("desk:supervision-plan", args=[year])
    if request.method == "POST" and form.is_valid() and carried_out(request, form, verb):
        return redirect(back)
    context = {"form": form, "title": title, "word": word, "back": back, "files": files}
    return render(request, "desk/form.html", context)


def _known(request: StaffRequest, year: int) -> int:
    """Return the year if plans are kept for it: the last few, this one and the next."""
    if not request.standing.on.year - _YEARS_BACK <= year <= request.standing.on.year + 1:
        raise Http404
    return year


def _unit(request: StaffRequest) -> Unit:
    """Return the unit looked at: one's own, or one below named by its code."""
    main = request.standing.main
    if main is None:
        raise Http404
    unit = main.body.unit
    if code := request.GET.get("don-vi"):
        unit = get_object_or_404(Unit.objects.select_related("parent"), code=code)
    if not permissions.can_see_supervision(request.standing, unit):
        raise Http404
    return unit


def _plan(request: StaffRequest, key: str) -> SupervisionPlan:
    plan = get_object_or_404(SupervisionPlan.objects.select_related("unit", "body"), key=key)
    if not permissions.can_see_supervision(request.standing, plan.unit):
        raise Http404
    require(permissions.can_appraise_supervision(request.standing, plan.unit))
    return plan
