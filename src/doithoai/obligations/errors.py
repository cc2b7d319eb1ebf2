"""What this room refuses, in sentences that a clerk can act upon."""

from doithoai.common.errors import DomainError


class ClosureRefused(DomainError):
    """The days off do not stand as they were entered."""

    message = "Chưa ghi được ngày nghỉ riêng."


class ClosureWithoutDecision(ClosureRefused):
    """A day off needs the paper that orders it."""

    message = "Ngày nghỉ riêng phải có số quyết định và cơ quan ban hành. Hãy ghi đủ theo văn bản."


class ClosureKnown(ClosureRefused):
    """Every one of the days is off already."""

    message = "Các ngày này vốn đã là ngày nghỉ của mọi đơn vị được chọn. Hãy xem lại ngày, hoặc danh sách đã ghi."


class ClosureLiftedBefore(ClosureRefused):
    """It was lifted before."""

    message = "Ngày nghỉ này đã được bãi bỏ. Hãy tải lại trang để xem ai bãi bỏ và từ ngày nào."


class MovesChanged(DomainError):
    """Between the preview and the button something happened that changes what moves."""

    message = "Từ lúc xem trước đến giờ đã có thay đổi, các hạn dời khác đi. Hãy xem lại danh sách rồi xác nhận."


class YearRefused(DomainError):
    """The file of a year cannot be taken."""

    message = "Chưa nạp được lịch năm."
