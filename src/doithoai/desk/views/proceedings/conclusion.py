"""The conclusion: words, time, signature, to whom it goes."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from doithoai.common.errors import DomainError
from doithoai.desk.access import StaffRequest, dialogue_or_404, require, staff
from doithoai.desk.duties import why_url
from doithoai.desk.forms.proceedings import ExtensionForm, IssueForm, ItemForm, OpeningWordsForm
from doithoai.desk.library.addresses import pinned_url
from doithoai.desk.views.proceedings.session import door_of
from doithoai.desk.workspace import workspace_of
from doithoai.dialogues.enums import DialogueState
from doithoai.dialogues.models import Dialogue
from doithoai.obligations import queries as obligations
from doithoai.organisations.queries import Standing
from doithoai.proceedings import permissions, services
from doithoai.proceedings.enums import ConclusionSection
from doithoai.proceedings.models import ConclusionItem
from doithoai.proceedings.queries import conclusion as queries
from doithoai.proceedings.queries import law, running
from doithoai.proceedings.queries.doors import conclusion_conditions, missing
from doithoai.proceedings.queries.results import results_of
from doithoai.screens import notes

S = DialogueState
_ISSUED = frozenset({S.CONCLUDED, S.FOLLOWING_UP, S.CLOSED, S.ARCHIVED})
_HERE = "desk:dialogue-conclusion"


@require_safe
@staff
def show(request: StaffRequest, code: str) -> HttpResponse:
    """Show the items, the last day, what is missing, and after issuing to whom the notice went."""
    dialogue = dialogue_or_404(request, code)
    shown = workspace_of(request, dialogue, "dialogue-conclusion")
    return render(request, "desk/proceedings/conclusion.html", shown | _context(request.standing, dialogue))


def _context(person: Standing, dialogue: Dialogue) -> dict[str, object]:
    conclusion = queries.conclusion_of(dialogue)
    duties = list(obligations.timeline_of_dialogue(dialogue.key))
    duty = queries.conclusion_duty(dialogue, duties)
    issued = dialogue.state in _ISSUED
    parts = queries.items_by_part(dialogue)
    context: dict[str, object] = {
        "conclusion": conclusion,
        "issued": issued,
        "drafted": any(part.items for part in parts),
        "parts": [part for part in parts if part.items or not issued],
        "discussed": queries.discussed_at(dialogue),
        "duty": duty,
        "why_url": why_url(duty) if duty else "",
        "clause_url": pinned_url(duty.regulation, duty.rule) if duty else "",
        "extension": queries.extension_of(dialogue) if duty is not None and duty.extended else None,
        "tally": running.tally_of(dialogue),
        "may_draft": permissions.can_draft_conclusion(person, dialogue),
        "may_record": permissions.can_record_outcome(person, dialogue),
        "may_extend": permissions.can_extend(person, dialogue) and bool(law.extension_grounds(dialogue)),
        "may_issue": permissions.can_issue_conclusion(person, dialogue),
        "may_send": permissions.can_send_conclusion(person, dialogue),
        "results": results_of(dialogue, duties),
        "may_publish": permissions.can_publish_results(person, dialogue),
    }
    if dialogue.state == S.HELD:
        conditions = conclusion_conditions(dialogue, duties=duties)
        lacking = missing(conditions)
        title = _("Chưa ban hành được thông báo kết luận") if lacking else _("Đủ điều kiện ban hành")
        context |= {"door": door_of(title, conditions, dialogue), "lacking": lacking}
    return context | _deliveries(dialogue) if issued else context


def _deliveries(dialogue: Dialogue) -> dict[str, object]:
    rows = list(queries.deliveries_of(dialogue))
    names = {item.code: item for item in law.recipients(dialogue)}
    groups = [
        {
            "item": item,
            "rows": [row for row in rows if row.recipient == code and row.body_id],
            "total": sum(row.recipient == code for row in rows),
            "sent": sum(row.recipient == code and row.sent_on is not None for row in rows),
        }
        for code, item in names.items()
    ]
    return {
        "groups": groups,
        "unsent": sum(row.sent_on is None for row in rows),
        "nobody": [names[code].vi for code in queries.bodies_missing(rows, names)],
    }


@require_POST
@staff
def draft(request: StaffRequest, code: str) -> HttpResponse:
    """Build the items from the outcomes."""
    dialogue = dialogue_or_404(request, code)
    require(permissions.can_draft_conclusion(request.standing, dialogue))
    changed = services.draft_conclusion(dialogue=dialogue, by=request.actor)
    if changed:
        notes.done(request, _("Đã cập nhật %(count)d mục theo kết quả.") % {"count": changed})
    else:
        notes.told(request, _("Dự thảo đã khớp với kết quả."))
    return redirect(_HERE, code=dialogue.code)


@require_http_methods(["GET", "HEAD", "POST"])
@staff
def opening(request: StaffRequest, code: str) -> HttpResponse:
    """Write the host's general words."""
    dialogue = dialogue_or_404(request, code)
    require(permissions.can_draft_conclusion(request.standing, dialogue))
    known = queries.conclusion_of(dialogue)
    form = OpeningWordsForm(
        request.POST if request.method == "POST" else None, initial={"text": known.opening if known else ""}
    )
    if request.method == "POST" and form.is_valid():
        services.set_opening(dialogue=dialogue, text=form.cleaned_data["text"], by=request.actor)
        notes.done(request, _("Đã lưu nhận định chung."))
        return redirect(_HERE, code=dialogue.code)
    return _form(request, dialogue, form, title=_("Nhận định chung"), word=_("Lưu"))


