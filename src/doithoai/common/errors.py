"""The base of every refusal that a person is to read."""


class DomainError(Exception):
    """A verb was refused; the message says in Vietnamese why and what to do next.

    Fronts show `str(error)` to the person as it stands, so it must be a whole
    sentence that a clerk can act upon.
    """

    message = "Không thực hiện được."

    def __init__(self, message: str | None = None) -> None:
        """Keep the sentence to show; the class's own one by default."""
        super().__init__(message or self.message)


class NotPermitted(DomainError):
    """The person may not do this to this thing in its present state."""

    message = "Tài khoản của bạn không có quyền làm việc này. Hãy hỏi văn phòng chủ trì nếu cần."
