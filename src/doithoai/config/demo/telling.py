"""Which dialogues the demo tells, in the order in which they happened."""

from collections.abc import Callable
from datetime import date

from doithoai.config.demo.archiving import file_away, settle, write_forms
from doithoai.config.demo.cast import Cast
from doithoai.config.demo.competence import lay_map
from doithoai.config.demo.front import brief, foresee, supervise
from doithoai.config.demo.promises import promise, publish
from doithoai.config.demo.story import Conference, Matter, after, before, matters
from doithoai.config.demo.succession import reorganise
from doithoai.dialogues import services as dialogues
from doithoai.dialogues.enums import DialogueType
from doithoai.dialogues.models import AnnualPlan, PlannedDialogue
from doithoai.obligations import services as obligations
from doithoai.organisations.enums import HostRole
from doithoai.workdays import national


def tell(cast: Cast, *, today: date, progress: Callable[[int, int], None] | None = None) -> None:
    """Make the dialogues of the demo: one archived last year; one followed up, one just held, one being prepared."""
    today = national().previous_working(today)
    told: list[Conference] = []
    parts: tuple[Callable[[], None], ...] = (
        lambda: _plans(cast, today, today.year - 1),
        lambda: _plans(cast, today, today.year),
        lambda: told.append(_archived(cast, today)),
        lambda: _followed_up(cast, today),
        lambda: _just_held(cast, today, last_year=told[0]),
        lambda: _being_prepared(cast, today),
        lambda: reorganise(cast, today),
        lambda: lay_map(cast),
    )
    for done, part in enumerate(parts, 1):
        with obligations.refreshing_once():
            part()
        if progress:
            progress(done, len(parts))


def _plans(cast: Cast, today: date, year: int) -> None:
    """Plan a year and what the Front watches in it; a commune of 1 July 2025 plans the rest of that year."""
    first = max(date(year, 1, 5), cast.unit.valid_from)
    for role, day in ((HostRole.PARTY_HEAD, date(year, 9, 18)), (HostRole.GOVERNMENT_HEAD, date(year, 11, 12))):
        dialogues.plan_dialogue(
            unit=cast.unit,
            year=year,
            post=cast.post(role),
            planned_on=day,
            topic="Hạ tầng thôn, đất đai, nước sạch",
            on=first,
            by=cast.by("vanphong"),
        )
    plan = AnnualPlan.objects.get(unit=cast.unit, year=year)
    day = after(first, 3)
    dialogues.approve_plan(plan=plan, number="02/KH-UBND", approved_on=day, on=day, by=cast.by("chutich"))
    supervise(cast, today, year=year)


def _line(cast: Cast, role: HostRole, year: int) -> PlannedDialogue:
    return PlannedDialogue.objects.get(plan__unit=cast.unit, plan__year=year, post=cast.post(role))


def _told(conference: Conference, rows: tuple[Matter, ...], earlier: Conference | None = None) -> Conference:
    conference.open()
    conference.plan()
    conference.collect(rows, earlier.petitions if earlier else ())
    conference.announce()
    conference.triage(rows)
    conference.assign(rows)
    conference.answer(rows)
    conference.register(6)
    return conference


def _archived(cast: Cast, today: date) -> Conference:
    """Tell of last autumn, so that everything was due, done and filed before this year began."""
    rows = matters()["chair_last_year"]
    year = today.year - 1
    conference = Conference(
        cast=cast,
        title=f"Hội nghị đối thoại định kỳ giữa Chủ tịch UBND xã với Nhân dân năm {year}",
        held_on=national().previous_working(date(year, 10, 15)),
        role=HostRole.GOVERNMENT_HEAD,
        type=DialogueType.PERIODIC,
        topic="Hạ tầng thôn, thủ tục hành chính, y tế cơ sở",
        today=today,
        planned=_line(cast, HostRole.GOVERNMENT_HEAD, year),
    )
    _told(conference, rows)
    write_forms(conference)
    brief(conference)
    foresee(conference, "MTTQ", on=before(conference.held_on, 3))
    foresee(conference, "HND", on=before(conference.held_on, 2))
    conference.prepare_papers()
    conference.hold(rows)
    conference.conclude(8)
    settle(conference, rows)
    file_away(conference)
    return conference


def _followed_up(cast: Cast, today: date) -> None:
    rows = matters()["secretary_autumn"]
    conference = Conference(
        cast=cast,
        title=f"Hội nghị đối thoại định kỳ giữa Bí thư Đảng ủy xã với Nhân dân năm {today.year}",
        held_on=before(today, 22),
        role=HostRole.PARTY_HEAD,
        type=DialogueType.PERIODIC,
        topic="Xây dựng Đảng, nước sạch, môi trường, phòng chống thiên tai",
        today=today,
        planned=_line(cast, HostRole.PARTY_HEAD, today.year),
    )
    _told(conference, rows)
    brief(conference)
    foresee(conference, "MTTQ", on=before(conference.held_on, 3))
    foresee(conference, "HND", on=before(conference.held_on, 2))
    conference.prepare_papers()
    conference.hold(rows)
    conference.conclude(9)
    promise(conference, 12)
    publish(conference, [matter.answer for matter in rows[:-1]], 13)


def _just_held(cast: Cast, today: date, *, last_year: Conference) -> None:
    rows = matters()["chair_this_year"]
    conference = Conference(
        cast=cast,
        title=f"Hội nghị đối thoại định kỳ giữa Chủ tịch UBND xã với Nhân dân năm {today.year}",
        held_on=before(today, 6),
        role=HostRole.GOVERNMENT_HEAD,
        type=DialogueType.PERIODIC,
        topic="Giao thông nông thôn, thủ tục hành chính, trường lớp",
        today=today,
        planned=_line(cast, HostRole.GOVERNMENT_HEAD, today.year),
        previous=last_year.dialogue,
    )
    _told(conference, rows, earlier=last_year)
    brief(conference)
    conference.prepare_papers()
    conference.hold(rows, reason="MTTQ báo sẽ nộp dự báo tình huống muộn một ngày")
    # Honestly late: the law has it that this forecast can no longer be made good.
    foresee(conference, "MTTQ", on=after(conference.held_on, 1))


def _being_prepared(cast: Cast, today: date) -> None:
    rows = matters()["thematic_water"]
    conference = Conference(
        cast=cast,
        title="Đối thoại chuyên đề về nước sạch giữa Chủ tịch UBND xã với Nhân dân",
        held_on=national().due_after(today, 12, "working_days"),
        role=HostRole.GOVERNMENT_HEAD,
        type=DialogueType.THEMATIC,
        topic="Chất lượng nước sinh hoạt, giá lắp đặt, tuyến ống Bến Trên",
        today=today,
        audience="other",
    )
    _told(conference, rows)
