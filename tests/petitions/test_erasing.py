"""Being forgotten: nothing in any table or file names the person afterwards; what happened still stands."""

import unicodedata
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection, transaction
from django.db.utils import IntegrityError
from django.utils import timezone

from doithoai.accounts import vault
from doithoai.accounts.models import Identity
from doithoai.accounts.vault import PersonalDetails
from doithoai.dialogues.enums import DialogueState, LinkToArea, RegistrationChannel
from doithoai.dialogues.services import register
from doithoai.documents import services as documents
from doithoai.documents.errors import FileMissing
from doithoai.documents.models import StoredFile
from doithoai.journal import queries as journal
from doithoai.notices.models import Channel, Message
from doithoai.obligations import services as obligations
from doithoai.obligations.models import Duty
from doithoai.petitions import queries, services
from doithoai.petitions.enums import DraftState, ErasureGround, ErasureState, PetitionState, ReplyChannel
from doithoai.petitions.errors import ErasureNotPossible
from doithoai.petitions.models import Change, ErasureRequest, ImportBatch, Note, Petition, Submitter
from doithoai.proceedings.models import MinutesEntry
from tests.factories.dialogues import dialogue
from tests.factories.organisations import Place, tan_lach
from tests.factories.petitions import TODAY, draft, petition, receive

pytestmark = pytest.mark.django_db
WHO = PersonalDetails(
    full_name="Quách Thị Zuyên",
    phone="0912 345 678",
    email="zuyen.quach@example.vn",
    address="Số 97, thôn Bến Dưới",
)
TEXT = "Tôi là Quách Thị Zuyên, số 97, thôn Bến Dưới, máy 0912.345.678. Đường trước nhà bị ngập từ tháng ba."
# Whatever the marks: the needles are folded, and so is every cell before it is searched.
NEEDLES = ("zuyen", "0912 3", "0912.3", "091234", "345 678", "345678", "345.678", "so 97")


def folded(value: object) -> str:
    text = value.decode("utf-8", "ignore") if isinstance(value, bytes | memoryview) else str(value)
    spread = unicodedata.normalize("NFD", text).replace("đ", "d").replace("Đ", "D")
    return "".join(sign for sign in spread if not unicodedata.combining(sign)).lower()


def cells() -> Iterator[tuple[str, str]]:
    """Return every value of every table of the database, indexes of words included, and every file kept."""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            name = connection.ops.quote_name(table)
            whole = f"{name}::text" if connection.vendor == "postgresql" else "*"
            cursor.execute(f"SELECT {whole} FROM {name}")
            for row in cursor.fetchall():
                yield from ((table, folded(bytes(one) if isinstance(one, memoryview) else one)) for one in row)
    for path in Path(settings.DATA_DIR).rglob("*"):
        if path.is_file() and path.suffix not in {".key", ".sqlite3"} and "static" not in path.parts:
            yield path.name, folded(path.name)
            yield path.name, folded(path.read_bytes())


def traces() -> set[str]:
    return {f"{where}: {needle}" for where, text in cells() for needle in NEEDLES if needle in text}


@pytest.fixture(autouse=True)
def _own_files(settings, tmp_path):
    settings.DATA_DIR, settings.MEDIA_ROOT = tmp_path, tmp_path / "files"


@pytest.fixture
def place() -> Place:
    return tan_lach()