@require_http_methods(["GET", "HEAD", "POST"])
@staff
def add(request: StaffRequest, code: str) -> HttpResponse:
    """Add an item that no single petition stands for."""
    dialogue = dialogue_or_404(request, code)
    require(permissions.can_draft_conclusion(request.standing, dialogue))
    section = request.GET.get("phan", ConclusionSection.ACCEPTED)
    form = ItemForm(
        request.POST if request.method == "POST" else None,
        dialogue=dialogue,
        on=request.standing.on,
        initial={"section": section},
    )
    if request.method == "POST" and form.is_valid():
        try:
            services.add_item(dialogue=dialogue, wording=form.wording, by=request.actor)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            notes.done(request, _("Đã thêm vào kết luận."))
            return redirect(_HERE, code=dialogue.code)
    return _form(request, dialogue, form, title=_("Thêm kết luận"), word=_("Thêm"))


@require_http_methods(["GET", "HEAD", "POST"])
@staff
def edit(request: StaffRequest, code: str, item: int) -> HttpResponse:
    """Change an item's words, part, body or time limit."""
    dialogue = dialogue_or_404(request, code)
    require(permissions.can_draft_conclusion(request.standing, dialogue))
    row = get_object_or_404(ConclusionItem.objects.select_related("petition", "dialogue"), dialogue=dialogue, pk=item)
    outcome = running.outcome_of(row.petition) if row.petition else None
    form = ItemForm(
        request.POST if request.method == "POST" else None,
        dialogue=dialogue,
        on=request.standing.on,
        outcome=outcome.kind if outcome else "",
        initial={"section": row.section, "text": row.text, "body": row.body_id, "due_on": row.due_on},
    )
    if request.method == "POST" and form.is_valid():
        try:
            services.edit_item(item=row, wording=form.wording, at=timezone.now(), by=request.actor)
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            notes.done(request, _("Đã sửa kết luận."))
            return redirect(_HERE, code=dialogue.code)
    title = _("Kết luận về %(code)s") % {"code": row.petition.code} if row.petition else _("Sửa kết luận")
    return _form(request, dialogue, form, title=title, word=_("Lưu"))


