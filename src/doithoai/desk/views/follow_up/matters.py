"""The follow-up of one dialogue: figures, what waits for the host, every matter; an agency's own across dialogues."""

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from doithoai.accounts.counting import counted
from doithoai.desk.access import StaffRequest, dialogue_or_404, require, staff
from doithoai.desk.forms.follow_up import DecideForm
from doithoai.desk.views.follow_up.choosing import Wanted, filtered, own_bodies, require_seen, seen_matters
from doithoai.desk.views.follow_up.deeds import TAB, Deed, Task, deeds_for
from doithoai.desk.workspace import workspace_of
from doithoai.dialogues.enums import DialogueState
from doithoai.dialogues.models import Dialogue
from doithoai.dialogues.queries import rule_behind
from doithoai.notices.queries import letters_to_hand_over
from doithoai.obligations import calendars
from doithoai.organisations.models import Body
from doithoai.petitions import follow_up_permissions as may
from doithoai.petitions import queries, services
from doithoai.petitions.enums import PetitionState, Result
from doithoai.petitions.errors import FollowUpRefused
from doithoai.petitions.models import DueProposal, Petition
from doithoai.petitions.queries.follow_up import UNDER_WAY
from doithoai.screens import notes, once
from doithoai.screens.parts import Bar

_PAGE = 50
VIEWS = (
    ("", gettext_lazy("Chưa xong")),
    ("late", gettext_lazy("Quá hạn")),
    ("open", gettext_lazy("Đang giải quyết")),
    ("no-date", gettext_lazy("Chưa có thời hạn")),
    ("up", gettext_lazy("Chờ cấp trên")),
    ("unsettled", gettext_lazy("Đã trả lời, chưa ghi kết quả")),
    ("settled", gettext_lazy("Đã ghi kết quả, chưa kết thúc")),
    ("done", gettext_lazy("Đã xong")),
)
# The chart has room for some twenty letters.
_SHORT = {
    PetitionState.REPLIED: gettext_lazy("Trả lời văn bản"),
    PetitionState.ANSWERED_AT_CONFERENCE: gettext_lazy("Trả lời tại chỗ"),
}
_RESULT_WORDS = {
    Result.EXPLAINED: gettext_lazy("Đã giải trình"),
    Result.IN_PROGRESS: gettext_lazy("Có hẹn ngày"),
    Result.NO_FUNDS: gettext_lazy("Chưa có kinh phí"),
    Result.NOT_ACCEPTED: gettext_lazy("Không tiếp thu"),
    Result.FORWARDED: gettext_lazy("Đã chuyển"),
    Result.DISPUTED: gettext_lazy("Dân chưa đồng ý"),
}
_RESULT_LOOKS = {Result.RESOLVED: "f1", Result.NOT_ACCEPTED: "f3", Result.DISPUTED: "fo"}


@dataclass(frozen=True, slots=True)
class Row:
    """One matter as the table shows it: how many working days are left or gone on its next duty."""

    matter: queries.Matter
    days: int


@dataclass(frozen=True, slots=True)
class Page:
    """One of the pages of the follow-up: its address, word, figure, whether it is this one."""

    url: str
    word: str
    count: int
    here: bool


def pages_of(request: StaffRequest, dialogue: Dialogue, here: str) -> list[Page]:
    """Return the pages of the follow-up that the person may open."""
    bodies = own_bodies(request, dialogue)
    found: list[tuple[str, str, QuerySet[Any]]] = [
        (TAB, _("Việc phải giải quyết"), queries.matters_of(dialogue, bodies=bodies)),
        ("follow-up-promises", _("Lời hứa và thời hạn"), queries.promised_matters(dialogue, bodies=bodies)),
    ]
    if bodies is None:
        found.append(("follow-up-escalations", _("Kiến nghị cấp trên"), queries.escalations_of(dialogue)))
    if may.can_hand_letters_over(request.standing, dialogue):
        found.append(("follow-up-letters", _("Thư chờ gửi"), letters_to_hand_over(dialogue.key)))
    numbers = counted(*[rows for _name, _word, rows in found])
    return [
        Page(reverse(f"desk:{name}", args=[dialogue.code]), word, count, name == here)
        for (name, word, _rows), count in zip(found, numbers, strict=True)
    ]


@require_safe
@staff
def show(request: StaffRequest, code: str) -> HttpResponse:
    """Show how the matters of a dialogue stand, what waits for the host, and the list to act on."""
    dialogue = dialogue_or_404(request, code)
    require_seen(request, dialogue)
    wanted = Wanted.of(request.GET)
    seen = seen_matters(request, dialogue)
    tally = queries.follow_up_tally(seen, on=request.standing.on)
    pages = Paginator(filtered(seen, wanted, request), _PAGE)
    if not wanted.query and wanted.view in tally.views:
        pages.count = tally.views[wanted.view]  # counted above already
    page = pages.get_page(request.GET.get("trang"))
    bodies = list(queries.lead_bodies_of(dialogue))
    mine = {membership.body_id for membership in request.standing.memberships}
    own = next((body for body in bodies if body.pk in mine), None)
    task = Task(request=request, dialogue=dialogue, petitions=(), body=own)
    proposals = list(queries.proposals_waiting(dialogue).filter(petition__in=seen))
    context = {
        "date_rule": rule_behind(dialogue, "resolution_date_proposed"),
        **workspace_of(request, dialogue, TAB, {TAB: str(tally.views[""]) if tally.views[""] else ""}),
        "pages": pages_of(request, dialogue, TAB),
        "tally": tally,
        "views": [(view, word, tally.views[view], view == wanted.view) for view, word in VIEWS],
        "wanted": wanted,
        "bodies": bodies,
        "results": Result.choices,
        "page": page,
        "rows": rows_of(list(page.object_list), request),
        "deeds": deeds_for(task),
        "proposals": proposals,
        "can_decide": may.can_decide_dates(request.standing, dialogue),
        "decide_form": DecideForm(auto_id="qd_%s"),
        "state_bars": _state_bars(tally),
        "result_bars": _result_bars(tally, dialogue),
        "before": dialogue.state
        not in {DialogueState.CONCLUDED, DialogueState.FOLLOWING_UP, DialogueState.CLOSED, DialogueState.ARCHIVED},
        "here": request.get_full_path(),
    }
    return render(request, "desk/follow_up/matters.html", context)


