"""The workspace of one dialogue: head, phases and tabs that every page of it shares."""

from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from doithoai.desk.access import StaffRequest
from doithoai.desk.library.beside import Beside, beside
from doithoai.dialogues import queries as dialogues
from doithoai.dialogues.enums import DialogueState
from doithoai.dialogues.models import Dialogue, Session, VenuePoint
from doithoai.regulations.version import RegulationVersion


@dataclass(frozen=True, slots=True)
class Tab:
    """One tab: url, words, whether it is the present one, a small figure."""

    url: str
    label: str
    here: bool
    count: str = ""


TABS = (
    ("dialogue", _("Tổng quan")),
    ("dialogue-plan", _("Kế hoạch")),
    ("dialogue-petitions", _("Kiến nghị")),
    ("dialogue-assignments", _("Phân công")),
    ("dialogue-notice", _("Thông báo, giấy mời")),
    ("dialogue-registrations", _("Đăng ký")),
    ("dialogue-programme", _("Chương trình")),
    ("dialogue-proceedings", _("Diễn biến")),
    ("dialogue-conclusion", _("Kết luận")),
    ("dialogue-follow-up", _("Theo dõi")),
    ("dialogue-duties", _("Việc khác")),
    ("dialogue-dossier", _("Hồ sơ")),
)


def address(name: str, *args: str) -> str:
    """Return the address of a part of the desk, or "" where this installation has none."""
    try:
        return reverse(f"desk:{name}", args=args)
    except NoReverseMatch:
        return ""


def tabs_of(dialogue: Dialogue, here: str, counts: dict[str, str] | None = None) -> list[Tab]:
    """Return the tabs of a dialogue with the present one marked; a tab without an address is left out.

    What the program only notes has a tab only under a law that asks for it.
    """
    shown = [tab for tab in TABS if tab[0] != "dialogue-duties" or dialogues.noted_rules(dialogue)]
    found = ((name, label, address(name, dialogue.code)) for name, label in shown)
    return [Tab(url, str(label), name == here, (counts or {}).get(name, "")) for name, label, url in found if url]


S = DialogueState
# The phases as the page shows them, and the states that stand in each.
PHASES: tuple[tuple[str, Promise], ...] = (
    ("plan", _("Kế hoạch")),
    ("prepare", _("Chuẩn bị")),
    ("announced", _("Đã thông báo")),
    ("session", _("Đang họp")),
    ("conclude", _("Kết luận")),
    ("follow", _("Theo dõi")),
    ("closed", _("Kết thúc")),
    ("archive", _("Lưu trữ")),
)
_PHASE_OF: dict[str, str] = {
    S.PLANNED: "plan",
    S.PREPARING: "prepare",
    S.POSTPONED: "prepare",
    S.ANNOUNCED: "announced",
    S.IN_SESSION: "session",
    S.HELD: "conclude",
    S.CONCLUDED: "follow",
    S.FOLLOWING_UP: "follow",
    S.CLOSED: "closed",
    S.ARCHIVED: "archive",
}


@dataclass(frozen=True, slots=True)
class Instrument:
    """A regulation that binds the dialogue: its short name, its version, where to read it."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Workspace:
    """What `desk/workspace_base.html` shows, under the name `workspace`."""

    dialogue: Dialogue
    tabs: list[Tab]
    phases: list[tuple[str, str]]
    phase: str
    session: Session | None
    sessions: int
    venue: VenuePoint | None
    venues: int
    instruments: list[Instrument]
    beside: list[Beside]


def workspace_of(
    request: StaffRequest, dialogue: Dialogue, here: str, counts: dict[str, str] | None = None
) -> dict[str, object]:
    """Return the context of a page of the workspace: `workspace`, `dialogue`, `today`; no query of its own.

    `here` is the url name of the present tab; `counts` small figures by url name.
    """
    sessions, venues = dialogues.sessions_of(dialogue), dialogues.points_of(dialogue)
    shown = Workspace(
        dialogue=dialogue,
        tabs=tabs_of(dialogue, here, counts),
        phases=[(code, str(word)) for code, word in PHASES],
        phase=_PHASE_OF.get(dialogue.state, ""),
        session=sessions[0] if sessions else None,
        sessions=len(sessions),
        venue=venues[0] if venues else None,
        venues=len(venues),
        instruments=[_instrument(version) for version in dialogues.laws_reaching(dialogue)],
        beside=beside(dialogue, here),
    )
    return {"workspace": shown, "dialogue": dialogue, "today": request.standing.on}


def _instrument(version: RegulationVersion) -> Instrument:
    return Instrument(version.short_vi, address("law-regulation", version.id))
