"""Pages of the desk and of the public site over as many petitions as are laid down in a minute."""

import time
from collections.abc import Iterator
from functools import partial

from django.db import connection, transaction
from django.db.models import Model, QuerySet
from django.urls import reverse

from bench import figures, office
from bench.figures import Figure, median_of
from doithoai.accounts.enums import Role
from doithoai.accounts.models import Account
from doithoai.common.keys import new_key
from doithoai.dialogues.enums import DialogueState
from doithoai.dialogues.models import Dialogue
from doithoai.obligations import services as obligations
from doithoai.obligations.models import Duty
from doithoai.organisations import queries as organisations
from doithoai.organisations.enums import BodyKind
from doithoai.organisations.models import Body
from doithoai.petitions import queries
from doithoai.petitions.enums import AssignmentPart, AssignmentState
from doithoai.petitions.models import Assignment, Petition
from tests.factories import dialogues
from tests.factories.organisations import Place, account, body, unit

MOST = 200_000
PER_DIALOGUE = 500
COMMUNES = 100
# What people type: two or three words, some in a thirtieth of all texts, some in nearly all, a phrase, a code.
_WORDS = (
    "đường liên thôn",
    "nuoc sach",
    "kè bờ sông sạt",
    "tram bien ap cau da",
    "trạm y tế bị bỏ hoang",
    "sua trong nam nay",
    "đề nghị",
    '"hay mất vào buổi tối"',
    "nắp cống nguy hiểm",
    "TL-26-0008123",
    "thủy điện",
)


def run() -> list[Figure]:
    place = office.place()
    first = _first_dialogue(place)
    total = _lay(place, first)
    main = first.code
    chairman = account("bench-thanhpho", Role.UPPER_LEVEL, place.city_government)
    laid = f"{total:,} petitions"
    return [
        *_page("My work", laid, place.anna, reverse("desk:my-work")),
        *_page("overview of a dialogue with 300 petitions", laid, place.anna, reverse("desk:dialogue", args=[main])),
        *_page("petitions of a dialogue", laid, place.anna, reverse("desk:dialogue-petitions", args=[main])),
        *_page("one petition", laid, place.anna, reverse("desk:petition", args=[_one_of(first).code])),
        *_page("follow-up of a dialogue", laid, place.anna, reverse("desk:dialogue-follow-up", args=[main])),
        *_page("petitions of the commune", laid, place.anna, reverse("desk:petition-list")),
        *_page("petitions of the city, all", laid, chairman, reverse("desk:petition-list")),
        *_page("dialogues of the city", laid, chairman, reverse("desk:dialogue-list")),
        *_page("law library: one clause", laid, place.anna, f"{_rule()}?moc=20/8/2026"),
        *_page("public home page", laid, None, reverse("portal:home")),
        *_page("public search", laid, None, f"{reverse('portal:answers')}?q=duong+lien+thon"),
        *_searches(laid, chairman),
    ]


def _one_of(dialogue: Dialogue) -> Petition:
    return Petition.objects.filter(dialogue=dialogue).order_by("pk")[0]


def _rule() -> str:
    return reverse("desk:law-rule", args=["hai-phong-1155", "HP-10.1a"])


def _page(name: str, laid: str, person: Account | None, url: str) -> Iterator[Figure]:
    ask = office.page(person, url)
    took = median_of(ask)
    yield Figure(f"{name}, {laid}", took * 1e3, "ms", 100)
    yield Figure("  queries", office.queries_of(ask), "", 12)


