"""Who issues and who signs, from the bodies and posts of the installation."""

from doithoai.documents.papers.base import Issuer, Signer
from doithoai.organisations.enums import BodyKind, Heading, HostRole
from doithoai.organisations.models import Body, Post

_TERM_YEARS = 5
# (on behalf of, the head's title, the deputy's title) by the host's role; Nghị định 30/2020, Hướng dẫn 36-HD/VPTW.
_SIGNING = {
    HostRole.PARTY_HEAD: ("T/M BAN THƯỜNG VỤ", "BÍ THƯ", "PHÓ BÍ THƯ"),
    HostRole.GOVERNMENT_HEAD: ("TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "PHÓ CHỦ TỊCH"),
    HostRole.COUNCIL_CHAIR: ("TM. HỘI ĐỒNG NHÂN DÂN", "CHỦ TỊCH", "PHÓ CHỦ TỊCH"),
}


def issuer_of(body: Body) -> Issuer:
    """Return the body as the head and the number of its papers need it."""
    return Issuer(
        key=body.key,
        heading=body.heading,
        name=_in_two_lines(body),
        inline_name=body.name,
        code=body.symbol,
        place=body.unit.seat,
        parent=_parent(body),
        # An official letter of a People's Committee names the office that drafts it.
        unit="VP" if body.kind == BodyKind.GOVERNMENT else "",
        term=f"{body.term_from}-{body.term_from + _TERM_YEARS}" if body.term_from else "",
    )


def _in_two_lines(body: Body) -> str:
    name, place = body.name.upper(), body.unit.name.upper()
    if body.heading != Heading.PARTY and name.endswith(place) and name != place:
        return f"{name.removesuffix(place).strip()}\n{place}"
    return name


def _parent(body: Body) -> str:
    """Return the line above the body's name: the Party's own upper body, a State agency's committee."""
    above = body.unit.parent
    if body.heading == Heading.STATE:
        own = body.kind in {BodyKind.GOVERNMENT, BodyKind.COUNCIL}
        return "" if own else f"ỦY BAN NHÂN DÂN {body.unit.name.upper()}"
    if above is None:
        return ""
    head = "ĐẢNG BỘ" if body.heading == Heading.PARTY else "ỦY BAN MTTQ VIỆT NAM"
    return f"{head} {above.name.upper()}"


def signer_of(post: Post, name: str) -> Signer:
    """Return how the holder of a post signs; a deputy signs for the head (KT.)."""
    on_behalf, head, deputy = _SIGNING.get(HostRole(post.role), ("", post.title.upper(), post.title.upper()))
    if post.deputy_of_id is None:
        return Signer(name=name, title=head, on_behalf=on_behalf)
    # The Party has no "KT.": a deputy secretary signs for the standing board under the own title.
    acting_for = "" if post.role == HostRole.PARTY_HEAD else f"KT. {head}"
    return Signer(name=name, title=deputy, on_behalf=on_behalf, acting_for=acting_for)
