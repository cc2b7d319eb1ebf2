"""Earlier answers taken into a draft, and two versions of a draft side by side."""

from dataclasses import dataclass

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from doithoai.common.text import fold
from doithoai.desk.access import StaffRequest, require, staff
from doithoai.desk.views.petitions.differences import beside
from doithoai.desk.views.petitions.found import Found, petition_or_404
from doithoai.petitions import permissions, queries
from doithoai.petitions.models import Draft, Petition
from doithoai.petitions.queries import EarlierAnswer
from doithoai.screens.dates import vi_short

_SOURCE = "goc"


def source_of(request: StaffRequest, code: str) -> EarlierAnswer | None:
    """Return the answer to the petition with this code, if the person may see it and it was answered."""
    if not code:
        return None
    petition = queries.petitions_visible_to(request.standing).filter(code=code).first()
    return queries.answers_to([petition]).get(petition.pk) if petition is not None else None


def with_answer(text: str, source: EarlierAnswer) -> str:
    """Return the draft with the earlier answer below it; once, however often the button is pressed."""
    if source.text.strip() in text:
        return text
    return f"{text.rstrip()}\n\n{source.text}" if text.strip() else source.text


def left_over(text: str, petition: Petition, source: Petition) -> list[str]:
    """Return what still speaks of the earlier matter: its place, its code; not what both have."""
    own, words = fold(f"{petition.place} {petition.text}"), fold(text)
    parts = [part.strip() for part in source.place.split(",")]
    return [part for part in [*parts, source.code] if part and fold(part) in words and fold(part) not in own]


def sees_drafts(request: StaffRequest, found: Found) -> bool:
    """Say whether the person sees versions that are not approved: the office, and whoever works on the answer."""
    return permissions.sees_all(request.standing, found.petition.dialogue) or any(
        permissions.works_on(request.standing, row) for row in found.active
    )


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two texts: what it is, who wrote it when, and its words in pieces (differs, words)."""

    name: str
    note: str
    pieces: list[tuple[bool, str]]


@require_safe
@staff
def compare(request: StaffRequest, code: str) -> HttpResponse:
    """Show two versions of the answer side by side, or a version beside the earlier answer that it began as."""
    found = petition_or_404(request, code)
    require(sees_drafts(request, found))
    rows = found.petition.drafts.select_related("body", "written_by", "taken_from").order_by("version")
    drafts = {str(row.version): row for row in rows}
    if not drafts:
        raise Http404
    numbers = list(drafts)
    second = drafts.get(request.GET.get("b", "")) or drafts[numbers[-1]]
    first = request.GET.get("a", "")
    source = source_of(request, second.taken_from.code) if second.taken_from else None
    if first == _SOURCE and source is not None:
        chosen = _SOURCE
        left = (_("Trả lời %(code)s") % {"code": source.petition.code}, _source_note(source), source.text)
    else:
        earlier = drafts.get(first) or drafts[numbers[max(0, numbers.index(str(second.version)) - 1)]]
        chosen = str(earlier.version)
        left = (_version(earlier), _note(earlier), earlier.text)
    one, two = beside(left[2], second.text)
    context = {
        "petition": found.petition,
        "dialogue": found.petition.dialogue,
        "sides": (Side(left[0], left[1], one), Side(_version(second), _note(second), two)),
        "same": left[2] == second.text,
        "versions": numbers,
        "first": chosen,
        "second": str(second.version),
        "source": source,
    }
    return render(request, "desk/petitions/compare.html", context)


def _version(draft: Draft) -> str:
    return _("Bản %(n)d") % {"n": draft.version}


def _note(draft: Draft) -> str:
    return f"{draft.written_by.full_name}, {vi_short(draft.written_at)}, {draft.get_state_display()}"


def _source_note(source: EarlierAnswer) -> str:
    number = _(", văn bản số %(number)s") % {"number": source.number} if source.number else ""
    return f"{source.body.short_name}, {vi_short(source.on)}{number}"
