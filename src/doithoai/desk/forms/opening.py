"""Opening a dialogue: one form for hosts, sessions, places, content; it hands over an `Opening`."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from doithoai.dialogues import queries as dialogues
from doithoai.dialogues.enums import DialogueForm, DialogueType, PlaceKind
from doithoai.dialogues.models import Dialogue, PlannedDialogue
from doithoai.dialogues.queries import HostChoice, Opening, Place, Sitting
from doithoai.organisations import queries as organisations
from doithoai.organisations.models import Body, Post, Unit
from doithoai.regulations.version import RegulationVersion
from doithoai.screens.forms import Cards, LineField, OnceMixin, TextField, ViDateField, ViTimeField

SITTINGS = 3
PLACES = 4
_PARTS = (("presides", _("Chủ trì điều hành")), ("with", _("Đồng chủ trì")), ("none", _("Không chủ trì")))
_NONE = [("", _("Không"))]


@dataclass(frozen=True, slots=True)
class Ground:
    """What a person may choose from: the unit's posts, offices, held dialogues, under the law of the day."""

    unit: Unit
    version: RegulationVersion
    posts: tuple[Post, ...]
    deputies: tuple[Post, ...]
    offices: tuple[Body, ...]
    earlier: tuple[Dialogue, ...]

    @classmethod
    def of(cls, unit: Unit, *, on: date) -> "Ground":
        """Read what may be chosen in the unit on the day."""
        version = dialogues.versions_for(unit, on=on)[0]
        hosting = {item.code for item in version.hosts_for(unit.level)}
        posts = tuple(post for post in organisations.host_posts_of_unit(unit, on=on) if post.role in hosting)
        replaced = [post for post in posts if version.substitutes_for(unit.level, post.role)]
        return cls(
            unit=unit,
            version=version,
            posts=posts,
            deputies=tuple(organisations.deputies_of(replaced, on=on)),
            offices=tuple(organisations.bodies_of_unit(unit, on=on)),
            earlier=tuple(dialogues.previous_choices(Dialogue.objects.filter(unit=unit)).order_by("-held_on")[:20]),
        )


def place_fields(version: RegulationVersion, n: int) -> dict[str, forms.Field]:
    """Return the fields of the n-th place; its kind only where the regulation tells places apart."""
    fields: dict[str, forms.Field] = {
        f"place{n}": LineField(label=_("Tên điểm họp"), required=n == 0, max_length=160),
        f"address{n}": LineField(label=_("Địa chỉ"), required=False, max_length=300),
        f"seats{n}": forms.IntegerField(label=_("Số chỗ"), required=False, min_value=1, max_value=100_000),
    }
    known = {item.code for item in version.items("places")}
    if known:
        kinds = [(kind.value, kind.label) for kind in PlaceKind if kind.value in known]
        fields[f"kind{n}"] = forms.ChoiceField(label=_("Địa bàn"), choices=[*_NONE, *kinds], required=False)
    return fields


def place_names(fields: Mapping[str, forms.Field]) -> tuple[str, ...]:
    """Return the names of a place's fields, without their number."""
    return tuple(name for name in ("place", "address", "kind", "seats") if f"{name}0" in fields)


def places_of(values: Mapping[str, Any]) -> tuple[Place, ...]:
    """Return the places of a valid form."""
    return tuple(
        Place(
            name=name,
            address=values.get(f"address{n}") or "",
            kind=values.get(f"kind{n}") or "",
            capacity=values.get(f"seats{n}"),
        )
        for n in range(PLACES)
        if (name := values.get(f"place{n}"))
    )


@dataclass(frozen=True, slots=True)
class Row:
    """Fields that stand side by side: of a host, a session, a place."""

    title: str | Promise
    fields: tuple[BoundField, ...]
    filled: bool


