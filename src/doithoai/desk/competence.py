"""What the competence map says about a matter, as the screens tell it: which body, and the words that say why."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.utils.translation import gettext as _

from doithoai.organisations.models import Body
from doithoai.petitions.models import Competence, Petition
from doithoai.petitions.queries import CompetenceMap, Competent
from doithoai.screens.dates import vi_short

_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Told:
    """One suggestion of the map: the body to be asked, where it stands, why, and what is wrong with the line."""

    body: Body | None
    why: str
    above: bool
    fault: str = ""

    @property
    def may_be_asked(self) -> bool:
        """Say whether the body is one of the unit's own that answers today."""
        return self.body is not None and not self.above


def told(one: Competent) -> Told:
    """Return a suggestion in words."""
    return Told(one.body, why(one.line), one.above, _fault(one))


def why(line: Competence) -> str:
    """Return what matched and by which paper, from when to when."""
    where = line.place.name if line.place else _("cả đơn vị")
    return _("%(field)s, %(where)s; %(paper)s; %(days)s") % {
        "field": line.get_field_display(),
        "where": where,
        "paper": paper(line),
        "days": days(line),
    }


def paper(line: Competence) -> str:
    """Return the article and the paper that name the body."""
    said = _("%(number)s ngày %(day)s") % {"number": line.number, "day": vi_short(line.decided_on)}
    return f"{line.article}, {said}" if line.article else said


def days(line: Competence) -> str:
    """Return from which day to which day the line holds."""
    if line.valid_to is None:
        return _("áp dụng từ %(first)s") % {"first": vi_short(line.valid_from)}
    last = line.valid_to - _ONE_DAY
    return _("áp dụng %(first)s đến hết %(last)s") % {"first": vi_short(line.valid_from), "last": vi_short(last)}


def _fault(one: Competent) -> str:
    if one.clash:
        names = ", ".join(dict.fromkeys(line.body.short_name for line in (one.line, *one.clash)))
        return _("Địa bàn đã nhập từ những nơi có cơ quan khác nhau: %(names)s.") % {"names": names}
    if one.body is None:
        return _("%(body)s đã kết thúc hoạt động, chưa có nơi thay.") % {"body": one.line.body.short_name}
    if one.is_followed:
        return _("Văn bản ghi %(body)s, nay là %(now)s.") % {
            "body": one.line.body.short_name,
            "now": one.body.short_name,
        }
    return ""


def of_petition(petition: Petition, known: CompetenceMap, field: str = "") -> list[Told]:
    """Return what the map says of a petition, best first; by `field` where it is not sorted yet."""
    wanted = field or petition.field
    return [told(one) for one in known.competent(wanted, petition.place)] if wanted else []


@dataclass(frozen=True, slots=True)
class Share:
    """Of several petitions, those for which the map names one body, in the same words."""

    told: Told
    codes: tuple[str, ...]
    own: Told | None = None  # who of the unit prepares the opinion where the matter is beyond its powers

    @property
    def as_list(self) -> list[Told]:
        """Return the words as the part of the page takes them."""
        return [self.told, self.own] if self.own else [self.told]


def shares_of(petitions: Sequence[Petition], known: CompetenceMap) -> list[Share]:
    """Return for petitions that are assigned together whom the map names, the largest share first."""
    found: dict[tuple[str, ...], list[str]] = {}
    shares: dict[tuple[str, ...], Share] = {}
    for petition in petitions:
        said = of_petition(petition, known)
        if not said:
            continue
        own = next((one for one in said if one.may_be_asked), None) if said[0].above else None
        kind = (said[0].body.key if said[0].body else "", said[0].why, own.why if own else "")
        found.setdefault(kind, []).append(petition.code)
        shares[kind] = Share(said[0], tuple(found[kind]), own)
    rows = list(shares.values())
    return sorted(rows, key=lambda row: -len(row.codes))


def one_body(shares: Sequence[Share], petitions: int) -> Body | None:
    """Return the body that the map names for every one of the petitions, None where there is none or several."""
    bodies = {share.told.body.key: share.told.body for share in shares if share.told.may_be_asked and share.told.body}
    whole = sum(len(share.codes) for share in shares if share.told.may_be_asked) == petitions
    return next(iter(bodies.values())) if whole and len(bodies) == 1 else None
