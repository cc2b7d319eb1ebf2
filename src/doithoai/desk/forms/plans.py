"""Lines of the yearly plan, their changes, and the plan's approval."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from doithoai.dialogues import queries as dialogues
from doithoai.dialogues.enums import RequestSource
from doithoai.dialogues.models import ConferenceRequest, Dialogue
from doithoai.organisations.models import Post
from doithoai.screens.forms import LineField, OnceMixin, ViDateField


class LineForm(OnceMixin, forms.Form):
    """One dialogue in the plan: whose, which type, about when."""

    post = forms.ChoiceField(label=_("Người chủ trì"))
    type = forms.ChoiceField(label=_("Chế độ"))
    planned_on = ViDateField(label=_("Ngày dự kiến"))
    topic = LineField(label=_("Nội dung dự kiến"), required=False, max_length=300)
    reason = LineField(label=_("Lý do điều chỉnh"), required=False, max_length=500)

    def __init__(self, *args: Any, posts: Sequence[Post], approved: bool, **kwargs: Any) -> None:
        """Offer the unit's host posts; the reason is asked for once the plan is approved."""
        super().__init__(*args, **kwargs)
        self.posts = posts
        choose(self.fields["post"], [(str(post.pk), post.title) for post in posts])
        choose(self.fields["type"], dialogues.planned_line_types())
        ask_reason(self, approved=approved)

    @property
    def chosen_post(self) -> Post:
        """Return the chosen post of a valid form."""
        return next(post for post in self.posts if str(post.pk) == self.cleaned_data["post"])


class MoveLineForm(OnceMixin, forms.Form):
    """Another day for a line."""

    planned_on = ViDateField(label=_("Ngày dự kiến"))
    topic = LineField(label=_("Nội dung dự kiến"), required=False, max_length=300)
    reason = LineField(label=_("Lý do điều chỉnh"), required=False, max_length=500)

    def __init__(self, *args: Any, approved: bool, **kwargs: Any) -> None:
        """Ask for the reason once the plan is approved."""
        super().__init__(*args, **kwargs)
        ask_reason(self, approved=approved)


class ApprovalForm(OnceMixin, forms.Form):
    """The number and day under which a plan was signed, and by whom."""

    number = LineField(label=_("Số, ký hiệu"), max_length=60, help_text=_("Ví dụ 03/KH-UBND"))
    approved_on = ViDateField(label=_("Ngày ký"))
    decided_by = forms.ChoiceField(label=_("Người ký"), required=False)

    def __init__(self, *args: Any, posts: Sequence[Post], **kwargs: Any) -> None:
        """Offer the unit's host posts as those who sign."""
        super().__init__(*args, **kwargs)
        self.posts = posts
        choose(self.fields["decided_by"], [(str(post.pk), post.title) for post in posts])

    @property
    def chosen_post(self) -> Post | None:
        """Return who signed, of a valid form."""
        return next((post for post in self.posts if str(post.pk) == self.cleaned_data["decided_by"]), None)


def choose(field: forms.Field, choices: Sequence[tuple[Any, Any]]) -> None:
    """Give a choice field what it offers."""
    assert isinstance(field, forms.ChoiceField)
    field.choices = choices


def ask_reason(form: forms.Form, *, approved: bool) -> None:
    """Ask for a reason where a plan was approved; leave the question out before that."""
    if approved:
        form.fields["reason"].required = True
    else:
        del form.fields["reason"]


class RequestForm(OnceMixin, forms.Form):
    """Who asked for a conference, when, by which paper."""

    source = forms.ChoiceField(label=_("Ai yêu cầu"), choices=RequestSource.choices)
    percent = forms.IntegerField(
        label=_("Tỷ lệ cử tri (%)"),
        required=False,
        min_value=1,
        max_value=100,
        help_text=_("Chỉ ghi khi cử tri yêu cầu."),
    )
    number = LineField(label=_("Theo văn bản số"), max_length=60)
    received_on = ViDateField(label=_("Ngày nhận"))


class RequestMetForm(OnceMixin, forms.Form):
    """Which conference was held for the request."""

    dialogue = forms.ModelChoiceField(label=_("Cuộc đã họp"), queryset=Dialogue.objects.none())

    def __init__(self, *args: Any, request: ConferenceRequest, **kwargs: Any) -> None:
        """Offer the unit's conferences held since the request came."""
        super().__init__(*args, **kwargs)
        field = self.fields["dialogue"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = Dialogue.objects.filter(unit=request.unit, held_on__gte=request.received_on).order_by(
            "-held_on"
        )
