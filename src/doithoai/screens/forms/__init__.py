"""Form fields, widgets and the renderer that give every form the look."""

from doithoai.screens.forms.fields import FilesField, LineField, TextField, ViDateField, ViTimeField
from doithoai.screens.forms.once import OnceMixin
from doithoai.screens.forms.widgets import Cards, CheckCards

__all__ = ["Cards", "CheckCards", "FilesField", "LineField", "OnceMixin", "TextField", "ViDateField", "ViTimeField"]
