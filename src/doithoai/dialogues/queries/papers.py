"""What papers need to know of bodies, hosts and the conference; every room above fills its papers from here."""

from datetime import date

from django.utils import timezone

from doithoai.dialogues.models import Dialogue, DialogueHost
from doithoai.dialogues.queries.dialogues import hosts_of
from doithoai.documents.enums import Heading
from doithoai.documents.papers import Conference, Issuer, Signer
from doithoai.organisations import queries as organisations
from doithoai.organisations.enums import BodyKind, HostRole
from doithoai.organisations.models import Body

_TITLES = {
    HostRole.PARTY_HEAD: ("BÍ THƯ", "PHÓ BÍ THƯ", "T/M BAN THƯỜNG VỤ"),
    HostRole.GOVERNMENT_HEAD: ("CHỦ TỊCH", "PHÓ CHỦ TỊCH", "TM. ỦY BAN NHÂN DÂN"),
    HostRole.COUNCIL_CHAIR: ("CHỦ TỊCH", "PHÓ CHỦ TỊCH", "TM. HỘI ĐỒNG NHÂN DÂN"),
}
_TERM_YEARS = 5


def issuer_of(body: Body, *, office: Body | None = None) -> Issuer:
    """Return the body as the head and number of its papers need it; `office` is who drafts its letters."""
    unit = body.unit
    parents = {
        Heading.PARTY: f"ĐẢNG BỘ {unit.parent.name.upper()}" if unit.parent else "ĐẢNG CỘNG SẢN VIỆT NAM",
        Heading.FRONT: f"ỦY BAN MTTQ VIỆT NAM\n{unit.parent.name.upper()}" if unit.parent else "",
        Heading.STATE: "" if _stands_alone(body) else f"ỦY BAN NHÂN DÂN\n{unit.name.upper()}",
    }
    term = f"{body.term_from}-{body.term_from + _TERM_YEARS}" if body.term_from else ""
    return Issuer(
        key=body.key,
        heading=body.heading,
        name=_head_name(body),
        code=body.symbol,
        place=unit.seat,
        inline_name=body.name,
        parent=parents[Heading(body.heading)],
        unit=office.symbol if office else "",
        term=term,
    )


def _stands_alone(body: Body) -> bool:
    return body.kind in {BodyKind.GOVERNMENT, BodyKind.COUNCIL}


def _head_name(body: Body) -> str:
    """Return the name in capitals, the unit's own name on a line of its own where the name ends with it."""
    name, place = body.name.upper(), body.unit.name.upper()
    return f"{name.removesuffix(place).strip()}\n{place}" if name.endswith(place) and name != place else name


def issuer_of_dialogue(dialogue: Dialogue) -> Issuer:
    """Return who issues the dialogue's papers: the body of the host who presides, drafted by the host office."""
    return issuer_of(hosts_of(dialogue)[0].post.body, office=dialogue.host_office)


def signer_of(dialogue: Dialogue, *, on: date) -> Signer:
    """Return who signs the dialogue's papers on the day: the presiding host, or the deputy who stands in."""
    host = hosts_of(dialogue)[0]
    post = host.substitute or host.post
    holder = organisations.holder_of(post, on=on)
    head, deputy, on_behalf = _TITLES.get(HostRole(host.post.role), (host.post.title.upper(), post.title.upper(), ""))
    return Signer(
        name=holder.full_name if holder else "",
        title=deputy if host.substitute else head,
        on_behalf=on_behalf,
        acting_for=f"KT. {head}" if host.substitute else "",
    )


def hosts_in_words(hosts: list[DialogueHost]) -> str:
    """Return who hosts, as papers and screens write it: posts, never persons."""
    names = [
        f"{host.substitute.title} (thay {host.post.title})" if host.substitute else host.post.title for host in hosts
    ]
    return "; ".join(names)


def conference_of(dialogue: Dialogue) -> Conference:
    """Return the conference as papers speak of it; times in the office's time zone."""
    sessions = list(dialogue.sessions.order_by("starts_at"))
    points = list(dialogue.venue_points.order_by("-is_main", "pk"))
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
