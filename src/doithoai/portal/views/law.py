"""One rule in plain words: where every article chip leads."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from doithoai.portal.access import packed
from doithoai.portal.reads.law import rule_page


@packed
@require_safe
def rule(request: HttpRequest, regulation: str, rule: str) -> HttpResponse:
    """Show a rule: title, citation, our own summary, its number at work, whether it is in force."""
    return render(request, "portal/rule.html", {"page": rule_page(regulation, rule, on=timezone.localdate())})
