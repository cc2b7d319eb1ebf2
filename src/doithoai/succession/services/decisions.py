"""What every decision has: its paper, its day, its fact, its links; and names worked out anew."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from doithoai.accounts.queries import account_of
from doithoai.common.actors import Actor
from doithoai.common.text import one_line
from doithoai.dialogues.enums import DialogueState
from doithoai.dialogues.models import Dialogue
from doithoai.journal import services as journal
from doithoai.obligations import services as obligations
from doithoai.organisations.enums import SuccessionKind, SuccessionOf
from doithoai.organisations.models import Body, Place, Post, Reorganisation, Unit
from doithoai.organisations.queries.answering import LINKS, links_in_force, steps_of
from doithoai.regulations.facts import SuccessionRecorded
from doithoai.succession.errors import ReorganisationRefused
from doithoai.workdays.dates import vi_date

_MODELS: dict[str, Any] = {"unit": Unit, "body": Body, "post": Post, "place": Place}
_OVER = (DialogueState.CLOSED, DialogueState.ARCHIVED, DialogueState.CANCELLED)
Lasting = TypeVar("Lasting", Unit, Body, Post, Place)


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """The paper: its number and day, and the first day on which it holds."""

    number: str
    decided_on: date
    since: date


@dataclass(frozen=True, slots=True)
class Step:
    """`old` goes on as `new`; `made` says that the decision itself brought the new one into being."""

    old: Any
    new: Any
    leads: bool = True
    made: bool = False


def written(
    *, unit: Unit, of: SuccessionOf, kind: SuccessionKind, decision: Decision, batch: str = "", on: date, by: Actor
) -> Reorganisation:
    """Write the decision's row down; raises ReorganisationRefused without number or with a day ahead."""
    number = one_line(decision.number)[:60]
    if not number:
        raise ReorganisationRefused("Hãy ghi số quyết định: mọi thay đổi phải có văn bản.")
    if decision.decided_on > on:
        raise ReorganisationRefused("Ngày quyết định ở sau hôm nay. Hãy ghi ngày ký trên văn bản.")
    return Reorganisation.objects.create(
        unit=unit,
        of=of,
        kind=kind,
        since=decision.since,
        number=number,
        decided_on=decision.decided_on,
        batch=batch,
        recorded_by=account_of(by),
    )


def linked(change: Reorganisation, of: str, steps: Sequence[Step], *, on: date, by: Actor) -> None:
    """End what ends, link it with what follows, tell the journal, and work the names out anew."""
    model: Any = LINKS[of]
    for old in {step.old.pk: step.old for step in steps}.values():
        before, old.valid_to = old.valid_to, change.since
        old.save(update_fields=["valid_to"])
        for step in steps:
            if step.old.pk == old.pk:
                model._default_manager.create(  # noqa: SLF001 -- Django's own name
                    reorganisation=change,
                    old=old,
                    new=step.new,
                    leads=step.leads,
                    made_new=step.made,
                    until_before=before,
                )
    journal.record_all([_fact(change, of, step, on=on) for step in steps], by=by)
    renamed(of)


def _fact(change: Reorganisation, of: str, step: Step, *, on: date) -> SuccessionRecorded:
    return SuccessionRecorded(
        on=on,
        unit=change.unit.key,
        change=change.key,
        of=of,
        way=change.kind,
        old=step.old.key,
        new=step.new.key if step.new else "",
        leads=step.leads,
        since=change.since,
        number=change.number.replace(" ", "_"),
        decided=change.decided_on,
    )


