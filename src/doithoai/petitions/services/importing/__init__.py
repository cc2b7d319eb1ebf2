"""Taking in a whole sheet: read, preview with errors by row, then all or nothing; and taking it back whole.

from doithoai.petitions.services import importing

sheet = importing.read_sheet(path, "danh-sach.xlsx")
preview = importing.preview_of(dialogue, sheet, on=day)
batch = importing.import_sheet(dialogue=dialogue, sheet=sheet, by=actor, on=day, progress=print)
"""

from doithoai.petitions.services.importing.columns import WORDS
from doithoai.petitions.services.importing.memory import columns_taught_by
from doithoai.petitions.services.importing.rows import Column, Part, Problem, Sheet, SheetRow
from doithoai.petitions.services.importing.sheets import read_sheet
from doithoai.petitions.services.importing.taking_in import (
    Preview,
    import_sheet,
    keep_sheet,
    kept_sheet,
    preview_of,
    token_of,
    undo_import,
)

__all__ = [
    "WORDS",
    "Column",
    "Part",
    "Preview",
    "Problem",
    "Sheet",
    "SheetRow",
    "columns_taught_by",
    "import_sheet",
    "keep_sheet",
    "kept_sheet",
    "preview_of",
    "read_sheet",
    "token_of",
    "undo_import",
]
