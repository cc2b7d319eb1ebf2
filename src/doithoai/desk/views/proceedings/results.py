"""The results of the conference made public, channel by channel."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from doithoai.common.errors import DomainError
from doithoai.desk.access import StaffRequest, dialogue_or_404, require, staff
from doithoai.desk.forms.proceedings import ResultsForm
from doithoai.desk.redacting import decided_on, marked, marked_by_hand
from doithoai.desk.workspace import workspace_of
from doithoai.documents.services import redacting
from doithoai.proceedings import permissions, services
from doithoai.proceedings.queries.results import results_of
from doithoai.screens import notes

_BACK = "desk:dialogue-conclusion"


@require_http_methods(["GET", "HEAD", "POST"])
@staff
def redact(request: StaffRequest, code: str) -> HttpResponse:
    """Decide what of the conclusion is hidden where the public reads it."""
    dialogue = dialogue_or_404(request, code)
    require(permissions.can_publish_results(request.standing, dialogue))
    rows = [row for row in redacting.decisions_of([dialogue.key]).values() if row.also]
    also = marked_by_hand(request, rows[-1].also if rows else ())
    decided, problem = decided_on(request), ""
    if request.method == "POST" and request.POST.get("viec") != "xem":
        try:
            services.redact_results(
                dialogue=dialogue, decided=decided, also=also, on=request.standing.on, by=request.actor
            )
        except DomainError as error:
            problem = str(error)
        else:
            notes.done(request, _("Đã lưu quyết định ẩn, giữ."), _("Công khai đúng bản ở khung “Người dân sẽ đọc”."))
            return redirect("desk:results-redact", code=dialogue.code)
    parts = services.result_texts(dialogue)
    offers = services.offers_for_results(dialogue, parts, also=also, decided=decided)
    texts = [marked(part, "", offers) for part in parts]
    more = {"texts": texts, "offers": offers, "also": also, "problem": problem, "back": _BACK}
    shown = workspace_of(request, dialogue, "dialogue-conclusion")
    return render(request, "desk/proceedings/redact.html", shown | more)


@require_http_methods(["GET", "HEAD", "POST"])
@staff
def publish(request: StaffRequest, code: str, channel: str) -> HttpResponse:
    """Record that the results went out by a channel."""
    dialogue = dialogue_or_404(request, code)
    require(permissions.can_publish_results(request.standing, dialogue))
    wanted = results_of(dialogue)
    item = next((one.item for one in wanted.channels if one.item.code == channel), None) if wanted else None
    if item is None:
        raise Http404
    today = request.standing.on
    form = ResultsForm(request.POST if request.method == "POST" else None, initial={"published_on": today})
    if request.method == "POST" and form.is_valid():
        try:
            services.publish_results(
                dialogue=dialogue,
                channel=channel,
                published_on=form.cleaned_data["published_on"],
                detail=form.cleaned_data["detail"],
                on=today,
                by=request.actor,
            )
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            notes.done(request, _("Đã ghi công khai kết quả."))
            return redirect(_BACK, code=dialogue.code)
    title = _("Công khai kết quả: %(channel)s") % {"channel": item.vi}
    shown = workspace_of(request, dialogue, "dialogue-conclusion")
    more = {"form": form, "title": title, "word": _("Ghi đã công khai"), "back": _BACK}
    return render(request, "desk/proceedings/form.html", shown | more)
