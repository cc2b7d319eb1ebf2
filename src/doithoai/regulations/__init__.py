"""Law as data and the engine that reads it. Pure: no Django.

from doithoai.regulations import assess, get, in_force, library, preview

assess(case, regulations=[get("hai-phong-1155")], calendar=national(), on=day)
"""

from doithoai.regulations.engine.assessing import assess, last_day_for_complex
from doithoai.regulations.engine.explaining import Explanation, explain
from doithoai.regulations.engine.previewing import preview
from doithoai.regulations.shelf import (
    binding,
    bound_by,
    get,
    get_pinned,
    holding,
    in_force,
    kept_by,
    last_kept,
    library,
    versions,
)

__all__ = [
    "Explanation",
    "assess",
    "binding",
    "bound_by",
    "explain",
    "get",
    "get_pinned",
    "holding",
    "in_force",
    "kept_by",
    "last_day_for_complex",
    "last_kept",
    "library",
    "preview",
    "versions",
]
