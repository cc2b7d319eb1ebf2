"""Taking in a whole sheet: read, preview with errors by row, then all or nothing; and taking it back whole.

from doithoai.petitions.services import importing

sheet = importing.read_sheet(path, "danh-sach.xlsx")
preview = importing.preview_of(dialogue, sheet, on=day)
batch = importing.import_sheet(dialogue=dialogue, sheet=sheet, by=actor, on=day, progress=print)
"""

from doithoai.petitions.services.importing.rows import Problem, Sheet, SheetRow
from doithoai.petitions.services.importing.sheets import read_sheet
from doithoai.petitions.services.importing.taking_in import (
    Preview,
    import_sheet,
    keep_sheet,
    kept_sheet,
    preview_of,
    undo_import,
)

__all__ = [
    "Preview",
    "Problem",
    "Sheet",
    "SheetRow",
    "import_sheet",
    "keep_sheet",
    "kept_sheet",
    "preview_of",
    "read_sheet",
    "undo_import",
]
