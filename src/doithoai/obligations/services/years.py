"""A year of the national calendar, from one file."""

from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from django.db import transaction

from doithoai.accounts.models import Account
from doithoai.common.actors import Actor
from doithoai.common.text import nfc
from doithoai.journal import services as journal
from doithoai.obligations import calendars, moving
from doithoai.obligations.calendars import Change, change_of_year
from doithoai.obligations.errors import MovesChanged, YearRefused
from doithoai.obligations.models import CalendarYear
from doithoai.obligations.moving import Moves
from doithoai.obligations.services.refreshing import refresh_moved
from doithoai.regulations.facts import CalendarYearImported
from doithoai.workdays import CalendarEnds, CalendarFileWrong, Year, year_in
from doithoai.workdays.dates import vi_date

LARGEST = 100_000  # bytes; a year needs four thousand


@dataclass(frozen=True, slots=True)
class YearWanted:
    """A file that has been read and found sound: its words, and what they say."""

    text: str
    year: Year

    @property
    def digest(self) -> str:
        """Return what tells this file from another."""
        return sha256(self.text.encode()).hexdigest()

    def change(self, *, on: date) -> Change:
        """Return the change that it makes to the country's calendar."""
        return change_of_year(self.year, decided_on=self.year.latest.issued_on, on=on)


def year_wanted(content: bytes, *, file: str, on: date) -> YearWanted:
    """Read a file; nothing is written. Raises YearRefused with file, line and mend for what cannot be taken."""
    if len(content) > LARGEST:
        raise YearRefused(f"{file} quá lớn cho một lịch năm. Hãy chọn đúng tệp theo mẫu.")
    try:
        text = nfc(content.decode("utf-8-sig"))
        year = year_in(text, file=file)
    except UnicodeDecodeError as error:
        raise YearRefused(f"{file} không phải tệp chữ UTF-8. Hãy lưu lại bằng UTF-8.") from error
    except CalendarFileWrong as error:
        raise YearRefused(str(error)) from error
    found = YearWanted(text, year)
    _check(found, on=on)
    return found


def moves_of_year(wanted: YearWanted, *, on: date) -> Moves:
    """Return what would move in the whole country's cases; nothing is written. Raises YearRefused."""
    _check(wanted, on=on)
    old, change = calendars.current(), wanted.change(on=on)
    new = old.plus(change, units=None)
    return moving.moves_between(old, new, moving.streams_touched(change, None), on=on)


@transaction.atomic
def import_year(*, wanted: YearWanted, seen: str, on: date, by: Actor) -> CalendarYear:
    """Let the file stand for its year from today on, and work out anew every date that counts its days.

    `seen` is the digest of the moves that were shown. Raises MovesChanged where others would move by now,
    YearRefused where this very file was imported before.
    """
    calendars.stamp_changed()
    if moves_of_year(wanted, on=on).digest != seen:
        raise MovesChanged
    change = wanted.change(on=on)
    streams = moving.streams_touched(change, None)
    latest = wanted.year.latest
    row = CalendarYear.objects.create(
        year=wanted.year.year,
        text=wanted.text,
        digest=wanted.digest,
        number=latest.cited[:160],
        decided_on=latest.issued_on,
        imported_on=on,
        imported_by=Account.objects.filter(key=by.account).first(),
    )
    fact = CalendarYearImported(on=on, calendar="national", year=row.year, digest=row.digest, decided=latest.issued_on)
    journal.record(fact, by=by)
    calendars.stamp_changed()
    refresh_moved(streams, source=f"lịch năm {row.year} ({row.number})", event=row.key, on=on)
    return row


def _check(wanted: YearWanted, *, on: date) -> None:
    year = wanted.year
    if year.year < on.year:
        raise YearRefused(f"Tệp ghi lịch năm {year.year}, đã qua. Hạn đã tính theo lịch cũ giữ nguyên.")
    issued = year.latest.issued_on
    if issued is not None and issued > on:
        raise YearRefused(
            f"Căn cứ {year.latest.number} đề ngày {vi_date(issued)}, ở sau hôm nay. Hãy xem lại «issued_on»."
        )
    try:
        calendars.national().with_year(year)
    except CalendarEnds as error:
        raise YearRefused(f"Tệp ghi năm {year.year}. {error}") from error
    if CalendarYear.objects.filter(year=year.year, digest=wanted.digest).exists():
        raise YearRefused(f"Tệp này đã được nạp cho năm {year.year}. Không có gì thay đổi.")
