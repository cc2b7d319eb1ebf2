"""Substitutes: from the first day to the last the absent one's work is theirs too; never one for a substitute."""

from datetime import date, timedelta

import pytest

from doithoai.accounts.enums import Role
from doithoai.journal import queries as journal
from doithoai.journal.models import Entry
from doithoai.notices.models import Message
from doithoai.organisations.models import Membership
from doithoai.organisations.queries import members_of, standing_of
from doithoai.petitions import permissions
from doithoai.petitions.enums import DraftState, PetitionState
from doithoai.petitions.services import approve_draft
from doithoai.petitions.services.following import issuer_and_signer
from doithoai.screens.staff import actor_now
from doithoai.succession.errors import SubstituteRefused
from doithoai.succession.permissions import can_name_substitute
from doithoai.succession.services import Absence, end_substitution, name_substitute, withdraw_substitution
from tests.factories import succession
from tests.factories.dialogues import dialogue
from tests.factories.organisations import SINCE, account, body, tan_lach
from tests.factories.petitions import draft, petition

pytestmark = pytest.mark.django_db
ON = date(2026, 8, 3)
FIRST, LAST = date(2026, 8, 10), date(2026, 8, 14)
DAYS = [
    pytest.param(FIRST - timedelta(days=1), False, id="the day before the first"),
    pytest.param(FIRST, True, id="the first day"),
    pytest.param(LAST, True, id="the last day"),
    pytest.param(LAST + timedelta(days=1), False, id="the day after the last"),
]


@pytest.fixture
def place():
    return tan_lach()


def _name(place, absent, substitute, *, first=FIRST, last=LAST, approves=False, on=ON, number="15/GUQ"):
    absence = Absence(
        absent=absent,
        substitute=substitute,
        first=first,
        last=last,
        number=number,
        decided_on=on,
        approves=approves,
    )
    return name_substitute(unit=place.unit, absence=absence, on=on, by=place.actor(place.anna))


@pytest.fixture
def waiting(place):
    """A petition of the economic division with a draft that waits for its head."""
    row = petition(place, dialogue(place), state=PetitionState.ASSIGNED, lead=place.economy)
    return row, draft(place, row, place.economy, state=DraftState.SUBMITTED)


@pytest.mark.parametrize(("on", "holds"), DAYS)
def test_substitute_works_and_approves_for_the_absent_head_on_these_days_only(place, waiting, on, holds):
    row, version = waiting
    _name(place, place.economy_head, place.culture_officer, approves=True)

    person = standing_of(place.culture_officer, on=on)
    asked = row.assignments.get()

    assert (
        permissions.can_see_petition(person, row, [asked]),
        permissions.works_on(person, asked),
        permissions.can_approve(person, version, row),
    ) == (holds, holds, holds)


@pytest.mark.parametrize(("on", "holds"), DAYS)
@pytest.mark.parametrize(
    ("who", "approves", "works", "decides"),
    [
        ("culture_officer", True, True, True),  # the substitute, by a paper that hands approving over
        ("culture_officer", False, True, False),  # by one that does not
        ("economy_officer", True, True, False),  # of the body anyway; the substitute of nobody
        ("culture_head", True, False, False),  # head of another body
        ("anna", True, False, False),  # the office that recorded it
        ("carla", True, False, False),  # of another commune
    ],
)
def test_right_is_the_substitutes_alone_and_as_far_as_the_paper_goes(
    place, waiting, on, holds, who, approves, works, decides
):
    row, version = waiting
    _name(place, place.economy_head, place.culture_officer, approves=approves)
    own = who == "economy_officer"  # works for the body on any day

    person = standing_of(getattr(place, who), on=on)

    assert permissions.works_on(person, row.assignments.get()) == (works and (holds or own))
    assert permissions.can_approve(person, version, row) == (decides and holds)


@pytest.mark.parametrize(("on", "_holds"), DAYS)
def test_absent_head_keeps_the_own_rights_throughout(place, waiting, on, _holds):
    row, version = waiting
    _name(place, place.economy_head, place.culture_officer, approves=True)

    assert permissions.can_approve(standing_of(place.economy_head, on=on), version, row)


def test_substitute_of_somebody_else_has_no_right_here(place, waiting):
    row, version = waiting
    _name(place, place.culture_head, place.economy_officer, approves=True)

    person = standing_of(place.economy_officer, on=FIRST)

    assert not permissions.can_approve(person, version, row)
    assert person.is_a(Role.AGENCY_HEAD, body=place.culture)


def test_substitute_passes_nothing_on(place):
    _name(place, place.economy_head, place.culture_officer, approves=True)

    # Whoever stands in is not let go without somebody else for the first one.
    with pytest.raises(SubstituteRefused, match="không cử người thay tiếp"):
        _name(place, place.culture_officer, place.culture_head)
    # And cannot name one in the seat of the absent head.
    standing_in = standing_of(place.culture_officer, on=FIRST)
    assert not can_name_substitute(standing_in, place.unit, place.economy_officer)
    assert not can_name_substitute(standing_in, place.unit, place.economy_head)


