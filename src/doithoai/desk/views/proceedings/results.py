"""The results of the conference made public, channel by channel."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from doithoai.common.errors import DomainError
from doithoai.desk.access import StaffRequest, dialogue_or_404, require, staff
from doithoai.desk.forms.proceedings import ResultsForm
from doithoai.desk.workspace import workspace_of
from doithoai.proceedings import permissions, services
from doithoai.proceedings.queries.results import results_of
from doithoai.screens import notes

_BACK = "desk:dialogue-conclusion"


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
