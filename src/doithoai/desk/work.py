"""What waits for a person: duties under the law, and things in the middle of the process."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Exists, Min, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from doithoai.accounts.enums import Role
from doithoai.accounts.models import Account
from doithoai.desk.doing import work_url
from doithoai.desk.library.addresses import sourced
from doithoai.dialogues.enums import DialogueState
from doithoai.dialogues.models import Dialogue, DialogueHost, Session
from doithoai.obligations import queries as obligations
from doithoai.obligations.models import Duty
from doithoai.organisations import queries as organisations
from doithoai.organisations.enums import Level
from doithoai.organisations.queries import Standing
from doithoai.petitions import queries as petitions
from doithoai.petitions.enums import BEFORE_CONFERENCE, AssignmentState, DraftState, PetitionState
from doithoai.petitions.models import Assignment, Draft, DueProposal, Petition
from doithoai.petitions.queries import Out
from doithoai.screens.dates import english, vi_short

SOON = timedelta(days=21)
_TITLES = ("title_vi", "title_en")


@dataclass(frozen=True, slots=True)
class Item:
    """One line of work: a duty (or the same duty on several petitions), with its article and date."""

    title: str
    where: str
    where_url: str
    url: str
    rule: str
    citation: str
    due_on: date
    status: str
    provisional: bool = False
    count: int = 1
    instead_of: str = ""  # of a substitute: whose work this is


@dataclass(frozen=True, slots=True)
class Waiting:
    """Something in the middle of the process that waits for this person, or for somebody else."""

    title: str
    detail: str
    url: str


@dataclass(slots=True)
class Agenda:
    """All the work of a person, by when."""

    overdue: list[Item] = field(default_factory=list)
    today: list[Item] = field(default_factory=list)
    soon: list[Item] = field(default_factory=list)
    later: list[Item] = field(default_factory=list)

    @property
    def urgent(self) -> int:
        """Return how many lines are late or end today."""
        return len(self.overdue) + len(self.today)

    @property
    def first(self) -> Item | None:
        """Return what should be done first."""
        return next(iter([*self.overdue, *self.today, *self.soon, *self.later]), None)


def urgent_groups(standing: Standing) -> QuerySet[Duty, Any]:
    """Return the groups of open duties of the person's bodies that are late or end today."""
    rows = obligations.open_duties(bodies=standing.body_keys).filter(due_on__lte=standing.on)
    return rows.order_by().values("stream", "rule", "due_on", "body").distinct()


def agenda_of(standing: Standing, *, unit: str = "") -> Agenda:
    """Return the open duties of the person's bodies (or of the whole unit), the same ones on many petitions as one."""
    rows = obligations.open_duties(bodies=None if unit else standing.body_keys, unit=unit)
    groups = (
        rows.order_by()
        .values("dialogue", "regulation", "rule", "citation", *_TITLES, "due_on", "status", "provisional", "body")
        .annotate(count=Count("pk"), petition=Min("petition"), place=Min("position"))
        # In the law's own order on one day: a notice is issued before it is sent on.
        .order_by("due_on", "place", "rule")[:300]
    )
    absent = {} if unit else {key: one for key in standing.body_keys if (one := standing.instead_in(key))}
    return _sorted([dict(group) for group in groups], standing.on, absent)


def _sorted(groups: list[dict[str, object]], on: date, absent: Mapping[str, Account]) -> Agenda:
    keys = {str(group["dialogue"]) for group in groups}
    dialogues = {row.key: row for row in Dialogue.objects.filter(key__in=keys)}
    agenda = Agenda()
    for group in groups:
        item = _item(group, dialogues.get(str(group["dialogue"])), absent.get(str(group["body"])))
        if item.due_on < on:
            agenda.overdue.append(item)
        elif item.due_on == on:
            agenda.today.append(item)
        elif item.due_on <= on + SOON:
            agenda.soon.append(item)
        else:
            agenda.later.append(item)
    return agenda


def _item(group: dict[str, object], dialogue: Dialogue | None, absent: Account | None) -> Item:
    count = int(str(group["count"]))
    title = str((group["title_en"] if english() else "") or group["title_vi"])
    if group["petition"] and count > 1:
        title = ngettext("%(title)s: %(count)d kiến nghị", "%(title)s: %(count)d kiến nghị", count) % {
            "title": title,
            "count": count,
        }
    where_url = _url("dialogue", dialogue.code) if dialogue else _url("plans")
    due_on = group["due_on"]
    assert isinstance(due_on, date)
    return Item(
        title=title,
        where=dialogue.title if dialogue else _("Việc trong năm của đơn vị"),
        where_url=where_url,
        url=work_url(str(group["regulation"]), str(group["rule"]), dialogue) or where_url,
        rule=str(group["rule"]),
        citation=sourced(str(group["regulation"]), str(group["rule"]), str(group["citation"])),
        due_on=due_on,
        status=str(group["status"]),
        provisional=bool(group["provisional"]),
        count=count,
        instead_of=absent.full_name if absent else "",
    )


