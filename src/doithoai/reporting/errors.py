"""Refusals of this room."""

from doithoai.common.errors import DomainError


class ReportSubmitted(DomainError):
    """A report that was sent is frozen."""

    message = "Báo cáo đã gửi nên không sửa được nữa. Chênh lệch về sau đưa vào báo cáo kỳ tới."


class NotReporting(DomainError):
    """The regulation does not ask this unit for such a report."""

    message = "Quy chế không yêu cầu đơn vị này gửi báo cáo loại đó."


class TooEarly(DomainError):
    """The period has not begun."""

    message = "Kỳ báo cáo này chưa bắt đầu."
