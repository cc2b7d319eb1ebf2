"""Who is away, who does the work, by which paper: the list of the unit, naming a substitute, coming back sooner."""

from collections.abc import Mapping

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from doithoai.desk.access import StaffRequest, require, staff
from doithoai.desk.actions import carried_out
from doithoai.desk.forms.absences import AbsenceForm, BackForm
from doithoai.desk.forms.follow_up import ConfirmForm
from doithoai.organisations import queries as organisations
from doithoai.organisations.models import Substitution, Unit
from doithoai.screens.dates import vi_date
from doithoai.succession import permissions, services


def _unit(request: StaffRequest) -> Unit:
    main = request.standing.main
    if main is None:
        raise Http404
    return main.body.unit


@require_safe
@staff
def show(request: StaffRequest) -> HttpResponse:
    """Show who stands in for whom today, later, and did before."""
    unit, on = _unit(request), request.standing.on
    rows = list(organisations.substitutions_of_unit(unit)[:200])
    nameable = {one.pk for one in permissions.nameable(request.standing, unit)}
    changeable = {row.pk for row in rows if row.absent_id in nameable and row.last >= on}
    groups = (
        (_("Hôm nay"), [row for row in rows if row.valid_from <= on <= row.last]),
        (_("Sắp tới"), [row for row in rows if row.valid_from > on]),
        (_("Đã qua"), [row for row in rows if row.last < on]),
    )
    context = {
        "unit": unit,
        "today": on,
        "groups": [(title, [(row, row.pk in changeable) for row in of]) for title, of in groups],
        "may_name": bool(nameable),
        "any": bool(rows),
    }
    return render(request, "desk/absences/show.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@staff
def add(request: StaffRequest) -> HttpResponse:
    """Name a substitute."""
    unit, on = _unit(request), request.standing.on
    absent = permissions.nameable(request.standing, unit)
    require(bool(absent))
    people = list(organisations.people_of_unit(unit, on=on))
    form = AbsenceForm(
        request.POST if request.method == "POST" else None, absent=absent, people=people, initial={"first": on}
    )

    def named() -> str:
        made = services.name_substitute(unit=unit, absence=form.absence(), on=on, by=request.actor)
        return _("%(who)s xử lý thay %(absent)s từ %(first)s đến hết %(last)s.") % {
            "who": made.substitute.full_name,
            "absent": made.absent.full_name,
            "first": vi_date(made.valid_from),
            "last": vi_date(made.last),
        }

    if request.method == "POST" and form.is_valid() and carried_out(request, form, named):
        return redirect("desk:absences")
    words = {
        "title": _("Cử người xử lý thay"),
        "lead": _(
            "Người thay thấy và làm việc của người vắng trong những ngày này; mỗi việc ghi ai làm, thay ai. "
            "Thời hạn không chờ ai."
        ),
        "word": _("Cử người thay"),
    }
    return _form(request, form, words)


def _row_or_404(request: StaffRequest, key: str) -> Substitution:
    rows = Substitution.objects.select_related("unit", "absent", "substitute")
    row = get_object_or_404(rows, key=key, withdrawn_at=None)
    if row.unit != _unit(request):
        raise Http404
    require(permissions.can_name_substitute(request.standing, row.unit, row.absent))
    return row


@require_http_methods(["GET", "HEAD", "POST"])
@staff
def end(request: StaffRequest, key: str) -> HttpResponse:
    """Note that the absent one is back sooner."""
    row, on = _row_or_404(request, key), request.standing.on
    form = BackForm(request.POST if request.method == "POST" else None, initial={"last": on})

    def ended() -> str:
        last = form.cleaned_data["last"]
        services.end_substitution(substitution=row, last=last, on=on, by=request.actor)
        return _("%(who)s xử lý thay đến hết %(last)s.") % {"who": row.substitute.full_name, "last": vi_date(last)}

    if request.method == "POST" and form.is_valid() and carried_out(request, form, ended):
        return redirect("desk:absences")
    words = {
        "title": _("%(name)s về sớm") % {"name": row.absent.full_name},
        "lead": _("Đang ghi đến hết %(last)s. Việc người thay đã làm giữ nguyên.") % {"last": vi_date(row.last)},
        "word": _("Ghi ngày cuối"),
    }
    return _form(request, form, words)


@require_http_methods(["GET", "HEAD", "POST"])
@staff
def withdraw(request: StaffRequest, key: str) -> HttpResponse:
    """Take back an absence that was recorded by mistake or did not come."""
    row = _row_or_404(request, key)
    form = ConfirmForm(request.POST if request.method == "POST" else None)

    def taken_back() -> str:
        services.withdraw_substitution(substitution=row, on=request.standing.on, by=request.actor)
        return _("Đã rút: %(who)s không còn xử lý thay %(absent)s.") % {
            "who": row.substitute.full_name,
            "absent": row.absent.full_name,
        }

    if request.method == "POST" and form.is_valid() and carried_out(request, form, taken_back):
        return redirect("desk:absences")
    words = {
        "title": _("Rút lần cử người thay"),
        "lead": _("%(who)s thay %(absent)s. Quyền của người thay dừng ngay; việc đã làm giữ nguyên.")
        % {"who": row.substitute.full_name, "absent": row.absent.full_name},
        "word": _("Rút"),
        "danger": True,
    }
    return _form(request, form, words)


def _form(request: StaffRequest, form: object, words: Mapping[str, object]) -> HttpResponse:
    back = {"back": reverse("desk:absences"), "back_word": _("Vắng mặt, người xử lý thay")}
    return render(request, "desk/form.html", {**words, **back, "form": form})
