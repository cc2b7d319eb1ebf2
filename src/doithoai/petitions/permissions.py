"""Who may do what to a petition: person + relation to the dialogue + state.

Anna (clerk of the host office) works on every petition; Ben (officer of a body) on those that his
body was asked to answer; Carla (elsewhere) does not learn that they exist.
"""

from collections.abc import Iterable

from doithoai.accounts.enums import Role
from doithoai.dialogues import permissions as dialogues
from doithoai.dialogues.enums import DialogueState
from doithoai.dialogues.models import Dialogue
from doithoai.dialogues.permissions import Relation
from doithoai.organisations.models import Unit
from doithoai.organisations.queries import Standing
from doithoai.petitions.enums import (
    BEFORE_CONFERENCE,
    AssignmentPart,
    AssignmentState,
    DraftState,
    InformationState,
    PetitionState,
)
from doithoai.petitions.models import Assignment, Draft, InformationRequest, Petition

R = Relation
# Whoever prepares, hosts, writes the minutes or watches sees every petition of the dialogue.
_SEES_ALL = frozenset(
    {R.HOST_OFFICE, R.HOST, R.SECRETARY, R.FRONT, R.MASS_MOBILISATION, R.UPPER_LEVEL, R.ADMINISTRATOR}
)
_ACTIVE = frozenset({AssignmentState.SENT, AssignmentState.ACCEPTED, AssignmentState.DONE})
_OVER = frozenset({DialogueState.CLOSED, DialogueState.ARCHIVED, DialogueState.CANCELLED})
_BEFORE = frozenset({PetitionState.RECEIVED, PetitionState.TRIAGED, PetitionState.ASSIGNED, PetitionState.PREPARED})
_ASSIGNABLE = _BEFORE - {PetitionState.RECEIVED} | {
    PetitionState.TAKEN_UP,
    PetitionState.TRANSFERRED,
    PetitionState.IN_RESOLUTION,
    PetitionState.REOPENED,
}
# What the conference took up, or what was reopened, needs another answer than the one prepared before.
_ANSWERED_ANEW = frozenset(
    {
        PetitionState.TAKEN_UP,
        PetitionState.TRANSFERRED,
        PetitionState.ESCALATED,
        PetitionState.IN_RESOLUTION,
        PetitionState.REOPENED,
    }
)


def sees_all(person: Standing, dialogue: Dialogue) -> bool:
    """Say whether the person sees every petition of the dialogue, not only those of their body."""
    return bool(dialogues.relations(person, dialogue) & _SEES_ALL)


def can_keep_gateways(person: Standing, unit: Unit) -> bool:
    """The administrator of a unit lets programs hand in for it, and stops them."""
    return person.is_a(Role.ADMINISTRATOR, unit=unit)


def can_read_map(person: Standing, unit: Unit) -> bool:
    """Whoever works in the unit, or in the one above it, may read who is competent for what."""
    units = {membership.body.unit_id for membership in person.memberships}
    return unit.pk in units or unit.parent_id in units


def can_keep_map(person: Standing, unit: Unit) -> bool:
    """Clerks and the administrator of the unit keep its competence map."""
    return person.is_a(Role.CLERK, Role.ADMINISTRATOR, unit=unit)


def can_see_petition(person: Standing, petition: Petition, assignments: Iterable[Assignment]) -> bool:
    """Say whether the person may read the words; a stranger does not learn that the petition exists.

    A body, also one of another level, sees what it was asked to answer, even after giving it back, and
    what it handed in. `assignments` are all of the petition's, with their bodies.
    """
    if sees_all(person, petition.dialogue) or person.works_for(petition.handed_in_by):
        return True
    return any(person.works_for(row.body) for row in assignments if row.state != AssignmentState.REPLACED)


def can_receive(person: Standing, dialogue: Dialogue) -> bool:
    """Officers of the host office, the Front and the secretary register what people say, until it is concluded."""
    by = dialogues.relations(person, dialogue) & {R.HOST_OFFICE, R.FRONT, R.SECRETARY}
    after = _OVER | {DialogueState.CONCLUDED, DialogueState.FOLLOWING_UP}
    return bool(by) and dialogue.state not in after


def can_import(person: Standing, dialogue: Dialogue) -> bool:
    """The host office and the Front take in whole sheets before the conference."""
    by = dialogues.relations(person, dialogue) & {R.HOST_OFFICE, R.FRONT}
    return bool(by) and dialogue.state in {
        DialogueState.PLANNED,
        DialogueState.PREPARING,
        DialogueState.ANNOUNCED,
        DialogueState.POSTPONED,
        DialogueState.IN_SESSION,
    }


