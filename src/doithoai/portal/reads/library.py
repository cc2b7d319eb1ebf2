"""The public law library: rules in plain words, by part of the process."""

from dataclasses import dataclass

from django.http import Http404

from doithoai import regulations
from doithoai.portal.reads.law import rule_url
from doithoai.regulations.errors import UnknownRegulation
from doithoai.regulations.schema import Clause, Rule
from doithoai.regulations.version import RegulationVersion
from doithoai.screens import dates
from doithoai.screens.law import words
from doithoai.screens.law.comparison import title_of


@dataclass(frozen=True, slots=True)
class PublicRule:
    """One rule as the public reads it: what, who, by when, from which event."""

    rule: Rule
    clause: Clause
    title: str
    value: words.Value
    by_when: str
    who: str
    url: str
    recommended: bool  # not only under a reading that a unit must choose

    @property
    def summary(self) -> str:
        """Return the rule's own help, else the clause, in our words."""
        if dates.english():
            return self.clause.summary_en
        return self.rule.help_vi or self.clause.summary_vi


@dataclass(frozen=True, slots=True)
class Chapter:
    """The rules of one part of the process."""

    code: str
    title: str
    rules: tuple[PublicRule, ...]


def version_or_404(name: str) -> RegulationVersion:
    """Return the version that an address names (`id` or `id@version`); raises Http404."""
    try:
        return regulations.get_pinned(name) if "@" in name else regulations.get(name)
    except UnknownRegulation as error:
        raise Http404(str(error)) from error


def clause_url(version: RegulationVersion, rule: str) -> str:
    """Return the public page of a rule or clause."""
    return rule_url(version.pin, rule)


def chapters(version: RegulationVersion) -> list[Chapter]:
    """Return the rules by part of the process, in the order of the file."""
    shown = [_public(version, rule) for rule in version.rules]
    return [
        Chapter(code, str(title), own)
        for code, title in words.GROUPS.items()
        if (own := tuple(one for one in shown if one.rule.group == code))
    ]


def _public(version: RegulationVersion, rule: Rule) -> PublicRule:
    return PublicRule(
        rule=rule,
        clause=version.clause(rule.id),
        title=title_of(rule),
        value=words.value_of(version, rule),
        by_when=words.sentence_of(version, rule),
        who=words.word(words.OWNERS, rule.owner),
        url=clause_url(version, rule.id),
        recommended=version.is_recommended(rule),
    )
