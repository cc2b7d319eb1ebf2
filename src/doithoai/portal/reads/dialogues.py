"""Dialogues as the public reads them: cards of coming and held ones, and one conference in full."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.core.paginator import Page, Paginator
from django.db.models import Count, Prefetch, Q, QuerySet
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from doithoai.dialogues.enums import DialogueState
from doithoai.dialogues.models import Dialogue, DialogueHost, Notice, Publication, VenuePoint
from doithoai.dialogues.queries import channels_of, law_of
from doithoai.documents.models import Document
from doithoai.documents.services import redacting
from doithoai.obligations import calendars
from doithoai.obligations import queries as obligations
from doithoai.petitions.enums import COUNTED_STATES
from doithoai.petitions.enums import Outcome as OutcomeKind
from doithoai.petitions.models import Petition
from doithoai.portal import public
from doithoai.portal.reads import promises
from doithoai.portal.reads.law import Dated, dated, facts_meeting
from doithoai.portal.reads.promises import Item
from doithoai.proceedings.models import Conclusion, ConclusionItem, ProgrammeStep

S = DialogueState
_PER_PAGE = 40


@dataclass(frozen=True, slots=True)
class Card:
    """A dialogue on a list: when, where, who hosts, what one can do."""

    dialogue: Dialogue
    starts_at: datetime | None  # None until the day is announced
    hosts: str
    venue: str
    collects: bool
    registers: bool

    @property
    def state_word(self) -> str:
        """Return what has to be said before everything else; empty for an ordinary announced conference."""
        state = self.dialogue.state
        if state == S.POSTPONED:
            return _("Tạm hoãn, ngày mới sẽ thông báo lại")
        if state == S.CANCELLED:
            return _("Đã hủy")
        if state == S.IN_SESSION:
            return _("Đang họp")
        if state == S.PREPARING:
            return _("Ngày họp sẽ thông báo sau")
        return ""


def cards(rows: QuerySet[Dialogue], *, on: date) -> list[Card]:
    """Return the dialogues as cards; three queries however many there are."""
    found = rows.prefetch_related(
        Prefetch("hosts", DialogueHost.objects.select_related("post", "substitute").order_by("-presides", "pk")),
        Prefetch("venue_points", VenuePoint.objects.order_by("-is_main", "pk")),
    )
    return [_card(row, on) for row in found]


def _card(row: Dialogue, on: date) -> Card:
    announced = row.state in public.OPEN_STATES
    return Card(
        dialogue=row,
        starts_at=row.first_at if announced else None,  # type: ignore[attr-defined]  # annotated by public.dialogues
        hosts=hosts_line(row.hosts.all()),
        venue=venue_line(row.venue_points.all()) if announced else "",
        collects=public.is_collecting(row, on=on),
        registers=public.takes_registrations(row),
    )


def hosts_line(hosts: Iterable[DialogueHost]) -> str:
    """Return the posts that host, never the persons: Bí thư Đảng ủy và Chủ tịch UBND xã."""
    posts = [
        _("%(substitute)s (thay %(post)s)") % {"substitute": host.substitute.title, "post": host.post.title}
        if host.substitute
        else host.post.title
        for host in hosts
    ]
    return _(" và ").join(posts)


def venue_line(points: Iterable[VenuePoint]) -> str:
    """Return the places, the main one first."""
    return "; ".join(f"{point.name}, {point.address}" if point.address else point.name for point in points)


@dataclass(frozen=True, slots=True)
class Tally:
    """How many petitions came to each outcome; `url` leads to those that are published."""

    kind: str
    count: int


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper that anybody may take home."""

    key: str
    title: str
    symbol: str
    signed_on: date | None
    size: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Conference:
    """One dialogue in full, as far as the public may know."""

    card: Card
    notice: Notice | None
    published: list[tuple[str, date]]
    sessions: list[tuple[datetime, datetime]]
    points: list[VenuePoint]
    steps: list[ProgrammeStep]
    papers: list[Paper]
    conclusion: Conclusion | None
    notice_duty: Dated | None
    conclusion_duty: Dated | None
    total: int
    tallies: list[Tally]
    page: Page[Petition]  # the published petitions, so many at a time as a slow line bears
    general: list[ConclusionItem]

    @property
    def held(self) -> bool:
        """Say whether the conference is over."""
        return self.card.dialogue.state in public.HELD_STATES

    @property
    def unpublished(self) -> int:
        """Return how many petitions still wait for their check."""
        return max(0, self.total - self.page.paginator.count)

    @property
    def outcomes(self) -> list[Item]:
        """Return the published petitions of this page, each with what became of it."""
        return [Item(row) for row in self.page]

    @property
    def place(self) -> str:
        """Return the unit's name as a line begins with it."""
        return capfirst(self.card.dialogue.unit.name)


