"""The programme: the article's steps, who leads them, the secretary, the approval."""

from datetime import datetime, timedelta

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from doithoai.common.errors import DomainError
from doithoai.desk.access import StaffRequest, dialogue_or_404, require, staff
from doithoai.desk.forms.proceedings import ReasonForm, SecretaryForm, StepPlanForm
from doithoai.desk.library.addresses import pinned_url
from doithoai.desk.workspace import workspace_of
from doithoai.dialogues import services as dialogues
from doithoai.dialogues.models import Dialogue
from doithoai.documents.enums import PaperKind
from doithoai.proceedings import permissions, services
from doithoai.proceedings.models import ProgrammeStep
from doithoai.proceedings.queries import law, running
from doithoai.proceedings.services.papers import papers_of
from doithoai.screens import notes


@require_http_methods(["GET", "HEAD", "POST"])
@staff
def show(request: StaffRequest, code: str) -> HttpResponse:
    """Show the programme; the host office lays it and sets leaders and minutes."""
    dialogue = dialogue_or_404(request, code)
    may_draft = permissions.can_draft_programme(request.standing, dialogue)
    if request.method == "POST":
        require(may_draft)
        return _save(request, dialogue)
    return _page(request, dialogue, _forms(dialogue))


def _save(request: StaffRequest, dialogue: Dialogue) -> HttpResponse:
    if not running.steps_of(dialogue).exists():
        services.draft_programme(dialogue=dialogue, by=request.actor)
        notes.done(request, _("Đã lập chương trình theo các bước của quy chế."))
        return redirect("desk:dialogue-programme", code=dialogue.code)
    forms = _forms(dialogue, request.POST)
    if not all(form.is_valid() for _step, form in forms):
        return _page(request, dialogue, forms)
    services.plan_steps(dialogue=dialogue, plans={step.number: form.plan for step, form in forms}, by=request.actor)
    notes.done(request, _("Đã lưu chương trình."))
    return redirect("desk:dialogue-programme", code=dialogue.code)


def _forms(dialogue: Dialogue, data: object = None) -> list[tuple[ProgrammeStep, StepPlanForm]]:
    return [
        (
            step,
            StepPlanForm(
                data,  # type: ignore[arg-type]  # request.POST if request.method == "POST" else None
                prefix=f"b{step.number}",
                initial={"led_by": step.led_by, "minutes": step.minutes_planned, "detail": step.detail},
            ),
        )
        for step in running.steps_of(dialogue)
    ]


def _page(request: StaffRequest, dialogue: Dialogue, forms: list[tuple[ProgrammeStep, StepPlanForm]]) -> HttpResponse:
    person = request.standing
    first = dialogue.sessions.order_by("starts_at").first()
    context = {
        "rows": _timed(dialogue, forms, timezone.localtime(first.starts_at) if first else None),
        "forms": [form for _step, form in forms],
        "total": sum(step.minutes_planned for step, _form in forms if not step.skipped_reason),
        "planned": int((first.ends_at - first.starts_at).total_seconds() // 60) if first else 0,
        "order_citation": law.law_of(dialogue).citation(forms[0][0].rule) if forms else "",
        "papers": papers_of(dialogue, PaperKind.PROGRAMME, PaperKind.HOUSE_RULES),
        "secretary_form": SecretaryForm(
            dialogue=dialogue, on=request.standing.on, initial={"secretary": dialogue.secretary_id}
        ),
        "may_draft": permissions.can_draft_programme(person, dialogue),
        "may_approve": permissions.can_approve_programme(person, dialogue),
        "may_appoint": permissions.can_appoint_secretary(person, dialogue),
    }
    shown = workspace_of(request, dialogue, "dialogue-programme")
    return render(request, "desk/proceedings/programme.html", shown | context)


def _timed(
    dialogue: Dialogue, forms: list[tuple[ProgrammeStep, StepPlanForm]], at: datetime | None
) -> list[dict[str, object]]:
    version = law.law_of(dialogue)
    rows = []
    for step, form in forms:
        rows.append(
            {
                "step": step,
                "form": form,
                "at": at,
                "citation": version.citation(step.rule),
                "url": pinned_url(version.pin, step.rule),
            }
        )
        if at is not None and not step.skipped_reason:
            at += timedelta(minutes=step.minutes_planned)
    return rows


@require_POST
@staff
def approve(request: StaffRequest, code: str) -> HttpResponse:
    """Approve the programme; its paper and the house rules are written."""
    dialogue = dialogue_or_404(request, code)
    require(permissions.can_approve_programme(request.standing, dialogue))
    services.approve_programme(dialogue=dialogue, on=request.standing.on, by=request.actor)
    notes.done(request, _("Đã duyệt chương trình."), _("Bản chương trình và nội quy đã sẵn sàng để in."))
    return redirect("desk:dialogue-programme", code=dialogue.code)


@require_http_methods(["GET", "HEAD", "POST"])
@staff
def leave_out(request: StaffRequest, code: str, number: int) -> HttpResponse:
    """Leave out a conditional step, with the reason."""
    dialogue = dialogue_or_404(request, code)
    require(permissions.can_draft_programme(request.standing, dialogue))
    step = get_object_or_404(ProgrammeStep.objects.select_related("dialogue"), dialogue=dialogue, number=number)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            services.leave_step_out(step=step, reason=form.cleaned_data["reason"], by=request.actor)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            notes.done(request, _("Đã bỏ bước %(number)d khỏi chương trình.") % {"number": number})
            return redirect("desk:dialogue-programme", code=dialogue.code)
    title = _("Bỏ bước %(number)d. %(title)s") % {"number": number, "title": step.title}
    shown = workspace_of(request, dialogue, "dialogue-programme")
    context = {"form": form, "title": title, "word": _("Bỏ bước này"), "back": "desk:dialogue-programme"}
    return render(request, "desk/proceedings/form.html", shown | context)


@require_POST
@staff
def take_in(request: StaffRequest, code: str, number: int) -> HttpResponse:
    """Take a step that was left out back in."""
    dialogue = dialogue_or_404(request, code)
    require(permissions.can_draft_programme(request.standing, dialogue))
    step = get_object_or_404(ProgrammeStep.objects.select_related("dialogue"), dialogue=dialogue, number=number)
    services.take_step_in(step=step, by=request.actor)
    notes.done(request, _("Đã đưa bước %(number)d trở lại.") % {"number": number})
    return redirect("desk:dialogue-programme", code=dialogue.code)


@require_POST
@staff
def secretary(request: StaffRequest, code: str) -> HttpResponse:
    """Appoint who keeps the minutes."""
    dialogue = dialogue_or_404(request, code)
    require(permissions.can_appoint_secretary(request.standing, dialogue))
    form = SecretaryForm(request.POST, dialogue=dialogue, on=request.standing.on)
    if form.is_valid():
        chosen = form.cleaned_data["secretary"]
        dialogues.appoint_secretary(dialogue=dialogue, secretary=chosen, on=request.standing.on, by=request.actor)
        notes.done(request, _("Thư ký: %(name)s.") % {"name": chosen.full_name})
    else:
        notes.refused(request, _("Hãy chọn người làm thư ký."))
    return redirect("desk:dialogue-programme", code=dialogue.code)
