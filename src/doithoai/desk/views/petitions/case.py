"""The petition page: three clocks, words, parts, answer, dates and why, earlier cases, identity, history."""

from dataclasses import dataclass
from datetime import date

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from doithoai.accounts.enums import Purpose
from doithoai.accounts.vault import PersonalDetails
from doithoai.desk import competence
from doithoai.desk import duties as duty_rows
from doithoai.desk.access import StaffRequest, staff
from doithoai.desk.doing import ends_of
from doithoai.desk.forms.petitions import DraftForm, ReasonForm, TriageForm
from doithoai.desk.history import history_of
from doithoai.desk.views.follow_up.part import papers_of, petition_part
from doithoai.desk.views.petitions.found import Found, petition_or_404
from doithoai.desk.views.petitions.library import left_over, sees_drafts, source_of, with_answer
from doithoai.desk.views.petitions.outside import wanting
from doithoai.desk.views.petitions.rows import OUTCOME_OF, standing_of
from doithoai.dialogues.queries import main_law_of
from doithoai.documents import queries as documents
from doithoai.documents import scanning
from doithoai.obligations import queries as obligations
from doithoai.obligations.models import Duty
from doithoai.petitions import permissions, queries, services
from doithoai.petitions.enums import AssignmentState, DraftState, Field, PetitionState, Result
from doithoai.petitions.models import Draft, InformationRequest, Petition, Reply, Submitter
from doithoai.petitions.queries import EarlierAnswer
from doithoai.petitions.validators import check_answer
from doithoai.regulations.schema import Item
from doithoai.regulations.types import Status
from doithoai.screens.chips import kind_on
from doithoai.screens.dates import vi_short
from doithoai.screens.parts import Clock
from doithoai.textsearch.classifying import Suggestion

P = PetitionState
_WORTH_SAYING = 15  # percent
_BEFORE_ASSIGNING = frozenset({P.RECEIVED, P.TRIAGED, P.REOPENED})
_OPEN = (Status.DUE, Status.OVERDUE, Status.PENDING)
# By the facts that end them: which duties the second and the third clock follow, the written answer and the settling.
_ANSWER = frozenset({"reply_sent", "holding_reply_sent", "petitioner_notified"})
_RESOLVE = frozenset({"result_recorded"})


@dataclass(frozen=True, slots=True)
class Person:
    """A petitioner as the aside shows them: masked, or open for a short while."""

    submitter: Submitter
    details: PersonalDetails | None


@dataclass(frozen=True, slots=True)
class Asked:
    """A question to the petitioner, with what this person may do about it."""

    row: InformationRequest
    can_type: bool
    can_withdraw: bool


@dataclass(frozen=True, slots=True)
class NextStep:
    """The one next step of the page for this person."""

    title: str
    text: str
    url: str
    word: str
    is_post: bool = False


@require_safe
@staff
def show(request: StaffRequest, code: str) -> HttpResponse:
    """Show the petition."""
    return page(request, petition_or_404(request, code))


