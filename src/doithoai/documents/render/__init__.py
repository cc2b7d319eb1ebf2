"""Turn a paper into bytes: `pdf(paper)` by typst, `docx(paper)` from an office-editable Word template."""

from doithoai.documents.render.pdf import pdf
from doithoai.documents.render.word import docx

__all__ = ["docx", "pdf"]