def conference(code: str, *, on: date, page: str = "") -> Conference | None:
    """Return everything that the public page of a dialogue shows; None for one that the public does not know.

    `page` is the number of the page of its petitions, as typed.
    """
    rows = public.dialogues(on=on).annotate(calendar_stamp=calendars.stamp_beside())
    found = cards(rows.select_related("conclusion").filter(code=code), on=on)
    if not found:
        return None
    card, dialogue = found[0], found[0].dialogue
    calendars.counting_for(dialogue.unit.key, stamp=getattr(dialogue, "calendar_stamp", None) or "")
    announced, held = dialogue.state in public.OPEN_STATES, dialogue.state in public.HELD_STATES
    notice, published = notice_of(dialogue) if announced else (None, [])
    conclusion = _conclusion(dialogue)
    duties = _duties(dialogue, on=on)
    total, tallies = _tallies(dialogue) if held else (0, [])
    return Conference(
        card=card,
        notice=notice,
        published=published,
        sessions=list(dialogue.sessions.order_by("starts_at").values_list("starts_at", "ends_at")) if announced else [],
        points=list(dialogue.venue_points.all()) if announced else [],
        steps=list(dialogue.steps.filter(skipped_reason="").order_by("number")) if announced else [],
        papers=papers_of(notice),
        conclusion=conclusion,
        notice_duty=duties.get("notice_published") if announced else None,
        conclusion_duty=duties.get("conclusion_notice_issued") if held else None,
        total=total,
        tallies=tallies,
        page=Paginator(_outcomes(dialogue if held else None, on=on), _PER_PAGE).get_page(page),
        general=_general(dialogue) if conclusion else [],
    )


def notice_of(dialogue: Dialogue) -> tuple[Notice | None, list[tuple[str, date]]]:
    """Return the notice that holds, once it went out, and by which channels it did on which days; one query."""
    rows = Publication.objects.filter(notice__dialogue=dialogue, notice__replaced_at=None)
    sent = list(rows.select_related("notice__document__pdf").order_by("-notice__number", "pk"))
    if not sent:
        return None, []
    newest = sent[0].notice
    names = {row.code: row.name for row in channels_of(law_of(dialogue), dialogue.type)}
    published = [row for row in sent if row.notice_id == newest.pk]
    return newest, [(names.get(row.channel, row.channel), row.published_on) for row in published]


def _conclusion(dialogue: Dialogue) -> Conclusion | None:
    """Return the conclusion once it was issued; it came with the dialogue."""
    found = getattr(dialogue, "conclusion", None)
    return found if isinstance(found, Conclusion) and found.issued_on is not None else None


def papers_of(notice: Notice | None) -> list[Paper]:
    """Return the signed papers that are public by their nature: the notice of the conference.

    The conclusion notice itself names petitions in the office's own words, which no check for the
    public has passed, so its contents are told on the page and the paper stays with its recipients.
    """
    found: list[Document] = []
    if notice and notice.document and not notice.document.is_draft and notice.document.pdf:
        found.append(notice.document)
    return [
        Paper(row.key, str(row.get_kind_display()), row.symbol, row.signed_on, row.pdf.size if row.pdf else 0)
        for row in found
    ]


_FACTS = frozenset({"notice_published", "conclusion_notice_issued"})


def _duties(dialogue: Dialogue, *, on: date) -> dict[str, Dated]:
    """Return the two dates that the public watches, by the fact that meets them."""
    found: dict[str, Dated] = {}
    for duty in obligations.timeline_of_dialogue(dialogue.key).filter(due_on__isnull=False):
        for fact in facts_meeting(duty) & _FACTS:
            # Of several laws the strictest date is the one to keep to.
            if fact not in found or (duty.due_on or date.max) < (found[fact].duty.due_on or date.max):
                found[fact] = dated(duty, on=on)
    return found


def _tallies(dialogue: Dialogue) -> tuple[int, list[Tally]]:
    counts = {
        kind.value: Count("pk", filter=Q(outcomes__is_current=True, outcomes__kind=kind), distinct=True)
        for kind in OutcomeKind
    }
    rows = Petition.objects.filter(dialogue=dialogue, state__in=COUNTED_STATES)
    counted = rows.aggregate(total=Count("pk", distinct=True), **counts)
    total = counted.pop("total")
    return total, [Tally(kind, number) for kind, number in counted.items() if number]


def _outcomes(dialogue: Dialogue | None, *, on: date) -> promises.Rows:
    if dialogue is None:
        return Petition.objects.none().order_by("pk")
    return promises.shown(public.petitions().filter(dialogue=dialogue), on=on).order_by("pk")


def _general(dialogue: Dialogue) -> list[ConclusionItem]:
    """Return the host's directions about no petition in particular, without persons: looked through, or made safe."""
    rows = list(ConclusionItem.objects.filter(dialogue=dialogue, petition=None).select_related("body"))
    decided = redacting.decisions_of([dialogue.key]) if rows else {}
    for row in rows:
        row.text = redacting.public_text(decided.get((dialogue.key, f"item-{row.pk}")), row.text)
    return sorted(rows, key=lambda row: (row.position, row.pk))
