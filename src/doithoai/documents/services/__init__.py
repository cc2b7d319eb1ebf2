"""The verbs of this room."""

from doithoai.documents.services.drafting import draft, revise, supersede
from doithoai.documents.services.files import forget_file, keep, read_file, store_file
from doithoai.documents.services.numbering import allocate
from doithoai.documents.services.signing import issue, sign
from doithoai.documents.services.templates import retire_template, upload_template

__all__ = [
    "allocate",
    "draft",
    "forget_file",
    "issue",
    "keep",
    "read_file",
    "retire_template",
    "revise",
    "sign",
    "store_file",
    "supersede",
    "upload_template",
]