def _searches(laid: str, person: Account) -> Iterator[Figure]:
    standing = organisations.standing_of(person, on=office.TODAY)
    took = sorted(median_of(partial(_found, standing, words), rounds=5) for words in _WORDS)
    yield Figure(f"search without marks: which are the first 50, {laid}, median", took[len(took) // 2] * 1e3, "ms", 10)
    yield Figure("search without marks, slowest", took[-1] * 1e3, "ms", 100)
    read = sorted(median_of(partial(_read, standing, words), rounds=5) for words in _WORDS)
    yield Figure("  with all that the list shows of them, median", read[len(read) // 2] * 1e3, "ms")


def _sought(standing: organisations.Standing, words: str) -> QuerySet[Petition]:
    return queries.searched(queries.petitions_visible_to(standing), queries.Filters(words=words))


def _found(standing: organisations.Standing, words: str) -> list[int]:
    return list(_sought(standing, words).values_list("pk", flat=True)[:50])


def _read(standing: organisations.Standing, words: str) -> list[Petition]:
    return list(queries.with_list_columns(_sought(standing, words))[:50])


def _first_dialogue(place: Place) -> Dialogue:
    """Lay one dialogue with 300 petitions and their duties, as the engine finds them."""
    dialogue = dialogues.dialogue(place, state=DialogueState.FOLLOWING_UP, code="TL-2026-80")
    rows = Petition.objects.bulk_create(office.petition_rows(dialogue, 300, 8_000_000, place.anna))
    Assignment.objects.bulk_create(_lead(row, place.office, place) for row in rows)
    office.record(office.facts_of(dialogue.key, place.unit.key, 300, [row.key for row in rows]))
    obligations.refresh(dialogue.key, on=office.TODAY)
    return dialogue


def _lay(place: Place, first: Dialogue) -> int:
    """Lay dialogues of 500 petitions each, with leads and duties, until there are enough or a minute has gone."""
    start, laid, number = time.perf_counter(), 0, 1
    hosts = [place.office, *_offices(place)]
    while laid + PER_DIALOGUE < MOST and time.perf_counter() - start < figures.laying_seconds:
        host = hosts[number % len(hosts)]
        _fill(first, _dialogue(number, host, place), place)
        laid = number * PER_DIALOGUE
        number += 1
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return Petition.objects.count()


def _lead(petition: Petition, lead: Body, place: Place) -> Assignment:
    return Assignment(
        key=new_key(),
        petition=petition,
        body=lead,
        part=AssignmentPart.LEAD,
        state=AssignmentState.DONE,
        due_on=dialogues.HELD,
        assigned_on=dialogues.OPENED,
        assigned_by=place.anna,
    )


def _dialogue(number: int, host: Body, place: Place) -> Dialogue:
    return Dialogue.objects.create(
        code=f"BM-2026-{number:04}",
        unit=host.unit,
        title="Đối thoại định kỳ",
        type="periodic",
        form="in_person",
        state=DialogueState.FOLLOWING_UP,
        instruments=dialogues.PIN,
        host_office=host,
        topic="Đường thôn, nước sạch",
        participants="Nhân dân trong xã",
        opened_on=dialogues.OPENED,
        opened_by=place.anna,
        held_on=dialogues.HELD,
    )


@transaction.atomic
def _fill(first: Dialogue, to: Dialogue, place: Place) -> None:
    """Give the dialogue its petitions with their leads, and the first dialogue's duties."""
    new = office.petition_rows(to, PER_DIALOGUE, to.pk * PER_DIALOGUE, place.anna)
    rows = Petition.objects.bulk_create(new)
    Assignment.objects.bulk_create(_lead(row, to.host_office, place) for row in rows)
    moved = {"stream": f"'{to.stream}'", "dialogue": f"'{to.key}'", "unit": f"'{to.unit.key}'"}
    moved["body"] = f"'{to.host_office.key}'"
    moved["petition"] = f"CASE petition WHEN '' THEN '' ELSE substr(petition, 1, 20) || '{to.pk:06}' END"
    _insert(Duty, moved, f"stream = '{first.stream}'")


def _insert(model: type[Model], changed: dict[str, str], where: str) -> None:
    table = model._meta.db_table  # noqa: SLF001 -- Django's documented way to a model's fields
    columns = [str(field.column) for field in model._meta.concrete_fields if not field.primary_key]  # noqa: SLF001 -- as above
    chosen = ", ".join(changed.get(column, f'"{column}"') for column in columns)
    named = ", ".join(f'"{column}"' for column in columns)
    with connection.cursor() as cursor:
        cursor.execute(f'INSERT INTO "{table}" ({named}) SELECT {chosen} FROM "{table}" WHERE {where}')  # noqa: S608 -- our own words


def _offices(place: Place) -> list[Body]:
    units = (unit(f"Xã Đo {number}", f"D{number}", parent=place.province) for number in range(COMMUNES - 1))
    kind = BodyKind.COUNCIL_GOVERNMENT_OFFICE
    return [body(one, f"Văn phòng {one.name}", kind=kind, symbol="VP") for one in units]
