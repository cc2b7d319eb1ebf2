"""Reads of dialogues used more than once."""

from datetime import date

from django.db.models import Max, Min, OuterRef, Q, QuerySet, Subquery, prefetch_related_objects
from django.utils import timezone

from doithoai.dialogues.enums import DialogueState
from doithoai.dialogues.models import Dialogue, DialogueHost, Notice, Session, VenuePoint
from doithoai.journal import queries as journal
from doithoai.organisations.models import Body
from doithoai.organisations.queries import Standing


def dialogues_visible_to(person: Standing) -> QuerySet[Dialogue]:
    """Return the dialogues of the person's units and of the units right below, newest first."""
    units = {membership.body.unit_id for membership in person.memberships}
    return (
        Dialogue.objects.filter(Q(unit__in=units) | Q(unit__parent__in=units))
        .select_related("unit", "unit__parent", "host_office")
        .order_by("-opened_on", "-pk")
    )


def dialogue_with_places(code: str) -> Dialogue | None:
    """Return the dialogue with unit, office, secretary, the one before, who presides, sessions and points; two queries.

    The sessions bring their dialogue along: every page of a workspace begins with this question.
    """
    joined = ("unit", "unit__parent", "host_office", "secretary", "previous")
    presiding = DialogueHost.objects.filter(dialogue=OuterRef("dialogue"), presides=True).values("post__role")
    rows = Session.objects.filter(dialogue__code=code).annotate(presiding_role=Subquery(presiding[:1]))
    sessions = list(rows.select_related("dialogue", *[f"dialogue__{name}" for name in joined]))
    if not sessions:  # its sessions may be taken off while it is put back
        return Dialogue.objects.filter(code=code).select_related(*joined).prefetch_related("venue_points").first()
    dialogue = sessions[0].dialogue
    dialogue.presiding_role = sessions[0].presiding_role
    known = dialogue.sessions.all()
    known._result_cache = [*sessions]  # noqa: SLF001 -- what a prefetch does, without its query
    dialogue._prefetched_objects_cache = {"sessions": known}  # type: ignore[attr-defined]  # noqa: SLF001 -- as above
    prefetch_related_objects([dialogue], "venue_points")
    return dialogue


def with_first_day(dialogues: QuerySet[Dialogue]) -> QuerySet[Dialogue]:
    """Add `first_at` and `last_at`: when the first session starts and the last ends."""
    return dialogues.annotate(first_at=Min("sessions__starts_at"), last_at=Max("sessions__ends_at"))


def hosts_of(dialogue: Dialogue) -> list[DialogueHost]:
    """Return the hosts, the one who presides first."""
    rows = dialogue.hosts.select_related(
        "post", "post__body", "post__body__unit__parent", "substitute", "substitute__body"
    )
    return list(rows.order_by("-presides", "pk"))


def sessions_of(dialogue: Dialogue) -> list[Session]:
    """Return the sessions in their order; no query where they were fetched with the dialogue."""
    return sorted(dialogue.sessions.all(), key=lambda session: session.starts_at)


def first_day(dialogue: Dialogue) -> date:
    """Return the first day of the conference; every dialogue is opened with a session."""
    return timezone.localdate(sessions_of(dialogue)[0].starts_at)


def points_of(dialogue: Dialogue) -> list[VenuePoint]:
    """Return the venue points, the main one first; no query where they were fetched with the dialogue."""
    return sorted(dialogue.venue_points.all(), key=lambda point: (not point.is_main, point.pk))


def current_notice(dialogue: Dialogue) -> Notice | None:
    """Return the notice that holds, the one not replaced, with its publications."""
    rows = dialogue.notices.filter(replaced_at=None).prefetch_related("publications")
    return rows.order_by("-number").first()


def notice_number(dialogue: Dialogue) -> int:
    """Return the number of the newest notice, 0 before the first."""
    return dialogue.notices.aggregate(last=Max("number"))["last"] or 0


def schedule_number(dialogue: Dialogue) -> int:
    """Return how many times a day was set for the conference."""
    return journal.entries_of(dialogue.stream).filter(kind="conference_scheduled").count()


def venue_line(dialogue: Dialogue) -> str:
    """Return the places on one line, the main one first."""
    points = points_of(dialogue)
    return "; ".join(f"{point.name}, {point.address}" if point.address else point.name for point in points)


def uninvited_leaders(dialogue: Dialogue, assigned: QuerySet[Body]) -> QuerySet[Body]:
    """Return the bodies that must answer and whose leaders are not on the list (HP-8.1-invite-leaders)."""
    return assigned.exclude(pk__in=dialogue.invitations.exclude(body=None).values("body")).order_by("pk")


def previous_choices(dialogues: QuerySet[Dialogue]) -> QuerySet[Dialogue]:
    """Return those of the dialogues that a new one may follow: held ones."""
    return dialogues.filter(
        state__in=[
            DialogueState.HELD,
            DialogueState.CONCLUDED,
            DialogueState.FOLLOWING_UP,
            DialogueState.CLOSED,
            DialogueState.ARCHIVED,
        ]
    )
