"""What the regulation of a dialogue says for the conference."""

from doithoai import regulations
from doithoai.dialogues import queries as dialogues
from doithoai.dialogues.models import Dialogue
from doithoai.petitions.enums import Outcome
from doithoai.proceedings.enums import OUTCOME_IN_FACTS, SECTIONS_FOR, ConclusionSection
from doithoai.proceedings.models import ProgrammeStep
from doithoai.regulations.schema import Item, Rule
from doithoai.regulations.version import RegulationVersion

CONCLUSION_FACT = "conclusion_notice_issued"


def law_of(dialogue: Dialogue) -> RegulationVersion:
    """Return the version to which the dialogue is pinned; of several the first is its own regulation."""
    return regulations.get_pinned(dialogue.instruments.split(",")[0])


def programme_of(dialogue: Dialogue) -> tuple[Item, ...]:
    """Return the steps that the regulation orders for this type of dialogue."""
    return law_of(dialogue).programme_steps(dialogue.type)


def may_be_represented(dialogue: Dialogue, step: ProgrammeStep) -> Item | None:
    """Return the step's entry where the text lets the host send a representative for it; None elsewhere (A07)."""
    items = (item for item in programme_of(dialogue) if item.representative)
    return next((item for item in items if item.clause == step.rule), None)


def refusal_grounds(dialogue: Dialogue) -> tuple[Item, ...]:
    """Return the grounds on which a person may be refused."""
    return law_of(dialogue).refusal_grounds()


def declining_grounds(dialogue: Dialogue) -> tuple[Item, ...]:
    """Return coded grounds for not accepting a petition: topics that may be declined, matters of other regimes."""
    law = law_of(dialogue)
    return (*law.topic_refusal_grounds(), *law.out_of_scope_regimes())


def outcomes(dialogue: Dialogue) -> tuple[Outcome, ...]:
    """Return what may become of a petition: what the regulation lists, all where it is silent."""
    listed = {item.code for item in law_of(dialogue).outcomes()}
    return tuple(kind for kind in Outcome if not listed or OUTCOME_IN_FACTS[kind] in listed)


def conclusion_parts(dialogue: Dialogue) -> frozenset[ConclusionSection]:
    """Return the parts that a conclusion may have: none for an outcome that the regulation does not know."""
    return frozenset(section for kind in outcomes(dialogue) for section in SECTIONS_FOR[kind])


def host_sets_dates(dialogue: Dialogue) -> bool:
    """Say whether the conclusion itself must name the date of each matter (KT-II.2.2f-deadline, GL-8.6-deadline)."""
    return bool(rules_at(law_of(dialogue), "conclude", "resolution_date_accepted"))


def ground_needed(dialogue: Dialogue) -> bool:
    """Say whether declining an answer needs one of the regulation's own grounds for topics."""
    return bool(law_of(dialogue).topic_refusal_grounds())


def conclusion_rule(dialogue: Dialogue) -> Rule | None:
    """Return the rule under which the conclusion notice is due, if the regulation sets a date for it."""
    for rule in law_of(dialogue).rules:
        if (
            rule.scope == "dialogue"
            and rule.deadline
            and rule.deadline.at_most
            and CONCLUSION_FACT in rule.done_when.facts
        ):
            return rule
    return None


def rules_at(law: RegulationVersion, door: str, fact: str) -> list[Rule]:
    """Return the rules that keep a door shut until a fact of this kind, in the law's order."""
    return [rule for rule in law.rules_met_by(fact) if rule.door == door]


def host_answers_alone(dialogue: Dialogue) -> Item | None:
    """Return the clause by which at this level the host answers in person in the room (A18), None where others may.

    Agencies still supply facts there, and answer in writing afterwards.
    """
    answerers = law_of(dialogue).items("answerers", level=dialogue.unit.level)
    alone = answerers and all(item.code == "host" for item in answerers)
    return answerers[0] if alone else None


def extension_grounds(dialogue: Dialogue) -> tuple[Item, ...]:
    """Return the grounds on which the conclusion notice may take longer; empty where it may not."""
    rule = conclusion_rule(dialogue)
    return law_of(dialogue).extension_grounds(rule.id) if rule else ()


def recipients(dialogue: Dialogue) -> tuple[Item, ...]:
    """Return who must get the conclusion notice, by role; some only where another presides, or hosts too."""
    roles = [host.post.role for host in dialogues.hosts_of(dialogue)]
    presiding = roles[0] if roles else ""
    return law_of(dialogue).conclusion_recipients(dialogue.unit.level, presiding, ",".join(roles))
