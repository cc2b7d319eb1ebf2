"""Opening a dialogue: pinned to the law of the day, with hosts, office, sessions and places."""

from collections.abc import Iterator
from contextlib import suppress
from datetime import date

from django.db import transaction
from django.db.models import ProtectedError

from doithoai.accounts.queries import account_of
from doithoai.common.actors import Actor
from doithoai.common.text import nfc, one_line
from doithoai.dialogues import queries
from doithoai.dialogues.enums import DialogueState, DialogueType
from doithoai.dialogues.errors import LineNotOpen, NoticeImpossible, OpeningRefused
from doithoai.dialogues.models import Dialogue, DialogueHost, PlannedDialogue, Session, VenuePoint
from doithoai.dialogues.queries.openings import HostChoice, Opening, Place, Sitting, host_faults, sitting_faults
from doithoai.journal import services as journal
from doithoai.obligations import services as obligations
from doithoai.organisations.models import Unit
from doithoai.regulations.facts import HostSubstituted
from doithoai.regulations.version import RegulationVersion
from doithoai.workdays.dates import vi_date

SPECIAL_CASE = "special_case"  # the proof, in a regulation's words, that only a special case lets a deputy host
_CHOSEN_BY_HEAD = "section_assigned_by_host"  # the regulation's code where the head names the section (HP-7.5-office)


@transaction.atomic
def open_dialogue(*, opening: Opening, on: date, by: Actor) -> Dialogue:
    """Open a dialogue: check it against the law of the day, pin it, give it a code, start its clocks.

    Raises OpeningRefused with everything that is wrong at once; NoticeImpossible when even an
    announcement today would be late and the person has not accepted that; LineNotOpen when the
    plan's line was dropped or used in the meantime.
    """
    versions = queries.versions_for(opening.unit, on=on)
    check_opening(opening, versions[0], on=on)
    _check_notice(opening, on=on)
    # The unit's row is the lock of its codes: two clerks who open at once wait for each other here.
    unit = Unit.objects.select_for_update(of=("self",), no_key=True).get(pk=opening.unit.pk)
    _check_line(opening.planned)
    dialogue = _row(opening, unit, queries.pins_of(versions), on=on, by=by)
    set_hosts(dialogue, opening.hosts)
    set_sessions(dialogue, opening.sittings)
    set_places(dialogue, opening.places)
    for fact in queries.opening_facts(opening, dialogue=dialogue.key, pins=dialogue.instruments, on=on):
        journal.record(fact, by=by)
    _record_substitutes(dialogue, opening.hosts, on=on, by=by)
    obligations.refresh(dialogue.key, on=on)
    return dialogue


def check_opening(opening: Opening, version: RegulationVersion, *, on: date) -> None:
    """Refuse an opening that has the wrong shape or that the regulation does not know.

    Raises OpeningRefused with all sentences at once: one round of mending, not five.
    """
    faults = [*sitting_faults(opening.sittings, on=on), *host_faults(opening.hosts)]
    faults += _law_faults(opening, version, on=on)
    if not opening.title.strip():
        faults.append("Hãy đặt tên cho cuộc đối thoại.")
    if not opening.places:
        faults.append("Hãy ghi ít nhất một điểm họp.")
    if faults:
        raise OpeningRefused(" ".join(faults))


def _law_faults(opening: Opening, version: RegulationVersion, *, on: date) -> list[str]:
    faults = []
    level = opening.unit.level
    roles = {item.code for item in version.hosts_for(level)}
    for host in opening.hosts:
        if host.post.role not in roles:
            faults.append(f"{version.short_vi} không có {host.post.title} trong những người chủ trì ở cấp này.")
        elif host.substitute:
            faults += _substitute_faults(host, version, level)
    if version.hosts_together:
        there = {host.post.role for host in opening.hosts}
        missing = [item for item in version.hosts_for(level) if item.code not in there]
        faults += [f"{version.short_vi} buộc {item.vi} cùng chủ trì ({item.citation})." for item in missing]
    if opening.type not in {item.code for item in version.types()}:
        faults.append(f"{version.short_vi} không có chế độ đối thoại «{opening.type.label}».")
    if opening.form not in {item.code for item in version.forms()}:
        faults.append(f"{version.short_vi} không có hình thức «{opening.form.label}».")
    faults += _office_faults(opening, version, on=on)
    triggers = {item.code for item in version.triggers()}
    if opening.type == DialogueType.EXTRAORDINARY and triggers and opening.trigger not in triggers:
        faults.append("Đối thoại đột xuất phải nêu trường hợp nào của quy định. Hãy chọn một trường hợp.")
    return faults


def _substitute_faults(host: HostChoice, version: RegulationVersion, level: str) -> Iterator[str]:
    """Yield that nobody may stand in, or which proof is missing where somebody may (A07)."""
    allowed = version.substitutes_for(level, host.post.role)
    if not allowed:
        yield f"{version.short_vi} không cho cấp phó chủ trì thay {host.post.title}."
        return
    special = any(SPECIAL_CASE in item.proof for item in allowed)
    if special and not host.special_case.strip():
        yield f"Chủ trì thay {host.post.title} chỉ trong trường hợp đặc biệt: hãy ghi lý do ({allowed[0].citation})."
    if not (host.assignment_number.strip() and host.assigned_on):
        yield f"Chủ trì thay {host.post.title} phải có văn bản: hãy ghi số và ngày ({allowed[0].citation})."


