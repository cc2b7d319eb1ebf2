"""Preview a sheet against what is already there, take it in whole, take it back whole."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.core import signing
from django.db import transaction
from django.utils import timezone

from doithoai.accounts import queries as accounts_queries
from doithoai.accounts import services as accounts
from doithoai.accounts.models import Account, Identity
from doithoai.common.actors import Actor
from doithoai.common.errors import DomainError
from doithoai.dialogues.models import Dialogue
from doithoai.documents import services as documents
from doithoai.documents.models import StoredFile
from doithoai.documents.services.files import keep
from doithoai.journal import services as journal
from doithoai.obligations import services as obligations
from doithoai.organisations.models import Body
from doithoai.petitions.enums import IntakeChannel, PetitionState, ReplyChannel
from doithoai.petitions.errors import NotUndoable, SheetRefused
from doithoai.petitions.models import ImportBatch, Petition, Submitter
from doithoai.petitions.services.importing.columns import Taught
from doithoai.petitions.services.importing.memory import remember_columns
from doithoai.petitions.services.importing.rows import Problem, Sheet, SheetRow
from doithoai.petitions.services.importing.sheets import read_sheet
from doithoai.petitions.services.importing.twins import marked_known
from doithoai.petitions.services.numbering import next_codes
from doithoai.petitions.services.receiving import Opinion, Petitioner, build, check_may_receive, received_fact
from doithoai.regulations.facts import ImportUndone, PetitionsImported

Progress = Callable[[int, int], None]
_AT_ONCE = 500  # rows that are written together
_SALT = "doithoai.petitions.sheet"


@dataclass(frozen=True, slots=True)
class Preview:
    """What taking the sheet in would do: its rows with everything found, none of it written."""

    sheet: Sheet
    rows: Sequence[SheetRow]
    already: ImportBatch | None = None

    @property
    def errors(self) -> list[SheetRow]:
        """Return the rows that stop the sheet."""
        return [row for row in self.rows if row.has_error]

    @property
    def remarks(self) -> list[SheetRow]:
        """Return the rows that something is said of but that may come in."""
        return [row for row in self.rows if row.problems and not row.has_error]

    @property
    def twins(self) -> list[SheetRow]:
        """Return the rows that say the same as another row or as a petition already there."""
        return [row for row in self.rows if row.twin_of or row.known_as]

    @property
    def can_take_in(self) -> bool:
        """Say whether nothing stands in the way."""
        return not self.errors and self.already is None


def preview_of(dialogue: Dialogue, sheet: Sheet, *, channel: IntakeChannel = IntakeChannel.IMPORT, on: date) -> Preview:
    """Check the sheet's rows against the dialogue: days, state, and what is already there. A handful of queries."""
    checked: dict[date, str] = {}
    rows = [_checked(dialogue, row, checked, channel, on=on) for row in marked_known(dialogue, sheet.rows)]
    already = ImportBatch.objects.filter(dialogue=dialogue, sha256=sheet.sha256, undone_at=None).first()
    return Preview(sheet, rows, already)


def _checked(
    dialogue: Dialogue, row: SheetRow, checked: dict[date, str], channel: IntakeChannel, *, on: date
) -> SheetRow:
    day = row.received_on or on
    if day not in checked:
        checked[day] = _fault_of_day(dialogue, day, channel, on=on)
    if not checked[day]:
        return row
    return replace(row, problems=(*row.problems, Problem(checked[day], "Ngày nhận")))


def _fault_of_day(dialogue: Dialogue, day: date, channel: IntakeChannel, *, on: date) -> str:
    try:
        check_may_receive(dialogue, Opinion(text="x", channel=channel, received_on=day), on=on)
    except DomainError as error:
        return str(error)
    return ""


