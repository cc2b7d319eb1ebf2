"""The course of one journey: who carries the dialogue, and on which day each step is done."""

from dataclasses import dataclass
from datetime import date

from doithoai.config.demo.story import after, before
from doithoai.organisations.enums import HostRole
from doithoai.organisations.models import Post

HOSTS = {HostRole.PARTY_HEAD: "bithu", HostRole.GOVERNMENT_HEAD: "chutich", HostRole.COUNCIL_CHAIR: "cthdnd"}
CLERKS = {HostRole.PARTY_HEAD: "vpdanguy"}  # the other heads are served by the office of the council and the government


@dataclass(frozen=True, slots=True)
class Course:
    """Days in their order; the roles that host, who presides first; where the people meet."""

    held: date
    planned: date
    opened: date
    received: date
    triaged: date
    answered: date
    approved: date
    announced: date
    registered: date
    written: date
    concluded: date
    reported: date
    dated: date
    promised: date
    asked_above: date
    answered_above: date
    replied: date
    settled: date
    closed: date
    roles: tuple[HostRole, ...] = (HostRole.GOVERNMENT_HEAD,)
    places: tuple[tuple[str, str], ...] = (("Nhà văn hóa xã", ""),)  # name, kind

    @classmethod
    def around(cls, held: date, **changes: object) -> "Course":
        """Return a course that leaves every step as many working days as an office takes."""
        ahead = {
            "planned": 30,
            "opened": 28,
            "received": 22,
            "triaged": 20,
            "answered": 18,
            "approved": 16,
            "announced": 11,
            "registered": 7,
            "written": 3,
        }
        later = {
            "concluded": 4,
            "reported": 7,
            "dated": 7,
            "promised": 14,
            "asked_above": 8,
            "answered_above": 9,
            "replied": 10,
            "settled": 11,
            "closed": 12,
        }
        days = {name: before(held, n) for name, n in ahead.items()} | {n: after(held, d) for n, d in later.items()}
        return cls(held, **(days | changes))  # type: ignore[arg-type]  # named as the fields

    @property
    def clerk(self) -> str:
        """Return who prepares: somebody of the office of who presides."""
        return CLERKS.get(self.roles[0], "vanphong")

    @property
    def host(self) -> str:
        """Return who presides."""
        return HOSTS[self.roles[0]]

    def posts(self) -> list[Post]:
        """Return the posts that host, who presides first."""
        return [Post.objects.get(role=role, deputy_of=None) for role in self.roles]


# The whole commune's course: days as they were chosen by hand, with a weekend before the notice and an extension after.
COMMUNE = Course(
    held=date(2026, 10, 15),  # a Thursday
    planned=date(2026, 9, 3),
    opened=date(2026, 9, 7),
    received=date(2026, 9, 14),
    triaged=date(2026, 9, 21),
    answered=date(2026, 9, 25),
    approved=date(2026, 9, 28),
    announced=date(2026, 10, 1),
    registered=date(2026, 10, 5),
    written=date(2026, 10, 12),
    concluded=date(2026, 10, 30),
    reported=date(2026, 11, 9),
    dated=date(2026, 11, 10),
    promised=date(2026, 12, 10),
    asked_above=date(2026, 11, 11),
    answered_above=date(2026, 11, 25),
    replied=date(2026, 12, 8),
    settled=date(2026, 12, 10),
    closed=date(2026, 12, 14),
)
