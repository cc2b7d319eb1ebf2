"""What the pages of the library show: cards of rules, chapters, a clause and what hangs on it."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import groupby

from django.db.models import Count
from django.utils.translation import gettext as _

from doithoai import regulations as law
from doithoai.desk.library.addresses import address_of, rule_url
from doithoai.dialogues.models import Dialogue
from doithoai.regulations import cases
from doithoai.regulations.combining import steps_of
from doithoai.regulations.register import KINDS
from doithoai.regulations.schema import Clause, Condition, Deadline, Item, Rule, Setting, Waiver
from doithoai.regulations.shelf import DATA
from doithoai.regulations.version import RegulationVersion
from doithoai.screens import dates
from doithoai.screens.law import words
from doithoai.workdays import national


@dataclass(frozen=True, slots=True)
class Card:
    """One rule as the library shows it: what, who, by when, from which event, and what goes with it."""

    rule: Rule
    clause: Clause
    url: str
    value: words.Value
    by_when: str
    who: str
    done: str
    extension: str
    waivers: tuple[Waiver, ...]
    recommended: bool  # not only under a reading that a unit must choose

    @property
    def title(self) -> str:
        """Return the duty in the language of the page."""
        return self.rule.title_en if dates.english() else self.rule.title_vi

    @property
    def summary(self) -> str:
        """Return the rule's own help, else the clause, in our words."""
        if dates.english():
            return self.clause.summary_en
        return self.rule.help_vi or self.clause.summary_vi

    @property
    def only_for(self) -> str:
        """Return the dialogues or levels that the rule is for; empty where for all."""
        return words.when_words(self.rule.applies_when)

    @property
    def advised(self) -> bool:
        """Say whether it is a recommendation."""
        return self.rule.strength == "should"

    @property
    def door(self) -> str:
        """Return what stays shut without it."""
        return words.word(words.DOORS, self.rule.door) if self.rule.door else ""


def card_of(version: RegulationVersion, rule: Rule) -> Card:
    """Return one rule as a card."""
    deadline = version.deadline_of(rule)
    return Card(
        rule=rule,
        clause=version.clause(rule.id),
        url=rule_url(version, rule.id),
        value=words.value_of(version, rule),
        by_when=words.sentence_of(version, rule),
        who=words.word(words.OWNERS, rule.owner),
        done=_done(version, rule.done_when),
        extension=_extension(version, rule, deadline),
        waivers=tuple(waiver for waiver in version.waivers if rule.id in waiver.rules),
        recommended=version.is_recommended(rule),
    )


def _extension(version: RegulationVersion, rule: Rule, deadline: Deadline | None) -> str:
    if deadline is None or deadline.extension is None or (rule.deadline and rule.deadline.same_as):
        return ""
    grounds = ", ".join(item.vi.lower() for item in version.extension_grounds(rule.id))
    if deadline.extension.total is None:
        said = _("Kéo dài được; văn bản không ấn định bao lâu, người quyết ghi ngày mới.")
        return f"{said} {_('Lý do')}: {grounds}." if grounds else said
    said = _("Kéo dài được, tổng cộng %(n)d %(unit)s.") % {
        "n": deadline.extension.total,
        "unit": words.word(words.UNITS, deadline.unit),
    }
    return f"{said} {_('Lý do')}: {grounds}." if grounds else said


def _done(version: RegulationVersion, condition: Condition) -> str:
    """Return what ends the duty: `biên bản được ký`; with the reading in use where there are several."""
    if condition.setting:
        return _done(version, condition.choices[version.settings[condition.setting].default])
    if condition.all_of:
        return _("; và ").join(dict.fromkeys(_done(version, part) for part in condition.all_of))
    if condition.any_of:
        return _(" hoặc ").join(dict.fromkeys(_done(version, part) for part in condition.any_of))
    said = words.word(words.EVENTS, condition.fact)
    named = next((item.vi for item in version.lists.get("notice_channels", ()) if item.code == condition.label), "")
    return f"{said} ({named.lower()})" if named else said