@transaction.atomic
def import_sheet(
    *,
    dialogue: Dialogue,
    sheet: Sheet,
    channel: IntakeChannel = IntakeChannel.IMPORT,
    handed_in_by: Body | None = None,
    skip_twins: bool = False,
    stored: StoredFile | None = None,
    progress: Progress | None = None,
    on: date,
    by: Actor,
) -> ImportBatch:
    """Take in every row of the sheet or none; each keeps its words, gets a code and starts its clocks.

    `channel` counts where a row names none; `skip_twins` leaves out rows that say the same as another.
    `progress` is told (done, total). A petitioner gets the secret when a receipt is printed.
    Raises SheetRefused while a row is wrong, or when the same file was taken in before.
    """
    fresh = Dialogue.objects.select_for_update(of=("self",), no_key=True).select_related("unit").get(pk=dialogue.pk)
    preview = preview_of(fresh, sheet, channel=channel, on=on)
    _check(preview)
    rows = [row for row in preview.rows if not (skip_twins and (row.twin_of or row.known_as))]
    if not rows:
        raise SheetRefused("Mọi dòng đều trùng với kiến nghị đã có nên không còn gì để nhập.")
    batch = ImportBatch.objects.create(
        dialogue=fresh,
        file=stored or keep(name=sheet.name, content=sheet.content, media_type=sheet.media_type, by=by),
        file_name=sheet.name,
        sha256=sheet.sha256,
        rows=len(rows),
        imported_by=accounts_queries.account_of(by),
    )
    taking = _Taking(fresh, batch, channel, handed_in_by, by, on)
    codes = next_codes(fresh.unit, len(rows), on=on)
    pairs = list(zip(rows, codes, strict=True))
    for start in range(0, len(pairs), _AT_ONCE):
        taking.take(pairs[start : start + _AT_ONCE])
        if progress:
            for done in range(start + 1, min(start + _AT_ONCE, len(pairs)) + 1):
                progress(done, len(pairs))
    journal.record(PetitionsImported(on=on, dialogue=fresh.key, batch=batch.key, count=len(rows)), by=by)
    obligations.refresh(fresh.key)
    remember_columns(fresh.unit, handed_in_by, sheet.taught, by=by)
    return batch


def _check(preview: Preview) -> None:
    if preview.already is not None:
        day = timezone.localtime(preview.already.imported_at)
        raise SheetRefused(
            f"Tệp này đã nhập lúc {day:%H:%M} ngày {day.day}/{day.month}/{day.year} "
            f"({preview.already.rows} kiến nghị). Muốn nhập lại, hãy hủy lần nhập đó trước."
        )
    if preview.errors:
        first = preview.errors[0]
        problem = next(problem for problem in first.problems if problem.is_error)
        raise SheetRefused(
            f"Còn {len(preview.errors)} dòng phải sửa, chưa nhập dòng nào. {first.line.capitalize()}: {problem.text}"
        )


@dataclass(frozen=True, slots=True)
class _Taking:
    """What all rows of one sheet share while they come in."""

    dialogue: Dialogue
    batch: ImportBatch
    channel: IntakeChannel
    handed_in_by: Body | None
    by: Actor
    on: date

    def take(self, pairs: Sequence[tuple[SheetRow, str]]) -> None:
        """Register some rows, each with its code, in a few statements; their facts stand in the order of the file."""
        petitions = Petition.objects.bulk_create([self._petition(row, code) for row, code in pairs])
        Submitter.objects.bulk_create(
            Submitter(
                petition=petition,
                code=petition.code,
                identity=accounts.keep_identity(row.details) if row.details else None,
                reply_channel=ReplyChannel.COUNTER if row.details else ReplyChannel.PORTAL,
            )
            for petition, (row, _code) in zip(petitions, pairs, strict=True)
        )
        journal.record_all([received_fact(petition, batch=self.batch.key) for petition in petitions], by=self.by)

    def _petition(self, row: SheetRow, code: str) -> Petition:
        opinion = Opinion(
            text=row.text,
            title=row.title,
            place=row.place,
            channel=row.channel or self.channel,
            received_on=row.received_on or self.on,
            field=row.field or "",
            urgency=row.urgency,
            handed_in_by=self.handed_in_by,
        )
        account: Account = self.batch.imported_by
        petition = build(self.dialogue, opinion, Petitioner(), code=code, account=account)
        petition.batch, petition.batch_row = self.batch, row.number
        return petition


