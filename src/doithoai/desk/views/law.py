"""Why a date is what it is: the rule, its article, the days counted one by one."""

from datetime import date

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from doithoai import regulations as law
from doithoai.desk.access import StaffRequest, staff
from doithoai.desk.duties import expected_sentence
from doithoai.dialogues import permissions
from doithoai.dialogues.models import Dialogue
from doithoai.obligations.explaining import Counted
from doithoai.obligations.externals import completed_for
from doithoai.obligations.models import Duty
from doithoai.organisations.models import Unit
from doithoai.regulations import Explanation
from doithoai.regulations.errors import UnknownRegulation
from doithoai.regulations.version import RegulationVersion
from doithoai.screens.law import words


@require_safe
@staff
def why(request: StaffRequest, regulation: str, rule: str) -> HttpResponse:
    """Explain a rule, counted from a day (`moc`) where one is given; open to everyone who signs in.

    By the days of the person's unit, or of another (`don-vi`) whose duty is due on `han`.
    """
    version = _version(regulation)
    counted = Counted(
        version,
        rule,
        _day(request.GET.get("moc", "")),
        unit=request.GET.get("don-vi", ""),
        due_on=_day(request.GET.get("han", "")),
        extended="gia-han" in request.GET,
    )
    explained = counted.explained(today=request.standing.on)
    return _show(request, version, rule, explained)


@require_safe
@staff
def why_duty(request: StaffRequest, pk: int) -> HttpResponse:
    """Explain one duty of the projection, to those who may see its dialogue or its unit."""
    duty = get_object_or_404(Duty, pk=pk)
    if not _may_see(request, duty):
        raise Http404
    # What the unit itself entered from a text that the program has not is counted too.
    (version,) = completed_for(duty.unit, [_version(duty.regulation)], on=request.standing.on)
    counted = Counted(version, duty.rule, duty.anchor_on, unit=duty.unit, due_on=duty.due_on, extended=duty.extended)
    explained = counted.explained(today=request.standing.on)
    return _show(request, version, duty.rule, explained if not duty.proposed else None, duty)


def _may_see(request: StaffRequest, duty: Duty) -> bool:
    if duty.dialogue:
        dialogue = Dialogue.objects.select_related("unit").filter(key=duty.dialogue).first()
        return dialogue is not None and permissions.can_see(request.standing, dialogue)
    unit = Unit.objects.filter(key=duty.unit).first()
    return unit is not None and permissions.can_see_plan(request.standing, unit)


def _version(pin: str) -> RegulationVersion:
    try:
        return law.get_pinned(pin) if "@" in pin else law.get(pin)
    except UnknownRegulation as error:
        raise Http404 from error


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _show(
    request: StaffRequest,
    version: RegulationVersion,
    rule: str,
    explained: Explanation | None,
    duty: Duty | None = None,
) -> HttpResponse:
    try:
        clause = version.clause(rule)
    except UnknownRegulation as error:
        raise Http404 from error
    context = {
        "version": version,
        "clause": clause,
        "rule": next((item for item in version.rules if item.id == rule), None),
        "explained": explained,
        "anchor_word": words.anchor_word(explained.anchor_kind) if explained else "",
        "duty": duty,
        "expected": expected_sentence(duty) if duty else "",
        "today": request.standing.on,
    }
    whole = "HX-Request" not in request.headers
    return render(request, "desk/law/why.html" if whole else "desk/law/why_part.html", context)