# --- lists ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Chapter:
    """Rules of one part of the process."""

    code: str
    title: str
    cards: tuple[Card, ...]


def chapters(version: RegulationVersion) -> list[Chapter]:
    """Return the rules by part of the process, in the order of the file."""
    cards = [card_of(version, rule) for rule in version.rules]
    return [
        Chapter(code, str(title), own)
        for code, title in words.GROUPS.items()
        if (own := tuple(card for card in cards if card.rule.group == code))
    ]


@dataclass(frozen=True, slots=True)
class Catalogue:
    """One list of the regulation: what it is called and what is in it."""

    code: str
    title: str
    rows: tuple[tuple[Item, str], ...]


def catalogues(version: RegulationVersion) -> list[Catalogue]:
    """Return the lists of the regulation with, for each entry, when it holds."""
    return [
        Catalogue(name, words.word(words.LISTS, name), tuple((item, words.when_words(item.when)) for item in items))
        for name, items in version.lists.items()
        if items
    ]


@dataclass(frozen=True, slots=True)
class Article:
    """The clauses of one article of the text."""

    name: str
    anchor: str
    rows: tuple[tuple[Clause, str, str], ...]  # clause, its page, what carries it


def articles(version: RegulationVersion) -> list[Article]:
    """Return the register by article, in the order of the text."""
    found = groupby(version.clauses.values(), key=lambda clause: _article(clause.citation))
    return [
        Article(
            name,
            f"d{number}",
            tuple((one, rule_url(version, one.id), words.word(words.CARRIERS, one.kind)) for one in clauses),
        )
        for number, (name, clauses) in enumerate(found, 1)
    ]


def _article(citation: str) -> str:
    match = re.match(r"Điều \d+[a-z]?", citation)
    return match[0] if match else citation.partition(" Điều")[0].partition(",")[0]


# --- one clause ----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ClausePage:
    """A clause, what carries it, and what depends on it."""

    version: RegulationVersion
    clause: Clause
    address: str
    cards: tuple[Card, ...]
    carrier: str
    waiver: Waiver | None
    freed: tuple[Card, ...]
    items: tuple[tuple[str, Item], ...]
    readings: tuple[tuple[str, Setting], ...]
    follows: tuple[Card, ...]
    siblings: tuple[tuple[Clause, str], ...]
    # The country's laws that ask for the same step, each with its own words and time.
    elsewhere: tuple[tuple[RegulationVersion, Card], ...]

    @property
    def summary(self) -> str:
        """Return the clause in our words."""
        return self.clause.summary_en if dates.english() else self.clause.summary_vi


def clause_page(version: RegulationVersion, rule_id: str) -> ClausePage:
    """Return the page of a clause, or of one of its rules; raises UnknownRegulation."""
    clause = version.clause(rule_id)
    rules = _carrying(version, clause, rule_id)
    waiver = next((waiver for waiver in version.waivers if waiver.id == clause.id), None)
    return ClausePage(
        version=version,
        clause=clause,
        address=address_of(version),
        cards=tuple(card_of(version, rule) for rule in rules),
        carrier=words.word(words.CARRIERS, clause.kind),
        waiver=waiver,
        freed=tuple(card_of(version, version.rule(freed)) for freed in waiver.rules) if waiver else (),
        items=tuple(_items(version, clause)),
        readings=tuple((name, one) for name, one in version.settings.items() if clause.id in one.clauses),
        follows=tuple(card_of(version, rule) for rule in _following(version, rules)),
        siblings=tuple(
            (other, rule_url(version, other.id))
            for other in version.clauses.values()
            if other.citation == clause.citation and other.id != clause.id
        ),
        elsewhere=tuple(_elsewhere(version, rules)),
    )


def _elsewhere(version: RegulationVersion, rules: Iterable[Rule]) -> Iterator[tuple[RegulationVersion, Card]]:
    """Yield the rules of the country's newest laws that are the same step as one of these."""
    for other in law.library():
        shared = set(version.levels) & set(other.levels)
        if not other.national or version.national or not shared or other.in_force_to is not None:
            continue
        steps = steps_of((version, other))
        ours = {steps[version.pin, rule.id] for rule in rules if (version.pin, rule.id) in steps}
        yield from ((other, card_of(other, one)) for one in other.rules if steps.get((other.pin, one.id)) in ours)