def test_rights_do_not_run_through_two_substitutions_even_if_both_stand_in_the_table(place, waiting):
    row, version = waiting
    _name(place, place.economy_head, place.culture_officer, approves=True)
    # Laid past the verb: as two clerks might have written it before the check was there.
    type(_name(place, place.culture_head, place.economy_officer)).objects.create(
        unit=place.unit,
        absent=place.culture_officer,
        substitute=place.front_person,
        valid_from=FIRST,
        valid_to=LAST,
        number="16/GUQ",
        decided_on=ON,
        recorded_by=place.anna,
    )

    person = standing_of(place.front_person, on=FIRST)

    assert person.is_a(Role.AGENCY_OFFICER, body=place.culture)
    assert not permissions.can_approve(person, version, row)
    assert not permissions.works_on(person, row.assignments.get())


@pytest.mark.parametrize(
    ("absent", "substitute", "changes", "said"),
    [
        ("economy_head", "economy_head", {}, "là một"),
        ("chair_person", "culture_officer", {}, "không phải chuyên viên hay thủ trưởng"),
        ("economy_head", "carla", {}, "không làm việc ở"),
        ("economy_officer", "culture_officer", {"approves": True}, "không phải thủ trưởng"),
        ("economy_head", "culture_officer", {"last": date(2026, 8, 9)}, "Ngày cuối ở trước ngày đầu"),
        ("economy_head", "culture_officer", {"first": date(2026, 7, 1), "last": date(2026, 8, 2)}, "đã qua"),
        ("economy_head", "culture_officer", {"number": " "}, "Chưa ghi số văn bản"),
    ],
)
def test_what_cannot_be_is_refused_in_words(place, absent, substitute, changes, said):
    with pytest.raises(SubstituteRefused, match=said):
        _name(place, getattr(place, absent), getattr(place, substitute), **changes)


@pytest.mark.parametrize(
    ("first", "last", "refused"),
    [
        (FIRST - timedelta(days=3), FIRST - timedelta(days=1), False),
        (FIRST - timedelta(days=3), FIRST, True),
        (LAST, LAST + timedelta(days=3), True),
        (LAST + timedelta(days=1), LAST + timedelta(days=3), False),
    ],
)
@pytest.mark.parametrize(
    ("absent", "substitute"),
    [
        pytest.param("economy_head", "front_person", id="a second one"),
        pytest.param("culture_head", "economy_head", id="one who is away"),
    ],
)
def test_second_substitute_and_one_who_is_away_are_refused_for_the_same_days(
    place, absent, substitute, first, last, refused
):
    _name(place, place.economy_head, place.culture_officer)

    if refused:
        with pytest.raises(SubstituteRefused):
            _name(place, getattr(place, absent), getattr(place, substitute), first=first, last=last)
    else:
        assert _name(place, getattr(place, absent), getattr(place, substitute), first=first, last=last).pk


def test_same_again_changes_nothing(place):
    made = _name(place, place.economy_head, place.culture_officer)

    assert _name(place, place.economy_head, place.culture_officer) == made
    assert [fact.kind for fact in journal.facts_of(f"unit:{place.unit.key}")] == ["substitute_named"]


def test_back_sooner_ends_the_right_on_that_day_and_withdrawing_ends_it_whole(place, waiting):
    _row, version = waiting
    sooner = _name(place, place.economy_head, place.culture_officer, approves=True)

    for _ in range(2):
        end_substitution(substitution=sooner, last=date(2026, 8, 11), on=date(2026, 8, 11), by=place.actor(place.anna))

    def decides(on):
        return permissions.can_approve(standing_of(place.culture_officer, on=on), version, version.petition)

    assert [decides(date(2026, 8, day)) for day in (11, 12)] == [True, False]
    withdraw_substitution(substitution=sooner, on=date(2026, 8, 11), by=place.actor(place.anna))
    assert not decides(date(2026, 8, 11))
    assert journal.facts_of(f"unit:{place.unit.key}", "substitute_named", "substitution_ended") == []


def test_whoever_left_the_unit_stands_in_for_nobody(place):
    _name(place, place.economy_head, place.culture_officer, approves=True)
    Membership.objects.filter(account=place.culture_officer).update(valid_to=FIRST)

    assert standing_of(place.culture_officer, on=FIRST).memberships == ()


def test_substitute_follows_the_absent_ones_body_into_its_new_name(place):
    _name(place, place.economy_head, place.culture_officer, approves=True, last=date(2026, 9, 30))
    succession.renamed(place, place.economy)

    person = standing_of(place.culture_officer, on=succession.SINCE)

    # The new body and the work that still bears the old one's name.
    names = {m.body.name for m in person.memberships if m.instead_of == place.economy_head}
    assert names == {"Phòng Kinh tế - Hạ tầng", "Phòng Kinh tế"}


