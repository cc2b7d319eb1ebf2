"""The agency's inbox: what it was asked, by when; accept, give back, report its part done."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from doithoai.accounts.enums import Role
from doithoai.common.actors import Actor
from doithoai.common.errors import DomainError
from doithoai.desk.access import StaffRequest, actor_now, require, staff
from doithoai.desk.forms.petitions import ReasonForm
from doithoai.petitions import permissions, queries, services
from doithoai.petitions.enums import AssignmentPart, AssignmentState, DraftState
from doithoai.petitions.models import Assignment, Draft
from doithoai.screens import notes

_MOST = 300


@dataclass(frozen=True, slots=True)
class Line:
    """One piece of work as the inbox shows it."""

    assignment: Assignment
    draft: Draft | None
    can_accept: bool
    can_finish: bool
    chip: str
    word: str
    instead_of: str = ""


@require_safe
@staff
def show(request: StaffRequest) -> HttpResponse:
    """Show the work of the person's bodies, most pressing first."""
    rows = list(queries.inbox_of(request.standing)[:_MOST])
    services.shield_for(request.standing, [row.petition for row in rows])
    lines = [_line(request, row, draft) for row, draft in _with_drafts(rows)]
    head = request.standing.is_a(Role.AGENCY_HEAD)
    groups = [
        ("moi", _("Vừa giao, chờ nhận"), [line for line in lines if line.assignment.state == AssignmentState.SENT]),
        ("duyet", _("Chờ thủ trưởng duyệt"), [line for line in lines if _state(line) == DraftState.SUBMITTED]),
        ("lam", _("Đang chuẩn bị"), [line for line in lines if _is_open(line)]),
        ("xong", _("Đã chuẩn bị xong"), [line for line in lines if line.assignment.state == AssignmentState.DONE]),
    ]
    if head:  # what waits for the head comes first
        groups[0], groups[1] = groups[1], groups[0]
    context = {
        "groups": [(key, title, found) for key, title, found in groups if found],
        "late": sum(line.chip == "overdue" for line in lines),
        "returned": _returned(request),
        "today": request.standing.on,
        "head": head,
        "total": len(lines),
    }
    return render(request, "desk/inbox/show.html", context)


def _with_drafts(rows: list[Assignment]) -> Iterable[tuple[Assignment, Draft | None]]:
    """Return each piece of work with the newest version that its body wrote; one query."""
    found: dict[tuple[int, int], Draft] = {}
    drafts = Draft.objects.filter(petition__in=[row.petition_id for row in rows]).order_by("version").defer("text")
    for draft in drafts:
        found[draft.petition_id, draft.body_id] = draft
    for row in rows:
        yield row, found.get((row.petition_id, row.body_id))


def _line(request: StaffRequest, row: Assignment, draft: Draft | None) -> Line:
    on = request.standing.on
    if row.state == AssignmentState.DONE:
        chip, word = "met", ""
    else:
        chip, word = ("overdue" if row.due_on < on else "today" if row.due_on == on else "due"), ""
    works = permissions.works_on(request.standing, row)
    approving = row.state == AssignmentState.ACCEPTED and draft is not None and draft.state == DraftState.SUBMITTED
    roles = (Role.AGENCY_HEAD,) if approving and request.standing.is_a(Role.AGENCY_HEAD, body=row.body) else ()
    absent = request.standing.instead_in(row.body.key, *roles)
    return Line(
        row,
        draft,
        permissions.can_accept(request.standing, row, row.petition),
        works and row.part == AssignmentPart.COORDINATING and row.state == AssignmentState.ACCEPTED,
        chip,
        word,
        absent.full_name if absent else "",
    )


def _state(line: Line) -> str:
    return line.draft.state if line.draft and line.assignment.state == AssignmentState.ACCEPTED else ""


def _is_open(line: Line) -> bool:
    return line.assignment.state == AssignmentState.ACCEPTED and _state(line) != DraftState.SUBMITTED


def _returned(request: StaffRequest) -> int:
    bodies = [m.body_id for m in request.standing.memberships]
    return Assignment.objects.filter(body__in=bodies, state=AssignmentState.RETURNED).count()


def _assignment_or_404(request: StaffRequest, key: str) -> Assignment:
    rows = Assignment.objects.select_related("body", "petition__dialogue__unit", "petition__dialogue__host_office")
    row = rows.filter(key=key).first()
    if row is None or not permissions.can_see_petition(request.standing, row.petition, [row]):
        raise Http404
    return row


@require_POST
@staff
def accept(request: StaffRequest, key: str) -> HttpResponse:
    """Accept one piece of work."""
    row = _assignment_or_404(request, key)
    require(permissions.works_on(request.standing, row))
    services.accept_assignment(assignment=row, on=request.standing.on, by=request.actor)
    notes.done(request, _("Đã nhận %(code)s.") % {"code": row.petition.code})
    return redirect("desk:petition", row.petition.code)


@require_POST
@staff
def accept_many(request: StaffRequest) -> HttpResponse:
    """Accept all ticked pieces of work; those that are not the person's are left alone."""
    keys = request.POST.getlist("chon")
    rows = list(queries.inbox_of(request.standing).filter(key__in=keys))
    by_actor: dict[Actor, list[Assignment]] = {}
    for row in rows:
        # Work of the own body and of an absent one's may be ticked together: each fact names its own.
        if permissions.can_accept(request.standing, row, row.petition):
            by_actor.setdefault(actor_now(request), []).append(row)
    rows = [row for some in by_actor.values() for row in some]
    if rows:
        with transaction.atomic():
            for actor, some in by_actor.items():
                services.accept_assignments(assignments=some, on=request.standing.on, by=actor)
        notes.done(request, _("Đã nhận %(count)d việc.") % {"count": len(rows)})
    else:
        notes.refused(request, _("Chưa chọn việc nào để nhận."))
    return redirect("desk:inbox")


@require_http_methods(["GET", "HEAD", "POST"])
@staff
def give_back(request: StaffRequest, key: str) -> HttpResponse:
    """Give work back with a reason."""
    row = _assignment_or_404(request, key)
    require(permissions.can_return(request.standing, row, row.petition))
    form = ReasonForm(
        request.POST if request.method == "POST" else None,
        label=_("Vì sao trả lại"),
        hint=_("Ghi căn cứ và cơ quan có thẩm quyền, để văn phòng giao lại được ngay."),
    )
    if request.method == "POST" and form.is_valid():
        try:
            services.return_assignment(
                assignment=row, reason=form.cleaned_data["reason"], on=request.standing.on, by=request.actor
            )
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            notes.done(request, _("Đã trả lại %(code)s.") % {"code": row.petition.code}, _("Văn phòng đã được báo."))
            return redirect("desk:inbox")
    context = {
        "petition": row.petition,
        "dialogue": row.petition.dialogue,
        "form": form,
        "title": _("Trả lại việc được giao"),
        "lead": _("Lần trả lại được đếm và hiện ở trang Phân công."),
        "word": _("Trả lại"),
    }
    return render(request, "desk/petitions/form.html", context)


@require_POST
@staff
def finish(request: StaffRequest, key: str) -> HttpResponse:
    """Report that the helping body has given its part to the lead."""
    row = _assignment_or_404(request, key)
    require(permissions.works_on(request.standing, row))
    services.finish_help(assignment=row, on=request.standing.on, by=request.actor)
    notes.done(request, _("Đã báo xong phần phối hợp của %(code)s.") % {"code": row.petition.code})
    return redirect("desk:inbox")