def page(
    request: StaffRequest,
    found: Found,
    *,
    triage_form: TriageForm | None = None,
    draft_form: DraftForm | None = None,
    decide_form: ReasonForm | None = None,
) -> HttpResponse:
    """Draw the page; a form that was refused comes back with its input."""
    petition, on = found.petition, request.standing.on
    duties = list(obligations.with_body_names(obligations.duties_of_petition(petition.key)))
    written = petition.drafts.all() if queries.has(petition, "drafts") else petition.drafts.none()
    drafts = list(written.select_related("body", "written_by", "decided_by", "taken_from").order_by("-version"))
    latest = drafts[0] if drafts else None
    files = petition.attachments.all() if queries.has(petition, "attachments") else petition.attachments.none()
    parts = list(queries.with_list_columns(queries.parts_of(petition))) if petition.state == P.SPLIT else []
    papers, linked = papers_of(petition), queries.linked_to(petition)
    documents_here = documents.documents_of_petition(petition.key) if queries.has(petition, "documents") else []
    if petition.is_shielded:
        files = files.filter(from_citizen=False)
        documents_here = [row for row in documents_here if row.issuer in request.standing.body_keys]
        beside = (petition.merged_into, petition.split_from, petition.repeats)
        services.shield(*parts, *linked.merged, *linked.repeating, *[row for row in beside if row is not None])
    matter = None
    if papers is not None:
        merged = sum(row.state == P.MERGED for row in linked.merged)
        matter = queries.matter_of(petition, lead=found.lead, duties=duties, papers=papers, merged=merged)
    context = {
        "petition": petition,
        "dialogue": petition.dialogue,
        "today": on,
        "place_today": queries.place_today(petition.dialogue.unit, petition.place, on=on),
        "found": found,
        "lead": found.lead,
        "returned": [row for row in found.assignments if row.state == AssignmentState.RETURNED],
        "clocks": _clocks(petition, duties, request, matter.reply if matter else None),
        "chip": _chip(petition, found, duties, request),
        "outcome": str(OUTCOME_OF.get(P(petition.state), "")),
        "timeline": duty_rows.rows_of(duties, today=on),
        "parts": parts,
        "parts_done": queries.whole_is_done(parts),
        "merged": linked.merged,
        "repeated_by": linked.repeating,
        "questions": _questions(request, petition),
        "links": queries.links_of(petition) if queries.has(petition, "links") else [],
        "wanting": wanting(request, found),
        "attachments": list(files.select_related("file").order_by("pk")),
        "papers": documents_here,
        "scans": scanning.is_configured(),
        "history": history_of(petition.key),
        **_answer(request, found, drafts, draft_form),
        **_identity(request, found),
        **(may := _may(request, found, latest)),
        **(_routing(petition, on) if may["can_triage"] or may["can_assign"] else {}),
        "triage_form": triage_form
        or TriageForm(initial=_sorted_as(petition), weighs=queries.weighs_complexity(petition.dialogue)),
        "decide_form": decide_form or ReasonForm(label=_("Cần sửa gì")),
        "next_step": _next(request, found, latest),
        **petition_part(request, petition, papers, matter),
    }
    return render(request, "desk/petitions/case.html", context)


def _questions(request: StaffRequest, petition: Petition) -> list[Asked]:
    person = request.standing
    if not queries.has(petition, "questions"):
        return []
    rows = list(queries.questions_of(petition))
    for row in rows if petition.is_shielded else []:
        row.answer = services.shielded_text(petition, row.answer)
    return [
        Asked(
            row,
            permissions.can_type_answer(person, row, petition),
            permissions.can_withdraw_question(person, row, petition),
        )
        for row in rows
    ]


def _routing(petition: Petition, on: date) -> dict[str, object]:
    """Return what the map and the office's own decisions suggest; both only suggest."""
    if petition.state not in _BEFORE_ASSIGNING:
        return {"competent": [], "beyond": False, "fields": []}
    guessed = _guessed(petition)
    known = queries.competence_of(
        petition.dialogue.unit, on=on, fields=[petition.field] if petition.field else [one.label for one in guessed]
    )
    shown = competence.of_petition(petition, known)
    fields = [
        (str(Field(one.label).label), one, next(iter(competence.of_petition(petition, known, one.label)), None))
        for one in guessed
    ]
    return {
        "competent": shown,
        "beyond": bool(shown) and shown[0].above,
        "fields": [(name, one, told if told and told.body else None) for name, one, told in fields],
    }


def _guessed(petition: Petition) -> list[Suggestion]:
    """Return the likely fields of a petition that is not sorted yet."""
    if petition.state != P.RECEIVED:
        return []
    found = queries.suggested_fields(petition.text, petition.dialogue.unit)
    return [one for one in found if one.percent >= _WORTH_SAYING]


def _sorted_as(petition: Petition) -> dict[str, object]:
    names = {name: getattr(petition, name) for name in ("field", "urgency", "complexity")}
    return {**names, "seen": petition.version}


def _answer(request: StaffRequest, found: Found, drafts: list[Draft], form: DraftForm | None) -> dict[str, object]:
    latest = drafts[0] if drafts else None
    text = latest.text if latest else ""
    source = _source(request, found, latest) if form is None else source_of(request, str(form.data.get("source", "")))
    if form is None and source is not None:
        text = with_answer(text, source)
    shown = form or DraftForm(
        initial={
            "text": text,
            "seen": latest.version if latest else 0,
            "source": source.petition.code if source else "",
        }
    )
    if form is not None and "text" in form.data:
        text = str(form.data["text"])
    # A person of the agency that complains of nothing sees drafts; a stranger to the answer sees the approved one.
    inside = sees_drafts(request, found)
    old = source.petition if source else latest.taken_from if latest else None
    return {
        "source": source,
        "left_over": left_over(text, found.petition, old) if old is not None and text else [],
        "drafts": drafts if inside else [],
        "latest": latest if inside else None,
        "draft_form": shown,
        "checks": check_answer(text, _contents(found)) if text else [],
    }


