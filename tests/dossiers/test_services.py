"""The dossier: complete or explained, packed so that anyone can check it without us."""

import io
import json
import subprocess
import sys
import zipfile
from datetime import date

import pytest

from doithoai.dialogues import services as preparing
from doithoai.dialogues.enums import DialogueState
from doithoai.documents import samples
from doithoai.documents import services as documents
from doithoai.dossiers import queries, services
from doithoai.dossiers.errors import DossierIncomplete, DossierSealed, PetitionsOpen, ReasonMissing, TooEarly
from doithoai.journal import queries as journal
from doithoai.journal import services as recording
from doithoai.petitions.enums import PetitionState
from doithoai.regulations.facts import ConferenceHeld
from tests.factories import dialogues, organisations, petitions

pytestmark = pytest.mark.django_db
ON = date(2026, 9, 25)
PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


@pytest.fixture
def place():
    return organisations.tan_lach()


@pytest.fixture
def clerk(place):
    return place.actor(place.anna)


def held(place, state=DialogueState.CLOSED):
    made = dialogues.dialogue(place, state=state)
    recording.record(ConferenceHeld(on=dialogues.HELD, dialogue=made.key), by=place.actor(place.anna))
    return made


def sign(kind, dialogue, clerk):
    document = documents.draft(samples.sample(kind), dialogue=dialogue.key, by=clerk)
    return documents.sign(document, on=ON, by=clerk)


def waive_all(dialogue, clerk):
    for line in queries.missing_items(queries.completeness(dialogue)):
        services.waive(dialogue=dialogue, item=line.item.code, reason="Không phát sinh ở cuộc này", on=ON, by=clerk)


def unpacked(package, folder):
    with zipfile.ZipFile(io.BytesIO(documents.read_file(package.file))) as archive:
        archive.extractall(folder)
    return next(folder.iterdir())


def verdict(folder):
    return subprocess.run(
        [sys.executable, "-I", str(folder / "verify.py")], capture_output=True, text=True, check=False
    )


def test_signed_paper_is_gathered_under_its_item_once(place, clerk):
    dialogue = held(place)
    sign("conclusion_notice", dialogue, clerk)

    counts = [services.gather(dialogue=dialogue, on=ON, by=clerk) for _ in range(2)]

    lines = {line.item.code: line.present for line in queries.completeness(dialogue)}
    assert (counts, lines["conclusion_notice"], lines["minutes"]) == ([1, 0], True, False)


def test_paper_still_a_draft_does_not_complete_the_list(place, clerk):
    dialogue = held(place)
    documents.draft(samples.sample("conclusion_notice"), dialogue=dialogue.key, by=clerk)

    assert services.gather(dialogue=dialogue, on=ON, by=clerk) == 0


def test_archive_names_what_is_missing(place, clerk):
    dialogue = held(place)

    with pytest.raises(DossierIncomplete, match="Biên bản hội nghị"):
        services.archive(dialogue=dialogue, on=ON, by=clerk)

    dialogue.refresh_from_db()
    assert (dialogue.state, dialogue.packages.count()) == (DialogueState.CLOSED, 0)


def test_waived_papers_let_the_dossier_be_archived_and_sealed(place, clerk):
    dialogue = held(place)
    waive_all(dialogue, clerk)

    package = services.archive(dialogue=dialogue, on=ON, by=clerk)

    fact = journal.facts_of(dialogue.stream)[-1]
    assert (fact.kind, fact.checksum, package.archived_on) == ("dossier_archived", package.sha256, ON)
    with pytest.raises(DossierSealed):
        services.gather(dialogue=dialogue, on=ON, by=clerk)


def test_waiver_without_a_reason_is_refused(place, clerk):
    with pytest.raises(ReasonMissing):
        services.waive(dialogue=held(place), item="minutes", reason="  ", on=ON, by=clerk)


def test_dialogue_with_an_open_petition_cannot_be_closed(place, clerk):
    dialogue = held(place, DialogueState.FOLLOWING_UP)
    open_one = petitions.petition(place, dialogue, state=PetitionState.TAKEN_UP)

    with pytest.raises(PetitionsOpen, match=open_one.code):
        services.close_dialogue(dialogue=dialogue, on=ON, by=clerk)


def test_recorded_reason_closes_a_dialogue_with_open_petitions(place, clerk):
    dialogue = held(place, DialogueState.FOLLOWING_UP)
    petitions.petition(place, dialogue, state=PetitionState.TAKEN_UP)

    services.close_dialogue(dialogue=dialogue, on=ON, by=clerk, override_reason="Chuyển sang cuộc năm sau theo dõi")

    dialogue.refresh_from_db()
    kinds = [fact.kind for fact in journal.facts_of(dialogue.stream)][-2:]
    assert (dialogue.state, kinds) == (DialogueState.CLOSED, ["override_recorded", "dialogue_closed"])


