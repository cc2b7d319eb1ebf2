"""Papers beside a tab of the workspace: the newest of each kind, written, signed and fetched from there."""

from dataclasses import dataclass

from doithoai.dialogues.models import Dialogue
from doithoai.documents import queries as documents
from doithoai.documents.enums import DocumentState, PaperKind
from doithoai.documents.models import Document


@dataclass(frozen=True, slots=True)
class Slot:
    """One kind of paper: the newest one, if it was written."""

    kind: str
    name: str
    document: Document | None

    @property
    def signed(self) -> bool:
        """Say whether it is signed."""
        return self.document is not None and self.document.state == DocumentState.SIGNED


@dataclass(frozen=True, slots=True)
class Shelf:
    """The papers that belong to one tab."""

    slots: tuple[Slot, ...]

    @classmethod
    def of(cls, dialogue: Dialogue, *kinds: PaperKind) -> "Shelf":
        """Read the newest paper of each kind; one query."""
        rows = documents.documents_of(dialogue.key).filter(kind__in=kinds).exclude(state=DocumentState.REPLACED)
        newest = {row.kind: row for row in rows.order_by("pk")}
        return cls(tuple(Slot(kind.value, str(kind.label), newest.get(kind.value)) for kind in kinds))
