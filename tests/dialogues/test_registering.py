"""Registering: a code and a secret, seats, doubles, speaking order, check-in."""

from datetime import date, datetime

import pytest
from django.utils import timezone

from doithoai.accounts.vault import PersonalDetails
from doithoai.dialogues import queries, services
from doithoai.dialogues.enums import DialogueState, LinkToArea, RegistrationChannel
from doithoai.dialogues.errors import (
    NameMissing,
    NoSeatFree,
    RegistrationClosed,
    RegistrationNotOpen,
    WrongSecret,
)
from doithoai.journal import queries as journal
from tests.factories.dialogues import dialogue
from tests.factories.organisations import tan_lach

pytestmark = pytest.mark.django_db
ON = date(2026, 8, 5)
NOW = datetime(2026, 8, 20, 7, 5, tzinfo=timezone.get_fixed_timezone(7 * 60))


@pytest.fixture
def place():
    return tan_lach()


@pytest.fixture
def meeting(place):
    return dialogue(place, state=DialogueState.ANNOUNCED)


def register(place, meeting, name="Nguyễn Văn Thử", phone="", **more):
    return services.register(
        dialogue=meeting,
        details=PersonalDetails(full_name=name, phone=phone, represents=more.pop("represents", "")),
        link_to_area=LinkToArea.LIVE,
        channel=RegistrationChannel.OFFICER,
        on=ON,
        by=place.actor(place.anna),
        **more,
    )


def test_code_and_secret_open_the_registration_and_nothing_else_does(place, meeting):
    made, secret = register(place, meeting)

    assert services.registration_of(code=made.code.lower(), secret=secret.upper()) == made
    for code, typed in ((made.code, "sai-sai-sai-123"), ("TL-KHONGCO", secret)):
        with pytest.raises(WrongSecret):
            services.registration_of(code=code, secret=typed)


def test_neither_name_nor_secret_stands_in_the_rows_or_the_journal(place, meeting):
    made, secret = register(place, meeting, phone="0912345617")

    kept = str(sorted(vars(made).items())) + str(journal.facts_of(meeting.stream))
    assert secret not in kept
    assert "Thử" not in kept
    assert "0912345617" not in kept


def test_representative_of_a_group_names_the_paper_that_sends_them(place, meeting):
    with pytest.raises(NameMissing, match="văn bản cử đại diện"):
        register(place, meeting, represents="Tổ dân cư thôn Cầu Đá")

    made, _ = register(place, meeting, represents="Tổ dân cư thôn Cầu Đá", mandate="Biên bản họp 1/8/2026")

    assert made.mandate == "Biên bản họp 1/8/2026"


def test_name_is_asked_for_and_a_cancelled_dialogue_takes_nobody(place, meeting):
    with pytest.raises(NameMissing):
        register(place, meeting, name="  ")
    meeting.state = DialogueState.CANCELLED
    meeting.save(update_fields=["state"])

    with pytest.raises(RegistrationClosed):
        register(place, meeting)


def test_who_comes_after_the_last_seat_waits_until_one_is_free(place, meeting):
    hall = meeting.venue_points.get()
    hall.capacity = 1
    hall.save(update_fields=["capacity"])
    first, _ = register(place, meeting, venue_point=hall)
    second, _ = register(place, meeting, "Trần Thị Mẫu", venue_point=hall)
    assert (first.waiting, second.waiting) == (False, True)
    with pytest.raises(NoSeatFree):
        services.confirm_registration(registration=second, on=ON, by=place.actor(place.anna))

    services.withdraw_registration(registration=first, on=ON, by=place.actor(place.anna))
    seated = services.confirm_registration(registration=second, on=ON, by=place.actor(place.anna))

    assert (seated.waiting, seated.state, queries.seats_free(hall)) == (False, "confirmed", 0)


def test_same_phone_is_noticed_within_one_dialogue_only(place, meeting):
    first, _ = register(place, meeting, phone="0912 345 617")
    second, _ = register(place, meeting, phone="+84 912345617")
    other = dialogue(place, code="TL-2026-02", state=DialogueState.ANNOUNCED)
    elsewhere, _ = register(place, other, phone="0912345617")

    assert queries.possible_doubles([first, second]) == {second.pk: first.code}
    assert elsewhere.phone_digest != first.phone_digest


def test_speaking_order_makes_room_for_who_is_put_in_front(place, meeting):
    by = place.actor(place.anna)
    made = [register(place, meeting, f"Người {n}", wants_to_speak=True)[0] for n in range(3)]
    for row in made:
        services.set_speaking_order(registration=row, order=None, on=ON, by=by)
    services.set_speaking_order(registration=made[2], order=1, on=ON, by=by)

    assert [row.pk for row in queries.speakers_of(meeting)] == [made[2].pk, made[0].pk, made[1].pk]


def test_check_in_counts_once_and_can_be_taken_back(place, meeting):
    by = place.actor(place.anna)
    made, _ = register(place, meeting)
    for _ in range(2):
        here = services.check_in(registration=made, now=NOW, on=ON, by=by)
    facts = [fact.kind for fact in journal.facts_of(meeting.stream)]

    assert (here.state, here.checked_in_at, facts.count("registration_checked_in")) == ("checked_in", NOW, 1)
    assert services.undo_check_in(registration=made, on=ON, by=by).checked_in_at is None


def test_who_withdrew_is_not_checked_in(place, meeting):
    by = place.actor(place.anna)
    made, _ = register(place, meeting)
    services.withdraw_registration(registration=made, on=ON, by=by)

    with pytest.raises(RegistrationNotOpen):
        services.check_in(registration=made, now=NOW, on=ON, by=by)


def test_figures_of_points_count_seats_waiting_and_arrived(place, meeting):
    hall = meeting.venue_points.get()
    hall.capacity = 2
    hall.save(update_fields=["capacity"])
    made = [register(place, meeting, f"Người {n}", venue_point=hall)[0] for n in range(3)]
    services.check_in(registration=made[0], now=NOW, on=ON, by=place.actor(place.anna))

    figures = queries.figures_of_points(meeting)

    assert [(row.taken, row.waiting, row.arrived, row.free) for row in figures] == [(2, 1, 1, 0)]
