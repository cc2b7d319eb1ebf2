"""A version of a regulation in force between two days, and what the screens ask of it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

from doithoai.regulations.errors import UnknownRegulation
from doithoai.regulations.schema import Choice, Clause, Condition, Deadline, Item, Reach, Rule, Setting, Waiver

LISTS = frozenset(
    {
        "hosts",
        "substitutes",
        "host_offices",
        "participants",
        "places",
        "roles",
        "sources",
        "types",
        "forms",
        "triggers",
        "audiences",
        "topics",
        "briefing",
        "plan_fields",
        "notice_channels",
        "notice_contents",
        "notice_enclosures",
        "programme",
        "answerers",
        "outcomes",
        "conclusion_contents",
        "reply_contents",
        "reply_recipients",
        "recipients",
        "result_channels",
        "refusal_persons",
        "refusal_topics",
        "out_of_scope",
        "extension_grounds",
        "dossier",
        "supervision_contents",
        "report_contents",
        "report_routes",
        "house_rules",
        "rights",
        "screens",
    }
)


@dataclass(frozen=True, kw_only=True)
class NoticeRequirements:
    """What a notice of a conference must keep to; `waived_by` is the clause that frees this type of it, if any."""

    rule: Rule
    channels: tuple[Item, ...]
    contents: tuple[Item, ...]
    waived_by: str = ""


@dataclass(frozen=True, kw_only=True, eq=False)
class RegulationVersion:
    """The rules of one regulation as they stood from `in_force_from` up to, not including, `in_force_to`.

    Of a text whose days are not known `undated_vi` says what is known; `in_force_from` is then the
    first day on which it can have been in force.
    """

    id: str
    prefix: str
    version: str
    title_vi: str
    title_en: str
    short_vi: str
    short_en: str
    issuer_vi: str
    place_vi: str
    in_force_from: date
    number: str = ""  # empty, and no day of issue: the text that we have bears none
    issued_on: date | None = None
    undated_vi: str = ""
    undated_en: str = ""
    in_force_to: date | None = None
    replaces: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()
    # Everybody whom `hosts` lists at a level hosts together, one of them presiding; else one of them is enough.
    hosts_together: bool = False
    # Until the last day of which rule a matter may be found complex; `any_time`: no such day.
    complex_by: Choice = field(default_factory=lambda: Choice("any_time"))
    # A law of the country binds every unit of its levels beside the unit's own regulation (ADR 0009).
    national: bool = False
    reach: Reach | None = None
    # When offices are open, for periods in working hours: `07:30-11:30`, in the order of the day.
    office_hours: tuple[str, ...] = ()
    settings: Mapping[str, Setting] = field(default_factory=dict)
    lists: Mapping[str, tuple[Item, ...]] = field(default_factory=dict)
    waivers: tuple[Waiver, ...] = ()
    rules: tuple[Rule, ...] = ()
    # The register, every clause of the text by id: from its own sheet, not from the rules' file.
    clauses: Mapping[str, Clause] = field(default_factory=dict, metadata={"yaml": False})
    # The readings that a unit has chosen instead of the recommended ones, by setting (`read_as`).
    reading: tuple[tuple[str, str], ...] = field(default=(), metadata={"yaml": False})

    @property
    def pin(self) -> str:
        """The name under which a dialogue is pinned to this version, with what the unit reads otherwise."""
        chosen = ";".join(f"{name}={choice}" for name, choice in self.reading)
        return f"{self.id}@{self.version}{'?' if chosen else ''}{chosen}"

    def read_as(self, chosen: Mapping[str, str]) -> "RegulationVersion":
        """Return this version as a unit reads it: its choice is the default of each setting.

        What this version does not leave open, or not to such a choice, is passed over: a choice may be
        older than the text. So a pin alone says how a dialogue is judged, also years later.
        """
        own = {
            name: choice
            for name, choice in chosen.items()
            if name in self.settings and choice in self.settings[name].choices
        }
        settings = {
            name: replace(setting, default=own.get(name, setting.default)) for name, setting in self.settings.items()
        }
        reading = tuple(sorted((name, choice) for name, choice in own.items() if choice != self.settings[name].default))
        return replace(self, settings=settings, reading=reading) if reading else self

    def covers(self, on: date) -> bool:
        """Whether this version was in force on the day; the last day is not part of it."""
        return self.in_force_from <= on and (self.in_force_to is None or on < self.in_force_to)

    def reaches(self, attributes: Mapping[str, str | int | bool], chosen: Mapping[str, str]) -> bool:
        """Whether this text speaks of such a dialogue at all, under the reading in use."""
        if self.reach is None:
            return True
        return matches(self.reach.choices[self.setting(self.reach.setting, chosen)], attributes)

    # --- rules, clauses, readings ------------------------------------------------------

    @cached_property
    def _rules(self) -> dict[str, Rule]:
        return {rule.id: rule for rule in self.rules}

    def has_rule(self, rule_id: str) -> bool:
        """Say whether the version has a rule of this id."""
        return rule_id in self._rules

    def rule(self, rule_id: str) -> Rule:
        """Return the rule of this id; raises UnknownRegulation when the version has none."""
        try:
            return self._rules[rule_id]
        except KeyError:
            raise UnknownRegulation(f"{self.pin} không có quy tắc {rule_id}.") from None

    def lawful_deadline(self, deadline: Deadline | None) -> Deadline | None:
        """Return the text's own deadline: another rule's where it points at one, without the days that people name."""
        while deadline is not None:
            if deadline.same_as:
                deadline = self.rule(deadline.same_as).deadline
            elif deadline.date_from and deadline.otherwise:
                deadline = deadline.otherwise
            else:
                break
        return deadline

    def clause(self, clause_id: str) -> Clause:
        """Return the clause of this id (a rule's `+part` is left off); raises UnknownRegulation."""
        try:
            return self.clauses[clause_id.partition("+")[0]]
        except KeyError:
            raise UnknownRegulation(f"{self.pin} không có khoản mục {clause_id}.") from None

    def citation(self, clause_id: str) -> str:
        """Return where the clause stands, as `Điều 10 khoản 1`."""
        return self.clause(clause_id).citation

    def rules_met_by(self, fact: str) -> tuple[Rule, ...]:
        """Return the rules that a fact of this kind may meet, in the law's order."""
        return tuple(rule for rule in self.rules if fact in rule.done_when.facts)

    def rule_behind(self, fact: str) -> Rule | None:
        """Return the rule that asks for a deed: the one that its fact meets, with the fewest other ways to meet it.

        None where the text is silent on the deed.
        """
        return min(self.rules_met_by(fact), key=lambda rule: len(rule.done_when.facts), default=None)

    @cached_property
    def weighs_complexity(self) -> bool:
        """Whether the text treats complex matters apart."""
        return any(rule.petitions.complexity for rule in self.rules)

    def is_recommended(self, rule: Rule) -> bool:
        """Whether the rule holds under the recommended readings; the others hold only where a unit chose otherwise."""
        return all(self.settings[name].default == value for name, value in rule.only_if.items())

    def deadline_of(self, rule: Rule) -> Deadline | None:
        """Return by when a rule is due: its own deadline, or that of the rule to which it points."""
        deadline = rule.deadline
        while deadline is not None and deadline.same_as:
            deadline = self.rule(deadline.same_as).deadline
        return deadline

    def waiver_of(self, rule: Rule, attributes: Mapping[str, str | int | bool]) -> Waiver | None:
        """Return what frees such a dialogue of the rule, if anything does."""
        for waiver in self.waivers:
            if rule.id in waiver.rules and matches(waiver.when, attributes):
                return waiver
        return None

    def setting(self, name: str, chosen: Mapping[str, str]) -> str:
        """Return the reading in use: the chosen one, else the recommended."""
        return chosen.get(name) or self.settings[name].default

    # --- lists that the screens use ----------------------------------------------------

    def items(self, name: str, **attributes: str) -> tuple[Item, ...]:
        """Return a list of the regulation, narrowed to these attributes (level, type, host_role)."""
        return tuple(item for item in self.lists.get(name, ()) if matches(item.when, attributes))

    def item(self, name: str, code: str) -> Item:
        """Return one entry of a list by its code; raises UnknownRegulation."""
        for entry in self.lists.get(name, ()):
            if entry.code == code:
                return entry
        raise UnknownRegulation(f"{self.pin} không có «{code}» trong danh sách {name}.")

    def hosts_for(self, level: str) -> tuple[Item, ...]:
        """Return who may host at this level; the code is the host role."""
        return self.items("hosts", level=level)

    def substitutes_for(self, level: str, host_role: str) -> tuple[Item, ...]:
        """Return who may stand in for the host, with the proof that is needed (A07)."""
        return self.items("substitutes", level=level, host_role=host_role)

    def host_office(self, level: str, host_role: str) -> Item | None:
        """Return the office that serves this host; code `section_assigned_by_host`: the host names one."""
        offices = self.items("host_offices", level=level, host_role=host_role)
        return offices[0] if offices else None

    def types(self) -> tuple[Item, ...]:
        """Return the types of dialogue."""
        return self.items("types")

    def forms(self) -> tuple[Item, ...]:
        """Return the forms in which a dialogue may be held."""
        return self.items("forms")

    def triggers(self, type: str = "extraordinary") -> tuple[Item, ...]:  # noqa: A002 -- the law's own word
        """Return what may occasion a dialogue of this type."""
        return self.items("triggers", type=type)

    def audiences(self) -> tuple[Item, ...]:
        """Return the groups to whom a thematic dialogue may be addressed."""
        return self.items("audiences")

    def topics(self, type: str) -> tuple[Item, ...]:  # noqa: A002 -- the law's own word
        """Return the topics on which people are heard."""
        return self.items("topics", type=type)

    def briefing_items(self, type: str) -> tuple[Item, ...]:  # noqa: A002 -- the law's own word
        """Return what the host informs the people about."""
        return self.items("briefing", type=type)

    def plan_fields(self) -> tuple[Item, ...]:
        """Return what the conference plan must settle."""
        return self.items("plan_fields")

    def programme_steps(self, type: str) -> tuple[Item, ...]:  # noqa: A002 -- the law's own word
        """Return the steps of the conference in order; `required` is false for "if any" and "may" steps."""
        return self.items("programme", type=type)

    def notice_requirements(self, type: str) -> NoticeRequirements | None:  # noqa: A002 -- the law's own word
        """Return the notice rule with its channels and contents, and what frees this type of it."""
        rule = self._notice_rule()
        if rule is None:
            return None
        waiver = self.waiver_of(rule, {"type": type})
        return NoticeRequirements(
            rule=rule,
            channels=self.items("notice_channels", type=type),
            contents=self.items("notice_contents", type=type),
            waived_by=waiver.id if waiver else "",
        )

    def _notice_rule(self) -> Rule | None:
        """The rule on announcing: with a minimum of days where the text has one, else the bare duty."""
        rules = self.rules_met_by("notice_published")
        timed = (rule for rule in rules if rule.deadline and rule.deadline.at_least)
        return next(timed, next(iter(rules), None))

    def channels_left(self, type: str, done: Collection[str]) -> tuple[str, ...]:  # noqa: A002 -- the law's own word
        """Return the channels by which a notice must still go out; where one of several is enough, none after it."""
        wanted = self.notice_requirements(type)
        if wanted is None or wanted.waived_by:
            return ()
        codes = tuple(item.code for item in wanted.channels)
        needed = self._channels_in(wanted.rule.done_when, codes, frozenset(done))
        return tuple(code for code in codes if code in needed and code not in done)

    def _channels_in(self, condition: Condition, codes: tuple[str, ...], done: frozenset[str]) -> frozenset[str]:
        """The channels that a condition demands, an alternative that went out already demanding no others."""
        if condition.setting:
            return self._channels_in(condition.choices[self.setting(condition.setting, {})], codes, done)
        if condition.fact:
            named = frozenset(condition.where.get("channel", codes))
            return (named & done) or named
        parts = [self._channels_in(part, codes, done) for part in condition.all_of or condition.any_of]
        if condition.any_of:
            return next((part for part in parts if part <= done), frozenset[str]().union(*parts))
        return frozenset[str]().union(*parts)

    def outcomes(self) -> tuple[Item, ...]:
        """Return what may become of a petition at the conference."""
        return self.items("outcomes")

    def conclusion_contents(self) -> tuple[Item, ...]:
        """Return what the conclusion must hold."""
        return self.items("conclusion_contents")

    def conclusion_recipients(self, level: str, host_role: str = "", host_roles: str = "") -> tuple[Item, ...]:
        """Return who must get the conclusion notice at this level from who presides; the code is a role.

        `host_roles`: of all who host, comma-separated, where there are several (A06).
        """
        return self.items("recipients", level=level, host_role=host_role, host_roles=host_roles)

    def refusal_grounds(self) -> tuple[Item, ...]:
        """Return the grounds on which a person may be refused; empty where the text gives none."""
        return self.items("refusal_persons")

    def topic_refusal_grounds(self) -> tuple[Item, ...]:
        """Return the grounds on which an answer to a topic may be declined."""
        return self.items("refusal_topics")

    def out_of_scope_regimes(self) -> tuple[Item, ...]:
        """Return the regimes to which a matter outside this regulation belongs."""
        return self.items("out_of_scope")

    def extension_grounds(self, rule_id: str) -> tuple[Item, ...]:
        """Return the grounds on which this rule's time may be extended; empty when it may not."""
        deadline = self.rule(rule_id).deadline
        grounds = deadline.extension.grounds if deadline and deadline.extension else ()
        return tuple(item for item in self.items("extension_grounds") if item.code in grounds)

    def dossier_items(self) -> tuple[Item, ...]:
        """Return the papers of the dossier; `required` is false for "if any"."""
        return self.items("dossier")

    def report_addressees(self, level: str, reporter: str) -> tuple[Item, ...]:
        """Return to whom this role's reports go at this level, those who get a copy last.

        A way of its own for the reporter (the commission that consolidates) stands instead of everybody's.
        """
        found = [item for item in self.items("report_routes", level=level) if item.addressee_vi]
        own = [item for item in found if item.actor == reporter]
        return tuple(sorted(own or [item for item in found if not item.actor], key=lambda item: item.copy))

    def report_schedule(self, level: str, host_role: str = "") -> tuple[Rule, ...]:
        """Return the rules on half-year and yearly reports at this level (and of this host's side)."""
        attributes = {"level": level} | ({"host_role": host_role} if host_role else {})
        return tuple(
            rule
            for rule in self.rules
            if rule.scope == "unit_year" and rule.done_when.fact == "report_submitted"
            if matches(rule.applies_when, attributes)
        )


def matches(when: Mapping[str, tuple[str, ...]], attributes: Mapping[str, str | int | bool]) -> bool:
    """Whether the attributes meet every condition; an attribute that is not known excludes nothing.

    An attribute may name several values, comma-separated (a conference in two places): one that fits is enough.
    """
    return all(_meets(str(_attribute(name, attributes) or ""), values) for name, values in when.items())


def _attribute(name: str, attributes: Mapping[str, str | int | bool]) -> str | int | bool | None:
    """An attribute; who hosts alone is all who host."""
    found = attributes.get(name)
    return attributes.get("host_role") if name == "host_roles" and not found else found


def _meets(value: str, values: tuple[str, ...]) -> bool:
    return value in {"", *values} or ("," in value and not set(value.split(",")).isdisjoint(values))
