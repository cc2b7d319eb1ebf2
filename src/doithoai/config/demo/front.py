"""The demo's part of the Front, the farmers' union and Mass Mobilisation, and what the host will tell the people."""

from datetime import date

from doithoai.config.demo.cast import Cast
from doithoai.config.demo.story import Conference, after, before
from doithoai.dialogues import queries as laws
from doithoai.dialogues import services as dialogues
from doithoai.reporting import services as reporting
from doithoai.reporting.services.supervision import PlanPaper
from doithoai.workdays import national

_FORECASTS = {
    "MTTQ": (
        "Dân các thôn quan tâm nhất: nước sạch cuối nguồn, rác sinh hoạt, mức hỗ trợ sau bão.\n"
        "Bến Dưới có thể nêu gay gắt chuyện nước yếu; nên mời đơn vị cấp nước cùng dự.\n"
        "Đề nghị chủ trì nêu rõ việc nào đã làm, việc nào còn chờ kinh phí."
    ),
    "HND": "Nông dân lo giá vật tư và kênh tưới; nên có số liệu diện tích bị thiệt hại theo từng thôn.",
}


def brief(conference: Conference) -> None:
    """Prepare what the host tells the people, with all that the regulation asks for, eight working days before."""
    dialogue = conference.dialogue
    items = laws.main_law_of(dialogue).briefing_items(dialogue.type)
    dialogues.prepare_briefing(
        dialogue=dialogue,
        items=[item.code for item in items],
        text="\n".join(f"{item.vi}: số liệu đến hết tháng trước, các cơ quan đã rà soát." for item in items),
        on=before(conference.held_on, 8),
        by=conference.cast.by(conference.clerk),
    )


def foresee(conference: Conference, symbol: str, *, on: date) -> None:
    """Hand in the forecast of the Front (MTTQ) or of the farmers' union (HND)."""
    cast = conference.cast
    dialogues.submit_forecast(
        dialogue=conference.dialogue,
        body=cast.bodies[symbol],
        text=_FORECASTS[symbol],
        submitted_on=on,
        on=on,
        by=cast.by(cast.officer(symbol)),
    )


def supervise(cast: Cast, today: date, *, year: int) -> None:
    """Record a year's supervision plans: the Front's is appraised, the farmers' union's of this year waits for it."""
    begun = max(date(year, 2, 2), after(cast.unit.valid_from, 10))
    recorded = min(national().next_working(begun), today)
    appraised = min(after(recorded, 12), today)
    plan = reporting.record_supervision_plan(
        body=cast.bodies["MTTQ"],
        year=year,
        paper=PlanPaper(
            title=f"Kế hoạch giám sát và phản biện xã hội năm {year}", number="05/KH-MTTQ", covers_conclusions=True
        ),
        on=recorded,
        by=cast.by("mattran"),
    )
    reporting.appraise_supervision_plan(
        plan=plan, note="Đủ nội dung, đúng trọng tâm.", on=appraised, by=cast.by("danvan")
    )
    farmers = reporting.record_supervision_plan(
        body=cast.bodies["HND"],
        year=year,
        paper=PlanPaper(title=f"Kế hoạch giám sát năm {year}", number="07/KH-HND", covers_conclusions=True),
        on=max(before(today, 8), recorded) if year == today.year else recorded,
        by=cast.by("hoinongdan"),
    )
    if year != today.year:
        reporting.appraise_supervision_plan(
            plan=farmers, note="Đủ nội dung theo quy chế.", on=appraised, by=cast.by("danvan")
        )