def renamed(of: str) -> None:
    """Work out anew what each thing is called after it ended, from all links that count."""
    model = _MODELS[of]
    links: dict[int, list[tuple[date, int | None, bool]]] = {}
    rows = links_in_force(of).values_list("old", "new", "leads", "reorganisation__since")
    for old, new, leads, since in rows.order_by("-leads", "pk"):
        links.setdefault(old, []).append((since, new, leads))
    known = model.objects.in_bulk({*links, *(new for row in links.values() for _, new, _ in row if new)})
    for pk in links:
        later = [_step(day, lead, ends, known) for day, lead, ends in steps_of(pk, links) if ends]
        if known[pk].later != later:
            model.objects.filter(pk=pk).update(later=later)
    model.objects.exclude(later=[]).exclude(pk__in=links).update(later=[])


def _step(day: date, lead: int | None, ends: Iterable[int], known: dict[int, Any]) -> dict[str, str]:
    names = [_name(known[end]) for end in sorted(ends, key=lambda end: (end != lead, end))]
    return {"since": day.isoformat(), "key": known[lead].key if lead else "", "name": ", ".join(names)}


def _name(thing: Any) -> str:
    if isinstance(thing, Body):
        return thing.short_name
    return thing.title if isinstance(thing, Post) else str(thing.name)


def check_standing(things: Iterable[Lasting], since: date, *, of: str) -> None:
    """Refuse what has ended by that day, has not begun, or has another decision already."""
    things = list(things)
    decided = set(links_in_force(of).filter(old__in=things).values_list("old", flat=True))
    for thing in things:
        if thing.pk in decided:
            raise ReorganisationRefused(f"{thing} đã có quyết định khác. Hãy rút lại quyết định đó trước.")
        if thing.valid_from >= since:
            raise ReorganisationRefused(
                f"{thing} chỉ có từ {vi_date(thing.valid_from)}, không kết thúc được từ {vi_date(since)}. Hãy sửa ngày."
            )
        if thing.valid_to is not None and thing.valid_to <= since:
            raise ReorganisationRefused(f"{thing} đã kết thúc từ {vi_date(thing.valid_to)}. Hãy chọn tên đang dùng.")


def check_heirs(heirs: Iterable[Lasting], since: date) -> None:
    """Refuse a successor that does not stand on the first day: a chain must not lead to what has ended before."""
    for heir in heirs:
        if heir.valid_from > since:
            raise ReorganisationRefused(
                f"{heir} chỉ có từ {vi_date(heir.valid_from)}. Hãy sửa ngày hoặc chọn nơi khác."
            )
        if heir.valid_to is not None and heir.valid_to <= since:
            raise ReorganisationRefused(f"{heir} đã kết thúc từ {vi_date(heir.valid_to)}. Hãy chọn tên đang dùng.")


def check_numbers(kind: SuccessionKind, olds: int, heirs: int) -> None:
    """Refuse a kind of decision that does not go with so many old and so many new names."""
    wrong = {
        SuccessionKind.RENAME: olds != 1 or heirs != 1,
        SuccessionKind.MERGE: olds < 1 or heirs != 1,
        SuccessionKind.SPLIT: olds != 1 or heirs < 2,
        SuccessionKind.END: olds < 1 or heirs > 1,
    }[kind]
    said = {
        SuccessionKind.RENAME: "Đổi tên cần đúng một tên cũ và một tên mới.",
        SuccessionKind.MERGE: "Sáp nhập cần ít nhất một tên cũ và đúng một nơi nhận.",
        SuccessionKind.SPLIT: "Chia, tách cần đúng một tên cũ và từ hai tên mới trở lên.",
        SuccessionKind.END: "Kết thúc cần ít nhất một tên cũ và nhiều nhất một nơi nhận việc còn lại.",
    }[kind]
    if wrong:
        raise ReorganisationRefused(said)


def refresh_owners(units: Iterable[Unit], *, on: date) -> None:
    """Ask anew who owes what in the open dialogues of the units and in their year."""
    units = list(units)
    for key in Dialogue.objects.filter(unit__in=units).exclude(state__in=_OVER).values_list("key", flat=True):
        obligations.refresh(key, on=on)
    for unit in units:
        obligations.refresh_unit(unit, on=on)
