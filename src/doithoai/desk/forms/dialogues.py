"""Finding dialogues."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from doithoai.common.text import one_line
from doithoai.dialogues.enums import DialogueState, DialogueType
from doithoai.dialogues.models import Dialogue, Session

_ANY = [("", _("Tất cả"))]


class DialogueFilter(forms.Form):
    """Filters of the list: words, year, state, type. Wrong values narrow nothing."""

    q = forms.CharField(label=_("Tên, mã, nội dung"), required=False)
    nam = forms.ChoiceField(label=_("Năm"), required=False)
    giai_doan = forms.ChoiceField(label=_("Giai đoạn"), required=False, choices=[*_ANY, *DialogueState.choices])
    che_do = forms.ChoiceField(label=_("Chế độ"), required=False, choices=[*_ANY, *DialogueType.choices])

    def __init__(self, *args: Any, years: Sequence[int] = (), **kwargs: Any) -> None:
        """Offer the years for which there are dialogues."""
        super().__init__(*args, **kwargs)
        field = self.fields["nam"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [*_ANY, *((str(year), str(year)) for year in years)]

    def narrowed(self, rows: QuerySet[Dialogue]) -> QuerySet[Dialogue]:
        """Return the rows that fit."""
        if not self.is_bound:
            return rows
        self.is_valid()
        wanted: dict[str, Any] = getattr(self, "cleaned_data", {})
        if words := one_line(wanted.get("q") or ""):
            rows = rows.filter(Q(title__icontains=words) | Q(code__icontains=words) | Q(topic__icontains=words))
        if wanted.get("nam"):
            rows = rows.filter(pk__in=Session.objects.filter(starts_at__year=int(wanted["nam"])).values("dialogue"))
        if wanted.get("giai_doan"):
            rows = rows.filter(state=wanted["giai_doan"])
        if wanted.get("che_do"):
            rows = rows.filter(type=wanted["che_do"])
        return rows
