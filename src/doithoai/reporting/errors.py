"""Refusals of this room."""

from doithoai.common.errors import DomainError


class ReportSubmitted(DomainError):
    """A report that was sent is frozen."""

    message = "Báo cáo đã gửi nên không sửa được nữa. Thay đổi về sau đưa vào báo cáo kỳ sau."


class NotReporting(DomainError):
    """The regulation does not ask this unit for such a report."""

    message = "Quy chế không yêu cầu đơn vị này gửi báo cáo loại đó."


class TooEarly(DomainError):
    """The period has not begun."""

    message = "Kỳ báo cáo này chưa bắt đầu."


class SupervisionPlanOdd(DomainError):
    """The supervision plan lacks its title or its body cannot have one."""

    message = "Hãy ghi tên kế hoạch giám sát."


class SupervisionPlanSettled(DomainError):
    """The plan was appraised."""

    message = "Kế hoạch giám sát này đã thẩm định xong nên không sửa được nữa."


class SupervisionPlanLacking(DomainError):
    """The plan does not contain what the regulation demands of it."""


class SupervisionPlanAway(DomainError):
    """The plan was sent back and waits for its body."""

    message = "Kế hoạch giám sát này đang ở nơi lập để bổ sung. Hãy chờ bản mới rồi thẩm định."
