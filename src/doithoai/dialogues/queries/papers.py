"""What papers need to know of bodies, hosts and the conference; every room above fills its papers from here."""

from datetime import date

from django.utils import timezone

from doithoai.dialogues.models import Dialogue, DialogueHost
from doithoai.dialogues.queries.dialogues import hosts_of, points_of, sessions_of
from doithoai.documents import letterheads
from doithoai.documents import queries as documents
from doithoai.documents.enums import DocumentState
from doithoai.documents.models import Document
from doithoai.documents.papers import Conference, Issuer, Signer
from doithoai.organisations import queries as organisations


def issuer_of_dialogue(dialogue: Dialogue, *, on: date | None = None) -> Issuer:
    """Return who issues the dialogue's papers: the body of the host who presides; on a day, what that has become."""
    body = hosts_of(dialogue)[0].post.body
    return letterheads.issuer_of(organisations.answering(body, on=on) if on else body)


def signer_of(dialogue: Dialogue, *, on: date) -> Signer:
    """Return who signs the dialogue's papers on the day: the presiding host, or the deputy who stands in."""
    host = hosts_of(dialogue)[0]
    post = host.substitute or host.post
    holder = organisations.holder_of(post, on=on)
    return letterheads.signer_of(organisations.answering(post, on=on), holder.full_name if holder else "")


def hosts_in_words(hosts: list[DialogueHost]) -> str:
    """Return who hosts, as papers and screens write it: posts, never persons."""
    names = [
        f"{host.substitute.title} (thay {host.post.title})" if host.substitute else host.post.title for host in hosts
    ]
    return "; ".join(names)


def conference_of(dialogue: Dialogue) -> Conference:
    """Return the conference as papers speak of it; times in the office's time zone."""
    sessions, points = sessions_of(dialogue), points_of(dialogue)
    main = points[0]
    return Conference(
        title=dialogue.title,
        starts_at=timezone.localtime(sessions[0].starts_at).replace(tzinfo=None),
        ends_at=timezone.localtime(sessions[-1].ends_at).replace(tzinfo=None),
        place=f"{main.name}, {main.address}" if main.address else main.name,
        host=hosts_in_words(hosts_of(dialogue)),
        form=str(dialogue.get_form_display()),
        points=tuple(point.name for point in points) if len(points) > 1 else (),
    )


def latest_paper(dialogue: Dialogue, kind: str) -> Document | None:
    """Return the newest paper of a kind, draft or signed, with its files."""
    rows = documents.documents_of(dialogue.key).filter(kind=kind).exclude(state=DocumentState.REPLACED)
    return rows.order_by("-pk").first()
