"""What became of the previous dialogue's petitions: done, or not done and why (KT-II.2.2b-previous*)."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from doithoai.dialogues.models import Dialogue
from doithoai.petitions.enums import COUNTED_STATES, Result
from doithoai.petitions.models import Petition
from doithoai.workdays.dates import vi_date

_DONE = frozenset({Result.RESOLVED, Result.EXPLAINED, Result.NOT_ACCEPTED, Result.FORWARDED})


@dataclass(frozen=True, slots=True)
class PreviousMatter:
    """One petition of the dialogue before: done or not; how it ended, or the reason why it has not."""

    petition: Petition
    done: bool
    said: str  # "" where it is not done and nobody has written why

    @property
    def line(self) -> str:
        """Return it as a report says it."""
        word = self.said or _("chưa ghi lý do")
        return f"{self.petition.code} {self.petition.title}: {word[:1].lower()}{word[1:].rstrip('.')}."


def previous_results(dialogue: Dialogue) -> list[PreviousMatter]:
    """Return what the report on the previous dialogue tells, what is not done first; one query, none without one."""
    if dialogue.previous_id is None:
        return []
    rows = Petition.objects.filter(dialogue=dialogue.previous_id, state__in=COUNTED_STATES).order_by("code")
    found = [_matter(row) for row in rows]
    return sorted(found, key=lambda matter: matter.done)


def _matter(petition: Petition) -> PreviousMatter:
    done = petition.result in _DONE
    if done:
        return PreviousMatter(petition, done, str(petition.get_result_display()))
    parts = [str(petition.get_result_display())] if petition.result else []
    if petition.result_note:
        parts.append(petition.result_note)
    if day := petition.result_until or petition.agreed_due_on:
        parts.append(_("hẹn %(day)s") % {"day": vi_date(day)})
    return PreviousMatter(petition, done, ", ".join(parts))


def words_on_previous(dialogue: Dialogue, matters: Sequence[PreviousMatter]) -> str:
    """Return the report on the previous dialogue as the host may read it; "" where there was none."""
    if dialogue.previous is None or not matters:
        return ""
    left = [matter for matter in matters if not matter.done]
    held = f" {vi_date(dialogue.previous.held_on)}" if dialogue.previous.held_on else ""
    lead = _("Kết quả kiến nghị của cuộc đối thoại trước%(held)s: %(done)d việc đã xong, %(left)d việc chưa xong.")
    lead %= {"held": held, "done": len(matters) - len(left), "left": len(left)}
    return "\n".join([lead, *(f"- {matter.line}" for matter in left)])
