"""What a dialogue is (or might be) opened with, and what is wrong with its shape."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise

from django.utils import timezone

from doithoai.dialogues.enums import DialogueForm, DialogueType
from doithoai.dialogues.models import Dialogue, PlannedDialogue
from doithoai.organisations.models import Body, Post, Unit

_HOUR = timedelta(hours=1)
_NOON, _EVENING = 12, 18


@dataclass(frozen=True, slots=True, kw_only=True)
class HostChoice:
    """A post that hosts; `substitute` is a deputy's post with its special case and assignment (A07)."""

    post: Post
    presides: bool = True
    substitute: Post | None = None
    special_case: str = ""
    assignment_number: str = ""
    assigned_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sitting:
    """From when to when one session is held."""

    starts_at: datetime
    ends_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A venue point; the first of a list is the main one."""

    name: str
    address: str = ""
    kind: str = ""
    capacity: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """Everything that is settled when a dialogue is opened.

    `accepts_late_notice`: the person has seen that the day leaves no lawful day for the
    announcement and opens it all the same; the lateness stays visible as a deviation.
    """

    unit: Unit
    title: str
    type: DialogueType
    form: DialogueForm
    hosts: tuple[HostChoice, ...]
    host_office: Body
    sittings: tuple[Sitting, ...]
    places: tuple[Place, ...]
    topic: str = ""
    participants: str = ""
    co_organisers: str = ""
    trigger: str = ""
    audience: str = ""
    collects_until: date | None = None
    previous: Dialogue | None = None
    planned: PlannedDialogue | None = None
    accepts_late_notice: bool = False

    @property
    def presiding(self) -> HostChoice | None:
        """Return the host who presides, if one is named."""
        return next((host for host in self.hosts if host.presides), None)

    @property
    def host_roles(self) -> str:
        """Return the roles of all who host, the presiding one's first, where there are several; else empty."""
        roles = [host.post.role for host in sorted(self.hosts, key=lambda host: not host.presides)]
        return ",".join(roles) if len(roles) > 1 else ""

    @property
    def starts_on(self) -> date:
        """Return the first day of the conference: the notice counts to it (A04)."""
        return timezone.localdate(min(sitting.starts_at for sitting in self.sittings))

    @property
    def ends_on(self) -> date:
        """Return the day on which the last session ends: deadlines count from it (A04)."""
        return timezone.localdate(max(sitting.ends_at for sitting in self.sittings))


def half_days_of(sittings: Sequence[Sitting]) -> int:
    """Return how many mornings, afternoons and evenings the sessions take (A46).

    A session belongs to the half-day in which it starts and to each later one of which it takes more than an
    hour: a morning that ends at half past twelve is still one.
    """
    taken: set[tuple[date, int]] = set()
    for sitting in sittings:
        moment, last = timezone.localtime(sitting.starts_at), timezone.localtime(sitting.ends_at) - _HOUR
        taken.add(_half_day(moment))
        while moment < last:
            taken.add(_half_day(moment))
            moment += _HOUR
    return len(taken)


def _half_day(moment: datetime) -> tuple[date, int]:
    return moment.date(), (moment.hour >= _NOON) + (moment.hour >= _EVENING)


def kinds_of(places: Sequence[Place]) -> str:
    """Return the kinds of places where the conference is held, as facts name them; empty where none is told."""
    return ",".join(dict.fromkeys(place.kind for place in places if place.kind))


def sitting_faults(sittings: Sequence[Sitting], *, on: date) -> Iterator[str]:
    """Yield what is wrong with the sessions: none, upside down, one over another, in the past."""
    if not sittings:
        yield "Hãy ghi ngày, giờ của ít nhất một buổi họp."
        return
    ordered = sorted(sittings, key=lambda sitting: sitting.starts_at)
    if any(sitting.ends_at <= sitting.starts_at for sitting in ordered):
        yield "Giờ kết thúc của mỗi buổi phải sau giờ bắt đầu."
    if any(later.starts_at < earlier.ends_at for earlier, later in pairwise(ordered)):
        yield "Hai buổi họp chồng giờ lên nhau. Hãy sửa giờ của một buổi."
    if timezone.localdate(ordered[0].starts_at) < on:
        yield "Ngày họp đã qua. Hãy chọn ngày từ hôm nay trở đi."


def host_faults(hosts: Sequence[HostChoice]) -> Iterator[str]:
    """Yield what is wrong with the hosts: nobody or several preside, one post twice, nobody's deputy."""
    if sum(host.presides for host in hosts) != 1:
        yield "Hãy chọn đúng một người chủ trì điều hành; những người khác là đồng chủ trì."
    if len({host.post.pk for host in hosts}) != len(hosts):
        yield "Một chức vụ chỉ chủ trì một lần trong một cuộc. Hãy bỏ dòng trùng."
    for host in hosts:
        if host.substitute is None:
            continue
        if host.substitute.deputy_of_id != host.post.pk:
            yield f"{host.substitute.title} không phải cấp phó của {host.post.title}. Hãy chọn lại người chủ trì thay."