def _source(request: StaffRequest, found: Found, latest: Draft | None) -> EarlierAnswer | None:
    """Return the earlier answer that was pressed to be taken into the draft."""
    code = request.GET.get("lay", "")
    if not code or not permissions.can_draft(request.standing, found.lead, found.petition, latest):
        return None
    return source_of(request, code)


def _contents(found: Found) -> tuple[Item, ...]:
    return main_law_of(found.petition.dialogue).items("reply_contents")


def _identity(request: StaffRequest, found: Found) -> dict[str, object]:
    source = found.petition.split_from or found.petition
    rows = list(services.with_open_looks(source.submitters.order_by("pk"), by=request.user))
    allowed = permissions.can_see_identity(request.standing, found.petition, found.assignments)
    seen = services.still_open(rows, by=request.user) if allowed else {}
    people = [Person(row, seen.get(row.pk)) for row in rows] if not found.petition.is_shielded else []
    return {
        "people": people,
        "can_see_identity": allowed,
        "complained_about": permissions.is_complained_about(request.standing, found.petition),
        "purposes": [choice for choice in Purpose.choices if choice[0] != Purpose.SUBJECT_REQUEST],
        "can_erase": permissions.can_erase(request.standing, found.petition),
        "can_disclose": permissions.can_disclose_identity(request.standing, found.petition),
    }


def _may(request: StaffRequest, found: Found, latest: Draft | None) -> dict[str, bool]:
    person, petition = request.standing, found.petition
    mine = next((row for row in found.active if permissions.works_on(person, row)), None)
    return {
        "can_triage": permissions.can_triage(person, petition),
        "can_assign": permissions.can_assign(person, petition),
        "can_weigh": permissions.can_weigh(person, petition) and queries.weighs_complexity(petition.dialogue),
        "can_unlink": permissions.can_unlink(person, petition),
        "can_hand_over": permissions.can_hand_over(person, petition),
        "can_receipt": permissions.can_receive(person, petition.dialogue),
        "can_draft": permissions.can_draft(person, found.lead, petition, latest),
        "can_approve": permissions.can_approve(person, latest, petition),
        "can_ask": permissions.can_ask_back(person, petition, found.lead),
        "can_ask_outside": permissions.can_ask_outside(person, petition),
        "can_attach": permissions.can_make_papers(person, petition.dialogue) or mine is not None,
        "can_accept": mine is not None and permissions.can_accept(person, mine, petition),
        "can_return": mine is not None and permissions.can_return(person, mine, petition),
        "mine": mine,  # type: ignore[dict-item]  # the person's own assignment beside what it allows
    }


def _next(request: StaffRequest, found: Found, latest: Draft | None) -> NextStep | None:
    """Return the step that this person takes next, None when it is somebody else's turn."""
    person, petition = request.standing, found.petition
    mine = next((row for row in found.active if permissions.works_on(person, row)), None)
    if mine is not None and permissions.can_accept(person, mine, petition):
        due = vi_short(mine.due_on, person.on)
        text = _("%(part)s, hạn %(due)s. Không thuộc thẩm quyền thì trả lại, ghi lý do.") % {
            "part": mine.get_part_display(),
            "due": due,
        }
        return NextStep(_("Nhận việc"), text, reverse("desk:inbox-accept", args=[mine.key]), _("Nhận việc"), True)
    if (
        latest is not None
        and latest.state == DraftState.SUBMITTED
        and permissions.can_approve(person, latest, petition)
    ):
        text = _("%(who)s trình bản %(n)d.") % {"who": latest.written_by.full_name, "n": latest.version}
        return NextStep(_("Duyệt trả lời"), text, "#tra-loi", _("Đọc và duyệt"))
    if permissions.can_draft(person, found.lead, petition, latest):
        due = vi_short(found.lead.due_on, person.on) if found.lead else ""
        return NextStep(_("Soạn trả lời"), _("Hạn %(due)s.") % {"due": due}, "#tra-loi", _("Soạn"))
    return _office_next(request, petition)


