"""Forms of the programme, the session, the minutes and the conclusion."""

from datetime import date, datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from doithoai.accounts.enums import Role
from doithoai.accounts.models import Account
from doithoai.dialogues.models import Dialogue, Session
from doithoai.organisations import queries as organisations
from doithoai.organisations.enums import BodyKind
from doithoai.organisations.models import Membership, Post
from doithoai.organisations.queries.validity import valid
from doithoai.petitions.enums import Outcome
from doithoai.proceedings.enums import SECTIONS_FOR, ConclusionSection
from doithoai.proceedings.queries import law
from doithoai.proceedings.queries.broadcasts import fallback_lines
from doithoai.proceedings.queries.conclusion import parts_of
from doithoai.proceedings.queries.interruptions import sessions_to_come
from doithoai.proceedings.services import Links, StepPlan, Wording
from doithoai.screens.forms import Cards, LineField, OnceMixin, TextField, ViDateField
from doithoai.workdays.dates import vi_date

_ACTING = (
    BodyKind.AGENCY,
    BodyKind.GOVERNMENT,
    BodyKind.PARTY_COMMITTEE,
    BodyKind.PARTY_OFFICE,
    BodyKind.GOVERNMENT_OFFICE,
    BodyKind.COUNCIL_GOVERNMENT_OFFICE,
    BodyKind.FATHERLAND_FRONT,
    BodyKind.MASS_ORGANIZATION,
    BodyKind.OTHER,
)


class StepPlanForm(forms.Form):
    """What the office sets for one step; order and title are the article's."""

    led_by = LineField(label=_("Ai điều hành"), required=False, max_length=160)
    minutes = forms.IntegerField(label=_("Số phút"), min_value=1, max_value=600)
    detail = LineField(label=_("Nội dung"), required=False, max_length=500)

    @property
    def plan(self) -> StepPlan:
        """Return what was set."""
        data = self.cleaned_data
        return StepPlan(minutes=data["minutes"], led_by=data["led_by"], detail=data["detail"])