def test_body_complained_about_still_does_not_see_who_complained_through_a_substitute(place):
    row = petition(
        place,
        dialogue(place),
        state=PetitionState.ASSIGNED,
        lead=place.economy,
        complained_body=place.culture,
    )
    _name(place, place.economy_head, place.culture_officer, approves=True)

    person = standing_of(place.culture_officer, on=FIRST)

    assert permissions.works_on(person, row.assignments.get())
    assert not permissions.can_see_identity(person, row, list(row.assignments.all()))


class _Asked:
    def __init__(self, who, on):
        self.user, self.standing = who, standing_of(who, on=on)


def test_every_fact_names_who_acted_and_for_whom(place, waiting):
    row, version = waiting
    _name(place, place.economy_head, place.culture_officer, approves=True)
    request = _Asked(place.culture_officer, FIRST)

    assert permissions.can_approve(request.standing, version, row)
    approve_draft(draft=version, on=FIRST, by=actor_now(request))

    entry = Entry.objects.get(kind="answer_approved")
    (fact,) = journal.facts_of(f"dialogue:{row.dialogue.key}", "answer_approved")
    assert (entry.account, entry.body) == (place.culture_officer.key, place.economy.key)
    assert fact.instead_of == place.economy_head.key


def test_own_seat_is_taken_wherever_one_will_do(place, waiting):
    row, _version = waiting
    _name(place, place.economy_head, place.economy_officer, approves=True)
    request = _Asked(place.economy_officer, FIRST)

    assert permissions.works_on(request.standing, row.assignments.get())
    assert actor_now(request).instead_of == ""  # works for the body anyway
    assert request.standing.is_a(Role.AGENCY_HEAD, body=place.economy)
    assert actor_now(request).instead_of == place.economy_head.key


@pytest.mark.parametrize(("on", "holds"), DAYS)
def test_notices_go_to_the_substitute_too(place, on, holds):
    _name(place, place.economy_head, place.culture_officer, approves=True)

    heads = set(members_of(place.economy, Role.AGENCY_HEAD, on=on))

    assert heads == {place.economy_head, *([place.culture_officer] if holds else [])}


def test_letter_signed_by_the_substitute_says_by_whose_authority(place):
    held = dialogue(place)
    _name(place, place.economy_head, place.culture_officer, approves=True)

    def signer(person, on):
        return issuer_and_signer(place.economy, held, on=on, person=person)[1]

    inside = signer(place.culture_officer, FIRST)
    assert (inside.name, inside.acting_for.split(".")[0]) == (place.culture_officer.full_name, "TUQ")
    assert signer(place.culture_officer, LAST + timedelta(days=1)).name == place.economy_head.full_name
    assert signer(place.economy_head, FIRST).acting_for == ""


@pytest.mark.parametrize(
    ("who", "absent", "may"),
    [
        ("economy_head", "economy_head", True),
        ("economy_officer", "economy_officer", True),
        ("economy_head", "economy_officer", True),
        ("anna", "economy_head", True),
        ("administrator", "economy_head", True),
        ("economy_officer", "economy_head", False),
        ("culture_head", "economy_officer", False),
        ("chair_person", "chair_person", False),
        ("carla", "economy_head", False),
    ],
)
def test_who_names_a_substitute_for_whom(place, who, absent, may):
    person = standing_of(getattr(place, who), on=ON)

    assert can_name_substitute(person, place.unit, getattr(place, absent)) == may


def test_standing_costs_one_query_for_everybody_and_three_for_a_substitute(place, django_assert_num_queries):
    _name(place, place.economy_head, place.culture_officer)
    stranger = account("nguoimoi", Role.AGENCY_OFFICER, body(place.unit, "Phòng mới"))
    assert stranger.memberships.get().valid_from == SINCE

    with django_assert_num_queries(1):
        standing_of(stranger, on=FIRST)
    with django_assert_num_queries(3):
        standing_of(place.culture_officer, on=FIRST)


def test_both_are_told_of_it_once_and_again_when_it_ends_otherwise(place):
    made = _name(place, place.economy_head, place.culture_officer, approves=True)
    _name(place, place.economy_head, place.culture_officer, approves=True)  # a double click
    end_substitution(substitution=made, last=date(2026, 8, 11), on=date(2026, 8, 11), by=place.actor(place.anna))
    withdraw_substitution(substitution=made, on=date(2026, 8, 11), by=place.actor(place.anna))

    told = Message.objects.filter(event__startswith="substitution-").order_by("pk")
    people = (place.culture_officer, place.economy_head)
    subjects = {who: [row.subject for row in told if row.account == who] for who in people}

    name, other = place.economy_head.full_name, place.culture_officer.full_name
    assert subjects == {
        place.culture_officer: [
            f"Bạn xử lý thay ông/bà {name}",
            f"Bạn xử lý thay ông/bà {name}",
            f"Không còn hiệu lực: bạn xử lý thay ông/bà {name}",
        ],
        place.economy_head: [
            f"Ông/bà {other} xử lý thay bạn",
            f"Ông/bà {other} xử lý thay bạn",
            f"Không còn hiệu lực: ông/bà {other} xử lý thay bạn",
        ],
    }
    assert "đến hết thứ Sáu 14/8/2026, theo 15/GUQ. Kể cả duyệt, ký." in told[0].text
