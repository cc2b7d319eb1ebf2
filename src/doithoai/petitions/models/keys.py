"""The key that rows of this room bear in addresses and in the journal."""

from typing import Any

from doithoai.common.keys import new_key

KEY: dict[str, Any] = {"max_length": 26, "unique": True, "default": new_key, "editable": False}
