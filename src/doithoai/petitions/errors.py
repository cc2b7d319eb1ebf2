"""Refusals of this room, each a sentence that says what to do next."""

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