@require_POST
@staff
def remove(request: StaffRequest, code: str, item: int) -> HttpResponse:
    """Take out an item that the host added."""
    dialogue = dialogue_or_404(request, code)
    require(permissions.can_draft_conclusion(request.standing, dialogue))
    row = get_object_or_404(ConclusionItem.objects.select_related("dialogue"), dialogue=dialogue, pk=item)
    services.remove_item(item=row, by=request.actor)
    notes.done(request, _("Đã bỏ mục này."))
    return redirect(_HERE, code=dialogue.code)


@require_http_methods(["GET", "HEAD", "POST"])
@staff
def extend(request: StaffRequest, code: str) -> HttpResponse:
    """Give the notice the longer time of the regulation."""
    dialogue = dialogue_or_404(request, code)
    require(permissions.can_extend(request.standing, dialogue))
    form = ExtensionForm(request.POST if request.method == "POST" else None, dialogue=dialogue)
    if request.method == "POST" and form.is_valid():
        try:
            services.grant_extension(
                dialogue=dialogue,
                ground=form.cleaned_data["ground"],
                reason=form.cleaned_data["reason"],
                on=request.standing.on,
                by=request.actor,
            )
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            notes.done(request, _("Đã gia hạn thông báo kết luận."))
            return redirect(_HERE, code=dialogue.code)
    return _form(request, dialogue, form, title=_("Gia hạn thông báo kết luận"), word=_("Quyết định gia hạn"))


@require_POST
@staff
def preview(request: StaffRequest, code: str) -> HttpResponse:
    """Write the draft on paper and open it."""
    dialogue = dialogue_or_404(request, code)
    require(permissions.can_draft_conclusion(request.standing, dialogue))
    document = services.preview_conclusion(dialogue=dialogue, on=request.standing.on, by=request.actor)
    return redirect("desk:dialogue-document", code=dialogue.code, key=document.key, form="pdf")


@require_http_methods(["GET", "HEAD", "POST"])
@staff
def issue(request: StaffRequest, code: str) -> HttpResponse:
    """Sign the notice: it cannot be undone, so it is asked once."""
    dialogue = dialogue_or_404(request, code)
    require(permissions.can_issue_conclusion(request.standing, dialogue) or dialogue.state in _ISSUED)
    form = IssueForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            issued = services.issue_conclusion(
                dialogue=dialogue,
                at=timezone.now(),
                by=request.actor,
                reason=form.cleaned_data["reason"],
                number=form.cleaned_data["number"],
            )
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            more = _("Tiếp theo: gửi đến tất cả nơi nhận.")
            notes.done(request, _("Đã ban hành thông báo %(number)s.") % {"number": issued.number}, more)
            return redirect(_HERE, code=dialogue.code)
    lacking = missing(conclusion_conditions(dialogue))
    context = {
        "form": form,
        "lacking": lacking,
        "duty": queries.conclusion_duty(dialogue),
        "addressees": queries.addressees_of(dialogue, on=request.standing.on),
    }
    shown = workspace_of(request, dialogue, "dialogue-conclusion")
    return render(request, "desk/proceedings/issue.html", shown | context)


@require_POST
@staff
def send(request: StaffRequest, code: str) -> HttpResponse:
    """Send the notice to everybody who has not got it."""
    dialogue = dialogue_or_404(request, code)
    require(permissions.can_send_conclusion(request.standing, dialogue))
    sent = services.send_conclusion(dialogue=dialogue, on=request.standing.on, by=request.actor)
    notes.done(
        request,
        _("Đã gửi %(count)d nơi nhận.") % {"count": len(sent)},
        _("Thư và phiếu nhận tại quầy chờ in ở mục thư cần giao."),
    )
    return redirect(_HERE, code=dialogue.code)


def _form(request: StaffRequest, dialogue: Dialogue, form: object, *, title: str, word: str) -> HttpResponse:
    shown = workspace_of(request, dialogue, "dialogue-conclusion")
    return render(
        request, "desk/proceedings/form.html", shown | {"form": form, "title": title, "word": word, "back": _HERE}
    )
