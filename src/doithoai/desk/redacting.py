"""What a screen shows of texts that wait for a decision about the persons in them: pieces to turn on and off."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from doithoai.common.text import nfc
from doithoai.documents.enums import HIDDEN_WORDS
from doithoai.documents.services.redacting import Offer, Part, PieceKind

_MOST_ALSO = 30
_LONGEST = 200
KINDS = {
    PieceKind.NAME: _("họ tên"),
    PieceKind.PHONE: _("điện thoại"),
    PieceKind.ID_NUMBER: _("số giấy tờ"),
    PieceKind.EMAIL: _("thư điện tử"),
    PieceKind.ADDRESS: _("địa chỉ"),
    PieceKind.BANK_ACCOUNT: _("tài khoản"),
    PieceKind.PLATE: _("biển số xe"),
    PieceKind.OTHER: _("tự đánh dấu"),
}


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of a text: plain words, or an offer with the words that stand for it."""

    text: str
    offer: Offer | None = None

    @property
    def kind(self) -> str:
        """Return what the piece is, in words."""
        if self.offer is None:
            return ""
        word = str(KINDS[self.offer.piece.kind])
        if not self.offer.piece.official:
            return word
        whose = _("người giữ chức vụ") if self.offer.piece.kind == PieceKind.NAME else _("của cơ quan")
        return f"{word}, {whose}"

    @property
    def stands_for(self) -> str:
        """Return what the public reads in its place."""
        return HIDDEN_WORDS[self.offer.piece.kind] if self.offer else ""


@dataclass(frozen=True, slots=True)
class Marked:
    """One text with its pieces marked, under its heading."""

    part: Part
    heading: str
    segments: list[Segment]

    @property
    def found(self) -> int:
        """Return how many pieces it has."""
        return sum(segment.offer is not None for segment in self.segments)


def marked(part: Part, heading: str, offers: Iterable[Offer]) -> Marked:
    """Cut a text at its pieces."""
    text, at = nfc(part.text), 0
    segments: list[Segment] = []
    for offer in (one for one in offers if one.part == part.code):
        segments += [Segment(text[at : offer.piece.start]), Segment(offer.words, offer)]
        at = offer.piece.end
    segments.append(Segment(text[at:]))
    return Marked(part, heading, [one for one in segments if one.text])


def decided_on(request: HttpRequest) -> dict[str, bool]:
    """Return what the posted page decided: every piece that it showed, hidden where it was ticked."""
    hidden = set(request.POST.getlist("an"))
    return {key: key in hidden for key in request.POST.getlist("cho")}


def marked_by_hand(request: HttpRequest, before: Sequence[str] = ()) -> list[str]:
    """Return the words that the officer marked so far, the new ones last, each once."""
    posted = request.POST.getlist("them") if request.method == "POST" else before
    words = [" ".join(nfc(one).split())[:_LONGEST] for one in posted]
    return list(dict.fromkeys(word for word in words if len(word) > 1))[:_MOST_ALSO]
