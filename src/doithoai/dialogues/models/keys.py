"""The key that every row shown to people bears."""

from typing import Any

from doithoai.common.keys import new_key

KEY: dict[str, Any] = {"max_length": 26, "unique": True, "default": new_key, "editable": False}