def _own_lead(request: StaffRequest, dialogue: Dialogue) -> Body | None:
    mine = [membership.body_id for membership in request.standing.memberships]
    return queries.lead_bodies_of(dialogue).filter(pk__in=mine).first()


def rows_of(petitions: list[Petition], request: StaffRequest) -> list[Row]:
    """Return the table's rows: the matters with the working days to or since their next day."""
    calendar, today = calendars.here(), request.standing.on
    found = []
    for matter in queries.matters(services.shield_for(request.standing, petitions)):
        due = matter.next.due_on if matter.next else None
        days = calendar.working_days_between(min(due, today), max(due, today)) if due else 0
        found.append(Row(matter, days))
    return found


def _state_bars(tally: queries.FollowUpTally) -> list[Bar]:
    looks = {PetitionState.RESOLVED: "f1", PetitionState.CLOSED: "f1", PetitionState.ESCALATED: "f5"}
    return [
        Bar(label=str(_SHORT.get(state, state.label)), value=tally.states[state], look=looks.get(state, "f2"))
        for state in PetitionState
        if tally.states.get(state)
    ]


def _result_bars(tally: queries.FollowUpTally, dialogue: Dialogue) -> list[Bar]:
    address = reverse(f"desk:{TAB}", args=[dialogue.code])
    return [
        Bar(
            label=str(_RESULT_WORDS.get(result, result.label)),
            value=tally.results[result],
            url=f"{address}?ket-qua={result.value}",
            look=_RESULT_LOOKS.get(result, "f2"),
        )
        for result in Result
        if tally.results.get(result)
    ]


@require_POST
@staff
def decide(request: StaffRequest, code: str) -> HttpResponse:
    """Accept or refuse the ticked dates."""
    dialogue = dialogue_or_404(request, code)
    require(may.can_decide_dates(request.standing, dialogue))
    # A date that was decided meanwhile is handed over too: the verb says how it was decided.
    numbers = [number for number in request.POST.getlist("han") if number.isdecimal()]
    proposals = DueProposal.objects.filter(petition__dialogue=dialogue, pk__in=numbers)
    rows = list(proposals.select_related("petition", "body").order_by("pk"))
    form = DecideForm(request.POST)
    accept = request.POST.get("quyet") == "chap-nhan"
    if not rows:
        raise FollowUpRefused(_("Chưa chọn thời hạn nào. Đánh dấu ở đầu dòng rồi quyết định."))
    if not form.is_valid():
        raise FollowUpRefused(_("Lý do dài quá 500 ký tự. Hãy viết gọn lại."))
    with transaction.atomic():
        if once.first_time(request, form.cleaned_data["once"]):
            services.decide_due_date(
                proposals=rows,
                accept=accept,
                note=form.cleaned_data["note"],
                on=request.standing.on,
                by=request.actor,
            )
            said = _("Đã chấp nhận %(count)d thời hạn.") if accept else _("Không chấp nhận %(count)d thời hạn.")
            notes.done(request, said % {"count": len(rows)}, _("Cơ quan được báo ngay."))
    return redirect(f"desk:{TAB}", dialogue.code)


@dataclass(frozen=True, slots=True)
class Block:
    """The matters of one dialogue that the person's body leads."""

    dialogue: Dialogue
    rows: list[Row]
    deeds: list[Deed]


@require_safe
@staff
def agency(request: StaffRequest) -> HttpResponse:
    """Show what the person's bodies have to carry out after conferences, dialogue by dialogue."""
    mine = [membership.body_id for membership in request.standing.memberships]
    followed = Dialogue.objects.filter(
        state__in=[DialogueState.CONCLUDED, DialogueState.FOLLOWING_UP],
        petitions__assignments__body__in=mine,
        petitions__assignments__part="lead",
    )
    blocks = []
    for dialogue in followed.select_related("unit").distinct().order_by("held_on", "pk"):
        open_rows = queries.matters_of(dialogue, bodies=mine).filter(
            state__in=set(UNDER_WAY) - {PetitionState.ESCALATED}
        )
        if not open_rows:
            continue
        task = Task(request=request, dialogue=dialogue, petitions=(), body=_own_lead(request, dialogue))
        blocks.append(Block(dialogue, rows_of(list(open_rows), request), deeds_for(task)))
    context = {"blocks": blocks, "today": request.standing.on, "here": request.get_full_path()}
    return render(request, "desk/follow_up/agency.html", context)
