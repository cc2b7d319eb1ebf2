"""Making the results of the conference public: by which channels, which are done, by when."""

from collections.abc import Sequence
from dataclasses import dataclass

from doithoai.dialogues import queries as dialogues
from doithoai.dialogues.models import Dialogue
from doithoai.obligations import queries as obligations
from doithoai.obligations.models import Duty
from doithoai.proceedings.models import ResultPublication
from doithoai.regulations.schema import Item, Rule

_FACT = "results_published"


@dataclass(frozen=True, slots=True)
class Channel:
    """A channel that an instrument asks for, and that it was used, once it was."""

    item: Item
    done: ResultPublication | None


@dataclass(frozen=True, slots=True)
class Results:
    """The duty to make the results public, and its channels; `duty` is None until the projection has it."""

    rule: Rule
    duty: Duty | None
    channels: tuple[Channel, ...]


def results_of(dialogue: Dialogue, duties: Sequence[Duty] | None = None) -> Results | None:
    """Return what is owed of the results, by the instruments that speak of this dialogue; None where none asks.

    `duties` are those of the dialogue as a whole, where they were read already.
    """
    asking = ((version, rule) for version in dialogues.laws_reaching(dialogue) for rule in version.rules_met_by(_FACT))
    version, rule = next(asking, (None, None))
    if version is None or rule is None:
        return None
    done = {row.channel: row for row in dialogue.result_publications.select_related("published_by")}
    items = version.items("result_channels", type=dialogue.type)
    rows = obligations.timeline_of_dialogue(dialogue.key).filter(rule=rule.id) if duties is None else duties
    return Results(
        rule=rule,
        duty=next((duty for duty in rows if duty.rule == rule.id), None),
        channels=tuple(Channel(item, done.get(item.code)) for item in items),
    )
