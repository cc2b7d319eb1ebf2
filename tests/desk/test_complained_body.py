"""The body complained about sees the matter, never who complained: person × page, before and after the host decides."""

import re

import pytest
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from doithoai.accounts.vault import PersonalDetails
from doithoai.dialogues.enums import DialogueState
from doithoai.documents import services as documents
from doithoai.documents.models import Document
from doithoai.organisations.queries import standing_of
from doithoai.petitions import permissions, queries, services
from doithoai.petitions.enums import AssignmentPart, PetitionState
from doithoai.petitions.models import Note, Petition
from doithoai.petitions.services.supplementing import SUPPLEMENT
from tests.factories.dialogues import dialogue
from tests.factories.organisations import Place, tan_lach
from tests.factories.petitions import TODAY, assign, petition

pytestmark = pytest.mark.django_db
WHO = PersonalDetails(full_name="Quách Thị Zuyên", phone="0912345678", address="Số 97, thôn Bến Dưới")
TEXT = "Tôi là Quách Thị Zuyên, máy 0912.345.678, nhà số 97, thôn Bến Dưới. Phòng Kinh tế gây khó dễ khi cấp phép."
NEEDLES = ("Zuyên", "Q••• T••• Z•••", "345.678", "345678", "ố 97", "don-zuyen")
SEEING = {"anna", "chair_person", "minutes_person", "front_person"}
SHIELDED = {"economy_officer", "economy_head", "culture_officer", "culture_head"}


@pytest.fixture
def place() -> Place:
    return tan_lach()


def complaint(
    place: Place, state: DialogueState = DialogueState.ANNOUNCED, at: PetitionState = PetitionState.ASSIGNED
) -> Petition:
    """A petition against the economy office, which leads; the culture office helps it. Names wherever people write."""
    held = dialogue(place, state=state)
    row = petition(place, held, text=TEXT, details=WHO, state=at, complained_body=place.economy)
    Petition.objects.filter(pk=row.pk).update(title="Bà Quách Thị Zuyên bị gây khó dễ")
    assign(place, row, place.economy)
    assign(place, row, place.culture, part=AssignmentPart.COORDINATING)
    services.attach_files(
        petition=row, files=[("don-zuyen.txt", TEXT.encode())], from_citizen=True, on=TODAY, by=place.actor(place.anna)
    )
    Note.objects.create(petition=row, kind=SUPPLEMENT, text="Gọi Quách Thị Zuyên, 0912345678.")
    return Petition.objects.select_related("dialogue__unit", "dialogue__host_office", "complained_body").get(pk=row.pk)


def routes(patterns: list[URLPattern | URLResolver], before: str = "") -> list[str]:
    found = []
    for pattern in patterns:
        route = before + str(pattern.pattern)
        found += routes(pattern.url_patterns, route) if isinstance(pattern, URLResolver) else [route]
    return found


def pages(row: Petition) -> list[str]:
    """Return every address of the staff that names the petition, its dialogue, or nothing at all."""
    file = row.attachments.get().pk
    named = []
    for route in routes(get_resolver().url_patterns):
        if not route.startswith(("ban/", "hoi-truong/")) or "dang-xuat" in route or "luong" in route:
            continue
        code = row.code if "kien-nghi/<str:code>" in route else row.dialogue.code
        address = "/" + route.replace("<str:petition>", row.code).replace("<str:code>", code).replace(
            "<int:attachment>", str(file)
        )
        if "<" not in address:
            named.append(address)
    kinds = ("tong-hop", "synthesis", "giao", "assignment")
    more = [f"/ban/doi-thoai/{row.dialogue.code}/kien-nghi/van-ban/{kind}/" for kind in kinds]
    search = [f"/ban/kien-nghi/?q={words}" for words in ("zuyen", "gây khó dễ", row.code)]
    deeds = [
        f"/ban/doi-thoai/{row.dialogue.code}/theo-doi/lam/?viec={deed}&chon={row.code}"
        for deed in ("bao-cao", "de-xuat", "tra-loi")
    ]
    return [*named, *more, *search, *deeds]


def status_of(client, address: str) -> int:
    answer = client.get(address)
    if answer.streaming:
        b"".join(answer.streaming_content)  # a file that nobody reads stays open
    return answer.status_code


def leaks(client, person, row: Petition) -> dict[str, set[str]]:
    client.force_login(person)
    found = {}
    for address in pages(row):
        answer = client.get(address, follow=True)
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        text = body.decode("utf-8", "ignore")
        # What somebody typed into the search box comes back in the box.
        text = re.sub(r'value="[^"]*"', "", text) if "?q=" in address else text
        if said := {needle for needle in NEEDLES if needle in text}:
            found[address] = said
    return found


