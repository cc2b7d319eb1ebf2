"""Where a clause stands in the library: every article chip of the desk leads there."""

from django.urls import reverse

from doithoai import regulations as law
from doithoai.regulations.errors import UnknownRegulation
from doithoai.regulations.version import RegulationVersion


def address_of(version: RegulationVersion) -> str:
    """Return how addresses name a version: its id while it is the newest, else its pin."""
    return version.id if law.get(version.id).pin == version.pin else version.pin


def rule_url(version: RegulationVersion, rule_id: str) -> str:
    """Return the page of a rule or clause."""
    return reverse("desk:law-rule", args=[address_of(version), rule_id])


def pinned_url(pins: str, rule_id: str) -> str:
    """Return the page of a rule in the version that has it, of those to which a dialogue is pinned."""
    versions = [law.get_pinned(pin) for pin in pins.split(",")]
    clause = rule_id.partition("+")[0]
    return rule_url(next((one for one in versions if clause in one.clauses), versions[0]), rule_id)


def sourced(pins: str, rule_id: str, citation: str) -> str:
    """Return where a rule stands, with the name of the text where it is the country's and not the province's own."""
    clause = rule_id.partition("+")[0]
    named = (version for version in map(law.get_pinned, pins.split(",")) if version.national)
    return next((f"{one.short_vi}, {citation}" for one in named if citation and clause in one.clauses), citation)


def article_url(rule_id: str) -> str:
    """Return the page of a rule or clause by its id alone; empty where no regulation has it."""
    version = law.holding(rule_id)
    return rule_url(version, rule_id) if version else ""


def version_named(name: str) -> RegulationVersion | None:
    """Return the version that an address names (`id` or `id@version`), or None."""
    try:
        return law.get_pinned(name) if "@" in name else law.get(name)
    except UnknownRegulation:
        return None