def _url(name: str, *args: str) -> str:
    try:
        return reverse(f"desk:{name}", args=args)
    except NoReverseMatch:
        return ""


def waiting_for(standing: Standing, out: Sequence[Out] = ()) -> list[Waiting]:
    """Return what waits for this person's decision or first look; one query each.

    `out` is what went to people without an account: see `petitions.out_with_others`.
    """
    found = [_came_back(row) for row in out if row.sort == "answered"]
    if standing.is_a(Role.CLERK):
        found += [*_untriaged(standing), *_forms(standing)]
    if standing.is_a(Role.AGENCY_OFFICER, Role.AGENCY_HEAD, Role.FRONT):
        found += _unaccepted(standing)
    if standing.is_a(Role.AGENCY_HEAD):
        found += _drafts(standing)
    if standing.is_a(Role.HOST):
        found += _proposals(standing)
    found += _escalations(standing)
    return found


def _untriaged(standing: Standing) -> Iterable[Waiting]:
    offices = [m.body_id for m in standing.memberships if m.role == Role.CLERK]
    rows = (
        Petition.objects.filter(state=PetitionState.RECEIVED, dialogue__host_office__in=offices)
        .values("dialogue__code", "dialogue__title")
        .annotate(count=Count("pk"))
        .order_by("dialogue__code")
    )
    for row in rows:
        yield Waiting(
            _("Phân loại %(count)d kiến nghị mới") % {"count": row["count"]},
            row["dialogue__title"],
            _url("petitions-sort", row["dialogue__code"]),
        )


def _forms(standing: Standing) -> Iterable[Waiting]:
    """Yield the sheets of paper to confirm, and the petitioners who want to be forgotten; one query for both."""
    offices = [m.body_id for m in standing.memberships if m.role == Role.CLERK]
    forms = petitions.forms_to_confirm_by_dialogue(offices, standing.account)
    waiting = forms.order_by().union(petitions.erasures_to_decide(offices), all=True)
    for code, title, count in sorted(waiting):
        if code:
            yield Waiting(_("Xác nhận %(count)d phiếu giấy") % {"count": count}, title, _url("paper-forms", code))
        elif count:  # the database counts also where there is none
            text = _("Quyết định %(count)d yêu cầu xóa dữ liệu cá nhân") % {"count": count}
            yield Waiting(text, _("trả lời trong 2 ngày làm việc"), _url("erasures"))


def _unaccepted(standing: Standing) -> Iterable[Waiting]:
    rows = Assignment.objects.filter(body__in=_bodies(standing), state=AssignmentState.SENT)
    for count, absent in _by_absent(standing, rows.values_list("body__key", flat=True)):
        title = _("Nhận hoặc trả lại %(count)d việc vừa được giao") % {"count": count}
        yield Waiting(title, _instead_of(absent), _url("inbox"))


def _drafts(standing: Standing) -> Iterable[Waiting]:
    head = Role.AGENCY_HEAD
    rows = Draft.objects.filter(body__in=_bodies(standing, head), state=DraftState.SUBMITTED)
    for count, absent in _by_absent(standing, rows.values_list("body__key", flat=True), head):
        yield Waiting(_("Duyệt %(count)d dự thảo trả lời") % {"count": count}, _instead_of(absent), _url("inbox"))


def _bodies(standing: Standing, *roles: Role) -> list[int]:
    return [m.body_id for m in standing.memberships if not roles or m.role in roles]


def _by_absent(standing: Standing, bodies: Iterable[str], *roles: Role) -> list[tuple[int, Account | None]]:
    """Return how much is the person's own work (None) and how much that of each absent one, the own first."""
    counts: dict[Account | None, int] = {}
    for key in bodies:
        absent = standing.instead_in(key, *roles)
        counts[absent] = counts.get(absent, 0) + 1
    return sorted(((n, who) for who, n in counts.items()), key=lambda row: (row[1] is not None, row[1] and row[1].pk))


def _instead_of(absent: Account | None) -> str:
    return _("thay ông/bà %(name)s") % {"name": absent.full_name} if absent else ""


def _proposals(standing: Standing) -> Iterable[Waiting]:
    units = [m.body.unit_id for m in standing.memberships if m.role == Role.HOST]
    rows = (
        DueProposal.objects.filter(accepted=None, petition__dialogue__unit__in=units)
        .values("petition__dialogue__code", "petition__dialogue__title")
        .annotate(count=Count("pk"))
        .order_by("petition__dialogue__code")
    )
    for row in rows:
        yield Waiting(
            _("Quyết định %(count)d thời hạn giải quyết do cơ quan đề xuất") % {"count": row["count"]},
            row["petition__dialogue__title"],
            _url("dialogue-follow-up", row["petition__dialogue__code"]),
        )


