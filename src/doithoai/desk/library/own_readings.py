"""The open places of a text as the person's own unit reads them, with the decision behind each."""

from dataclasses import dataclass

from doithoai import regulations as law
from doithoai.dialogues import queries as dialogues
from doithoai.dialogues.models import ReadingDecision
from doithoai.obligations.binding import as_read
from doithoai.organisations.models import Unit
from doithoai.organisations.queries import Standing
from doithoai.regulations.schema import Setting
from doithoai.regulations.version import RegulationVersion


@dataclass(frozen=True, slots=True)
class OpenPlace:
    """One setting: what is in use, by which decisions (the newest first), where the text leaves it open."""

    name: str
    setting: Setting
    used: str
    decisions: tuple[ReadingDecision, ...]
    articles: dict[str, str]

    @property
    def decided(self) -> ReadingDecision | None:
        """Return the decision that is in force; None while the recommended reading was never left."""
        return next(iter(self.decisions), None)

    @property
    def earlier(self) -> list[tuple[ReadingDecision, str]]:
        """Return the decisions before it with what they chose."""
        return [(row, self.setting.choices.get(row.choice, row.choice)) for row in self.decisions[1:]]


def unit_bound_by(version: RegulationVersion, standing: Standing) -> Unit | None:
    """Return the unit of the person if the text binds it, else None."""
    unit = standing.main.body.unit if standing.main else None
    if unit is None:
        return None
    named = unit.regulations.split(",")
    own = {*named, *law.kept_by(named, standing.on)}  # also the text that replaces the one that the unit names
    bound = unit.level in version.levels if version.national else version.id in own
    return unit if bound else None


def open_places(version: RegulationVersion, standing: Standing) -> list[OpenPlace]:
    """Return every setting of the text in its order; at most two queries."""
    unit = unit_bound_by(version, standing)
    read = as_read(unit, version, on=standing.on) if unit else version
    told: dict[str, list[ReadingDecision]] = {}
    for row in dialogues.reading_decisions_of(unit, version.id, on=standing.on) if unit else ():
        told.setdefault(row.setting, []).append(row)
    return [
        OpenPlace(
            name=name,
            setting=setting,
            used=read.settings[name].default,
            decisions=tuple(told.get(name, ())),
            articles={version.citation(clause): clause for clause in reversed(setting.clauses)},
        )
        for name, setting in version.settings.items()
    ]
