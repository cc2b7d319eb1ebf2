"""What the summary on top of a form says: every mistake, linked to its field."""

from dataclasses import dataclass

from django import forms
from django.forms import BaseForm
from django.forms.boundfield import BoundField


@dataclass(frozen=True, slots=True)
class Mistake:
    """One thing to mend; `anchor` is the id of the control, empty for the whole form."""

    text: str
    anchor: str = ""
    label: str = ""

    @property
    def lead(self) -> str:
        """Return what stands before the words: the field's label, parted by a colon or its own mark."""
        if not self.label:
            return ""
        return f"{self.label} " if self.label[-1] in "?:.…" else f"{self.label}: "


def mistakes_of(form: BaseForm) -> list[Mistake]:
    """Return the mistakes of a bound form, those of the whole form first, then in the order of its fields."""
    if not form.is_bound:
        return []
    whole = [Mistake(str(text)) for text in form.non_field_errors()]
    whole += [Mistake(str(text)) for field in form.hidden_fields() for text in field.errors]
    return whole + [
        Mistake(str(text), _anchor(field), str(field.label)) for field in form.visible_fields() for text in field.errors
    ]


def _anchor(field: BoundField) -> str:
    if isinstance(field.field.widget, forms.RadioSelect | forms.CheckboxSelectMultiple):
        return f"{field.auto_id}_0"
    return field.id_for_label or field.auto_id