def can_print_forms(person: Standing, dialogue: Dialogue) -> bool:
    """The host office, the Front and the secretary print numbered forms while opinions are collected."""
    by = dialogues.relations(person, dialogue) & {R.HOST_OFFICE, R.FRONT, R.SECRETARY}
    return bool(by) and dialogue.state in BEFORE_CONFERENCE


def can_read_forms(person: Standing, dialogue: Dialogue) -> bool:
    """The host office and the secretary type and confirm returned forms: they show names, so nobody else does.

    Also after the conference: a sheet that was left lying goes on to the next dialogue.
    """
    return bool(dialogues.relations(person, dialogue) & {R.HOST_OFFICE, R.SECRETARY}) and dialogue.state not in _OVER


def can_set_form_readers(person: Standing, unit: Unit) -> bool:
    """The administrator of a unit decides that one officer reads a form alone: an office of one person."""
    return person.is_a(Role.ADMINISTRATOR, unit=unit)


def can_triage(person: Standing, petition: Petition) -> bool:
    """The host office sorts until the petition has its outcome; afterwards the outcome stands."""
    return _prepares(person, petition) and petition.state in _BEFORE


def can_weigh(person: Standing, petition: Petition) -> bool:
    """The host, or the host office for the host, finds a matter complex until it is answered (A15)."""
    decides = dialogues.can_decide(person, petition.dialogue) or dialogues.can_prepare(person, petition.dialogue)
    return decides and petition.state in _BEFORE | _ANSWERED_ANEW and petition.dialogue.state not in _OVER


def can_unlink(person: Standing, petition: Petition) -> bool:
    """A wrong merge is undone whenever it is found, until the dialogue is closed."""
    return _prepares(person, petition) and petition.state == PetitionState.MERGED


def can_assign(person: Standing, petition: Petition) -> bool:
    """The host office chooses who prepares or carries out, while something is left to do."""
    return _prepares(person, petition) and petition.state in _ASSIGNABLE


def can_hand_over(person: Standing, petition: Petition) -> bool:
    """The host office signs the slip of a petition out of scope, once."""
    return (
        _prepares(person, petition) and petition.state == PetitionState.OUT_OF_SCOPE and petition.handed_over_on is None
    )


def _prepares(person: Standing, petition: Petition) -> bool:
    return dialogues.can_prepare(person, petition.dialogue) and petition.dialogue.state not in _OVER


def works_on(person: Standing, assignment: Assignment) -> bool:
    """Say whether the person does the work of the body that was asked."""
    return person.is_a(Role.AGENCY_OFFICER, Role.AGENCY_HEAD, Role.CLERK, Role.FRONT, body=assignment.body)


def can_accept(person: Standing, assignment: Assignment, petition: Petition) -> bool:
    """People of the body accept what was sent to it."""
    return _open(petition) and works_on(person, assignment) and assignment.state == AssignmentState.SENT


def can_return(person: Standing, assignment: Assignment, petition: Petition) -> bool:
    """People of the body give back what is not theirs, also after accepting, before the answer is approved."""
    return (
        _open(petition)
        and works_on(person, assignment)
        and assignment.state in {AssignmentState.SENT, AssignmentState.ACCEPTED}
        and petition.state in _BEFORE
    )


def can_draft(person: Standing, assignment: Assignment | None, petition: Petition, latest: Draft | None) -> bool:
    """People of the body that accepted the lead write, unless their head is deciding or has approved."""
    if assignment is None or assignment.part != AssignmentPart.LEAD or not _open(petition):
        return False
    if latest is not None and latest.body_id == assignment.body_id and _stands(latest, petition):
        return False
    accepted = {AssignmentState.ACCEPTED, AssignmentState.DONE}
    return works_on(person, assignment) and assignment.state in accepted


def _stands(latest: Draft, petition: Petition) -> bool:
    """Say whether the head is deciding, or has approved what still answers the matter as it stands."""
    if latest.state == DraftState.SUBMITTED:
        return True
    return latest.state == DraftState.APPROVED and petition.state not in _ANSWERED_ANEW


def can_approve(person: Standing, draft: Draft | None, petition: Petition) -> bool:
    """The head of the body decides on what was submitted, or takes an approved answer back before the conference."""
    if draft is None or not _open(petition) or not person.is_a(Role.AGENCY_HEAD, body=draft.body):
        return False
    taken_back = draft.state == DraftState.APPROVED and petition.state == PetitionState.PREPARED
    return draft.state == DraftState.SUBMITTED or taken_back


