"""The complete dossier of a dialogue with 300 petitions, packed with its checksums and its verifier."""

from dataclasses import replace

from bench import office
from bench.figures import Figure, best_of
from doithoai.dialogues.enums import DialogueState
from doithoai.documents import papers, samples
from doithoai.documents import services as documents
from doithoai.dossiers import services
from doithoai.petitions.models import Petition
from tests.factories import dialogues

PETITIONS = 300
LETTERS = 60  # one in five is taken up and answered by letter
_PAPERS = ("conference_plan", "synthesis", "invitation", "minutes", "conclusion_notice")


def run() -> list[Figure]:
    place = office.place()
    by = place.actor(place.anna)
    dialogue = dialogues.dialogue(place, state=DialogueState.FOLLOWING_UP, code="TL-2026-90")
    rows = Petition.objects.bulk_create(office.petition_rows(dialogue, PETITIONS, 9_000_000, place.anna))
    office.record(office.facts_of(dialogue.key, place.unit.key, PETITIONS, [row.key for row in rows]))
    for kind in _PAPERS:
        documents.issue(samples.sample(kind), dialogue=dialogue.key, on=office.TODAY, by=by)
    letter = samples.sample("reply_letter")
    assert isinstance(letter, papers.ReplyLetter)
    for number in range(LETTERS):
        paper = replace(letter, code=f"TL-26-{number:07}", next_on=None)
        documents.issue(paper, dialogue=dialogue.key, on=office.TODAY, by=by)

    package = services.pack(dialogue=dialogue, on=office.TODAY, by=by)
    packed = best_of(lambda: services.pack(dialogue=dialogue, on=office.TODAY, by=by), rounds=3)

    name = f"package of a dossier: {PETITIONS} petitions, {len(_PAPERS) + LETTERS} signed papers in PDF and Word"
    return [Figure(name, packed, "s", 20), Figure("its size", package.file.size / 1e6, "MB")]