def test_conference_not_held_yet_has_no_package(place, clerk):
    with pytest.raises(TooEarly):
        services.pack(dialogue=dialogues.dialogue(place), on=ON, by=clerk)


def test_package_verifies_offline(place, clerk, tmp_path):
    dialogue = held(place)
    sign("conclusion_notice", dialogue, clerk)

    result = verdict(unpacked(services.pack(dialogue=dialogue, on=ON, by=clerk), tmp_path))

    assert (result.returncode, result.stderr) == (0, "")


def _edit_paper(folder):
    path = next(folder.glob("data/*-conclusion_notice/*.pdf"))
    path.write_bytes(path.read_bytes() + b" ")


def _edit_journal(folder):
    """Change an entry and its checksum too, as a careful forger would."""
    path = folder / "data/journal/journal.jsonl"
    lines = path.read_text().splitlines()
    entry = json.loads(lines[1])
    entry["on"] = "2026-01-01"
    lines[1] = json.dumps(entry, ensure_ascii=False)
    path.write_text("\n".join(lines) + "\n")
    _renew_checksum(folder, path)


def _cut_journal(folder):
    path = folder / "data/journal/journal.jsonl"
    path.write_text("\n".join(path.read_text().splitlines()[:-1]) + "\n")
    _renew_checksum(folder, path)


def _renew_checksum(folder, path):
    import hashlib  # noqa: PLC0415 -- only the forger needs it

    name = path.relative_to(folder).as_posix()
    manifest = folder / "manifest-sha256.txt"
    lines = [line for line in manifest.read_text().splitlines() if not line.endswith(f"  {name}")]
    manifest.write_text("\n".join([*lines, f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {name}"]) + "\n")


@pytest.mark.parametrize(
    "forge",
    [
        pytest.param(_edit_paper, id="a paper was edited"),
        pytest.param(lambda folder: next(folder.glob("data/*-conclusion*/*.pdf")).unlink(), id="a paper was taken out"),
        pytest.param(lambda folder: (folder / "data/them.pdf").write_bytes(PDF), id="a paper was slipped in"),
        pytest.param(_edit_journal, id="the journal was edited with its checksum"),
        pytest.param(_cut_journal, id="the journal was cut at the end"),
    ],
)
def test_forged_package_does_not_verify(place, clerk, tmp_path, forge):
    dialogue = held(place)
    sign("conclusion_notice", dialogue, clerk)
    folder = unpacked(services.pack(dialogue=dialogue, on=ON, by=clerk), tmp_path)

    forge(folder)

    assert verdict(folder).returncode == 1


def test_package_holds_every_petition_and_no_identity(place, clerk, tmp_path):
    dialogue = held(place)
    received = petitions.petition(place, dialogue, state=PetitionState.CLOSED, text="Đường thôn Cầu Đá ngập")

    folder = unpacked(services.pack(dialogue=dialogue, on=ON, by=clerk), tmp_path)

    rows = [json.loads(line) for line in (folder / "data/petitions/petitions.jsonl").read_text().splitlines()]
    assert [(row["code"], row["text"]) for row in rows] == [(received.code, "Đường thôn Cầu Đá ngập")]
    everything = b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())
    for submitter in received.submitters.all():
        assert submitter.identity is None or submitter.identity.mask.encode() not in everything


def test_scanned_form_can_be_filed_under_its_item(place, clerk):
    dialogue = held(place)

    services.file_scan(dialogue=dialogue, item="opinion_form", name="phieu.pdf", content=PDF, on=ON, by=clerk)

    assert {line.item.code for line in queries.completeness(dialogue) if line.present} == {"opinion_form"}


def test_forecast_of_the_front_lies_among_the_other_papers(place, clerk, tmp_path):
    made = held(place, state=DialogueState.HELD)
    preparing.submit_forecast(
        dialogue=made,
        body=place.front,
        text="Nước sạch sẽ được hỏi nhiều",
        files=[("du-bao.pdf", PDF)],
        submitted_on=dialogues.HELD,
        on=ON,
        by=clerk,
    )

    folder = unpacked(services.pack(dialogue=made, on=ON, by=clerk), tmp_path)

    found = {path.suffix: path.read_bytes() for path in folder.rglob("99-khac/*")}
    assert found == {".txt": "Nước sạch sẽ được hỏi nhiều".encode(), ".pdf": PDF}
