"""The conference plan: what it must settle, tasks, briefing, request, secretary, approval."""

from collections.abc import Callable

from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from doithoai.desk.access import StaffRequest, dialogue_or_404, require, staff
from doithoai.desk.actions import carried_out, form_page, tried
from doithoai.desk.forms import preparing as forms
from doithoai.desk.library.addresses import pinned_url
from doithoai.desk.papers import Shelf
from doithoai.desk.views.front.forecasts import forecasts_shown
from doithoai.desk.workspace import workspace_of
from doithoai.dialogues import permissions, services
from doithoai.dialogues import queries as dialogues
from doithoai.dialogues.enums import DialogueForm, DialogueType
from doithoai.dialogues.models import Dialogue, PreparationTask
from doithoai.documents.enums import PaperKind
from doithoai.organisations import queries as organisations
from doithoai.petitions import queries as petitions

TAB = "dialogue-plan"


@require_safe
@staff
def show(request: StaffRequest, code: str) -> HttpResponse:
    """Show the plan with what is missing."""
    dialogue = dialogue_or_404(request, code)
    version = dialogues.main_law_of(dialogue)
    tasks = list(dialogue.tasks.select_related("body", "done_by").order_by("pk"))
    fields = dialogues.plan_fields_of(dialogue, tasks)
    covered = set(dialogue.briefing_items.split(","))
    context = {
        "fields": [(field, pinned_url(version.pin, field.clause)) for field in fields],
        "missing": [field for field in fields if field.missing],
        "tasks": [(task, _may_finish(request, dialogue, task)) for task in tasks],
        "previous": petitions.previous_results(dialogue) if _prepares(request, dialogue) else [],
        "briefing": [(item, item.code in covered) for item in version.briefing_items(dialogue.type)],
        "extraordinary": dialogue.type == DialogueType.EXTRAORDINARY,
        "waiver": version.notice_requirements(dialogue.type),
        "may_change": permissions.can_change(request.standing, dialogue),
        "may_approve": permissions.can_approve_conference_plan(request.standing, dialogue),
        "may_reschedule": permissions.can_reschedule(request.standing, dialogue),
        "forecasts": forecasts_shown(request, dialogue),
        "shelf": Shelf.of(dialogue, PaperKind.CONFERENCE_PLAN, PaperKind.OPINION_FORM, PaperKind.SPEAKING_FORM),
    }
    return render(request, "desk/dialogue/plan.html", workspace_of(request, dialogue, TAB) | context)


def _prepares(request: StaffRequest, dialogue: Dialogue) -> bool:
    """Say whether the person works on the plan: only they see here what became of the petitions before."""
    person = request.standing
    return permissions.can_change(person, dialogue) or permissions.can_approve_conference_plan(person, dialogue)


def _may_finish(request: StaffRequest, dialogue: Dialogue, task: PreparationTask) -> bool:
    return task.done_at is None and permissions.can_finish_task(request.standing, dialogue, task.body_id)


@require_http_methods(["GET", "POST"])
@staff
def content(request: StaffRequest, code: str) -> HttpResponse:
    """Change what the conference is about."""
    dialogue = dialogue_or_404(request, code)
    require(permissions.can_change(request.standing, dialogue))
    version = dialogues.main_law_of(dialogue)
    form = forms.ContentForm(
        request.POST or None,
        offered=version.forms(),
        own=dialogues.own_plan_fields(version),
        initial={
            "title": dialogue.title,
            "meeting_form": dialogue.form,
            "topic": dialogue.topic,
            "participants": dialogue.participants,
            "collects_until": dialogue.collects_until,
        }
        | {f"own-{code}": text for code, text in dialogues.plan_entries_of(dialogue).items()},
    )

    def change() -> str:
        values = form.cleaned_data
        services.change_content(
            dialogue=dialogue,
            title=values["title"],
            form=DialogueForm(values["meeting_form"]),
            topic=values["topic"],
            participants=values["participants"],
            collects_until=values["collects_until"],
            entries=form.entries,
            on=request.standing.on,
            by=request.actor,
        )
        return _("Đã lưu nội dung kế hoạch.")

    return _page(request, dialogue, form, change, title=_("Nội dung kế hoạch"), word=_("Lưu"))