def _open(petition: Petition) -> bool:
    return not petition.is_aside and petition.state != PetitionState.CLOSED and petition.dialogue.state not in _OVER


def can_ask_back(person: Standing, petition: Petition, lead: Assignment | None) -> bool:
    """The host office, or people of the body that has accepted the lead, ask while an answer is still owed."""
    if not _open(petition) or petition.state not in _BEFORE | _ANSWERED_ANEW | {PetitionState.ANSWERED_AT_CONFERENCE}:
        return False
    return _prepares(person, petition) or _has_accepted(person, lead)


def _has_accepted(person: Standing, lead: Assignment | None) -> bool:
    accepted = {AssignmentState.ACCEPTED, AssignmentState.DONE}
    return lead is not None and lead.state in accepted and works_on(person, lead)


def can_withdraw_question(person: Standing, request: InformationRequest, petition: Petition) -> bool:
    """The host office, or people of the body that asked, while no answer has come."""
    waiting = request.state in {InformationState.OPEN, InformationState.LAPSED}
    return waiting and _tends(person, request, petition)


def can_type_answer(person: Standing, request: InformationRequest, petition: Petition) -> bool:
    """The same people type what the petitioner says at the counter; they write it under their own name."""
    return can_still_answer(request, petition) and _tends(person, request, petition)


def can_still_answer(request: InformationRequest, petition: Petition) -> bool:
    """Say whether the petitioner may answer: also after the day, as long as the matter is not over."""
    over = {PetitionState.WITHDRAWN, PetitionState.CLOSED, PetitionState.OUT_OF_SCOPE}
    waiting = request.state in {InformationState.OPEN, InformationState.LAPSED}
    return waiting and petition.state not in over and petition.dialogue.state not in _OVER


def _tends(person: Standing, request: InformationRequest, petition: Petition) -> bool:
    roles = (Role.CLERK, Role.AGENCY_OFFICER, Role.AGENCY_HEAD, Role.FRONT)
    over = petition.dialogue.state in _OVER
    return not over and (_prepares(person, petition) or person.is_a(*roles, body=request.body))


def can_ask_outside(person: Standing, petition: Petition) -> bool:
    """The host office asks bodies outside by a link, and decides on what they answer."""
    return _open(petition) and dialogues.can_prepare(person, petition.dialogue)


def is_complained_about(person: Standing, petition: Petition) -> bool:
    """Say whether the person works for the body complained about."""
    return petition.complained_body_id is not None and any(
        membership.body_id == petition.complained_body_id for membership in person.memberships
    )


def can_see_identity(person: Standing, petition: Petition, assignments: Iterable[Assignment]) -> bool:
    """Say whether the person may ask who stands behind it, for a stated purpose.

    The office, the host and the secretary; the body that leads the answer, because it must write to the
    person. Never the body complained about, unless the host has decided so for a recorded reason.
    Nobody any more once the dialogue is archived.
    """
    if petition.dialogue.state == DialogueState.ARCHIVED:
        return False
    if is_complained_about(person, petition) and not petition.disclosed_reason:
        return False
    if dialogues.relations(person, petition.dialogue) & {R.HOST_OFFICE, R.HOST, R.SECRETARY}:
        return True
    return petition.state != PetitionState.CLOSED and any(
        row.part == AssignmentPart.LEAD and row.state in _ACTIVE and works_on(person, row) for row in assignments
    )


def is_shielded_from(person: Standing, petition: Petition, assignments: Iterable[Assignment]) -> bool:
    """Say whether the person reads the words without whoever complained, until the host decides otherwise.

    So does the body complained about, and every body that works with it without having to write to the
    person. Not those who see the whole dialogue: they took the words in, or watch.
    """
    if petition.complained_body_id is None or petition.disclosed_reason or sees_all(person, petition.dialogue):
        return False
    if is_complained_about(person, petition):
        return True
    return not can_see_identity(person, petition, assignments) and not person.works_for(petition.handed_in_by)


def can_disclose_identity(person: Standing, petition: Petition) -> bool:
    """Only the host lets the body complained about know who complained."""
    return (
        petition.complained_body_id is not None
        and not petition.disclosed_reason
        and dialogues.can_decide(person, petition.dialogue)
    )


def can_erase(person: Standing, petition: Petition) -> bool:
    """The host office decides on a request to erase personal data, also when the dialogue is archived."""
    return R.HOST_OFFICE in dialogues.relations(person, petition.dialogue)


def can_make_papers(person: Standing, dialogue: Dialogue) -> bool:
    """The host office writes the synthesis, the assignment and the reply report."""
    return dialogues.can_prepare(person, dialogue) and dialogue.state not in _OVER
