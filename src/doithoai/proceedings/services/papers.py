"""The papers of this room: programme, house rules, minutes, conclusion notice."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.utils import timezone

from doithoai.common.actors import Actor
from doithoai.dialogues.models import Dialogue, DialogueHost
from doithoai.documents import services as documents
from doithoai.documents.enums import DocumentState, PaperKind
from doithoai.documents.letterheads import issuer_of, signer_of
from doithoai.documents.models import Document
from doithoai.documents.papers import Conference, HouseRules, Paper, Programme, Signer, Step
from doithoai.organisations import queries as organisations
from doithoai.organisations.models import Body, Post
from doithoai.proceedings.models import ProgrammeStep
from doithoai.proceedings.queries.law import law_of


def presiding(dialogue: Dialogue) -> DialogueHost:
    """Return the host who presides; every dialogue has exactly one (A06)."""
    rows = dialogue.hosts.select_related("post__body__unit__parent", "substitute__body__unit__parent")
    return rows.get(presides=True)


def acting_post(host: DialogueHost) -> Post:
    """Return the post that acts: the substitute's where a deputy stands in."""
    return host.substitute or host.post


def host_body(dialogue: Dialogue, *, on: date) -> Body:
    """Return the body of the presiding host, or what it has become; its heading and series are those of the notice."""
    return organisations.answering(presiding(dialogue).post.body, on=on)


def host_signer(dialogue: Dialogue, *, on: date) -> Signer:
    """Return how the presiding host signs on the day."""
    post = acting_post(presiding(dialogue))
    holder = organisations.holder_of(post, on=on)
    return signer_of(organisations.answering(post, on=on), holder.full_name if holder else "")


def host_names(dialogue: Dialogue, *, on: date) -> tuple[str, ...]:
    """Return the hosts with name and post, the presiding one first."""
    rows = dialogue.hosts.select_related("post", "substitute").order_by("-presides", "pk")
    return tuple(_named(acting_post(row), on=on) for row in rows)


def _named(post: Post, *, on: date) -> str:
    holder = organisations.holder_of(post, on=on)
    return f"{holder.full_name}, {post.title}" if holder else post.title


def conference_of(dialogue: Dialogue) -> Conference:
    """Return the conference as papers speak of it."""
    sessions = list(dialogue.sessions.order_by("starts_at"))
    points = list(dialogue.venue_points.order_by("-is_main", "pk"))
    main = points[0] if points else None
    starts_at = timezone.localtime(sessions[0].starts_at) if sessions else timezone.localtime(timezone.now())
    return Conference(
        title=dialogue.title,
        starts_at=starts_at.replace(tzinfo=None),
        ends_at=timezone.localtime(sessions[-1].ends_at).replace(tzinfo=None) if sessions else None,
        place=", ".join(part for part in (main.name, main.address) if part) if main else "",
        host=host_names(dialogue, on=starts_at.date())[0],
        form=str(dialogue.get_form_display()).lower(),
        points=tuple(point.name for point in points) if len(points) > 1 else (),
    )


def lay_down(dialogue: Dialogue, paper: Paper, *, by: Actor) -> Document:
    """Write the paper as the dialogue's draft of its kind: a draft is rewritten, a signed paper gets a successor."""
    rows = Document.objects.filter(dialogue=dialogue.key, kind=paper.kind).order_by("-pk")
    known = rows.first()
    if known is None:
        return documents.draft(paper, dialogue=dialogue.key, by=by)
    if known.state == DocumentState.DRAFT:
        return documents.revise(known, paper, by=by)
    return documents.supersede(known, paper, by=by)


def write_programme(dialogue: Dialogue, *, on: date, by: Actor) -> Document:
    """Write and sign the programme, with the hour of each step."""
    steps = ProgrammeStep.objects.filter(dialogue=dialogue, skipped_reason="").order_by("number")
    conference = conference_of(dialogue)
    paper = Programme(
        issuer=issuer_of(host_body(dialogue, on=on)),
        signer=host_signer(dialogue, on=on),
        conference=conference,
        steps=_timed(steps, conference.starts_at),
    )
    return documents.sign(lay_down(dialogue, paper, by=by), on=on, by=by)


def _timed(steps: Iterable[ProgrammeStep], starts_at: datetime) -> tuple[Step, ...]:
    found, at = [], starts_at
    for step in steps:
        content = f"{step.title}: {step.detail[:1].lower()}{step.detail[1:]}" if step.detail else step.title
        found.append(Step(time=f"{at:%H} giờ {at:%M}", content=content, who=step.led_by))
        at += timedelta(minutes=step.minutes_planned)
    return tuple(found)


def write_house_rules(dialogue: Dialogue, *, on: date, by: Actor) -> Document:
    """Write the house rules from the regulation's own list."""
    rules = tuple(f"{item.vi}." for item in law_of(dialogue).items("house_rules", type=dialogue.type))
    paper = HouseRules(
        issuer=issuer_of(host_body(dialogue, on=on)),
        signer=host_signer(dialogue, on=on),
        conference=conference_of(dialogue),
        rules=rules,
    )
    return documents.sign(lay_down(dialogue, paper, by=by), on=on, by=by)


def papers_of(dialogue: Dialogue, *kinds: PaperKind) -> list[Document]:
    """Return the papers of these kinds, newest first, replaced ones left out."""
    rows = Document.objects.filter(dialogue=dialogue.key, kind__in=kinds).exclude(state=DocumentState.REPLACED)
    return list(rows.select_related("docx", "pdf").order_by("-pk"))


def as_code(symbol: str) -> str:
    """Return a paper's number as a fact may hold it: without spaces."""
    return "".join(symbol.split())
