"""The door of every staff screen, shared with the hall: see `screens.staff`."""

from doithoai.screens.staff import StaffRequest, actor_now, dialogue_or_404, require, staff

__all__ = ["StaffRequest", "actor_now", "dialogue_or_404", "require", "staff"]