class OpeningForm(OnceMixin, forms.Form):
    """Everything that is settled when a dialogue is opened."""

    title = LineField(label=_("Tên cuộc đối thoại"), max_length=300)
    type = forms.ChoiceField(label=_("Chế độ"), widget=Cards)
    # Not `form`: a control of that name hides the form itself from scripts.
    meeting_form = forms.ChoiceField(label=_("Hình thức"), widget=Cards)
    trigger = forms.ChoiceField(label=_("Trường hợp đột xuất, nếu có"), required=False)
    audience = forms.ChoiceField(label=_("Chuyên đề dành cho giới, nếu có"), required=False)
    host_office = forms.ChoiceField(label=_("Cơ quan chủ trì tham mưu"))
    topic = TextField(
        label=_("Nội dung chính"), required=False, max_length=5000, widget=forms.Textarea(attrs={"rows": 3})
    )
    participants = TextField(
        label=_("Thành phần tham gia"), required=False, max_length=3000, widget=forms.Textarea(attrs={"rows": 2})
    )
    co_organisers = LineField(label=_("Cơ quan phối hợp tổ chức, nếu có"), required=False, max_length=300)
    collects_until = ViDateField(label=_("Nhận ý kiến đến hết ngày"), required=False)
    previous = forms.ChoiceField(label=_("Cuộc trước, nếu có"), required=False)
    accepts_late_notice = forms.BooleanField(
        label=_("Vẫn mở với ngày này; việc thông báo muộn sẽ được ghi lại"), required=False
    )

    def __init__(
        self,
        *args: Any,
        ground: Ground,
        planned: PlannedDialogue | None = None,
        own: Collection[int] = (),
        on: date,
        **kwargs: Any,
    ) -> None:
        """Offer what the unit has and the law of the day knows; a plan's line fills in post, type and day.

        `own` are the person's bodies: without a plan, the host whom one of them serves is suggested.
        """
        self.ground, self.planned, self.own, self.on = ground, planned, own, on
        super().__init__(*args, **kwargs)
        self._offer()
        self._add_rows()
        if not self.is_bound:
            self._suggest()

    # --- what may be chosen ---------------------------------------------------------------

    def _offer(self) -> None:
        law = self.ground.version
        self._choices("type", [(item.code, item.vi) for item in law.types() if item.code in DialogueType])
        self._choices("meeting_form", [(item.code, item.vi) for item in law.forms() if item.code in DialogueForm])
        for name, offered in (("trigger", law.triggers()), ("audience", law.audiences())):
            if offered:
                self._choices(name, [*_NONE, *((item.code, item.vi) for item in offered)])
            else:
                del self.fields[name]
        if not any("organisers" in rule.applies_when for rule in law.rules):
            del self.fields["co_organisers"]
        self._choices("host_office", [(str(body.pk), body.name) for body in self.ground.offices])
        self._choices("previous", [*_NONE, *((str(row.pk), f"{row.code} {row.title}") for row in self.ground.earlier)])

    def _choices(self, name: str, choices: Sequence[tuple[Any, Any]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices

    def _add_rows(self) -> None:
        for post in self.ground.posts:
            deputies = [(str(row.pk), row.title) for row in self.ground.deputies if row.deputy_of_id == post.pk]
            self.fields |= {
                f"host{post.pk}": forms.ChoiceField(
                    label=post.title, choices=_PARTS, initial="with" if self.ground.version.hosts_together else "none"
                )
            }
            if not deputies:
                continue
            self.fields |= {
                f"deputy{post.pk}": forms.ChoiceField(
                    label=_("Cấp phó chủ trì thay"), choices=[*_NONE, *deputies], required=False
                ),
                f"case{post.pk}": LineField(label=_("Trường hợp đặc biệt"), required=False, max_length=500),
                f"number{post.pk}": LineField(label=_("Số văn bản phân công"), required=False, max_length=60),
                f"signed{post.pk}": ViDateField(label=_("Ngày văn bản"), required=False),
            }
        for n in range(SITTINGS):
            self.fields |= {
                f"day{n}": ViDateField(label=_("Ngày họp"), required=n == 0),
                f"from{n}": ViTimeField(label=_("Từ"), required=n == 0),
                f"to{n}": ViTimeField(label=_("Đến"), required=n == 0),
            }
        for n in range(PLACES):
            self.fields |= place_fields(self.ground.version, n)

    def _suggest(self) -> None:
        post = self.planned.post if self.planned else self._likely_post()
        year = self.planned.planned_on.year if self.planned else self.on.year
        kind = DialogueType(self.planned.type) if self.planned else DialogueType.PERIODIC
        unit = self.ground.unit.name
        self.initial.update(
            {
                "type": kind.value,
                "meeting_form": next((item.code for item in self.ground.version.forms()), DialogueForm.IN_PERSON.value),
                "from0": time(7, 30),
                "to0": time(11, 30),
                "topic": self.planned.topic if self.planned else "",
            }
        )
        if self.ground.earlier:
            self.initial["previous"] = str(self.ground.earlier[0].pk)
        if post is None:
            return
        self.initial.update(
            {
                f"host{post.pk}": "presides",
                "host_office": str(self._office_of(post) or ""),
                "title": f"Hội nghị đối thoại {str(kind.label).lower()} giữa {post.title} với Nhân dân "
                f"{unit[:1].lower()}{unit[1:]} năm {year}",
            }
        )
        if self.planned:
            self.initial["day0"] = self.planned.planned_on

    def _office_of(self, presiding: Post) -> int | None:
        ground = self.ground
        office = dialogues.whose_office(ground.version, ground.unit.level, presiding, ground.posts).host_office
        now = office.key_since(self.on) if office else ""
        return next((body.pk for body in ground.offices if body.key == now), office.pk if office else None)

    def _likely_post(self) -> Post | None:
        served = [post for post in self.ground.posts if self._office_of(post) in self.own]
        return next(iter([*served, *reversed(self.ground.posts)]), None)

    # --- how it is laid out -----------------------------------------------------------------

    def hosts(self) -> Iterator[Row]:
        """Yield the host posts: the part, then what a substitute needs."""
        for post in self.ground.posts:
            names = [f"{name}{post.pk}" for name in ("host", "deputy", "case", "number", "signed")]
            fields = tuple(self[name] for name in names if name in self.fields)
            yield Row(post.title, fields, len(fields) > 1 and bool(fields[1].value()))

    def sittings(self) -> Iterator[Row]:
        """Yield the sessions."""
        return self._rows(("day", "from", "to"), SITTINGS, _("Buổi"))

    def places(self) -> Iterator[Row]:
        """Yield the places."""
        return self._rows(place_names(self.fields), PLACES, _("Điểm"))

    def _rows(self, names: Sequence[str], count: int, word: str | Promise) -> Iterator[Row]:
        for n in range(count):
            fields = tuple(self[f"{name}{n}"] for name in names)
            yield Row(f"{word} {n + 1}", fields, bool(fields[0].value()))

    # --- what it means ------------------------------------------------------------------------

    def clean(self) -> dict[str, Any]:
        """Ask for the whole of a session that was begun, and for exactly one who presides."""
        cleaned = super().clean() or self.cleaned_data
        for n in range(1, SITTINGS):
            given = [cleaned.get(f"{name}{n}") for name in ("day", "from", "to")]
            if any(given) and not all(given):
                self.add_error(f"day{n}", _("Buổi này cần đủ ngày, giờ bắt đầu và giờ kết thúc."))
        presiding = [post for post in self.ground.posts if cleaned.get(f"host{post.pk}") == "presides"]
        if len(presiding) != 1 and self.ground.posts:
            self.add_error(f"host{self.ground.posts[0].pk}", _("Chọn đúng một người chủ trì điều hành."))
        return cleaned

    def ready_to_preview(self) -> bool:
        """Say whether type, host and days are there, whatever else is missing; asks for validation first."""
        self.is_valid()
        wanted = ["type", "meeting_form", "host_office", "day0", "from0", "to0"]
        wanted += [
            f"{name}{n}" for n in range(1, SITTINGS) for name in ("day", "from", "to") if self.data.get(f"day{n}")
        ]
        wanted += [f"host{post.pk}" for post in self.ground.posts]
        return all(name in self.cleaned_data for name in wanted) and not any(name in self.errors for name in wanted)

    def opening(self) -> Opening:
        """Return what was filled in; call it once the form is valid, or ready to preview."""
        values = self.cleaned_data
        return Opening(
            unit=self.ground.unit,
            title=values.get("title") or "",
            type=DialogueType(values["type"]),
            form=DialogueForm(values["meeting_form"]),
            hosts=tuple(self._hosts(values)),
            host_office=self._chosen(self.ground.offices, values["host_office"]),
            sittings=tuple(self._sittings(values)),
            places=places_of(values),
            topic=values.get("topic") or "",
            participants=values.get("participants") or "",
            co_organisers=values.get("co_organisers") or "",
            trigger=values.get("trigger") or "",
            audience=values.get("audience") or "",
            collects_until=values.get("collects_until"),
            previous=next((row for row in self.ground.earlier if str(row.pk) == values.get("previous")), None),
            planned=self.planned,
            accepts_late_notice=bool(values.get("accepts_late_notice")),
        )

    def _hosts(self, values: Mapping[str, Any]) -> Iterator[HostChoice]:
        for post in self.ground.posts:
            part = values.get(f"host{post.pk}")
            if part in {"presides", "with"}:
                deputy = values.get(f"deputy{post.pk}")
                yield HostChoice(
                    post=post,
                    presides=part == "presides",
                    substitute=next((row for row in self.ground.deputies if str(row.pk) == deputy), None),
                    special_case=values.get(f"case{post.pk}") or "",
                    assignment_number=values.get(f"number{post.pk}") or "",
                    assigned_on=values.get(f"signed{post.pk}"),
                )

    @staticmethod
    def _chosen(offices: Sequence[Body], pk: str) -> Body:
        return next(body for body in offices if str(body.pk) == pk)

    @staticmethod
    def _sittings(values: Mapping[str, Any]) -> Iterator[Sitting]:
        for n in range(SITTINGS):
            day, start, end = (values.get(f"{name}{n}") for name in ("day", "from", "to"))
            if day and start and end:
                yield Sitting(starts_at=moment(day, start), ends_at=moment(day, end))


def moment(day: date, at: time) -> datetime:
    """Return a day and a time of day in the office's time zone."""
    return timezone.make_aware(datetime.combine(day, at))