def _escalations(standing: Standing) -> Iterable[Waiting]:
    # A commune is the lowest level: nobody puts anything up to it.
    if all(m.body.unit.level == Level.COMMUNE for m in standing.memberships):
        return
    count = petitions.escalations_to(standing).filter(answered_on=None).count()
    if count:
        yield Waiting(_("Trả lời %(count)d kiến nghị từ cấp dưới") % {"count": count}, "", _url("escalations"))


def _came_back(row: Out) -> Waiting:
    where = f"{_url('petition', row.code)}#hoi-ngoai"
    return Waiting(_("Xem trả lời của %(name)s") % {"name": row.who}, row.code, where)


def waiting_for_others(standing: Standing, out: Sequence[Out] = ()) -> list[Waiting]:
    """Return what the person waits for: petitioners who were asked, bodies outside, bodies that have not finished."""
    return [*(_is_out(row, standing.on) for row in out if row.sort != "answered"), *_bodies_at_work(standing)]


def _is_out(row: Out, on: date) -> Waiting:
    names = {"code": row.code, "who": row.who, "day": vi_short(row.day, on)}
    if row.sort == "asked":
        title, detail = _("Người kiến nghị %(code)s"), _("%(who)s hỏi, xin trả lời đến hết %(day)s")
    elif row.day < on:
        title, detail = _("%(who)s, về %(code)s"), _("chưa trả lời, đã qua ngày %(day)s")
    else:
        title, detail = _("%(who)s, về %(code)s"), _("cần trả lời đến hết %(day)s")
    return Waiting(title % names, detail % names, _url("petition", row.code))


def _bodies_at_work(standing: Standing) -> list[Waiting]:
    offices = [m.body_id for m in standing.memberships if m.role == Role.CLERK]
    if not offices:
        return []
    rows = (
        Assignment.objects.filter(
            petition__dialogue__host_office__in=offices,
            petition__dialogue__state__in=[DialogueState.PREPARING, DialogueState.ANNOUNCED],
            state__in=[AssignmentState.SENT, AssignmentState.ACCEPTED],
        )
        .values("body__short_name", "body__later", "petition__dialogue__code")
        .annotate(count=Count("pk"), first=Min("due_on"))
        .order_by("first")[:8]
    )
    return [
        Waiting(
            organisations.called_as(row["body__short_name"], row["body__later"], on=standing.on),
            _("%(count)d kiến nghị chờ trả lời, hạn sớm nhất %(day)s")
            % {"count": row["count"], "day": f"{row['first'].day}/{row['first'].month}"},
            _url("dialogue-assignments", row["petition__dialogue__code"]),
        )
        for row in rows
    ]


@dataclass(frozen=True, slots=True)
class Charge:
    """A dialogue that the person hosts, prepares or keeps the minutes of, with how much of it is late."""

    code: str
    title: str
    state: str
    day: date | None
    late: int
    receives: str = ""  # where an opinion is registered, while they are collected


_UNDER_WAY = (
    DialogueState.PREPARING,
    DialogueState.ANNOUNCED,
    DialogueState.POSTPONED,
    DialogueState.IN_SESSION,
    DialogueState.HELD,
    DialogueState.CONCLUDED,
    DialogueState.FOLLOWING_UP,
    DialogueState.CLOSED,
)


def in_charge_of(standing: Standing) -> list[Charge]:
    """Return the dialogues under way of a host, secretary or clerk, the nearest day first; one query.

    What is late counts whoever owes it: the host answers for the whole.
    """
    hosting = [m.body_id for m in standing.memberships if m.role == Role.HOST]
    preparing = [m.body_id for m in standing.memberships if m.role == Role.CLERK]
    hosted = DialogueHost.objects.filter(dialogue=OuterRef("pk"), post__body__in=hosting)
    mine = Q(Exists(hosted)) | Q(host_office__in=preparing) | Q(secretary=standing.account)
    first = Session.objects.filter(dialogue=OuterRef("pk")).order_by("starts_at").values("starts_at")[:1]
    late = obligations.overdue(on=standing.on).filter(dialogue=OuterRef("key")).order_by()
    rows = Dialogue.objects.filter(mine, state__in=_UNDER_WAY).annotate(
        starts_at=Subquery(first),
        late=Coalesce(Subquery(late.values("dialogue").annotate(n=Count("pk")).values("n")), 0),
    )
    return [
        Charge(
            row.code,
            row.title,
            str(row.get_state_display()),
            timezone.localdate(row.starts_at) if row.starts_at else None,
            row.late,
            _url("petition-receive", row.code)
            if row.state in BEFORE_CONFERENCE and row.host_office_id in preparing
            else "",
        )
        for row in rows.order_by("-starts_at", "-pk")[:12]
    ]


def fortnight(standing: Standing, agenda: Agenda) -> list[tuple[date, int]]:
    """Return the coming fourteen days with how many lines of work end on each."""
    counts: dict[date, int] = {}
    for item in [*agenda.today, *agenda.soon]:
        counts[item.due_on] = counts.get(item.due_on, 0) + 1
    return [(day, counts.get(day, 0)) for day in (standing.on + timedelta(days=n) for n in range(14))]
