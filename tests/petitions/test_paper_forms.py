"""A sheet of paper is one petition: typed twice, photographed twice, clicked twice, it makes no second one."""

import dataclasses
from datetime import date, timedelta

import pytest

from doithoai.accounts import services as accounts
from doithoai.accounts.models import Identity, IdentityLook
from doithoai.accounts.vault import PersonalDetails
from doithoai.dialogues.enums import DialogueState
from doithoai.documents import render
from doithoai.documents.papers import paper_from
from doithoai.journal import queries as journal
from doithoai.petitions import queries
from doithoai.petitions.enums import FormState, IntakeChannel, ReplyChannel
from doithoai.petitions.errors import FormRefused, FormTaken, NotCollecting, SecondReaderNeeded
from doithoai.petitions.form_numbers import form_number, read_number, squeezed
from doithoai.petitions.models import PaperForm, Petition
from doithoai.petitions.services import (
    confirm_form,
    look_at_form,
    print_forms,
    release_form,
    set_readers,
    type_form,
)
from tests.factories.dialogues import dialogue
from tests.factories.organisations import tan_lach
from tests.factories.paper_forms import PICTURE, SCAN, blank, read, second, typed
from tests.factories.petitions import NAMED, ROAD, TODAY

pytestmark = pytest.mark.django_db


def confirmed(place, form, reading=None, *, by=None, on=TODAY, **more):
    return confirm_form(form=form, reading=reading or read(), on=on, by=place.actor(by or second(place)), **more)


def test_every_sheet_has_a_number_of_its_own_also_in_the_next_batch_and_the_next_year():
    place = tan_lach()
    held = dialogue(place)
    by = place.actor(place.anna)

    first = print_forms(dialogue=held, count=3, on=TODAY, by=by)
    after = print_forms(dialogue=held, count=2, on=TODAY, by=by)
    next_year = print_forms(dialogue=held, count=1, on=date(2027, 1, 4), by=by)

    numbers = [form.number for batch in (first, after, next_year) for form in batch.forms.order_by("pk")]
    assert [number[:-2] for number in numbers] == [
        "TL-P26-00001", "TL-P26-00002", "TL-P26-00003", "TL-P26-00004", "TL-P26-00005", "TL-P27-00001",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "given",
    ["TL-P26-00127-{d}", "tl p26 00127 {d}", "TLP2600127{d}", " https://vi-du.vn/ban/phieu/TL-P26-00127-{d}/ "],
)
def test_number_is_known_however_it_was_typed_or_scanned(given):
    number = form_number("TL", 2026, 127)

    assert read_number(given.format(d=number[-1])) == squeezed(number)


def test_one_wrong_digit_or_two_swapped_ones_are_noticed():
    number = form_number("TL", 2026, 12745)
    wrong = [
        number[:at] + digit + number[at + 1 :]
        for at in range(4, len(number))
        if number[at].isdigit()
        for digit in "0123456789"
        if digit != number[at]
    ]

    for one in [*wrong, number.replace("127", "217")]:
        with pytest.raises(FormRefused, match="gõ nhầm"):
            read_number(one)


def test_sheet_prints_on_one_page_each_and_its_code_says_the_number_only():
    place = tan_lach()
    batch = print_forms(dialogue=dialogue(place), count=2, place="Thôn Cầu Đá", on=TODAY, by=place.actor(place.anna))

    paper = queries.paper_of_batch(batch, on=TODAY)

    again = paper_from(paper.kind, paper.content())
    assert render.pdf(again).count(b"/Type /Page\n") + render.pdf(again).count(b"/Type/Page\n") in {0, 2}
    assert [sheet.number for sheet in paper.sheets] == [form.number for form in batch.forms.order_by("pk")]
    assert {len(row) for sheet in paper.sheets for row in sheet.modules} == {len(paper.sheets[0].modules)}
    assert paper.sheets[0].modules != paper.sheets[1].modules


def test_typed_sheet_is_no_petition_until_another_officer_confirms_it():
    place = tan_lach()
    form = typed(place, dialogue(place))
    waiting = Petition.objects.count()

    received = confirmed(place, form)

    form.refresh_from_db()
    petition = received.petition
    assert (waiting, Petition.objects.count()) == (0, 1)
    assert (petition.text, petition.channel, petition.received_on) == (ROAD, IntakeChannel.PAPER, TODAY)
    assert (form.state, form.petition, form.readers) == (FormState.CONFIRMED, petition, 2)
    assert accounts.address_for_sending(received.submitter.identity) == NAMED


