"""What the address of a list of petitions asks for."""

from collections.abc import Sequence
from datetime import date

from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy

from doithoai.dialogues.models import Dialogue
from doithoai.organisations.models import Body
from doithoai.organisations.queries import Standing
from doithoai.petitions import queries
from doithoai.petitions.enums import Field, IntakeChannel, Outcome, PetitionState, Result, Urgency
from doithoai.petitions.models import Petition
from doithoai.petitions.queries import Filters
from doithoai.petitions.queries.code_lists import codes_in
from doithoai.petitions.validators import EARLIEST
from doithoai.proceedings.models import Outcome as DecidedAtConference

# What a saved search keeps of an address.
KEPT = ("q", "noi", "linh-vuc", "trang-thai", "ket-qua", "tai-hoi-nghi", "co-quan", "nam", "muc-do", "kenh", "xem")
VIEWS = (
    ("", gettext_lazy("Tất cả")),
    ("untriaged", gettext_lazy("Chưa phân loại")),
    ("unassigned", gettext_lazy("Chưa giao")),
    ("late", gettext_lazy("Cơ quan trễ hạn")),
    ("returned", gettext_lazy("Bị trả lại")),
    ("prepared", gettext_lazy("Đã chuẩn bị")),
    ("urgent", gettext_lazy("Cấp thiết")),
    ("repeated", gettext_lazy("Nêu lại nhiều lần")),
    ("twins", gettext_lazy("Có thể trùng")),
    ("in_room", gettext_lazy("Nêu tại hội nghị")),
    ("aside", gettext_lazy("Chuyển, gộp, tách, rút")),
)
_KEY = 26  # letters of a key
_YEARS = frozenset(str(year) for year in range(EARLIEST.year, 2101))


def years(*, on: date) -> list[int]:
    """Return the years that a list offers, this one first."""
    return list(range(on.year, EARLIEST.year - 1, -1))


def in_view(rows: QuerySet[Petition], filters: Filters, person: Standing) -> QuerySet[Petition]:
    """Return the rows of the saved view; who looks for words or a state looks among all, also what was set aside.

    Words and places lead nobody to a complaint about their own body.
    """
    if filters.view or not (filters.words or filters.state or filters.codes is not None):
        rows = queries.petitions_in_view(rows, filters.view, on=person.on)
    if filters.outcome:
        decided = DecidedAtConference.objects.filter(is_current=True, kind=filters.outcome)
        rows = rows.filter(pk__in=decided.values("petition"))
    if filters.words or filters.place:
        rows = queries.searchable_by(rows, person, filters.words)
    return rows


def filters_of(given: QueryDict, dialogue: Dialogue | None) -> Filters:
    """Return what the address asks for; a value that is none of ours is left out."""

    def chosen(name: str, values: Sequence[str]) -> str:
        value = given.get(name, "")
        return value if value in values else ""

    key, named = given.get("co-quan", ""), given.get("ma", "")
    body = Body.objects.filter(key=key, unit=dialogue.unit).first() if key and dialogue else None
    return Filters(
        view=chosen("xem", [code for code, _word in VIEWS]),
        words=given.get("q", "")[:200],
        place=given.get("noi", "")[:100],
        field=chosen("linh-vuc", Field.values),
        state=chosen("trang-thai", PetitionState.values),
        urgency=chosen("muc-do", Urgency.values),
        channel=chosen("kenh", IntakeChannel.values),
        result=chosen("ket-qua", Result.values),
        year=int(year) if (year := given.get("nam", "")) in _YEARS else 0,
        body=body,
        body_key="" if dialogue else key[:_KEY],
        outcome=chosen("tai-hoi-nghi", Outcome.values),
        codes=codes_in(named) if named else None,
    )
