"""Where a conference is watched, and at which second of its recording something was said."""

from datetime import datetime
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from doithoai.dialogues.models import Dialogue, Registration
from doithoai.proceedings.models import Broadcast, FallbackLine
from doithoai.proceedings.queries.running import running_turn, waiting_turns

# Systems that take the second in the query; players of plain files take it as a media fragment (W3C).
_IN_QUERY = ("youtube.com", "youtu.be")


def broadcast_of(dialogue: Dialogue) -> Broadcast | None:
    """Return the links of the conference, if any."""
    return Broadcast.objects.filter(dialogue=dialogue).first()


def second_of(broadcast: Broadcast | None, moment: datetime | None) -> int | None:
    """Return the second of the recording at a moment; None where it is not known or lies before the recording."""
    if broadcast is None or broadcast.began_at is None or moment is None or moment < broadcast.began_at:
        return None
    return int((moment - broadcast.began_at).total_seconds())


def link_at(url: str, second: int) -> str:
    """Return the address of the recording that opens at a second."""
    parts = urlsplit(url)
    host = (parts.hostname or "").removeprefix("www.").removeprefix("m.")
    if host in _IN_QUERY:
        query = [pair for pair in parse_qsl(parts.query) if pair[0] != "t"]
        return urlunsplit(parts._replace(query=urlencode([*query, ("t", str(second))])))
    return urlunsplit(parts._replace(fragment=f"t={second}"))


def may_enter_room(registration: Registration) -> bool:
    """Say whether the registration's own turn runs or comes next: only then does the video room open (FEATURES 46)."""
    dialogue = registration.dialogue
    now, following = running_turn(dialogue), waiting_turns(dialogue).first()
    return any(turn is not None and turn.registration_id == registration.pk for turn in (now, following))


def fallback_lines(dialogue: Dialogue) -> dict[int, str]:
    """Return the telephones of the venue points, by the point's number."""
    rows = FallbackLine.objects.filter(venue_point__dialogue=dialogue)
    return dict(rows.values_list("venue_point", "phone"))


def lines_of(dialogue: Dialogue) -> list[tuple[str, str]]:
    """Return name and telephone of the points that have one, for the consoles."""
    rows = FallbackLine.objects.filter(venue_point__dialogue=dialogue).order_by("venue_point__pk")
    return list(rows.values_list("venue_point__name", "phone"))
