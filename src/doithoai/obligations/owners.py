"""From the role that a regulation names to the body that owes the duty."""

from dataclasses import dataclass, field
from datetime import date

from doithoai.organisations import queries as organisations
from doithoai.organisations.enums import BodyKind
from doithoai.organisations.models import Body, Unit

_KIND_OF_ROLE = {
    "fatherland_front": BodyKind.FATHERLAND_FRONT,
    "mass_organization": BodyKind.MASS_ORGANIZATION,
    "mass_mobilization": BodyKind.MASS_MOBILIZATION,
    "party_committee": BodyKind.PARTY_COMMITTEE,
    "district_committee": BodyKind.PARTY_COMMITTEE,
    "government": BodyKind.GOVERNMENT,
    "council": BodyKind.COUNCIL,
    "party_office": BodyKind.PARTY_OFFICE,
    "government_office": BodyKind.GOVERNMENT_OFFICE,
    "council_government_office": BodyKind.COUNCIL_GOVERNMENT_OFFICE,
}


@dataclass
class Owners:
    """Resolves roles for one unit on one day; the unit's bodies are read once."""

    unit: Unit
    on: date
    host_office: str = ""
    host_body: str = ""
    _by_kind: dict[str, str] = field(default_factory=dict)
    _read: bool = False
    _ended: dict[str, str] | None = None

    def body_key(self, role: str) -> str:
        """Return the key of the body that bears the role here, or "" where nobody does."""
        if role in {"host_office", "secretary"}:
            return self.host_office
        if role in {"host", "leader", "deputy_host"}:
            return self.host_body
        kind = _KIND_OF_ROLE.get(role)
        if kind is None:
            return ""
        return self._bodies().get(kind, "") or self._taken_over().get(kind, "")

    def _taken_over(self) -> dict[str, str]:
        """Return what answers for the unit's ended bodies, by their kind; read where no body of a kind stands."""
        if self._ended is None:
            rows = Body.objects.filter(unit=self.unit, valid_to__lte=self.on).exclude(later=[]).order_by("pk")
            self._ended = {body.kind: body.key_since(self.on) for body in rows}
        return self._ended

    def _bodies(self) -> dict[str, str]:
        if not self._read:
            rows: list[Body] = list(organisations.bodies_of_unit(self.unit, on=self.on))
            self._by_kind = {body.kind: body.key for body in reversed(rows)}
            self._read = True
        return self._by_kind
