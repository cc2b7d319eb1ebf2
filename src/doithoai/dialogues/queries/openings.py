"""What a dialogue is (or might be) opened with, and what is wrong with its shape."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise

from django.utils import timezone

from doithoai.dialogues.enums import DialogueForm, DialogueType
from doithoai.dialogues.models import Dialogue, PlannedDialogue
from doithoai.organisations.models import Body, Post, Unit


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
    def starts_on(self) -> date:
        """Return the first day of the conference: the notice counts to it (A04)."""
        return timezone.localdate(min(sitting.starts_at for sitting in self.sittings))

    @property
    def ends_on(self) -> date:
        """Return the day on which the last session ends: deadlines count from it (A04)."""
        return timezone.localdate(max(sitting.ends_at for sitting in self.sittings))


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