@require_http_methods(["GET", "POST"])
@staff
def approve(request: StaffRequest, code: str) -> HttpResponse:
    """Approve the plan, or record the one that the host signed on paper."""
    dialogue = dialogue_or_404(request, code)
    require(permissions.can_approve_conference_plan(request.standing, dialogue))
    form = forms.ApprovePlanForm(request.POST or None, initial={"approved_on": request.standing.on})

    def approve_it() -> str:
        fresh = services.approve_conference_plan(
            dialogue=dialogue,
            number=form.cleaned_data["number"],
            approved_on=form.cleaned_data["approved_on"],
            on=request.standing.on,
            by=request.actor,
        )
        return _("Đã phê duyệt kế hoạch %(number)s.") % {"number": fresh.plan_number}

    lead = _("Văn bản kế hoạch được lập từ các mục đã điền, mang số này và khóa lại.")
    title = _("Phê duyệt kế hoạch hội nghị")
    return _page(request, dialogue, form, approve_it, title=title, word=_("Phê duyệt"), lead=lead)


@require_http_methods(["GET", "POST"])
@staff
def add_task(request: StaffRequest, code: str) -> HttpResponse:
    """Ask a body to prepare something."""
    dialogue = dialogue_or_404(request, code)
    require(permissions.can_change(request.standing, dialogue))
    bodies = list(organisations.bodies_of_unit(dialogue.unit, on=request.standing.on))
    form = forms.TaskForm(request.POST or None, bodies=bodies)

    def assign() -> str:
        values = form.cleaned_data
        services.assign_task(
            dialogue=dialogue,
            body=form.chosen_body,
            what=values["what"],
            due_on=values["due_on"],
            number=values["number"],
            on=request.standing.on,
            by=request.actor,
        )
        return _("Đã giao việc cho %(body)s.") % {"body": form.chosen_body.short_name}

    return _page(request, dialogue, form, assign, title=_("Giao việc chuẩn bị"), word=_("Giao việc"))


@require_POST
@staff
def finish_task(request: StaffRequest, code: str, key: str) -> HttpResponse:
    """Mark a task as done."""
    dialogue = dialogue_or_404(request, code)
    task = get_object_or_404(PreparationTask.objects.select_related("body", "dialogue"), dialogue=dialogue, key=key)
    require(permissions.can_finish_task(request.standing, dialogue, task.body_id))

    def finish() -> str:
        services.finish_task(task=task, now=timezone.now(), on=request.standing.on, by=request.actor)
        return _("Đã ghi xong việc.")

    tried(request, finish)
    return redirect("desk:dialogue-plan", code)


@require_http_methods(["GET", "POST"])
@staff
def briefing(request: StaffRequest, code: str) -> HttpResponse:
    """Write what the host tells the people, with the items that the regulation asks for."""
    dialogue = dialogue_or_404(request, code)
    require(permissions.can_change(request.standing, dialogue))
    form = forms.BriefingForm(
        request.POST or None,
        offered=dialogues.main_law_of(dialogue).briefing_items(dialogue.type),
        initial={
            "items": dialogue.briefing_items.split(","),
            "text": dialogue.briefing or petitions.words_on_previous(dialogue, petitions.previous_results(dialogue)),
        },
    )

    def prepare() -> str:
        services.prepare_briefing(
            dialogue=dialogue,
            items=form.cleaned_data.get("items", []),
            text=form.cleaned_data["text"],
            on=request.standing.on,
            by=request.actor,
        )
        return _("Đã lưu nội dung thông báo với dân.")

    return _page(request, dialogue, form, prepare, title=_("Nội dung thông báo với dân"), word=_("Lưu"))