def _office_faults(opening: Opening, version: RegulationVersion, *, on: date) -> list[str]:
    """Say when the regulation names another office; where it lets the head choose, any of the unit's bodies will do."""
    presiding = opening.presiding
    if presiding is None:
        return []
    named = version.host_office(opening.unit.level, presiding.post.role)
    if opening.host_office.unit_id != opening.unit.pk:
        return ["Cơ quan chủ trì tham mưu phải là cơ quan của đơn vị này."]
    if named is None or named.code == _CHOSEN_BY_HEAD:
        return []
    whose = queries.whose_office(version, opening.unit.level, presiding.post, [host.post for host in opening.hosts])
    if whose.host_office is None or whose.host_office.key_since(on) == opening.host_office.key:
        return []
    return [f"Với {whose.title} chủ trì, cơ quan chuẩn bị là {named.vi} ({version.citation(named.clause)})."]


def _check_notice(opening: Opening, *, on: date) -> None:
    found = queries.preview_of(opening, on=on)
    if not found.impossible or opening.accepts_late_notice:
        return
    assert found.notice is not None
    latest = f" Hạn thông báo của ngày họp này là {vi_date(found.notice.due_on)}." if found.notice.due_on else ""
    earliest = f" Ngày họp sớm nhất còn kịp là {vi_date(found.earliest)}." if found.earliest else ""
    raise NoticeImpossible(f"Không còn đủ thời gian thông báo ({found.notice.citation}).{latest}{earliest}")


def _check_line(planned: PlannedDialogue | None) -> None:
    if planned is None:
        return
    line = PlannedDialogue.objects.select_for_update(of=("self",), no_key=True).get(pk=planned.pk)
    if line.dropped_at is not None or line.dialogues.exclude(state=DialogueState.CANCELLED).exists():
        raise LineNotOpen


def _row(opening: Opening, unit: Unit, pins: str, *, on: date, by: Actor) -> Dialogue:
    return Dialogue.objects.create(
        code=next_code(unit, opening.starts_on.year),
        unit=unit,
        title=one_line(opening.title)[:300],
        type=opening.type,
        form=opening.form,
        state=DialogueState.PREPARING,
        instruments=pins,
        planned=opening.planned,
        previous=opening.previous,
        host_office=opening.host_office,
        topic=nfc(opening.topic).strip(),
        trigger=opening.trigger if opening.type == DialogueType.EXTRAORDINARY else "",
        audience=opening.audience if opening.type == DialogueType.THEMATIC else "",
        participants=nfc(opening.participants).strip(),
        co_organisers=one_line(opening.co_organisers)[:300],
        collects_until=opening.collects_until,
        opened_on=on,
        opened_by=account_of(by),
    )


def next_code(unit: Unit, year: int) -> str:
    """Return the next code of the unit's dialogues in a year, as TL-2026-01; the caller holds the unit's lock."""
    start = f"{unit.code}-{year}-"
    taken = Dialogue.objects.filter(code__startswith=start).values_list("code", flat=True)
    last = max((int(code.removeprefix(start)) for code in taken), default=0)
    return f"{start}{last + 1:02d}"


def set_hosts(dialogue: Dialogue, hosts: tuple[HostChoice, ...]) -> None:
    """Write the hosts down, replacing those there were."""
    dialogue.hosts.all().delete()
    for host in hosts:
        DialogueHost.objects.create(
            dialogue=dialogue,
            post=host.post,
            presides=host.presides,
            substitute=host.substitute,
            special_case=one_line(host.special_case)[:500],
            assignment_number=one_line(host.assignment_number)[:60],
            assigned_on=host.assigned_on,
        )


def set_sessions(dialogue: Dialogue, sittings: tuple[Sitting, ...]) -> None:
    """Write the sessions down in their order, replacing those there were."""
    dialogue.sessions.all().delete()
    for sitting in sorted(sittings, key=lambda sitting: sitting.starts_at):
        Session.objects.create(dialogue=dialogue, starts_at=sitting.starts_at, ends_at=sitting.ends_at)


def set_places(dialogue: Dialogue, places: tuple[Place, ...]) -> None:
    """Write the venue points down; one that keeps its name keeps its key and its registrations.

    A point that people registered for stays even when it is left out: nobody loses a seat unasked. So does one
    where people were counted or spoke before the conference was broken off.
    """
    kept = {point.name: point for point in dialogue.venue_points.all()}
    dialogue.venue_points.update(is_main=False)
    for number, place in enumerate(places):
        point = kept.pop(one_line(place.name), None) or VenuePoint(dialogue=dialogue, name=one_line(place.name)[:160])
        point.address, point.kind, point.capacity = one_line(place.address)[:300], place.kind, place.capacity
        point.is_main = number == 0
        point.save()
    for point in kept.values():
        if not point.registrations.exists():
            with suppress(ProtectedError), transaction.atomic():
                point.delete()


def _record_substitutes(dialogue: Dialogue, hosts: tuple[HostChoice, ...], *, on: date, by: Actor) -> None:
    for host in hosts:
        if host.substitute:
            # A number is written with spaces here and there; the journal takes codes only.
            assignment = "".join(host.assignment_number.split())
            fact = HostSubstituted(on=on, dialogue=dialogue.key, post=host.substitute.key, assignment=assignment)
            journal.record(fact, by=by)
