"""Sheets as they come: every petition in once, none lost and none doubled; what an officer taught is remembered."""

import random
import re
from collections import Counter
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from doithoai.common.text import nfc
from doithoai.petitions.models import ColumnMemory, Petition, Submitter
from doithoai.textsearch.folding import fold
from tests.factories.dialogues import dialogue
from tests.factories.messy import Clean, clean_petitions, front_book, office_book, word_tables
from tests.factories.organisations import tan_lach

pytestmark = pytest.mark.django_db


class Clerk:
    """What a clerk does with a file: choose it, look, say what the columns are, take it in."""

    def __init__(self) -> None:
        place = tan_lach()
        today = timezone.localdate()
        self.front = place.front
        self.dialogue = dialogue(place, conference_on=today + timedelta(days=20), opened_on=today - timedelta(days=20))
        self.client = Client()
        self.client.force_login(place.anna)
        self.base = f"/ban/doi-thoai/{self.dialogue.code}/kien-nghi/nhap/"

    def choose(self, name: str, content: bytes, **given: str) -> str:
        data = {"file": SimpleUploadedFile(name, content), "channel": "import", **given}
        return self.client.post(self.base, data).content.decode()

    def say(self, page: str, columns: dict[str, str], **given: object) -> str:
        fields = {name: columns.get(header, "") for name, header in self.columns(page).items()}
        data = {"token": self.token(page), "channel": "import", **fields, **given}
        return self.client.post(f"{self.base}cot/", data).content.decode()

    def take_in(self, page: str, **given: str) -> None:
        data = {"token": self.token(page), "channel": "import", "skip_twins": "on", **given}
        answer = self.client.post(f"{self.base}xac-nhan/", data, follow=True).content.decode()
        assert "Đã nhập" in answer

    @staticmethod
    def token(page: str) -> str:
        return re.search(r'name="token" value="([^"]+)"', page).group(1)

    @staticmethod
    def columns(page: str) -> dict[str, str]:
        return dict(re.findall(r'<label for="(cot-\d+)">([^<]+)</label>', page))


def in_three(rows: list[Clean]) -> tuple[list[Clean], list[Clean], list[Clean]]:
    """Return the rows in three files, some twice in one file and some in two."""
    first, second, third = rows[:80], rows[80:160], rows[160:]
    return [*first, *first[5:8]], [*second, *first[10:14]], [*third, *third[:2], *second[20:25]]


def words_of(rows: list[Clean]) -> Counter[tuple[str, str]]:
    return Counter((fold(row.text), fold(row.place)) for row in rows)


def test_three_messy_sheets_come_in_without_losing_or_doubling_one():
    rows = clean_petitions()
    chance = random.Random(7)
    office, front, voters = in_three(rows)
    clerk = Clerk()

    clerk.take_in(clerk.choose("tong-hop.xlsx", office_book(office, chance)))
    page = clerk.choose("mat-tran.xlsx", front_book(front, chance), handed_in_by=clerk.front.key)
    meaning = {"Bà con nêu": "text", "Ở đâu": "place", "Mảng việc": "field", "Hôm nào": "received_on"}
    parts = {"trang": ["Cụm 1", "Cụm 2"], "handed_in_by": clerk.front.key}
    clerk.take_in(clerk.say(page, meaning, **parts), handed_in_by=clerk.front.key)
    clerk.take_in(clerk.choose("cu-tri.docx", word_tables(voters, chance)))

    came = Petition.objects.order_by("pk")
    assert Counter((fold(p.text), fold(p.place)) for p in came) == words_of(rows)
    clean = {(fold(row.text), fold(row.place)): row for row in rows}
    today = timezone.localdate()
    for petition in came:
        row = clean[fold(petition.text), fold(petition.place)]
        assert (petition.text.strip(), petition.received_on) == (nfc(row.text).strip(), row.day or today)
        assert petition.field
    assert Submitter.objects.count() == len(rows)


def test_what_an_officer_said_of_a_sender_s_columns_is_known_the_next_time_and_for_that_sender_alone():
    rows = clean_petitions()
    clerk = Clerk()
    sender = {"handed_in_by": clerk.front.key}
    first = clerk.choose("t1.xlsx", front_book(rows[:10], random.Random(1)), **sender)
    said = clerk.say(first, {"Bà con nêu": "text", "Ở đâu": "place"}, trang=["Cụm 1", "Cụm 2"], **sender)
    clerk.take_in(said, **sender)

    again = clerk.choose("t2.xlsx", front_book(rows[10:20], random.Random(2)), **sender)
    clerk.take_in(again, **sender)
    stranger = clerk.choose("t3.xlsx", front_book(rows[20:30], random.Random(3)))

    assert ColumnMemory.objects.get().columns["o dau"] == "place"
    assert "không có dòng tiêu đề rõ" not in again
    assert "không có dòng tiêu đề rõ" in stranger
    came = Petition.objects.order_by("pk").values_list("text", "place")
    assert Counter((fold(text), fold(place)) for text, place in came) == words_of(rows[:20])


def test_part_of_a_file_that_an_officer_leaves_out_stays_out_and_can_come_back():
    rows = clean_petitions()[:20]
    clerk = Clerk()
    first = clerk.choose("a.xlsx", front_book(rows, random.Random(4)))
    meaning = {"Bà con nêu": "text", "Ở đâu": "place"}

    one = clerk.say(first, meaning, trang=["Cụm 2"])
    both = clerk.say(one, meaning, trang=["Cụm 1", "Cụm 2"])

    assert "Nhập 10 kiến nghị" in one
    assert "Nhập 20 kiến nghị" in both


def test_without_a_column_of_words_the_preview_stays_as_it_was_and_says_why():
    clerk = Clerk()
    page = clerk.choose("a.xlsx", office_book(clean_petitions()[:5], random.Random(5)))

    after = clerk.say(page, {})

    assert "Không thấy cột nội dung" in after
    assert "Nhập 5 kiến nghị" in after
    assert not Petition.objects.exists()