@require_http_methods(["GET", "POST"])
@staff
def request_units(request: StaffRequest, code: str) -> HttpResponse:
    """Record the written request that starts an extraordinary dialogue."""
    dialogue = dialogue_or_404(request, code)
    require(permissions.can_change(request.standing, dialogue))
    form = forms.RequestForm(request.POST or None, initial={"sent_on": request.standing.on})

    def record() -> str:
        values = form.cleaned_data
        services.record_request(
            dialogue=dialogue,
            number=values["number"],
            sent_on=values["sent_on"],
            on=request.standing.on,
            by=request.actor,
        )
        return _("Đã ghi văn bản đề nghị.")

    return _page(request, dialogue, form, record, title=_("Văn bản đề nghị tổ chức đối thoại"), word=_("Ghi"))


@require_http_methods(["GET", "POST"])
@staff
def secretary(request: StaffRequest, code: str) -> HttpResponse:
    """Appoint the secretary."""
    dialogue = dialogue_or_404(request, code)
    require(permissions.can_change(request.standing, dialogue))
    people = list(organisations.people_of_unit(dialogue.unit, on=request.standing.on))
    form = forms.SecretaryForm(
        request.POST or None, people=people, initial={"secretary": str(dialogue.secretary_id or "")}
    )

    def appoint() -> str:
        services.appoint_secretary(dialogue=dialogue, secretary=form.chosen, on=request.standing.on, by=request.actor)
        return _("Đã cử thư ký.")

    return _page(request, dialogue, form, appoint, title=_("Cử thư ký ghi biên bản"), word=_("Cử thư ký"))


@require_http_methods(["GET", "POST"])
@staff
def reschedule(request: StaffRequest, code: str) -> HttpResponse:
    """Set other sessions or places; what was announced must be announced anew."""
    dialogue = dialogue_or_404(request, code)
    require(permissions.can_reschedule(request.standing, dialogue))
    form = forms.RescheduleForm(request.POST or None, dialogue=dialogue)
    back = reverse("desk:dialogue", args=[code])

    def move() -> str:
        services.reschedule_dialogue(
            dialogue=dialogue,
            sittings=form.sittings(),
            places=form.places(),
            reason=form.cleaned_data["reason"],
            on=request.standing.on,
            by=request.actor,
        )
        return _("Đã đổi ngày, nơi họp. Cần thông báo mới.")

    if request.method == "POST" and form.is_valid() and carried_out(request, form, move):
        return redirect(back)
    context = workspace_of(request, dialogue, "dialogue") | {"form": form, "back": back}
    return render(request, "desk/dialogue/reschedule.html", context)


@require_http_methods(["GET", "POST"])
@staff
def postpone(request: StaffRequest, code: str) -> HttpResponse:
    """Put the conference off without a new day."""
    return _stop(request, code, services.postpone_dialogue, _("Tạm hoãn hội nghị"), _("Tạm hoãn"))


@require_http_methods(["GET", "POST"])
@staff
def cancel(request: StaffRequest, code: str) -> HttpResponse:
    """Cancel the dialogue."""
    return _stop(request, code, services.cancel_dialogue, _("Hủy cuộc đối thoại"), _("Hủy cuộc"))


def _stop(request: StaffRequest, code: str, verb: Callable[..., Dialogue], title: str, word: str) -> HttpResponse:
    dialogue = dialogue_or_404(request, code)
    require(permissions.can_reschedule(request.standing, dialogue))
    form = forms.ReasonForm(request.POST or None)
    back = reverse("desk:dialogue", args=[code])

    def stop() -> str:
        verb(dialogue=dialogue, reason=form.cleaned_data["reason"], on=request.standing.on, by=request.actor)
        return _("Đã ghi. Người đã được mời cần được báo lại.")

    return form_page(request, dialogue, "dialogue", form, stop, title=title, word=word, back=back, danger=True)


def _page(
    request: StaffRequest,
    dialogue: Dialogue,
    form: Form,
    verb: Callable[[], str],
    *,
    title: str,
    word: str,
    lead: str = "",
) -> HttpResponse:
    back = reverse("desk:dialogue-plan", args=[dialogue.code])
    return form_page(request, dialogue, TAB, form, verb, title=title, word=word, back=back, lead=lead)