def _office_next(request: StaffRequest, petition: Petition) -> NextStep | None:
    person = request.standing
    if permissions.can_hand_over(person, petition):
        text = _("Chuyển %(body)s và báo người gửi.") % {"body": petition.handed_over_to}
        return NextStep(_("Ký phiếu chuyển"), text, _url("petition-hand-over", petition), _("Ký phiếu chuyển"))
    if petition.state == P.RECEIVED and permissions.can_triage(person, petition):
        text = _("Chọn lĩnh vực, mức độ; việc thuộc luật khác thì chuyển đi, có phiếu.")
        return NextStep(_("Phân loại kiến nghị"), text, "#phan-loai", _("Phân loại"))
    if petition.state == P.TRIAGED and permissions.can_assign(person, petition):
        text = _("Thời hạn được tính lùi từ ngày họp.")
        return NextStep(_("Giao cơ quan chuẩn bị trả lời"), text, _url("petition-assign", petition), _("Giao việc"))
    return None


def _url(name: str, petition: Petition) -> str:
    return reverse(f"desk:{name}", args=[petition.code])


def _clocks(petition: Petition, duties: list[Duty], request: StaffRequest, reply: Reply | None) -> list[Clock]:
    on = request.standing.on
    received = Clock(
        title=_("1. Đã nhận"),
        text=f"{vi_short(petition.received_on, on)}, {str(petition.get_channel_display()).lower()}",
        kind="met",
    )
    return [received, _answer_clock(petition, duties, request, reply), _result_clock(petition, duties, request)]


def _answer_clock(petition: Petition, duties: list[Duty], request: StaffRequest, reply: Reply | None) -> Clock:
    title, on = _("2. Trả lời bằng văn bản"), request.standing.on
    if reply is not None:
        return Clock(title=title, text=vi_short(reply.signed_on, on), kind="met")
    if petition.is_aside:
        return Clock(title=title, text=_elsewhere(petition), kind="not_applicable")
    duty = _first(duties, _ANSWER)
    if duty is not None and duty.due_on is not None:
        return Clock(title=title, text=vi_short(duty.due_on, on), kind=kind_on(duty, on))
    expected = vi_short(duty.expected_on, on) if duty and duty.expected_on else ""
    text = _("dự kiến %(day)s") % {"day": expected} if expected else _("sau hội nghị")
    return Clock(title=title, text=text, kind="pending")


def _result_clock(petition: Petition, duties: list[Duty], request: StaffRequest) -> Clock:
    title, on = _("3. Giải quyết xong"), request.standing.on
    if petition.result:
        until = vi_short(petition.result_until, on) if petition.result_until else ""
        text = f"{petition.get_result_display()}{f', {until}' if until else ''}"
        # Only what was done is settled; an explanation, a refusal, a forwarding end the matter here without it.
        ended = petition.result in {Result.EXPLAINED, Result.NOT_ACCEPTED, Result.FORWARDED}
        word = _("Không giải quyết thêm ở đây") if ended else ""
        kind = "met" if petition.result == Result.RESOLVED else "waived" if ended else "due"
        return Clock(title=title, text=text, kind=kind, word=word)
    if petition.is_aside:
        return Clock(title=title, text=_elsewhere(petition), kind="not_applicable")
    duty = _first(duties, _RESOLVE)
    day = petition.agreed_due_on or (duty.due_on if duty else None)
    if day is not None:
        return Clock(title=title, text=vi_short(day, on), kind="overdue" if day < on else "due")
    return Clock(title=title, text=_("chưa có thời hạn"), kind="pending")


def _elsewhere(petition: Petition) -> str:
    """Return where the matter goes on when the petition itself was set aside."""
    words = {
        P.MERGED: _("theo kiến nghị đã gộp vào"),
        P.SPLIT: _("theo từng việc"),
        P.OUT_OF_SCOPE: _("theo luật khác"),
    }
    return words.get(P(petition.state), _("đã rút"))


def _first(duties: list[Duty], facts: frozenset[str]) -> Duty | None:
    """Return the earliest open duty that one of these facts ends, else the latest one that is done."""
    rows = [duty for duty in duties if ends_of(duty.regulation, duty.rule) & facts]
    waiting = sorted(
        (duty for duty in rows if duty.status in _OPEN), key=lambda duty: (duty.due_on is None, duty.due_on or duty.pk)
    )
    return waiting[0] if waiting else rows[-1] if rows else None


def _chip(petition: Petition, found: Found, duties: list[Duty], request: StaffRequest) -> tuple[str, str]:
    late = [duty for duty in duties if duty.status in {Status.DUE, Status.OVERDUE} and duty.due_on is not None]
    first = min(late, key=lambda duty: duty.due_on, default=None)  # type: ignore[arg-type, return-value]  # days only
    _due, kind, word = standing_of(petition, found.lead, first, on=request.standing.on)
    return kind, word or (str(petition.get_state_display()) if kind in {"pending", "met"} else "")
