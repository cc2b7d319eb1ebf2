"""Paper forms on screen."""

from doithoai.desk.views.petitions.paper_forms.printing import board, readers, sheets
from doithoai.desk.views.petitions.paper_forms.reading import confirm, release, scan, write

__all__ = ["board", "confirm", "readers", "release", "scan", "sheets", "write"]
