"""One dialogue with 300 petitions, about 2,000 facts, assessed whole (DESIGN section 9)."""

from datetime import date

from bench.figures import Figure, best_of
from doithoai.regulations import assess, get
from doithoai.regulations import facts as f
from doithoai.regulations.facts import Fact
from doithoai.regulations.loader import load_folder
from doithoai.regulations.shelf import DATA
from doithoai.regulations.types import Case
from doithoai.workdays import national

PETITIONS = 300
_HELD = date(2026, 8, 20)
_ON = date(2026, 11, 21)


def dialogue(petitions: int = PETITIONS) -> tuple[Fact, ...]:
    """Return the facts of a dialogue in follow-up: four fifths answered on the spot, the rest at agencies."""
    opened = f.DialogueOpened(
        on=date(2026, 7, 1),
        unit="unit",
        level="commune",
        type="periodic",
        form="hybrid",
        host_role="party_head",
        instruments="hai-phong-1155@2023-10-20",
    )
    facts: list[Fact] = [
        opened,
        f.ConferenceScheduled(on=date(2026, 7, 2), starts_on=_HELD, ends_on=_HELD),
        f.NoticePublished(on=date(2026, 8, 7), channel="invitation", for_date=_HELD),
        f.NoticePublished(on=date(2026, 8, 8), channel="mass_media", for_date=_HELD),
        f.SecretaryAppointed(on=_HELD, account="account"),
        f.ConferenceOpened(on=_HELD),
    ]
    for number in range(petitions):
        facts += _petition(f"petition{number:04}", number)
    facts += [
        f.ConferenceHeld(on=_HELD),
        f.MinutesSigned(on=_HELD),
        f.ConclusionNoticeIssued(on=date(2026, 9, 4)),
    ]
    for number in range(petitions):
        key = f"petition{number:04}"
        facts.append(f.ConclusionNoticeSent(on=date(2026, 9, 4), recipient="petitioner", petition=key))
        if number % 5 == 0:
            facts += _followed_up(key, f"body{number % 12}")
    return tuple(facts)


def _petition(key: str, number: int) -> list[Fact]:
    body = f"body{number % 12}"
    taken_up = number % 5 == 0
    return [
        f.PetitionReceived(on=date(2026, 8, 1), petition=key, channel="counter", at_conference=number % 2 == 0),
        f.PetitionTriaged(on=date(2026, 8, 3), petition=key, field="transport"),
        f.PetitionAssigned(on=date(2026, 8, 4), petition=key, body=body, due_on=date(2026, 8, 14)),
        f.AnswerApproved(on=date(2026, 8, 12), petition=key, body=body, version=1),
        f.OutcomeRecorded(
            on=_HELD, petition=key, outcome="taken_up" if taken_up else "answered_at_conference", body=body
        ),
    ]


def _followed_up(key: str, body: str) -> list[Fact]:
    return [
        f.AgencyReported(on=date(2026, 9, 10), petition=key, body=body),
        f.PetitionerNotified(on=date(2026, 9, 10), petition=key, body=body),
        f.ResolutionDateProposed(on=date(2026, 9, 10), petition=key, body=body, date_proposed=date(2026, 12, 1)),
        f.ResolutionDateAccepted(on=date(2026, 9, 14), petition=key, body=body, date_accepted=date(2026, 12, 1)),
    ]


def run() -> list[Figure]:
    version, calendar, facts = get("hai-phong-1155"), national(), dialogue()
    case = Case("dialogue", {}, facts)
    one = Case("dialogue", {}, dialogue(1))

    def whole() -> object:
        return assess(case, regulations=[version], calendar=calendar, on=_ON)

    def small() -> object:
        return assess(one, regulations=[version], calendar=calendar, on=_ON)

    folders = [folder for folder in sorted(DATA.iterdir()) if folder.is_dir()]
    loading = best_of(lambda: [load_folder(folder) for folder in folders])
    both = [version, get("luat-72-2025")]
    reached = Case("dialogue", {}, facts, {"which_dialogues": "every"})
    together = best_of(lambda: assess(reached, regulations=both, calendar=calendar, on=_ON), rounds=30)
    name = f"assess a dialogue: {PETITIONS} petitions, {len(facts):,} facts"
    return [
        Figure(name, best_of(whole, rounds=30) * 1e3, "ms", 10),
        Figure("assess a dialogue: 1 petition", best_of(small, rounds=30) * 1e3, "ms"),
        Figure("assess it under two instruments", together * 1e3, "ms", 10),
        Figure(f"load all regulations: {len(folders)}", loading * 1e3, "ms", 300),
    ]
