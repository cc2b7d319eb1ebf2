"""Refusals of this room, each a sentence that says what to do next."""

from collections.abc import Sequence

from doithoai.common.errors import DomainError


class TextRefused(DomainError):
    """The words are missing or too many."""

    message = "Chưa có nội dung. Hãy ghi điều người dân nêu, đúng như họ nói."


class DateRefused(DomainError):
    """The day cannot be the day on which this was received."""


class PetitionerRefused(DomainError):
    """What is said of the petitioner does not allow the reply that is asked for."""


class NotCollecting(DomainError):
    """The dialogue does not take this kind of opinion now."""


class MoveNotAllowed(DomainError):
    """The petition stands where this step does not lead on."""


class ChangedMeanwhile(DomainError):
    """Somebody else changed the petition after this form was opened; the input is kept on the page."""


class TriageRefused(DomainError):
    """Triage, merging, splitting or linking cannot be done in this way."""


class NotUndoable(DomainError):
    """Work has been done since, so the change cannot be taken back."""


class AssignmentRefused(DomainError):
    """The assignment cannot be made, accepted or returned in this way."""


class DraftRefused(DomainError):
    """The draft answer cannot be written, submitted or approved in this way."""


class SheetRefused(DomainError):
    """The sheet cannot be read or taken in."""


class PaperRefused(DomainError):
    """The paper cannot be made yet."""


class PublishingRefused(DomainError):
    """The public text cannot be released as it stands."""


class FollowUpRefused(DomainError):
    """A step after the conclusion cannot be done in this way; `rows` says it petition by petition (code, why)."""

    def __init__(self, message: str | None = None, *, rows: Sequence[tuple[str, str]] = ()) -> None:
        """Keep the sentence, or make one of the first rows."""
        self.rows = tuple(rows)
        super().__init__(message or _first_of(self.rows))


def _first_of(rows: Sequence[tuple[str, str]]) -> str | None:
    if not rows:
        return None
    shown = " ".join(f"{code}: {why}" for code, why in rows[:3])
    more = f" Và {len(rows) - 3} kiến nghị khác." if len(rows) > 3 else ""
    return f"Chưa làm gì vì còn vướng. {shown}{more} Hãy bỏ chọn hoặc sửa rồi gửi lại."


class ReopeningRefused(DomainError):
    """The matter cannot be taken up again in this way."""


class ComplexityRefused(DomainError):
    """A matter cannot be found complex or simple now; the sentence says why."""


class GatewayRefused(DomainError):
    """A program may not hand in so, or cannot be let in under this name."""


class KeyUsedOtherwise(DomainError):
    """The program sent other words under a key that it had used before."""

    message = (
        "Idempotency-Key này đã dùng cho nội dung khác. Mỗi kiến nghị dùng một khóa riêng; gửi lại thì giữ nguyên."
    )


class OutsideRefused(DomainError):
    """The link for a body outside cannot be made, used or decided on in this way."""


class QuestionRefused(DomainError):
    """The petitioner cannot be asked, or the question cannot be answered or withdrawn, in this way."""


class CompetenceRefused(DomainError):
    """A line of the competence map does not fit what stands; `rows` are the faults of a sheet, row by row."""

    def __init__(self, message: str | None = None, *, rows: Sequence[tuple[int, str]] = ()) -> None:
        """Keep the faults of a sheet beside the sentence."""
        self.rows = tuple(rows)
        super().__init__(message or (f"Danh sách còn {len(self.rows)} dòng sai nên chưa ghi gì." if rows else None))


class SearchRefused(DomainError):
    """The search cannot be kept so."""


class FormRefused(DomainError):
    """The paper form cannot be printed, typed or confirmed in this way."""


class FormTaken(FormRefused):
    """The number was used before; `petition` is the code of what it became, empty while it waits for confirmation."""

    def __init__(self, message: str, *, number: str, petition: str = "") -> None:
        """Keep the sentence and where the first one is found."""
        self.number, self.petition = number, petition
        super().__init__(message)


class SecondReaderNeeded(FormRefused):
    """Whoever typed a form cannot confirm it."""

    message = (
        "Phiếu này do chính bạn gõ nên cần một người khác xác nhận. Nhờ người thứ hai đăng nhập bằng tài khoản của họ; "
        "văn phòng chỉ có một người thì quản trị đơn vị đặt “một người đọc” ở trang Phiếu giấy."
    )


class ErasureNotPossible(DomainError):
    """There is nothing to erase, or the request was decided; the sentence says which."""
