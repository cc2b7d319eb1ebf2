"""Who may do what to a dialogue: person + relation to the dialogue + state."""

from enum import StrEnum

from doithoai.accounts.enums import Role
from doithoai.dialogues.enums import DialogueState
from doithoai.dialogues.models import Dialogue
from doithoai.organisations.queries import Standing


class Relation(StrEnum):
    """What a person is to one dialogue."""

    HOST_OFFICE = "host_office"  # clerk of the office that prepares it
    HOST = "host"  # holds the role of host in the unit
    SECRETARY = "secretary"  # appointed for its minutes
    AGENCY = "agency"  # officer or head of a body of the unit
    AGENCY_HEAD = "agency_head"
    FRONT = "front"
    MASS_MOBILISATION = "mass_mobilisation"
    UPPER_LEVEL = "upper_level"
    ADMINISTRATOR = "administrator"


R = Relation


def relations(person: Standing, dialogue: Dialogue) -> frozenset[Relation]:
    """Return everything that the person is to the dialogue on the standing's day; empty for a stranger."""
    found: set[Relation] = set()
    if dialogue.secretary_id is not None and dialogue.secretary_id == person.account.pk:
        found.add(R.SECRETARY)
    for membership in person.memberships:
        found |= _relations_by(membership.role, membership.body_id, membership.body.unit_id, dialogue)
    return frozenset(found)


def _relations_by(role: str, body: int, unit: int, dialogue: Dialogue) -> set[Relation]:
    here = unit == dialogue.unit_id
    above = unit == dialogue.unit.parent_id
    if role == Role.CLERK:
        return {R.HOST_OFFICE} if body == dialogue.host_office_id else {R.AGENCY} if here else set()
    if role == Role.HOST:
        return {R.HOST} if here else set()
    if role in {Role.AGENCY_OFFICER, Role.AGENCY_HEAD}:
        head = {R.AGENCY_HEAD} if role == Role.AGENCY_HEAD else set()
        return {R.AGENCY, *head} if here else set()
    if role == Role.SECRETARY:
        return {R.AGENCY} if here else set()
    plain = {Role.FRONT: R.FRONT, Role.MASS_MOBILISATION: R.MASS_MOBILISATION, Role.ADMINISTRATOR: R.ADMINISTRATOR}
    if role in plain:
        return {plain[Role(role)]} if here or (above and role == Role.MASS_MOBILISATION) else set()
    return {R.UPPER_LEVEL} if above else set()


def can_see(person: Standing, dialogue: Dialogue) -> bool:
    """Everyone with a relation may see the dialogue; strangers do not learn that it exists."""
    return bool(relations(person, dialogue))


def can_prepare(person: Standing, dialogue: Dialogue) -> bool:
    """The host office works on the dialogue until it is archived."""
    return R.HOST_OFFICE in relations(person, dialogue) and dialogue.state != DialogueState.ARCHIVED


def can_decide(person: Standing, dialogue: Dialogue) -> bool:
    """The host decides what the regulation leaves to the host: form, plan, extension, conclusion."""
    return R.HOST in relations(person, dialogue) and dialogue.state != DialogueState.ARCHIVED
