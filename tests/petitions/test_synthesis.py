"""The synthesis: each matter once, each figure exactly its petitions, whatever was merged, split or set aside."""

import pytest

from doithoai.documents.enums import PaperKind
from doithoai.organisations.models import Place as HamletRow
from doithoai.petitions.enums import Field, IntakeChannel, PetitionState
from doithoai.petitions.models import Petition
from doithoai.petitions.queries import petitions_of, synthesis_table
from doithoai.petitions.queries.code_lists import codes_in, short_list
from doithoai.petitions.queries.lists import Filters, searched
from doithoai.petitions.services import Part, draft_paper, merge_petitions, split_petition
from tests.factories.dialogues import dialogue
from tests.factories.organisations import tan_lach
from tests.factories.petitions import TODAY, petition

pytestmark = pytest.mark.django_db
P = PetitionState
LIGHTS = (
    "Đèn chiếu sáng công cộng trên trục đường chính hỏng từ tháng 5, buổi tối đi lại rất nguy hiểm. Đề nghị thay bóng."
)


def in_words(figures):
    return {figure.label: figure.number for figure in figures}


def opened(held, figure):
    """Return the codes that the figure's address opens in the list of the dialogue."""
    rows = searched(petitions_of(held), Filters(codes=codes_in(figure.address)))
    return set(rows.values_list("code", flat=True))


def walk(table):
    """Yield every figure of the table."""
    yield from (table.received, table.counted, table.split_parts)
    yield from (*table.places, *table.sources, *table.leads, *table.aside)
    for part in table.parts:
        yield part.all
        for line in part.lines:
            yield from (line.all, line.merged, *line.places, *line.sources, *line.leads)


def test_merged_split_and_set_aside_are_shown_apart_and_the_sum_is_what_must_be_answered():
    place = tan_lach()
    held = dialogue(place)
    by = place.actor(place.anna)
    main = petition(place, held, text=LIGHTS, field=Field.POWER, place_of="Thôn Cầu Đá")
    same = petition(place, held, text=LIGHTS, field=Field.POWER, place_of="Thôn Cầu Đá")
    merge_petitions(into=main, others=[same], on=TODAY, by=by)
    whole = petition(place, held, text="Nước đục. Chợ bẩn.", field=Field.WATER)
    split_petition(
        petition=whole,
        parts=[Part(text="Nước đục.", field=Field.WATER), Part(text="Chợ bẩn.", field=Field.ENVIRONMENT)],
        on=TODAY,
        by=by,
    )
    petition(place, held, text="Khiếu nại quyết định", state=P.OUT_OF_SCOPE)
    petition(place, held, text="Rút rồi", state=P.WITHDRAWN)
    petition(place, held, text="Nêu trong phòng", at_conference=True)

    table = synthesis_table(held, on=TODAY)

    assert (table.received.number, table.counted.number, table.split_parts.number) == (5, 3, 2)
    assert in_words(table.aside) == {
        str(P.MERGED.label): 1, str(P.SPLIT.label): 1, str(P.OUT_OF_SCOPE.label): 1, str(P.WITHDRAWN.label): 1,
    }  # fmt: skip
    power = next(part for part in table.parts if part.all.label == str(Field.POWER.label))
    assert [(line.all.number, line.merged.codes) for line in power.lines] == [(1, (same.code,))]


def test_same_matter_of_two_hamlets_is_one_line_counted_by_place_under_todays_names():
    place = tan_lach()
    held = dialogue(place)
    for where in ("Thôn Cầu Đá", "thôn cầu đá", "Thôn Đông", ""):
        petition(place, held, text=LIGHTS, field=Field.POWER, place_of=where)
    petition(place, held, text="Trạm y tế thiếu thuốc huyết áp cho người già", field=Field.HEALTH)

    table = synthesis_table(held, on=TODAY)

    power = next(part for part in table.parts if part.all.label == str(Field.POWER.label))
    assert [(line.all.number, in_words(line.places)) for line in power.lines] == [
        (4, {"Thôn Cầu Đá": 2, "Không ghi nơi": 1, "Thôn Đông": 1})
    ]
    health = next(part for part in table.parts if part.all.label == str(Field.HEALTH.label))
    assert [(line.alone, line.all.label) for line in health.lines] == [
        (False, "Trạm y tế thiếu thuốc huyết áp cho người già")
    ]
    assert HamletRow.objects.count() == 0


