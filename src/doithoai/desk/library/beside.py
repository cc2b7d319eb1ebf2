"""What the text says of a part of the work, beside the page on which that work is done."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from doithoai import regulations as law
from doithoai.dialogues.models import Dialogue
from doithoai.dialogues.queries import law_of
from doithoai.organisations.models import Unit
from doithoai.regulations.schema import Item
from doithoai.regulations.version import RegulationVersion
from doithoai.screens.law import words

# Which lists of a regulation go with which tab of the workspace. Every list has its place somewhere.
TABS: Mapping[str, tuple[str, ...]] = {
    "dialogue": ("types", "forms", "hosts", "substitutes", "host_offices", "triggers", "audiences", "roles", "rights"),
    "dialogue-plan": ("plan_fields", "places", "participants", "topics", "briefing"),
    "dialogue-petitions": ("sources", "topics", "out_of_scope"),
    "dialogue-assignments": ("answerers", "reply_contents"),
    "dialogue-notice": ("notice_channels", "notice_contents", "notice_enclosures", "participants"),
    "dialogue-registrations": ("participants", "refusal_persons"),
    "dialogue-programme": ("programme", "answerers", "house_rules", "screens"),
    "dialogue-proceedings": ("outcomes", "refusal_persons", "refusal_topics"),
    "dialogue-conclusion": ("conclusion_contents", "recipients", "result_channels", "extension_grounds"),
    "dialogue-follow-up": ("reply_contents", "reply_recipients"),
    "dialogue-dossier": ("dossier",),
}
# Those of a unit's year, beside its report.
REPORT = ("report_contents", "report_routes", "supervision_contents")


@dataclass(frozen=True, slots=True)
class Beside:
    """One list of one text: what it is called, its entries for this dialogue, from which text."""

    title: str
    items: tuple[Item, ...]
    source: str = ""


def beside(dialogue: Dialogue, tab: str) -> list[Beside]:
    """Return what the texts that bind the dialogue say of a tab, narrowed to its level, type and form; no query."""
    narrowed = {"level": dialogue.unit.level, "type": dialogue.type, "form": dialogue.form}
    versions = law_of(dialogue)
    return [
        Beside(one.title, one.items, version.short_vi if len(versions) > 1 else "")
        for version in versions
        for one in lists_of(version, TABS.get(tab, ()), **narrowed)
    ]


def beside_report(unit: Unit, *, on: date) -> list[Beside]:
    """Return what the unit's own regulation of the day, or of that year, says of a report; no query."""
    version = law.last_kept(unit.regulations.split(","), on.replace(month=1, day=1), on)
    return lists_of(version, REPORT, level=unit.level) if version else []


def lists_of(version: RegulationVersion, names: Sequence[str], **narrowed: str) -> list[Beside]:
    """Return these lists of a text for such a dialogue or unit; a list on which the text is silent is left out."""
    found = ((name, version.items(name, **narrowed)) for name in names)
    return [Beside(words.word(words.LISTS, name), items) for name, items in found if items]
