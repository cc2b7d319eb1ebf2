from io import BytesIO

import pytest
from django.utils import timezone
from pypdf import PdfReader

from doithoai.accounts.models import IdentityLook
from doithoai.documents.models import Document, StoredFile
from doithoai.journal import queries as journal
from doithoai.notices.models import Message
from doithoai.petitions import queries
from doithoai.petitions.enums import ReplyChannel, ReplyKind
from doithoai.petitions.services import hand_letters_over, print_letter, send_reply
from tests.factories.follow_up import DAY, LANH, followed, matter
from tests.factories.organisations import tan_lach

pytestmark = pytest.mark.django_db


def posted(channel=ReplyChannel.LETTER):
    place = tan_lach()
    dialogue = followed(place)
    row = matter(place, dialogue, channel=channel)
    send_reply(
        petitions=[row],
        body=place.economy,
        kind=ReplyKind.FINAL,
        text="Đã rải nhựa xong.",
        on=DAY,
        by=place.actor(place.economy_head),
    )
    return place, dialogue, row


def words_of(pdf: bytes) -> str:
    return " ".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages)


def test_the_address_is_on_the_print_only_and_printing_leaves_a_trace():
    place, dialogue, _ = posted()
    [post] = queries.letters_waiting(dialogue)
    files = StoredFile.objects.count()

    printed = words_of(print_letter(message=post.message, on=DAY, by=place.actor(place.anna)).pdf)

    assert [word in printed for word in (LANH.full_name, LANH.address, "01/PKT")] == [True] * 3
    assert StoredFile.objects.count() == files
    assert LANH.full_name not in str(list(Document.objects.values_list("content", flat=True)))
    assert list(IdentityLook.objects.values_list("account", "purpose")) == [(place.anna.pk, "reply")]


def test_a_short_message_comes_as_a_slip_with_the_number_to_write_to():
    place, dialogue, row = posted(ReplyChannel.SMS)
    [post] = queries.letters_waiting(dialogue)

    printed = print_letter(message=post.message, on=DAY, by=place.actor(place.anna))

    assert (printed.pdf, printed.petition, printed.details.phone) == (b"", row, LANH.phone)


def test_a_letter_handed_over_leaves_the_list_once():
    place, dialogue, row = posted()
    messages = [post.message for post in queries.letters_waiting(dialogue)]

    done = [
        hand_letters_over(messages=messages, now=timezone.now(), on=DAY, by=place.actor(place.anna)) for _ in range(2)
    ]

    assert (done, queries.letters_waiting(dialogue)) == ([1, 0], [])
    assert Message.objects.get(pk=messages[0].pk).sent_at is not None
    assert [entry.kind for entry in journal.entries_of_petition(row.key)].count("letter_handed_over") == 1