def test_source_is_who_handed_it_in_or_the_channel_and_lead_is_who_answers():
    place = tan_lach()
    held = dialogue(place)
    handed = petition(place, held, text="Một", lead=place.economy, state=P.ASSIGNED)
    Petition.objects.filter(pk=handed.pk).update(handed_in_by=place.front, channel=IntakeChannel.FRONT)
    petition(place, held, text="Hai")

    table = synthesis_table(held, on=TODAY)

    assert in_words(table.sources) == {place.front.short_name: 1, str(IntakeChannel.PAPER.label): 1}
    assert in_words(table.leads) == {place.economy.short_name: 1, "Chưa giao": 1}


def test_every_figure_opens_exactly_its_petitions_and_each_table_adds_up():
    place = tan_lach()
    held, other = dialogue(place), dialogue(place, code="TL-2026-08")
    petition(place, other, text=LIGHTS)
    for number in range(24):
        petition(
            place,
            held,
            text=LIGHTS if number % 3 else f"Việc riêng số {number}, không giống việc nào khác cả",
            field=[Field.POWER, Field.WATER, Field.TRANSPORT][number % 3],
            place_of=["Thôn Cầu Đá", "Thôn Đông", ""][number % 3],
            state=[P.TRIAGED, P.ASSIGNED, P.MERGED, P.WITHDRAWN, P.OUT_OF_SCOPE][number % 5],
            lead=place.economy if number % 5 == 1 else None,
        )

    table = synthesis_table(held, on=TODAY)

    assert [figure.label for figure in walk(table) if opened(held, figure) != set(figure.codes)] == []
    for way in (table.places, table.sources, table.leads, [part.all for part in table.parts]):
        assert sum(figure.number for figure in way) == table.counted.number
        assert set().union(*(figure.codes for figure in way)) == set(table.counted.codes)
    for part in table.parts:
        assert sum(line.all.number for line in part.lines) == part.all.number
        for line in part.lines:
            for way in (line.places, line.sources, line.leads):
                assert sum(figure.number for figure in way) == line.all.number
    assert table.received.number == table.counted.number + sum(figure.number for figure in table.aside)


@pytest.mark.parametrize(
    ("codes", "word"),
    [
        (["TL-26-0003"], "TL-26-0003"),
        (["TL-26-0004", "TL-26-0003", "TL-26-0009", "TL-26-0003"], "TL-26-0003~0004.0009"),
        (["TL-26-0003", "XX-Y-26-12345"], "TL-26-0003,XX-Y-26-12345"),
        ([], ""),
    ],
)
def test_codes_travel_as_one_short_word(codes, word):
    assert short_list(codes) == word
    assert set(codes_in(word)) == set(codes)


@pytest.mark.parametrize("word", ["'; DROP", "TL-26-", "TL-26-0009~0003", "TL-26-3", "TL-26-0001~", "%00"])
def test_what_is_no_list_of_codes_names_none(word):
    assert codes_in(word) == ()


def test_an_address_names_no_more_codes_than_a_page_can_bear():
    assert len(codes_in("TL-26-0001~9999999")) == 5000


def test_paper_holds_the_table_with_the_day_of_its_figures():
    place = tan_lach()
    held = dialogue(place)
    for where in ("Thôn Cầu Đá", "Thôn Đông"):
        petition(place, held, text=LIGHTS, field=Field.POWER, place_of=where)

    paper = draft_paper(dialogue=held, kind=PaperKind.SYNTHESIS, on=TODAY, by=place.actor(place.anna))

    assert (paper.content["figures_on"], paper.content["total"]) == (TODAY.isoformat(), 2)
    assert [(row["number"], row["places"]) for row in paper.content["lines"]] == [(2, "Thôn Cầu Đá 1; Thôn Đông 1")]
