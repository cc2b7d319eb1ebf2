"""The public law library: regulations, their rules, two side by side, a date calculator. No script is needed."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from doithoai import regulations as law
from doithoai.portal.access import packed
from doithoai.portal.reads import library
from doithoai.screens.law import comparison
from doithoai.screens.law.trial import TrialForm, trial_of
from doithoai.workdays import CalendarEnds


@packed
@require_safe
def regulations(request: HttpRequest) -> HttpResponse:
    """Show every regulation, with the ways to read, compare and count."""
    return render(request, "portal/law.html", {"versions": law.library()})


@packed
@require_safe
def rules(request: HttpRequest, regulation: str) -> HttpResponse:
    """Show the rules of a regulation in plain words."""
    version = library.version_or_404(regulation)
    context = {"version": version, "chapters": library.chapters(version), "address": regulation}
    return render(request, "portal/law_rules.html", context)


@packed
@require_safe
def compare(request: HttpRequest) -> HttpResponse:
    """Show two regulations side by side: only what differs, or all."""
    shown = comparison.comparison_of(request.GET.dict(), library.clause_url)
    context = {
        "choices": comparison.choices(),
        "shown": shown,
        "sides": (shown.left, shown.right) if shown else (),
        "a": request.GET.get("a", ""),
        "b": request.GET.get("b", ""),
    }
    return render(request, "portal/law_compare.html", context)


@packed
@require_safe
def calculator(request: HttpRequest, regulation: str) -> HttpResponse:
    """Count every date of a conference from its day; move a date and see which others move."""
    version = library.version_or_404(regulation)
    first = {"ngay": timezone.localdate(), "cap": version.levels[-1] if version.levels else ""}
    form = TrialForm(request.GET or None, version=version, initial=first)
    others = [one for one in law.library() if one.id != version.id]
    context: dict[str, Any] = {"version": version, "form": form, "others": others, "address": regulation}
    if form.is_valid():
        try:
            context["trial"] = trial_of(version, form, library.clause_url)
        except CalendarEnds as error:
            form.add_error("ngay", str(error))
    return render(request, "portal/law_calculator.html", context)