def test_clock_starts_on_the_day_written_on_the_paper_not_on_the_day_of_confirming():
    place = tan_lach()
    form = typed(place, dialogue(place), read(received_on=TODAY - timedelta(days=4)))

    confirmed(place, form, read(received_on=TODAY - timedelta(days=4)), on=TODAY + timedelta(days=3))

    facts = journal.facts_of(form.dialogue.stream)
    assert [fact.on for fact in facts if fact.kind == "petition_received"] == [TODAY - timedelta(days=4)]


def test_whoever_typed_it_cannot_confirm_it():
    place = tan_lach()
    form = typed(place, dialogue(place))

    with pytest.raises(SecondReaderNeeded, match="một người khác xác nhận"):
        confirmed(place, form, by=place.anna)

    assert not Petition.objects.exists()


def test_office_of_one_person_confirms_alone_by_the_units_rule_and_each_sheet_says_so():
    place = tan_lach()
    form = typed(place, dialogue(place))
    set_readers(unit=place.unit, one_reader=True, on=TODAY, by=place.actor(place.administrator))

    confirmed(place, form, by=place.anna)

    form.refresh_from_db()
    facts = [fact for fact in journal.facts_of(form.dialogue.stream) if fact.kind == "paper_form_confirmed"]
    assert (form.readers, [fact.readers for fact in facts]) == (1, [1])
    rule = journal.facts_of(f"unit:{place.unit.key}")
    assert [(fact.kind, fact.readers) for fact in rule] == [("paper_form_readers_set", 1)]


def test_rule_of_one_reader_can_be_taken_back():
    place = tan_lach()
    form = typed(place, dialogue(place))
    for one in (True, False, False):
        set_readers(unit=place.unit, one_reader=one, on=TODAY, by=place.actor(place.administrator))

    with pytest.raises(SecondReaderNeeded):
        confirmed(place, form, by=place.anna)

    assert [fact.readers for fact in journal.facts_of(f"unit:{place.unit.key}")] == [1, 2]


def test_what_the_second_officer_reads_counts_and_how_much_was_mended_is_kept():
    place = tan_lach()
    form = typed(place, dialogue(place), read("Đường liên thôn bị ngập"))
    right = read("Đường liên thôn bị ngập từ Tết", details=dataclasses.replace(NAMED, phone="0900000018"))

    received = confirmed(place, form, right)

    form.refresh_from_db()
    facts = [fact for fact in journal.facts_of(form.dialogue.stream) if fact.kind == "paper_form_confirmed"]
    assert (received.petition.text, form.text) == ("Đường liên thôn bị ngập từ Tết", "Đường liên thôn bị ngập")
    assert [fact.corrected for fact in facts] == [2]
    assert accounts.address_for_sending(received.submitter.identity).phone == "0900000018"


def test_name_typed_by_mistake_is_forgotten_when_the_paper_has_none():
    place = tan_lach()
    form = typed(place, dialogue(place))

    received = confirmed(place, form, read(details=None))

    assert received.submitter.identity is None
    assert [bytes(row.sealed) for row in Identity.objects.all()] == [b""]


def test_who_saw_the_name_is_known_after_the_sheet_became_a_petition():
    place = tan_lach()
    form, other = typed(place, dialogue(place)), second(place)
    for _again in range(2):
        look_at_form(form=form, on=TODAY, by=place.actor(other))

    received = confirm_form(form=form, reading=read(), on=TODAY, by=place.actor(other))

    looks = IdentityLook.objects.filter(identity=received.submitter.identity)
    assert [(look.account, look.purpose) for look in looks] == [(other, "transcribe")]


def test_number_used_twice_is_refused_with_a_pointer_to_the_first():
    place = tan_lach()
    form = typed(place, dialogue(place))
    other = place.actor(second(place))
    with pytest.raises(FormTaken, match="chờ người thứ hai") as waiting:
        type_form(form=form, reading=read("Việc khác"), scans=SCAN, finished=True, on=TODAY, by=other)
    received = confirm_form(form=form, reading=read(), on=TODAY, by=other)

    with pytest.raises(FormTaken, match=received.petition.code) as done:
        type_form(form=form, reading=read("Việc khác"), scans=SCAN, finished=True, on=TODAY, by=other)
    with pytest.raises(FormTaken):
        confirm_form(form=form, reading=read(), on=TODAY, by=other)

    assert (waiting.value.petition, done.value.petition) == ("", received.petition.code)
    assert Petition.objects.count() == 1


def test_same_words_on_two_sheets_are_two_petitions_also_without_names():
    place = tan_lach()
    held, other = dialogue(place), None
    for _sheet in range(2):
        form = typed(place, held, read(details=None))
        other = other or second(place)
        confirmed(place, form, read(details=None), by=other)

    assert Petition.objects.filter(text=ROAD).count() == 2


