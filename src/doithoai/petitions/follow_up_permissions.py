"""Who may do what after the conclusion: person + relation to the dialogue or the body + state.

The agency's officer prepares and proposes, its head signs and sends; the host decides; the host office
records results, closes, escalates and presses; the upper level answers. Anna (clerk of the host office)
and Ben (of a body) have their parts, Carla (elsewhere) none.
"""

from doithoai.accounts.enums import Role
from doithoai.dialogues import permissions as dialogues
from doithoai.dialogues.enums import DialogueState
from doithoai.dialogues.models import Dialogue
from doithoai.dialogues.permissions import Relation
from doithoai.organisations.models import Body
from doithoai.organisations.queries import Standing
from doithoai.petitions.enums import PetitionState
from doithoai.petitions.models import Escalation, Petition

R = Relation
_FOLLOWED = frozenset({DialogueState.CONCLUDED, DialogueState.FOLLOWING_UP})
_WATCH = frozenset(
    {R.HOST_OFFICE, R.HOST, R.SECRETARY, R.FRONT, R.MASS_MOBILISATION, R.UPPER_LEVEL, R.ADMINISTRATOR, R.AGENCY}
)
# Those who sign for a body. An office and the Front have no head of a department; whoever works there
# sends what the head signed.
_SIGN = (Role.AGENCY_HEAD, Role.FRONT, Role.CLERK)
_WORK = (Role.AGENCY_OFFICER, *_SIGN)


def _followed(dialogue: Dialogue) -> bool:
    return dialogue.state in _FOLLOWED


def can_see_follow_up(person: Standing, dialogue: Dialogue) -> bool:
    """Everyone who works on or watches the dialogue; an agency sees the rows of its own bodies only."""
    return bool(dialogues.relations(person, dialogue) & _WATCH)


def can_propose(person: Standing, dialogue: Dialogue, body: Body) -> bool:
    """People of the body propose the date; the host decides on it."""
    return _followed(dialogue) and person.is_a(*_WORK, body=body)


def can_send(person: Standing, dialogue: Dialogue, body: Body) -> bool:
    """The head of the body signs and sends reports and replies; an officer only prepares them."""
    return _followed(dialogue) and person.is_a(*_SIGN, body=body)


def can_reply_for_host(person: Standing, dialogue: Dialogue) -> bool:
    """The host, or the host office for the host, answers the petitioner where the matter went upward."""
    return _followed(dialogue) and bool(dialogues.relations(person, dialogue) & {R.HOST_OFFICE, R.HOST})


def can_decide_dates(person: Standing, dialogue: Dialogue) -> bool:
    """Only a host accepts or refuses a date (HP-9.7-deadline)."""
    return _followed(dialogue) and dialogues.can_decide(person, dialogue)


def can_settle(person: Standing, dialogue: Dialogue) -> bool:
    """The host office records results, closes, presses, transfers, puts to the upper level."""
    return _followed(dialogue) and dialogues.can_prepare(person, dialogue)


def can_reopen(person: Standing, petition: Petition) -> bool:
    """The host office takes a matter up again, also after the dialogue was closed, until it is archived."""
    states = _FOLLOWED | {DialogueState.CLOSED}
    answered = {
        PetitionState.ANSWERED_AT_CONFERENCE,
        PetitionState.DECLINED,
        PetitionState.REPLIED,
        PetitionState.RESOLVED,
        PetitionState.CLOSED,
    }
    in_time = petition.dialogue.state in states and petition.state in answered
    return in_time and dialogues.can_prepare(person, petition.dialogue)


def can_write_rating(person: Standing, petition: Petition) -> bool:
    """The host office writes down how the petitioner rates the answer, while the matter stands answered."""
    return can_reopen(person, petition)


def can_answer_escalation(person: Standing, escalation: Escalation) -> bool:
    """People of the upper body answer, once."""
    roles = (Role.UPPER_LEVEL, Role.CLERK, Role.AGENCY_OFFICER, Role.AGENCY_HEAD, Role.HOST)
    return (
        _followed(escalation.petition.dialogue)
        and escalation.answered_on is None
        and person.is_a(*roles, body=escalation.to_body)
    )


def can_hand_letters_over(person: Standing, dialogue: Dialogue) -> bool:
    """The host office posts letters and hands slips over; also when the last ones lie there after closing."""
    return dialogues.can_prepare(person, dialogue)


def can_publish(person: Standing, petition: Petition) -> bool:
    """The host office releases what the public may read, until the dialogue is archived."""
    held = {DialogueState.HELD, DialogueState.CLOSED} | _FOLLOWED
    return petition.dialogue.state in held and dialogues.can_prepare(person, petition.dialogue)
