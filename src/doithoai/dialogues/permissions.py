"""Who may do what to a dialogue: person + relation to the dialogue + state."""

from enum import StrEnum

from doithoai.accounts.enums import Role
from doithoai.dialogues.enums import DialogueState
from doithoai.dialogues.models import Dialogue
from doithoai.organisations.models import Unit
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


# --- verb by verb: which relations, in which states ---------------------------------------

S = DialogueState
_BEFORE_SESSION = frozenset({S.PREPARING, S.ANNOUNCED, S.POSTPONED})
_OPEN_FOR_NOTICE = frozenset({S.PREPARING, S.ANNOUNCED})
_OPEN_FOR_GUESTS = frozenset({S.PREPARING, S.ANNOUNCED, S.IN_SESSION})
_ARRIVING = frozenset({S.ANNOUNCED, S.IN_SESSION})
_UNTIL_CLOSED = frozenset(S) - {S.PLANNED, S.CLOSED, S.ARCHIVED, S.CANCELLED}
_HOST_SIDE = frozenset({R.HOST_OFFICE, R.HOST})


def _may(person: Standing, dialogue: Dialogue, who: frozenset[Relation], when: frozenset[DialogueState]) -> bool:
    return dialogue.state in when and bool(who & relations(person, dialogue))


def can_change(person: Standing, dialogue: Dialogue) -> bool:
    """Content, tasks, briefing, request and secretary are the host office's to settle before the session."""
    return _may(person, dialogue, frozenset({R.HOST_OFFICE}), _BEFORE_SESSION)


def can_approve_conference_plan(person: Standing, dialogue: Dialogue) -> bool:
    """The host approves the plan; the host office may record the plan that the host signed on paper (HP-8.1-direct)."""
    return _may(person, dialogue, _HOST_SIDE, _BEFORE_SESSION)


def can_reschedule(person: Standing, dialogue: Dialogue) -> bool:
    """Another day or place, postponing, cancelling: the host office for the host, or the host."""
    return _may(person, dialogue, _HOST_SIDE, _BEFORE_SESSION)


def can_finish_task(person: Standing, dialogue: Dialogue, body: int) -> bool:
    """The body that was asked, or the host office for it, says that a task is done."""
    mine = person.works_for_pk(body)
    return (mine and can_see(person, dialogue) and dialogue.state in _BEFORE_SESSION) or can_change(person, dialogue)


def can_note_duty(person: Standing, dialogue: Dialogue, owing: str) -> bool:
    """The body with the key `owing` notes that its duty was done; the host office and the host note for everybody."""
    mine = person.works_for_key(owing) and can_see(person, dialogue)
    for_all = bool(_HOST_SIDE & relations(person, dialogue))
    return dialogue.state not in {S.ARCHIVED, S.CANCELLED} and (mine or for_all)


def can_announce(person: Standing, dialogue: Dialogue) -> bool:
    """The host office writes the notice, records channels, invites."""
    return _may(person, dialogue, frozenset({R.HOST_OFFICE}), _OPEN_FOR_NOTICE)


def can_override_notice(person: Standing, dialogue: Dialogue) -> bool:
    """A late or incomplete announcement is let through by the host, or by the host office with the host's reason."""
    return _may(person, dialogue, _HOST_SIDE, _OPEN_FOR_NOTICE)


def can_register_others(person: Standing, dialogue: Dialogue) -> bool:
    """The host office registers who comes or calls; the Front registers its members (HP-14.2-advise)."""
    return _may(person, dialogue, frozenset({R.HOST_OFFICE, R.FRONT}), _OPEN_FOR_GUESTS)


def can_submit_forecast(person: Standing, dialogue: Dialogue) -> bool:
    """The Front and the organisations hand in theirs; the host office records what came on paper (HP-14.1-forecast)."""
    return _may(person, dialogue, frozenset({R.HOST_OFFICE, R.FRONT}), _UNTIL_CLOSED)


def can_read_forecasts(person: Standing, dialogue: Dialogue) -> bool:
    """A forecast speaks of people and moods: those who prepare, host, watch and wrote it read it, agencies do not."""
    readers = {R.HOST_OFFICE, R.HOST, R.SECRETARY, R.FRONT, R.MASS_MOBILISATION, R.UPPER_LEVEL}
    return bool(relations(person, dialogue) & readers)


def can_see_registrations(person: Standing, dialogue: Dialogue) -> bool:
    """The list with masks is for those who receive people; nobody else sees who comes."""
    return bool(relations(person, dialogue) & {R.HOST_OFFICE, R.HOST, R.SECRETARY})


def can_arrange_registrations(person: Standing, dialogue: Dialogue) -> bool:
    """Seats and the speaking order are the host office's and the secretary's."""
    return _may(person, dialogue, frozenset({R.HOST_OFFICE, R.SECRETARY}), _OPEN_FOR_GUESTS)


def can_check_in(person: Standing, dialogue: Dialogue) -> bool:
    """Names are opened at the door only, by those who receive people, on the days of the conference."""
    return _may(person, dialogue, frozenset({R.HOST_OFFICE, R.SECRETARY}), _ARRIVING)


def can_open(person: Standing, unit: Unit) -> bool:
    """A clerk of one of the unit's bodies, or a host, opens a dialogue (HP-8.1-direct)."""
    return person.is_a(Role.CLERK, Role.HOST, unit=unit)


def can_see_plan(person: Standing, unit: Unit) -> bool:
    """Everyone who works in the unit sees its yearly plan, and so do those above it."""
    units = {membership.body.unit_id for membership in person.memberships}
    return unit.pk in units or unit.parent_id in units


def can_choose_reading(person: Standing, unit: Unit) -> bool:
    """Clerks, hosts and the administrator of the unit record how it reads an open place of its texts."""
    return person.is_a(Role.CLERK, Role.HOST, Role.ADMINISTRATOR, unit=unit)


def can_plan_year(person: Standing, unit: Unit) -> bool:
    """Clerks, hosts and the administrator of the unit write the yearly plan and record its approval (HP-13.1)."""
    return person.is_a(Role.CLERK, Role.HOST, Role.ADMINISTRATOR, unit=unit)
