"""Forms of the conference plan: content, approval, tasks, briefing, request, secretary, another day."""

from collections.abc import Iterator, Sequence
from typing import Any

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from doithoai.accounts.models import Account
from doithoai.desk.forms.opening import PLACES, SITTINGS, Row, moment, place_fields, place_names, places_of
from doithoai.desk.forms.plans import choose
from doithoai.dialogues import queries as dialogues
from doithoai.dialogues.enums import DialogueForm
from doithoai.dialogues.models import Dialogue
from doithoai.dialogues.queries import Place, Sitting
from doithoai.organisations.models import Body
from doithoai.regulations.schema import Item
from doithoai.screens.forms import CheckCards, FilesField, LineField, OnceMixin, TextField, ViDateField, ViTimeField


class ContentForm(OnceMixin, forms.Form):
    """Name, form, content and participants of the conference."""

    title = LineField(label=_("Tên cuộc đối thoại"), max_length=300)
    meeting_form = forms.ChoiceField(label=_("Hình thức"))
    topic = TextField(
        label=_("Nội dung"),
        required=False,
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Mỗi nội dung một dòng."),
    )
    participants = TextField(
        label=_("Thành phần tham gia"), required=False, max_length=3000, widget=forms.Textarea(attrs={"rows": 3})
    )
    collects_until = ViDateField(label=_("Nhận ý kiến đến hết ngày"), required=False)

    def __init__(self, *args: Any, offered: Sequence[Item], own: Sequence[Item] = (), **kwargs: Any) -> None:
        """Offer the forms that the regulation knows, and ask for the fields that only it wants in a plan."""
        super().__init__(*args, **kwargs)
        self.own = {item.code: f"own-{item.code}" for item in own}
        for item in own:
            self.fields[self.own[item.code]] = TextField(
                label=item.vi, required=False, max_length=3000, widget=forms.Textarea(attrs={"rows": 2})
            )
        known = {item.code for item in offered}
        choose(self.fields["meeting_form"], [(kind.value, kind.label) for kind in DialogueForm if kind.value in known])

    @property
    def entries(self) -> dict[str, str]:
        """Return what a valid form says of the regulation's own fields, by code."""
        return {code: self.cleaned_data[name] for code, name in self.own.items()}


class ApprovePlanForm(OnceMixin, forms.Form):
    """The number and day of the plan that the host signed."""

    number = LineField(
        label=_("Số kế hoạch"),
        max_length=60,
        required=False,
        help_text=_("Ví dụ 41. Để trống thì lấy số kế tiếp của sổ."),
    )
    approved_on = ViDateField(label=_("Ngày ký"))


class TaskForm(OnceMixin, forms.Form):
    """What a body is asked to prepare."""

    body = forms.ChoiceField(label=_("Cơ quan"))
    what = LineField(label=_("Việc chuẩn bị"), max_length=300)
    due_on = ViDateField(label=_("Xong trước hết ngày"), required=False)
    number = LineField(label=_("Số văn bản giao"), required=False, max_length=60)

    def __init__(self, *args: Any, bodies: Sequence[Body], **kwargs: Any) -> None:
        """Offer the bodies of the unit."""
        super().__init__(*args, **kwargs)
        self.bodies = bodies
        choose(self.fields["body"], [(str(body.pk), body.name) for body in bodies])

    @property
    def chosen_body(self) -> Body:
        """Return the body of a valid form."""
        return next(body for body in self.bodies if str(body.pk) == self.cleaned_data["body"])


