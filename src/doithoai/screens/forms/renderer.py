"""Makes `{{ form }}` and `{{ field.as_field_group }}` come out in the look, for every form, Django's own included."""

from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.forms.renderers import TemplatesSetting
from django.forms.widgets import Widget


def class_of(widget: Widget) -> str:
    """Return the class that a control wears."""
    if widget.is_hidden:
        return ""
    if isinstance(widget, forms.CheckboxInput | forms.RadioSelect | forms.CheckboxSelectMultiple):
        return "form-check-input"
    return "form-select" if isinstance(widget, forms.Select) else "form-control"


class LookBoundField(BoundField):
    """A field of a form with the classes of the look and its errors tied to it."""

    def build_widget_attrs(self, attrs: dict[str, Any], widget: Widget | None = None) -> dict[str, Any]:
        """Return the attributes of the control: Django's own, and the classes."""
        built = super().build_widget_attrs(attrs, widget)
        used = widget or self.field.widget
        bad = "is-invalid" if self.errors and not used.is_hidden else ""
        names = [used.attrs.get("class", ""), built.get("class", ""), class_of(used), bad]
        if joined := " ".join(dict.fromkeys(name for name in names if name)):
            built["class"] = joined
        return built

    @property
    def is_single_check(self) -> bool:
        """Whether this is one box to tick, whose label follows it."""
        return isinstance(self.field.widget, forms.CheckboxInput)

    @property
    def says_optional(self) -> bool:
        """Whether the label has to say that the field may stay empty."""
        chosen = isinstance(self.field.widget, forms.CheckboxInput | forms.RadioSelect)
        later = "data-later" in self.field.widget.attrs  # may stay empty in a draft, not at the end
        return not self.field.required and not chosen and not later and "nếu có" not in str(self.label)


class LookRenderer(TemplatesSetting):
    """Our templates for forms, found before Django's."""

    form_template_name = "screens/forms/form.html"
    field_template_name = "screens/forms/field.html"
    bound_field_class = LookBoundField
