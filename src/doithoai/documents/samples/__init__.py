"""Made-up papers, one of each kind: uploaded templates are tried on them, and so are our own."""

from dataclasses import replace

from doithoai.documents.enums import Heading, PaperKind
from doithoai.documents.papers import Paper
from doithoai.documents.samples import after, before
from doithoai.documents.samples.people import FRONT, ISSUERS, PARTY, SIGNERS, STATE

__all__ = ["FRONT", "PARTY", "STATE", "kinds", "sample"]

_BY_KIND: dict[PaperKind, Paper] = {paper.kind: paper for paper in (*before.PAPERS, *after.PAPERS)}


def sample(kind: str, heading: str = Heading.STATE) -> Paper:
    """Return the made-up paper of this kind under this heading."""
    form = Heading(heading)
    return replace(_BY_KIND[PaperKind(kind)], issuer=ISSUERS[form], signer=SIGNERS[form])


def kinds() -> tuple[PaperKind, ...]:
    """Return every kind that has a sample."""
    return tuple(_BY_KIND)
