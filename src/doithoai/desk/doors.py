"""The door of the next phase, as the screens draw it: what is missing, who owes it, where it is mended."""

from collections.abc import Sequence
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from doithoai.desk.duties import who_owes
from doithoai.desk.library.addresses import pinned_url, sourced
from doithoai.desk.workspace import address
from doithoai.dialogues import permissions
from doithoai.dialogues import queries as dialogues
from doithoai.dialogues.enums import DialogueState
from doithoai.dialogues.models import Dialogue, Notice
from doithoai.dialogues.queries import Condition, Door
from doithoai.obligations.models import Duty
from doithoai.organisations.queries import Standing
from doithoai.proceedings.queries import doors as proceedings
from doithoai.screens import parts

S = DialogueState
# The door that a state stands before: its code, what is said while it is shut, what once it is open.
_BEFORE: dict[str, tuple[str, str, str]] = {
    S.PREPARING: ("announce", "Chưa công bố được", "Đủ điều kiện công bố"),
    S.ANNOUNCED: ("open", "Chưa khai mạc được", "Đủ điều kiện khai mạc"),
    S.HELD: ("conclude", "Chưa ban hành được thông báo kết luận", "Đủ điều kiện ban hành thông báo kết luận"),
    S.FOLLOWING_UP: ("archive", "Chưa nộp lưu được hồ sơ", "Đủ điều kiện nộp lưu hồ sơ"),
    S.CLOSED: ("archive", "Chưa nộp lưu được hồ sơ", "Đủ điều kiện nộp lưu hồ sơ"),
}
# Where a condition is mended: the name of the screen, the word on its button.
_ACTIONS = {
    "plan": ("dialogue-plan", gettext_lazy("Bổ sung")),
    "notice": ("dialogue-notice", gettext_lazy("Soạn")),
    "secretary": ("dialogue-plan-secretary", gettext_lazy("Cử")),
    "programme": ("dialogue-programme", gettext_lazy("Duyệt")),
    "steps": ("dialogue-programme", gettext_lazy("Lập")),
}


def door_of(
    dialogue: Dialogue, person: Standing, *, on: date, duties: Sequence[Duty], notice: Notice | None
) -> tuple[Door | None, parts.Door | None]:
    """Return the door before which the dialogue stands, and how it is drawn for the person; None for no door."""
    if dialogue.state not in _BEFORE:
        return None, None
    code, shut, free = _BEFORE[dialogue.state]
    door = _door(dialogue, code, on=on, duties=duties, notice=notice)
    if not door.conditions:
        return door, None
    return door, drawn(dialogue, door, shut if door.missing else free, person)


def _door(dialogue: Dialogue, code: str, *, on: date, duties: Sequence[Duty], notice: Notice | None) -> Door:
    if code == "announce":
        return dialogues.door_to_announce(dialogue, on=on, duties=duties, notice=notice)
    if code == "open":
        return Door(
            code=code, conditions=_of_the_hall(dialogue, proceedings.opening_conditions(dialogue, on=on, duties=duties))
        )
    if code == "conclude":
        return Door(
            code=code, conditions=_of_the_hall(dialogue, proceedings.conclusion_conditions(dialogue, duties=duties))
        )
    return dialogues.door_by_duties(dialogue, code, duties=duties)


def _of_the_hall(dialogue: Dialogue, items: Sequence[proceedings.Condition]) -> tuple[Condition, ...]:
    names = {"host_office": dialogue.host_office.short_name, "": ""}
    return tuple(
        Condition(
            title=item.title,
            met=item.met,
            rule=item.rule,
            citation=item.citation,
            who=names[item.owner] if item.owner in names else who_owes(item.owner),
            overridable=not item.hard,
            todo=item.code,
        )
        for item in items
    )


def drawn(dialogue: Dialogue, door: Door, title: str, person: Standing) -> parts.Door:
    """Return the door as the component takes it; ways to mend are shown to those who may use them."""
    works_on_it = permissions.can_prepare(person, dialogue)
    return parts.Door(title=title, items=[_item(dialogue, item, works_on_it=works_on_it) for item in door.conditions])


def _item(dialogue: Dialogue, item: Condition, *, works_on_it: bool) -> parts.DoorItem:
    name, word = _ACTIONS.get(item.todo, ("", "")) if works_on_it else ("", "")
    return parts.DoorItem(
        title=item.title,
        met=item.met,
        who=_("chờ %(body)s") % {"body": item.who} if item.who and not item.met else item.who,
        rule=item.rule,
        citation=sourced(dialogue.instruments, item.rule, item.citation),
        article_url=pinned_url(dialogue.instruments, item.rule) if item.rule else "",
        action_url=address(name, dialogue.code) if name else "",
        action_word=str(word),
    )