@pytest.mark.parametrize(
    ("state", "at", "person"),
    [
        *[(DialogueState.ANNOUNCED, PetitionState.ASSIGNED, person) for person in sorted(SHIELDED)],
        (DialogueState.IN_SESSION, PetitionState.ASSIGNED, "economy_officer"),
        (DialogueState.FOLLOWING_UP, PetitionState.IN_RESOLUTION, "economy_officer"),
        (DialogueState.FOLLOWING_UP, PetitionState.IN_RESOLUTION, "economy_head"),
        (DialogueState.FOLLOWING_UP, PetitionState.IN_RESOLUTION, "culture_head"),
    ],
)
def test_no_page_tells_the_body_complained_about_or_its_helpers_who_complained(client, place, person, state, at):
    row = complaint(place, state, at)

    assert leaks(client, getattr(place, person), row) == {}
    page = client.get(reverse("desk:petition", args=[row.code])).content.decode()
    assert "Phòng Kinh tế gây khó dễ khi cấp phép." in page
    assert "Tệp người gửi kèm được giữ lại" in page


def test_the_same_pages_tell_the_office_so_there_is_something_to_leak(client, place):
    row = complaint(place)

    found = leaks(client, place.anna, row)

    assert len(found) >= 5
    assert set().union(*found.values()) >= {"Zuyên", "345.678"}


def test_who_is_shielded_is_one_rule(place):
    row = complaint(place)
    rows = queries.assignments_of(row)

    def shielded() -> set[str]:
        people = SEEING | SHIELDED
        return {
            name
            for name in people
            if permissions.is_shielded_from(standing_of(getattr(place, name), on=TODAY), row, rows)
        }

    assert shielded() == SHIELDED

    services.disclose_identity(
        petition=row, body=place.economy, reason="Cần đối chất trực tiếp", on=TODAY, by=place.actor(place.chair_person)
    )
    row.refresh_from_db()
    assert shielded() == set()


def test_after_the_host_decides_the_body_reads_the_words_and_the_files(client, place):
    row = complaint(place)
    services.disclose_identity(
        petition=row, body=place.economy, reason="Cần đối chất trực tiếp", on=TODAY, by=place.actor(place.chair_person)
    )

    client.force_login(place.economy_head)
    page = client.get(reverse("desk:petition", args=[row.code])).content.decode()
    file = status_of(client, reverse("desk:petition-file", args=[row.code, row.attachments.get().pk]))

    assert "máy 0912.345.678" in page
    assert file == 200


def test_another_body_that_leads_knows_the_words_as_it_must_write_to_the_person(client, place):
    row = complaint(place)
    row.assignments.all().delete()
    assign(place, row, place.culture)

    client.force_login(place.culture_head)
    page = client.get(reverse("desk:petition", args=[row.code])).content.decode()

    assert "máy 0912.345.678" in page


def test_files_that_the_person_sent_are_withheld_and_those_of_the_office_are_not(client, place):
    row = complaint(place)
    [own] = services.attach_files(
        petition=row, files=[("van-ban.txt", b"so lieu")], on=TODAY, by=place.actor(place.anna)
    )
    sent = row.attachments.get(from_citizen=True)
    client.force_login(place.economy_officer)

    statuses = [status_of(client, reverse("desk:petition-file", args=[row.code, one.pk])) for one in (sent, own)]

    assert statuses == [403, 200]


def test_a_petition_held_without_its_people_cannot_be_saved(place):
    row = complaint(place)
    services.shield(row)

    with pytest.raises(RuntimeError):
        row.save()
    assert Petition.objects.get(pk=row.pk).text == TEXT


def test_words_that_name_the_person_find_nothing_for_the_body_and_the_code_does(client, place):
    row = complaint(place)

    def found(person, words: str) -> list[str]:
        client.force_login(person)
        answer = client.get(reverse("desk:petition-list"), {"q": words})
        return [one.petition.code for one in answer.context["rows"]]

    assert found(place.economy_officer, "zuyen") == []
    assert found(place.economy_officer, row.code) == [row.code]
    assert found(place.anna, "zuyen") == [row.code]


@pytest.mark.parametrize(("issuer", "status"), [("economy", 200), ("government", 403)])
def test_of_the_papers_on_the_petition_the_body_reads_its_own(client, place, issuer, status):
    row = complaint(place)
    by = place.actor(place.anna)
    stored = documents.keep(name="phieu.pdf", content=b"%PDF-1.7 %%EOF", media_type="application/pdf", by=by)
    made = Document.objects.create(
        kind="reply",
        heading="state",
        issuer=getattr(place, issuer).key,
        petition=row.key,
        title="Phiếu",
        content={},
        pdf=stored,
        created_by=place.anna.key,
    )
    client.force_login(place.economy_officer)

    assert status_of(client, reverse("desk:petition-paper", args=[row.code, made.key, "pdf"])) == status