def lived(place: Place) -> Submitter:
    """A petition that went through every hand, with its person's data wherever people leave them."""
    held = dialogue(place, state=DialogueState.ANNOUNCED)
    made = receive(place, held, text=TEXT, details=WHO)
    by = place.actor(place.anna)
    row, submitter = made.petition, made.submitter
    submitter.reply_channel = ReplyChannel.EMAIL
    submitter.save()
    services.attach_files(
        petition=row, files=[("Đơn của Quách Thị Zuyên.txt", TEXT.encode())], from_citizen=True, on=TODAY, by=by
    )
    services.attach_files(petition=row, files=[("Ảnh nhà bà Quách Thị Zuyên.txt", b"anh")], on=TODAY, by=by)
    services.supplement_petition(
        submitter=submitter, text="Gọi máy 0912345678 giúp tôi, Quach Thi Zuyen.", on=TODAY, by=by
    )
    services.describe_petition(
        petition=Petition.objects.get(pk=row.pk),
        title="Ngập trước nhà bà Quách Thị Zuyên",
        place="Thôn Bến Dưới",
        complained_body=None,
        on=TODAY,
        by=by,
    )
    services.triage_petitions(petitions=[Petition.objects.get(pk=row.pk)], field="transport", on=TODAY, by=by)
    draft(
        place, row, place.economy, text="Trả lời bà QUÁCH THỊ ZUYÊN, số 97 thôn Bến Dưới.", state=DraftState.SENT_BACK
    )
    draft(place, row, place.economy, text="Trả lời bà Quách Thị Zuyên (0912 345 678).", state=DraftState.APPROVED)
    Change.objects.filter(petition=row).update(before={"title": "Nhà bà Quách Thị Zuyên"})
    Message.objects.create(
        channel=Channel.EMAIL, identity=submitter.identity, subject="Gửi bà Quách Thị Zuyên", text=TEXT, event="one"
    )
    sheet = documents.keep(name="Quách Thị Zuyên.csv", content=TEXT.encode(), media_type="text/csv", by=by)
    batch = ImportBatch.objects.create(
        dialogue=held, file=sheet, file_name="to.csv", sha256=sheet.sha256, rows=1, imported_by=place.anna
    )
    Petition.objects.filter(pk=row.pk).update(batch=batch, batch_row=1)
    MinutesEntry.objects.create(
        dialogue=held,
        kind="remark",
        text="Bà Quách Thị Zuyên nêu việc ngập.",
        happened_at=timezone.now(),
        written_by=place.anna,
    )
    register(
        dialogue=held,
        details=WHO,
        link_to_area=LinkToArea.LIVE,
        channel=RegistrationChannel.OFFICER,
        wants_to_speak=True,
        speaks_about=TEXT,
        petition_code=row.code,
        on=TODAY,
        by=by,
    )
    parts = services.texts_to_publish(row, title="Nhà bà Quách Thị Zuyên", answer="Gọi 0912 345 678.")
    services.release_public_text(
        petition=row,
        title="Nhà bà Quách Thị Zuyên",
        answer="Gọi 0912 345 678.",
        decided={one.key: True for one in services.offers_for(row, parts)},
        on=TODAY,
        by=by,
    )
    return Submitter.objects.get(pk=submitter.pk)


def erase(place: Place, submitter: Submitter) -> ErasureRequest:
    made = services.ask_erasure(submitter=submitter, on=TODAY, by=place.actor(place.anna))
    services.carry_out_erasure(request=made, on=TODAY, by=place.actor(place.anna))
    made.refresh_from_db()
    return made


def test_no_table_and_no_file_names_the_person_any_more(place: Place) -> None:
    submitter = lived(place)
    assert len(traces()) > 15  # what could leak is there

    erase(place, submitter)

    assert traces() == set()
    assert not any("zuyen" in folded(vault.unseal(one.sealed)) for one in Identity.objects.filter(erased_at=None))


def test_what_happened_stays_journal_figures_and_dates(place: Place) -> None:
    submitter = lived(place)
    key = submitter.petition.dialogue.key
    obligations.refresh(key)

    def counted() -> object:
        duties = Duty.objects.filter(dialogue=key).order_by("rule", "petition", "position")
        return (
            list(duties.values_list("rule", "petition", "status", "due_on", "met_on")),
            list(Petition.objects.order_by("pk").values_list("code", "state", "field", "received_on", "published_on")),
            Note.objects.count(),
            Message.objects.filter(identity=submitter.identity).count(),
        )

    before = counted()
    entries = len(list(journal.entries_of(submitter.petition.dialogue.stream)))
    erase(place, submitter)
    assert counted() == before

    Duty.objects.all().delete()
    obligations.refresh(key)
    assert counted() == before
    proof = journal.proof_of(submitter.petition.dialogue.stream)
    assert proof.fault is None
    kinds = [entry.kind for entry in journal.entries_of(submitter.petition.dialogue.stream)][entries:]
    assert kinds == ["erasure_asked", "erasure_carried_out"]


def test_the_matter_can_still_be_read_searched_and_followed(place: Place) -> None:
    submitter = lived(place)
    erase(place, submitter)
    row = Petition.objects.get(pk=submitter.petition_id)

    assert "Đường trước nhà bị ngập từ tháng ba." in row.text
    assert row.title == "Ngập trước nhà bà [đã ẩn họ tên]"
    assert [one.text for one in row.drafts.order_by("version")] == [
        "Trả lời bà [đã ẩn họ tên], [đã ẩn địa chỉ].",
        "Trả lời bà [đã ẩn họ tên] ([đã ẩn số điện thoại]).",
    ]
    found = queries.searched(Petition.objects.all(), queries.Filters(words="bị ngập"))
    assert list(found) == [row]
    assert list(queries.searched(Petition.objects.all(), queries.Filters(words="zuyen"))) == []
    submitter.refresh_from_db()
    assert (submitter.identity.mask, submitter.reply_channel) == ("Đã xóa", ReplyChannel.PORTAL)


