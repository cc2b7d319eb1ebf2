"""What the calendar refuses, in words that a clerk or the keeper of the data can act upon."""

from datetime import date

from doithoai.common.errors import DomainError
from doithoai.workdays.dates import vi_date


class CalendarEnds(DomainError):
    """A count left the years that the calendar holds; a legal date is never guessed."""

    message = (
        "Lịch ngày nghỉ chưa có năm này nên không tính được hạn. Hãy chọn ngày khác hoặc nhờ quản trị bổ sung lịch."
    )

    @classmethod
    def at(cls, first: date, last: date) -> "CalendarEnds":
        """Say which days the calendar holds, first and last included."""
        return cls(
            f"Lịch ngày nghỉ chỉ có từ {vi_date(first)} đến {vi_date(last)} nên không tính được hạn. "
            "Hãy xem lại ngày đã nhập hoặc nhờ quản trị bổ sung lịch."
        )


class CalendarFileWrong(ValueError):
    """A calendar file was refused; the message names file, line and the mend."""

    def __init__(self, file: str, line: int, wrong: str, mend: str) -> None:
        """Compose `file, line: what is wrong; how to mend it`."""
        super().__init__(f"{file}, dòng {line}: {wrong}. {mend}.")
        self.file = file
        self.line = line