class SecretaryForm(forms.Form):
    """Who keeps the minutes: somebody who works in the unit."""

    secretary = forms.ModelChoiceField(label=_("Thư ký"), queryset=Account.objects.none(), empty_label=_("Chọn người"))

    def __init__(self, *args: Any, dialogue: Dialogue, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["secretary"]
        assert isinstance(field, forms.ModelChoiceField)
        working = Membership.objects.filter(
            valid(on), valid(on, "body__"), body__unit=dialogue.unit_id, role__in=[Role.SECRETARY, Role.CLERK]
        )
        field.queryset = Account.objects.filter(pk__in=working.values("account"), is_active=True).order_by("full_name")
        field.label_from_instance = _name_and_title  # type: ignore[assignment]  # Django's own way to word choices


def _name_and_title(account: Account) -> str:
    return f"{account.full_name}, {account.title}" if account.title else account.full_name


class ReasonForm(forms.Form):
    """A reason, where the text asks for one."""

    reason = LineField(label=_("Lý do"), max_length=500)


class BreakOffForm(forms.Form):
    """Why the conference is broken off, and when it goes on: an announced session, or a day yet to be announced."""

    until = forms.ModelChoiceField(
        label=_("Họp tiếp"),
        queryset=Session.objects.none(),
        required=False,
        empty_label=_("Tạm hoãn, ngày họp tiếp thông báo sau"),
    )
    reason = LineField(label=_("Lý do"), max_length=500)

    def __init__(self, *args: Any, dialogue: Dialogue, at: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["until"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = sessions_to_come(dialogue, at=at)
        field.label_from_instance = _session_words  # type: ignore[assignment]  # Django's own way to word choices
        self.initial.setdefault("until", field.queryset.first())


def _session_words(session: Session) -> str:
    local = timezone.localtime(session.starts_at)
    return gettext("Phiên đã thông báo: %(hour)s, %(day)s") % {"hour": f"{local:%H:%M}", "day": vi_date(local.date())}


class OpenSessionForm(forms.Form):
    """The reason for opening with something missing."""

    reason = LineField(
        label=_("Lý do khai mạc khi còn thiếu"),
        required=False,
        max_length=500,
        help_text=_("Lý do được lưu và nêu trong hồ sơ."),
    )


class CloseForm(forms.Form):
    """Who hosted in person, and why the conference closes early if it does."""

    present = forms.ModelMultipleChoiceField(
        label=_("Người chủ trì có mặt"),
        queryset=Post.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("Cuộc định kỳ tính vào chỉ tiêu năm cho từng chức danh có mặt."),
    )
    reason = LineField(label=_("Lý do bế mạc khi chương trình chưa đủ"), required=False, max_length=500)

    def __init__(self, *args: Any, dialogue: Dialogue, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["present"]
        assert isinstance(field, forms.ModelMultipleChoiceField)
        hosts = dialogue.hosts.order_by("-presides", "pk").values_list("post", flat=True)
        field.queryset = Post.objects.filter(pk__in=list(hosts))
        field.initial = list(hosts)


class LeaveForm(CloseForm):
    """Why the conference does not go on, and who hosted what was held."""

    reason = LineField(label=_("Lý do không họp tiếp"), max_length=500)


class BroadcastForm(forms.Form):
    """Links to rooms and recordings of other systems, second 0 of the recording, a telephone for each point."""

    room_url = forms.URLField(
        label=_("Phòng họp trực tuyến"),
        required=False,
        max_length=500,
        assume_scheme="https",
        help_text=_("Chỉ người đang nói và người nói tiếp theo thấy, ở trang theo dõi đăng ký của mình."),
    )
    watch_url = forms.URLField(
        label=_("Đường dẫn xem trực tiếp, xem lại"), required=False, max_length=500, assume_scheme="https"
    )
    began_on = ViDateField(label=_("Bản ghi của ngày"), required=False)
    began_time = forms.TimeField(
        label=_("Bản ghi bắt đầu lúc"),
        required=False,
        input_formats=["%H:%M:%S", "%H:%M"],
        help_text=_("Giờ, phút, giây, ví dụ 7:31:20: để mở đúng lúc từng người phát biểu."),
    )
    is_public = forms.BooleanField(
        label=_("Hiện bản ghi và thời điểm từng phát biểu ở trang công khai"), required=False
    )

    def __init__(self, *args: Any, dialogue: Dialogue, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        phones = fallback_lines(dialogue)
        self.points = list(dialogue.venue_points.order_by("-is_main", "pk"))
        for point in self.points:
            self.fields[f"phone_{point.pk}"] = LineField(
                label=_("Điện thoại dự phòng, %(point)s") % {"point": point.name},
                required=False,
                max_length=40,
                initial=phones.get(point.pk, ""),
            )

    def clean(self) -> dict[str, Any]:
        """Ask for day and hour together."""
        data = super().clean() or {}
        if bool(data.get("began_on")) != bool(data.get("began_time")):
            self.add_error("began_time", gettext("Ghi cả ngày và giờ bắt đầu của bản ghi."))
        if data.get("is_public") and not (data.get("watch_url") and data.get("began_on")):
            self.add_error("is_public", gettext("Cần đường dẫn xem và giờ bắt đầu của bản ghi."))
        return data

    @property
    def links(self) -> Links:
        """Return what was set."""
        data = self.cleaned_data
        day, hour = data["began_on"], data["began_time"]
        began = timezone.make_aware(datetime.combine(day, hour)) if day and hour else None
        return Links(data["room_url"], data["watch_url"], began, data["is_public"])


class CorrectionForm(OnceMixin, forms.Form):
    """The text of a page that corrects signed minutes."""

    text = TextField(label=_("Nội dung đính chính"), max_length=8000, widget=forms.Textarea(attrs={"rows": 6}))


class OpeningWordsForm(forms.Form):
    """The host's general words before the items."""

    text = TextField(
        label=_("Nhận định chung của chủ trì"),
        required=False,
        max_length=8000,
        widget=forms.Textarea(attrs={"rows": 4, "data-draft": "opening"}),
    )


class ItemForm(forms.Form):
    """One item of the conclusion: which part, the words, who acts, by when."""

    section = forms.ChoiceField(label=_("Phần"), choices=ConclusionSection.choices)
    text = TextField(label=_("Nội dung kết luận"), max_length=8000, widget=forms.Textarea(attrs={"rows": 5}))
    due_on = ViDateField(
        label=_("Hạn giải quyết"),
        required=False,
        help_text=_("Ví dụ 30/10/2026. Để trống nếu cơ quan sẽ đề xuất thời hạn."),
    )

    def __init__(self, *args: Any, dialogue: Dialogue, on: date, outcome: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = organisations.bodies_of_unit(dialogue.unit, on=on, kinds=_ACTING)
        if dialogue.unit.parent is not None:
            rows = rows | organisations.bodies_of_unit(dialogue.unit.parent, on=on)
        self.fields["body"] = forms.ModelChoiceField(
            label=_("Cơ quan chịu trách nhiệm"),
            queryset=rows.order_by("pk"),
            required=False,
            empty_label=_("Không giao"),
        )
        parts = parts_of(dialogue)
        allowed = SECTIONS_FOR[Outcome(outcome)] if outcome else tuple(parts)
        self.fields["section"].choices = [(one.value, parts[one].title) for one in allowed]  # type: ignore[attr-defined]  # a choice field
        if law.host_sets_dates(dialogue):
            self.fields["due_on"].help_text = _("Ví dụ 30/10/2026. Việc giao đi phải có thời hạn do chủ trì đặt.")
        self.order_fields(["section", "text", "body", "due_on"])

    @property
    def wording(self) -> Wording:
        """Return what the item is to say."""
        data = self.cleaned_data
        return Wording(
            section=ConclusionSection(data["section"]), text=data["text"], body=data["body"], due_on=data["due_on"]
        )


class ExtensionForm(forms.Form):
    """More time for the notice: a ground of the regulation and the reason."""

    ground = forms.ChoiceField(label=_("Căn cứ"), widget=Cards())
    reason = LineField(label=_("Lý do cụ thể"), max_length=500)

    def __init__(self, *args: Any, dialogue: Dialogue, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        grounds = [(item.code, f"{item.vi} ({item.citation})") for item in law.extension_grounds(dialogue)]
        self.fields["ground"].choices = grounds  # type: ignore[attr-defined]  # a choice field


class ResultsForm(OnceMixin, forms.Form):
    """When the results went out by a channel, with proof."""

    published_on = ViDateField(label=_("Ngày công khai"))
    detail = LineField(
        label=_("Bằng chứng"), max_length=300, help_text=_("Giờ phát, địa chỉ bài đăng, nơi niêm yết, nơi nhận.")
    )


class IssueForm(forms.Form):
    """Signing the notice: the register's number if it has one, the reason if something is missing."""

    number = forms.IntegerField(
        label=_("Số trong sổ văn bản đi"),
        required=False,
        min_value=1,
        max_value=99_999,
        help_text=_("Để trống: chương trình lấy số kế tiếp."),
    )
    reason = LineField(label=_("Lý do ban hành khi còn thiếu"), required=False, max_length=500)