@transaction.atomic
def undo_import(*, batch: ImportBatch, on: date, by: Actor) -> int:
    """Take a whole sheet back while nobody has worked on its rows; the file and the record of it stay.

    Returns how many petitions went. Raises NotUndoable, naming the first that somebody worked on.
    """
    fresh = ImportBatch.objects.select_for_update(of=("self",), no_key=True).select_related("dialogue").get(pk=batch.pk)
    if fresh.undone_at is not None:
        return 0
    rows = Petition.objects.select_for_update(of=("self",), no_key=True).filter(batch=fresh).order_by("pk")
    _check_untouched(list(rows))
    submitters = Submitter.objects.filter(petition__batch=fresh)
    identities = list(submitters.exclude(identity=None).values_list("identity", flat=True))
    submitters.delete()
    count, _ = Petition.objects.filter(batch=fresh).delete()
    for identity in Identity.objects.filter(pk__in=identities):
        accounts.erase_identity(identity, now=timezone.now())  # the row stays: somebody may have looked at it
    fresh.undone_at, fresh.undone_by = timezone.now(), accounts_queries.account_of(by)
    fresh.save(update_fields=["undone_at", "undone_by"])
    journal.record(ImportUndone(on=on, dialogue=fresh.dialogue.key, batch=fresh.key, count=count), by=by)
    obligations.refresh(fresh.dialogue.key)
    return count


def _check_untouched(rows: Sequence[Petition]) -> None:
    keys = [row.pk for row in rows]
    touched = next((row for row in rows if row.version > 1 or row.state != PetitionState.RECEIVED), None)
    linked = Petition.objects.filter(repeats__in=keys).exclude(pk__in=keys).select_related("repeats").first()
    looked = Submitter.objects.filter(petition__in=keys).exclude(secret_hash="").select_related("petition").first()
    worked_on = touched or (linked.repeats if linked else None) or (looked.petition if looked else None)
    if worked_on is not None:
        raise NotUndoable(
            f"{worked_on.code} trong lần nhập này đã có người xử lý nên không hủy cả lần nhập được. "
            "Hãy sửa từng kiến nghị."
        )


def keep_sheet(sheet: Sheet, *, by: Actor) -> str:
    """Keep a previewed file until it is confirmed; return a signed word for the form."""
    stored = keep(name=sheet.name, content=sheet.content, media_type=sheet.media_type, by=by)
    return token_of(stored, sheet, by=by)


def token_of(stored: StoredFile, sheet: Sheet, *, by: Actor) -> str:
    """Return the signed word for a kept file as it is read now: whose preview, which columns, which parts."""
    return signing.dumps([stored.key, by.account, dict(sheet.taught), list(sheet.without)], salt=_SALT)


def kept_sheet(
    token: str, *, taught: Taught | None = None, without: Collection[str] | None = None, by: Actor
) -> tuple[StoredFile, Sheet]:
    """Return the previewed file again, read anew, its columns taken for what is `taught` now, if given.

    Raises SheetRefused for a word that is not ours or too old.
    """
    try:
        key, account, known, left_out = signing.loads(token, salt=_SALT, max_age=24 * 3600)
        if account != by.account:
            raise signing.BadSignature
        stored = StoredFile.objects.get(key=key)
    except (signing.BadSignature, StoredFile.DoesNotExist, ValueError) as error:
        raise SheetRefused("Bản xem trước đã hết hiệu lực. Hãy chọn lại tệp.") from error
    return stored, read_sheet(
        documents.read_file(stored),
        stored.name,
        taught=known if taught is None else taught,
        without=left_out if without is None else without,
    )
