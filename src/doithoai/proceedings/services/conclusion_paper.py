"""The conclusion notice on paper."""

from collections.abc import Mapping
from datetime import date

from doithoai.dialogues.models import Dialogue
from doithoai.documents import papers as kinds
from doithoai.documents.letterheads import issuer_of
from doithoai.documents.papers.meeting import lower_first
from doithoai.proceedings.enums import ConclusionSection
from doithoai.proceedings.models import Conclusion, ConclusionItem
from doithoai.proceedings.queries import law
from doithoai.proceedings.queries.conclusion import (
    Part,
    addressees_of,
    discussed_at,
    extension_of,
    items_of,
    parts_of,
)
from doithoai.proceedings.services.papers import acting_post, conference_of, host_body, host_signer, presiding


def conclusion_paper(conclusion: Conclusion, *, on: date) -> kinds.ConclusionNotice:
    """Return the notice as it stands: opening words, items by part, recipients by the regulation."""
    dialogue = conclusion.dialogue
    items, parts = list(items_of(dialogue)), parts_of(dialogue)
    return kinds.ConclusionNotice(
        issuer=issuer_of(host_body(dialogue, on=on)),
        signer=host_signer(dialogue, on=on),
        recipients=recipient_lines(dialogue, on=on),
        conference=conference_of(dialogue),
        host=acting_post(presiding(dialogue)).title,
        assessment=tuple(line for line in conclusion.opening.split("\n") if line.strip()),
        discussed=_discussed(dialogue),
        matters=tuple(_matter(item, parts) for item in items if item.petition_id),
        proposals=tuple(_general(item) for item in items if item.section == ConclusionSection.POLICY),
        implementation=tuple(
            _general(item) for item in items if not item.petition_id and item.section != ConclusionSection.POLICY
        ),
        extension=_extension(dialogue),
    )


def _discussed(dialogue: Dialogue) -> str:
    found = discussed_at(dialogue)
    if found is None or not found.total:
        return ""
    fields = "; ".join(f"{lower_first(name)} ({number})" for name, number in found.fields)
    return f"Hội nghị đã đối thoại về {found.total} kiến nghị: {fields}."


def _matter(item: ConclusionItem, parts: Mapping[ConclusionSection, Part]) -> kinds.ConcludedMatter:
    petition = item.petition
    assert petition is not None
    words = item.text.removeprefix(petition.title.rstrip(".")).lstrip(": ")
    part = parts[ConclusionSection(item.section)].title
    return kinds.ConcludedMatter(
        matter=petition.title,
        conclusion=f"{words[:1].upper()}{words[1:]}" if words else part,
        code=petition.code,
        outcome=part,
        body=item.body.name if item.body else "",
        due_on=item.due_on,
    )


def _general(item: ConclusionItem) -> str:
    until = f" Hạn: {item.due_on:%d/%m/%Y}." if item.due_on else ""
    return f"{item.body.name}: {item.text}{until}" if item.body else f"{item.text}{until}"


def recipient_lines(dialogue: Dialogue, *, on: date) -> tuple[str, ...]:
    """Return the lines of "Nơi nhận": each role of the regulation with its bodies, never a petitioner's name."""
    found = addressees_of(dialogue, on=on).found
    lines = []
    for item in law.recipients(dialogue):
        bodies = [row.body.short_name for row in found if row.code == item.code and row.body]
        if bodies:
            lines.append(f"{', '.join(bodies)};")
        elif item.code == "petitioner":
            lines.append(f"{item.vi} ({sum(row.code == item.code for row in found)} nơi);")
    return (*lines, "Lưu: VT, hồ sơ hội nghị.")


def _extension(dialogue: Dialogue) -> str:
    granted = extension_of(dialogue)
    if granted is None:
        return ""
    grounds = {item.code: item.vi for item in law.extension_grounds(dialogue)}
    return f"{grounds.get(granted.ground, granted.ground)}. {granted.reason}"