def _carrying(version: RegulationVersion, clause: Clause, rule_id: str) -> list[Rule]:
    """Return the rules that carry the clause; the one asked for stands first."""
    extended = (rule for rule in version.rules if rule.deadline and rule.deadline.extension)
    named = {clause.carrier} | {rule.id for rule in extended if rule.deadline.extension.clause == clause.id}  # type: ignore[union-attr]  # both just checked
    own = [rule for rule in version.rules if rule.clause == clause.id or rule.id in named]
    return sorted(own, key=lambda rule: rule.id != rule_id)


def _items(version: RegulationVersion, clause: Clause) -> Iterator[tuple[str, Item]]:
    for name, items in version.lists.items():
        for item in _with_parts(items):
            if item.clause == clause.id:
                yield words.word(words.LISTS, name), item


def _with_parts(items: Iterable[Item]) -> Iterator[Item]:
    for item in items:
        yield item
        yield from _with_parts(item.parts)


def _following(version: RegulationVersion, rules: list[Rule]) -> list[Rule]:
    """Return the rules whose time or opening hangs on these: the same day, or counted from what ends them."""
    own = {rule.id for rule in rules}
    ending = {fact for rule in rules for fact in _facts(rule.done_when)}
    return [rule for rule in version.rules if rule.id not in own and _hangs_on(rule, own, ending)]


def _hangs_on(rule: Rule, own: set[str], ending: set[str]) -> bool:
    deadline = rule.deadline
    anchors = {rule.opens} | ({deadline.after, deadline.anchor} if deadline else set())
    named = {source.fact for source in deadline.date_from} if deadline else set()
    return bool((deadline and deadline.same_as in own) or (anchors | named) & ending)


def _facts(condition: Condition) -> set[str]:
    parts = [*condition.all_of, *condition.any_of, *condition.choices.values()]
    return ({condition.fact} if condition.fact else set()).union(*(_facts(part) for part in parts))


# --- figures -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Shelved:
    """A regulation in the list: how much is in it, who is pinned to it."""

    version: RegulationVersion
    address: str
    carriers: tuple[tuple[str, int], ...]
    pinned: int


def shelf() -> list[Shelved]:
    """Return all versions of all regulations, newest first within each; one query."""
    pinned = dialogues_by_pin()
    return [shelved(version, pinned) for one in law.library() for version in reversed(law.versions(one.id))]


def shelved(version: RegulationVersion, pinned: Counter[str]) -> Shelved:
    """Return one version as the list and the head of its page show it."""
    kinds = Counter(clause.kind for clause in version.clauses.values())
    carriers = tuple((words.word(words.CARRIERS, kind), kinds[kind]) for kind in KINDS if kinds[kind])
    return Shelved(version, address_of(version), carriers, pinned[version.pin.partition("?")[0]])


def dialogues_by_pin() -> Counter[str]:
    """Return how many dialogues are pinned to each version; one query."""
    found: Counter[str] = Counter()
    for pins, count in Dialogue.objects.order_by().values_list("instruments").annotate(Count("pk")):
        for pin in pins.split(","):
            found[pin.strip().partition("?")[0]] += count
    return found


@dataclass(frozen=True, slots=True)
class CheckedCase:
    """A case of the library and whether the engine says what it expects."""

    title: str
    because: str
    days: tuple[date, ...]
    right: bool


@cache
def checked_cases(regulation_id: str) -> tuple[CheckedCase, ...]:
    """Return the cases of a regulation, each run once; they change only with the program."""
    found = []
    for path in cases.case_paths(DATA / regulation_id):
        read = cases.read_case(path)
        right = not cases.run(read, national())
        found.append(CheckedCase(read.title, read.because, tuple(sorted(read.expect)), right))
    return tuple(found)