class NoteDutyForm(OnceMixin, forms.Form):
    """When something was done outside the program, under which paper; for which petitions, where each bears it."""

    petitions = forms.MultipleChoiceField(label=_("Kiến nghị"), widget=forms.CheckboxSelectMultiple)
    done_on = ViDateField(label=_("Ngày làm"))
    number = LineField(label=_("Số, ký hiệu văn bản"), required=False, max_length=60)
    note = TextField(
        label=_("Ghi chú"),
        help_text=_("Chỉ người làm việc với cuộc này đọc được"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    files = FilesField(  # type: ignore[assignment]  # a declared field leaves the class, so that `files` stays the uploads
        label=_("Tệp kèm theo"), required=False, max_files=5, max_bytes=settings.ATTACHMENT_MAX_BYTES
    )

    def __init__(self, *args: Any, petitions: Sequence[tuple[str, str]] | None, **kwargs: Any) -> None:
        """Ask for petitions only where each of them bears the duty."""
        super().__init__(*args, **kwargs)
        field = self.fields["petitions"]
        assert isinstance(field, forms.MultipleChoiceField)
        if petitions is None:
            del self.fields["petitions"]
        else:
            field.choices = list(petitions)


class BriefingForm(OnceMixin, forms.Form):
    """What the host tells the people, and which items of the regulation it covers."""

    items = forms.MultipleChoiceField(label=_("Đã có trong nội dung"), required=False, widget=CheckCards)
    text = TextField(label=_("Nội dung chủ trì thông báo"), required=False, widget=forms.Textarea(attrs={"rows": 10}))

    def __init__(self, *args: Any, offered: Sequence[Item], **kwargs: Any) -> None:
        """Offer the items of the regulation for this type of dialogue."""
        super().__init__(*args, **kwargs)
        field = self.fields["items"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = [(item.code, item.vi) for item in offered]
        if not offered:
            del self.fields["items"]


class RequestForm(OnceMixin, forms.Form):
    """The written request that starts an extraordinary dialogue."""

    number = LineField(label=_("Số, ký hiệu văn bản đề nghị"), max_length=60)
    sent_on = ViDateField(label=_("Ngày gửi"))


class SecretaryForm(OnceMixin, forms.Form):
    """Who writes the minutes."""

    secretary = forms.ChoiceField(label=_("Thư ký"))

    def __init__(self, *args: Any, people: Sequence[Account], **kwargs: Any) -> None:
        """Offer the people of the unit's offices."""
        super().__init__(*args, **kwargs)
        self.people = people
        choose(self.fields["secretary"], [(str(person.pk), f"{person.full_name}, {person.title}") for person in people])

    @property
    def chosen(self) -> Account:
        """Return the person of a valid form."""
        return next(person for person in self.people if str(person.pk) == self.cleaned_data["secretary"])


class ReasonForm(OnceMixin, forms.Form):
    """Why something is put off or called off."""

    reason = LineField(label=_("Lý do"), max_length=500)


class RescheduleForm(OnceMixin, forms.Form):
    """Other sessions and places."""

    reason = LineField(label=_("Lý do đổi"), required=False, max_length=500)

    def __init__(self, *args: Any, dialogue: Dialogue, **kwargs: Any) -> None:
        """Fill in the sessions and places as they are."""
        super().__init__(*args, **kwargs)
        for n in range(SITTINGS):
            self.fields |= {
                f"day{n}": ViDateField(label=_("Ngày họp"), required=n == 0),
                f"from{n}": ViTimeField(label=_("Từ"), required=n == 0),
                f"to{n}": ViTimeField(label=_("Đến"), required=n == 0),
            }
        for n in range(PLACES):
            self.fields |= place_fields(dialogues.main_law_of(dialogue), n)
        self._fill_in(dialogue)
        if dialogue.notices.filter(replaced_at=None).exists():
            self.fields["reason"].required = True

    def _fill_in(self, dialogue: Dialogue) -> None:
        for n, session in enumerate(dialogue.sessions.order_by("starts_at")[:SITTINGS]):
            start, end = timezone.localtime(session.starts_at), timezone.localtime(session.ends_at)
            self.initial.update({f"day{n}": start.date(), f"from{n}": start.time(), f"to{n}": end.time()})
        for n, point in enumerate(dialogue.venue_points.order_by("-is_main", "pk")[:PLACES]):
            told = {"place": point.name, "address": point.address, "kind": point.kind, "seats": point.capacity}
            self.initial.update({f"{name}{n}": value for name, value in told.items()})

    def sitting_rows(self) -> Iterator[Row]:
        """Yield the sessions."""
        return self._rows(("day", "from", "to"), SITTINGS, _("Buổi"))

    def place_rows(self) -> Iterator[Row]:
        """Yield the places."""
        return self._rows(place_names(self.fields), PLACES, _("Điểm"))

    def _rows(self, names: Sequence[str], count: int, word: str | Promise) -> Iterator[Row]:
        for n in range(count):
            fields = tuple(self[f"{name}{n}"] for name in names)
            yield Row(f"{word} {n + 1}", fields, bool(fields[0].value()))

    def clean(self) -> dict[str, Any]:
        """Ask for the whole of a session that was begun."""
        cleaned = super().clean() or self.cleaned_data
        for n in range(1, SITTINGS):
            given = [cleaned.get(f"{name}{n}") for name in ("day", "from", "to")]
            if any(given) and not all(given):
                self.add_error(f"day{n}", _("Buổi này cần đủ ngày, giờ bắt đầu và giờ kết thúc."))
        return cleaned

    def sittings(self) -> tuple[Sitting, ...]:
        """Return the sessions of a valid form."""
        values = self.cleaned_data
        rows = [[values.get(f"{name}{n}") for name in ("day", "from", "to")] for n in range(SITTINGS)]
        return tuple(
            Sitting(starts_at=moment(day, start), ends_at=moment(day, end))
            for day, start, end in rows
            if day and start and end
        )

    def places(self) -> tuple[Place, ...]:
        """Return the places of a valid form."""
        return places_of(self.cleaned_data)