def test_half_a_sheet_is_kept_and_gone_on_with_next_week_by_somebody_else():
    place = tan_lach()
    form = blank(place, dialogue(place))
    half = read("Đường liên", details=None, received_on=None)
    type_form(form=form, reading=half, scans=SCAN, finished=False, on=TODAY, by=place.actor(place.anna))

    form.refresh_from_db()
    done = type_form(form=form, reading=read(), finished=True, on=TODAY + timedelta(7), by=place.actor(second(place)))

    assert (form.state, form.text) == (FormState.TYPING, "Đường liên")
    assert (done.state, done.text, done.scans.count()) == (FormState.TYPED, ROAD, 1)


@pytest.mark.parametrize(
    ("reading", "scans", "message"),
    [
        pytest.param(read(""), SCAN, "Chưa có nội dung", id="no words"),
        pytest.param(read(received_on=None), SCAN, "Chưa ghi ngày nhận", id="no day"),
        pytest.param(read(received_on=TODAY + timedelta(1)), SCAN, "ở sau hôm nay", id="tomorrow"),
        pytest.param(read(), (), "Chưa có ảnh tờ phiếu", id="no picture"),
        pytest.param(read(), (("loi.txt", b"chu"),), "không phải ảnh hay PDF", id="no picture but text"),
        pytest.param(read(), SCAN * 5, "nhiều nhất 4 ảnh", id="five pictures"),
        pytest.param(
            read(details=None, reply_channel=ReplyChannel.LETTER), SCAN, "không ghi tên", id="letter to nobody"
        ),
    ],
)
def test_sheet_is_not_finished_with_something_missing(reading, scans, message):
    place = tan_lach()
    form = blank(place, dialogue(place))

    with pytest.raises(Exception, match=message):
        type_form(form=form, reading=reading, scans=scans, finished=True, on=TODAY, by=place.actor(place.anna))

    form.refresh_from_db()
    assert form.state == FormState.PRINTED


def test_wrong_number_is_freed_and_leaves_nothing_of_what_was_typed():
    place = tan_lach()
    form = typed(place, dialogue(place))

    freed = release_form(form=form, on=TODAY, by=place.actor(place.anna))

    assert (freed.state, freed.text, freed.identity, freed.typed_by, freed.scans.count()) == (
        FormState.PRINTED, "", None, None, 0,
    )  # fmt: skip
    assert [bytes(row.sealed) for row in Identity.objects.all()] == [b""]
    with pytest.raises(FormTaken):
        form = typed(place, form.dialogue)
        confirmed(place, form)
        release_form(form=form, on=TODAY, by=place.actor(place.anna))


def test_sheet_left_lying_until_after_the_conference_goes_on_to_the_next_dialogue():
    place = tan_lach()
    held = dialogue(place)
    form, other = typed(place, held), second(place)
    held.state, held.held_on = DialogueState.FOLLOWING_UP, date(2026, 8, 20)
    held.save()
    coming = dialogue(place, code="TL-2026-09", conference_on=date(2026, 10, 20), opened_on=date(2026, 8, 25))
    form.refresh_from_db()
    on = date(2026, 8, 26)
    with pytest.raises(NotCollecting):
        confirmed(place, form, by=other, on=on)

    received = confirmed(place, form, by=other, on=on, into=coming)

    assert (received.petition.dialogue, received.petition.received_on) == (coming, TODAY)


def test_sheet_never_goes_to_another_unit():
    place = tan_lach()
    form = typed(place, dialogue(place))
    elsewhere = dialogue(place, code="XX-2026-01")
    elsewhere.unit = place.province
    elsewhere.save()

    with pytest.raises(FormRefused, match="cùng đơn vị"):
        confirmed(place, form, into=elsewhere)


def test_nothing_personal_of_a_waiting_sheet_lies_open():
    place = tan_lach()
    form = typed(place, dialogue(place), read(details=PersonalDetails(full_name="Lê Thử Kín", phone="0911222333")))

    row = PaperForm.objects.filter(pk=form.pk).values().get()

    assert "Lê Thử Kín" not in str(row)
    assert "0911222333" not in str(row)
    assert PICTURE


@pytest.mark.parametrize("count", [0, 301])
def test_batch_is_between_one_and_three_hundred(count):
    place = tan_lach()

    with pytest.raises(FormRefused):
        print_forms(dialogue=dialogue(place), count=count, on=TODAY, by=place.actor(place.anna))
