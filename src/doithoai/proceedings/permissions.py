"""Who may do what at the conference and with its conclusion: relation to the dialogue + its state.

Whoever runs the room (host, secretary, the clerk at the host's side) works on one record under one lock;
what binds in law (programme, minutes, extension, notice) is signed by the person whom the regulation names.
"""

from datetime import date

from doithoai.accounts.models import Account
from doithoai.dialogues.enums import DialogueState
from doithoai.dialogues.models import Dialogue
from doithoai.dialogues.permissions import Relation, relations
from doithoai.organisations import queries as organisations
from doithoai.organisations.queries import Standing
from doithoai.proceedings.models import Refusal

R = Relation
S = DialogueState
_BEFORE = frozenset({S.PREPARING, S.ANNOUNCED})
_DOORS = frozenset({S.ANNOUNCED, S.IN_SESSION})
_DISPOSING = frozenset({S.IN_SESSION, S.HELD})
_AFTER = frozenset({S.HELD, S.CONCLUDED, S.FOLLOWING_UP})


def _is(person: Standing, dialogue: Dialogue, *wanted: Relation) -> bool:
    return bool(relations(person, dialogue) & set(wanted))


def hosts_on(person: Account, dialogue: Dialogue, *, on: date) -> bool:
    """Say whether the person holds, on the day, a post that hosts this dialogue or stands in for one."""
    rows = dialogue.hosts.select_related("post", "substitute")
    return any(organisations.holder_of(row.substitute or row.post, on=on) == person for row in rows)


def _signs(person: Standing, dialogue: Dialogue) -> bool:
    """The host signs in person: another head of the unit does not host this dialogue (HP-11.3-notice)."""
    return _is(person, dialogue, R.HOST) and hosts_on(person.account, dialogue, on=person.on)


def can_draft_programme(person: Standing, dialogue: Dialogue) -> bool:
    """The host office draws the programme up (HP-8.1-programme)."""
    return dialogue.state in _BEFORE and _is(person, dialogue, R.HOST_OFFICE)


def can_approve_programme(person: Standing, dialogue: Dialogue) -> bool:
    """The host approves it."""
    return dialogue.state in _BEFORE and _signs(person, dialogue)


def can_appoint_secretary(person: Standing, dialogue: Dialogue) -> bool:
    """The host office appoints the secretary, at the latest in the room (HP-9.1-secretary)."""
    return dialogue.state in _BEFORE | {S.IN_SESSION} and _is(person, dialogue, R.HOST_OFFICE, R.HOST)


def can_open(person: Standing, dialogue: Dialogue) -> bool:
    """Host or host office open the session."""
    return dialogue.state in _BEFORE and _is(person, dialogue, R.HOST_OFFICE, R.HOST)


def can_run(person: Standing, dialogue: Dialogue) -> bool:
    """Host, secretary and host office move steps and turns while the conference runs (HP-11.1-moderate)."""
    return dialogue.state == S.IN_SESSION and _is(person, dialogue, R.HOST, R.HOST_OFFICE, R.SECRETARY)


def can_record_outcome(person: Standing, dialogue: Dialogue) -> bool:
    """In the room whoever runs it; afterwards host and host office dispose of what was not reached (A57)."""
    if dialogue.state == S.HELD:
        return _is(person, dialogue, R.HOST, R.HOST_OFFICE)
    return can_run(person, dialogue)


def can_close(person: Standing, dialogue: Dialogue) -> bool:
    """Host or host office close the conference."""
    return dialogue.state == S.IN_SESSION and _is(person, dialogue, R.HOST, R.HOST_OFFICE)


def can_leave_at_what_was_held(person: Standing, dialogue: Dialogue) -> bool:
    """Host or host office decide that a conference put off in the middle does not go on."""
    return dialogue.state == S.POSTPONED and _is(person, dialogue, R.HOST, R.HOST_OFFICE)


def can_answer_in_the_room(person: Standing, dialogue: Dialogue, body: int) -> bool:
    """Officers and heads of a body say that they are in the room, and hand in what they answered."""
    mine = any(membership.body_id == body for membership in person.memberships)
    return dialogue.state == S.IN_SESSION and mine and _is(person, dialogue, R.AGENCY)


def can_sit_for_an_agency(person: Standing, dialogue: Dialogue) -> bool:
    """Officers and heads of the unit's bodies see what their own body will be asked."""
    return dialogue.state in _DOORS | _AFTER and _is(person, dialogue, R.AGENCY)


def can_brief(person: Standing, dialogue: Dialogue) -> bool:
    """Host, host office and secretary read what will be asked, with the answers drafted so far."""
    return _is(person, dialogue, R.HOST, R.HOST_OFFICE, R.SECRETARY)


def can_set_broadcast(person: Standing, dialogue: Dialogue) -> bool:
    """Host office and secretary note links and telephones, from the announcement on."""
    return dialogue.state in _DOORS | _AFTER | {S.PREPARING} and _is(person, dialogue, R.HOST_OFFICE, R.SECRETARY)


def can_receive(person: Standing, dialogue: Dialogue) -> bool:
    """Host office and secretary check people in and count them."""
    return dialogue.state in _DOORS and _is(person, dialogue, R.HOST_OFFICE, R.SECRETARY)


def can_decide_refusal(person: Standing, dialogue: Dialogue) -> bool:
    """Only the host refuses a person (HP-4.3-*)."""
    return dialogue.state in _DOORS and _signs(person, dialogue)


def can_confirm_refusal(person: Standing, dialogue: Dialogue, refusal: Refusal) -> bool:
    """Somebody else confirms what was seen (A21)."""
    return refusal.decided_by_id != person.account.pk and can_receive(person, dialogue)


def can_write_minutes(person: Standing, dialogue: Dialogue) -> bool:
    """The secretary writes from the opening on, also corrections after signing."""
    return dialogue.state in _DISPOSING | _AFTER and _is(person, dialogue, R.SECRETARY)


def can_read_minutes(person: Standing, dialogue: Dialogue) -> bool:
    """Everyone who has to do with the dialogue except a stranger may read the record."""
    return bool(relations(person, dialogue))


def can_sign_minutes_as_host(person: Standing, dialogue: Dialogue) -> bool:
    """The host signs after the secretary."""
    return dialogue.state in _AFTER and _signs(person, dialogue)


def can_draft_conclusion(person: Standing, dialogue: Dialogue) -> bool:
    """Host and host office word the conclusion, from the session on."""
    return dialogue.state in _DISPOSING and _is(person, dialogue, R.HOST, R.HOST_OFFICE)


def can_extend(person: Standing, dialogue: Dialogue) -> bool:
    """The host decides on more time (A10)."""
    return dialogue.state == S.HELD and _signs(person, dialogue)


def can_issue_conclusion(person: Standing, dialogue: Dialogue) -> bool:
    """The host signs the notice (HP-11.3-notice)."""
    return dialogue.state == S.HELD and _signs(person, dialogue)


def can_send_conclusion(person: Standing, dialogue: Dialogue) -> bool:
    """The host office sends it to all who must get it (HP-10.1a)."""
    return dialogue.state in {S.CONCLUDED, S.FOLLOWING_UP} and _is(person, dialogue, R.HOST_OFFICE, R.HOST)


def can_publish_results(person: Standing, dialogue: Dialogue) -> bool:
    """The host office makes the results public after the conference (L72-43-results)."""
    return dialogue.state in _AFTER and _is(person, dialogue, R.HOST_OFFICE, R.HOST)


def can_watch(person: Standing, dialogue: Dialogue) -> bool:
    """Who has to do with the dialogue may show the projector screen."""
    return bool(relations(person, dialogue))