def test_files_of_the_person_and_the_sheet_are_gone_and_the_office_s_own_stay(place: Place) -> None:
    submitter = lived(place)
    erase(place, submitter)

    names = dict(StoredFile.objects.order_by("pk").values_list("name", "erased_at"))
    assert [name for name, erased in names.items() if erased is None] == ["Ảnh nhà bà [đã ẩn họ tên].txt"]
    gone = StoredFile.objects.filter(erased_at__isnull=False)
    assert {one.name for one in gone} == {"tep-da-xoa"}
    for one in gone:
        with pytest.raises(FileMissing):
            documents.read_file(one)


def test_another_petition_of_the_dialogue_keeps_its_person(place: Place) -> None:
    submitter = lived(place)
    other = petition(
        place,
        submitter.petition.dialogue,
        details=PersonalDetails(full_name="Nguyễn Văn Thử"),
        text="Tôi là Nguyễn Văn Thử.",
    )

    erase(place, submitter)

    other.refresh_from_db()
    assert other.text == "Tôi là Nguyễn Văn Thử."
    assert vault.unseal(other.submitters.get().identity.sealed).full_name == "Nguyễn Văn Thử"


def test_what_would_go_is_counted_before_and_the_page_tells_the_same(place: Place) -> None:
    submitter = lived(place)

    told = services.what_would_go(submitter)

    assert told.texts >= 8
    assert (told.files, told.registrations) == (2, 1)
    assert told.messages >= 1
    assert traces()


@pytest.mark.parametrize(
    ("asked_on", "due_on"),
    [
        pytest.param(date(2026, 8, 3), date(2026, 8, 5), id="a Monday"),
        pytest.param(date(2026, 8, 6), date(2026, 8, 10), id="over a weekend"),
        pytest.param(date(2026, 8, 28), date(2026, 9, 4), id="over the days off of 2/9"),
    ],
)
def test_the_office_answers_within_two_working_days(place: Place, asked_on: date, due_on: date) -> None:
    row = petition(place, dialogue(place), details=WHO)

    made = services.ask_erasure(submitter=row.submitters.get(), on=asked_on, by=place.actor(place.anna))

    assert made.due_on == due_on


def test_a_refusal_has_a_ground_tells_the_person_and_erases_nothing(place: Place) -> None:
    submitter = lived(place)
    made = services.ask_erasure(submitter=submitter, on=TODAY, by=place.actor(place.anna))

    services.refuse_erasure(request=made, ground=ErasureGround.PROCEEDINGS, on=TODAY, by=place.actor(place.anna))

    made.refresh_from_db()
    submitter.identity.refresh_from_db()
    assert (made.state, made.ground, made.decided_by) == (ErasureState.REFUSED, "proceedings", place.anna)
    assert submitter.identity.erased_at is None
    told = Message.objects.get(event__startswith="erasure-refused")
    assert "tố tụng" in told.text
    with transaction.atomic(), pytest.raises(IntegrityError):
        ErasureRequest.objects.filter(pk=made.pk).update(ground="")


def test_a_request_is_made_once_decided_once_and_never_about_nobody(place: Place) -> None:
    by = place.actor(place.anna)
    row = petition(place, dialogue(place), details=WHO)
    nameless = petition(place, row.dialogue)
    asked = [services.ask_erasure(submitter=row.submitters.get(), on=TODAY, by=by) for _ in range(2)]
    assert asked[0] == asked[1]

    services.carry_out_erasure(request=asked[0], on=TODAY, by=by)

    with pytest.raises(ErasureNotPossible, match="đã được quyết định"):
        services.carry_out_erasure(request=asked[0], on=TODAY, by=by)
    with pytest.raises(ErasureNotPossible, match="đã được xóa trước đó"):
        services.ask_erasure(submitter=row.submitters.get(), on=TODAY, by=by)
    with pytest.raises(ErasureNotPossible, match="không ghi tên"):
        services.ask_erasure(submitter=nameless.submitters.get(), on=TODAY, by=by)


def test_after_the_erasure_the_work_goes_on_without_letters(place: Place) -> None:
    submitter = lived(place)
    erase(place, submitter)
    before = Message.objects.count()

    services.withdraw_petition(
        petition=Petition.objects.get(pk=submitter.petition_id), reason="", on=TODAY, by=place.actor(place.anna)
    )

    assert Petition.objects.get(pk=submitter.petition_id).state == PetitionState.WITHDRAWN
    assert Message.objects.count() >= before
