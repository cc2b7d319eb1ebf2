"""Looking through the conclusion for persons before its results are made public."""

from collections.abc import Mapping, Sequence
from datetime import date

from django.db import transaction

from doithoai.common.actors import Actor
from doithoai.dialogues.models import Dialogue
from doithoai.documents.services import redacting as documents
from doithoai.documents.services.redacting import Offer, Part
from doithoai.journal import services as journal
from doithoai.petitions import services as petitions
from doithoai.petitions.models import Petition
from doithoai.proceedings.errors import PersonsUndecided
from doithoai.proceedings.models import Conclusion, ConclusionItem
from doithoai.proceedings.services.lives import locked, person
from doithoai.regulations.facts import TextRedacted


def result_texts(dialogue: Dialogue) -> list[Part]:
    """Return the host's words and every item of the conclusion, in their order."""
    conclusion = Conclusion.objects.filter(dialogue=dialogue).first()
    items = ConclusionItem.objects.filter(dialogue=dialogue).order_by("section", "position", "pk")
    texts = [Part("opening", conclusion.opening)] if conclusion and conclusion.opening.strip() else []
    return texts + [Part(f"item-{item.pk}", item.text) for item in items]


def offers_for_results(
    dialogue: Dialogue,
    parts: Sequence[Part],
    *,
    also: Sequence[str] = (),
    decided: Mapping[str, bool] | None = None,
) -> list[Offer]:
    """Return what may give persons away in the conclusion, with what was decided before or now."""
    known = petitions.known_of(*Petition.objects.filter(conclusion_items__dialogue=dialogue))
    kept = documents.decided_in(documents.decisions_of([dialogue.key]).values(), known)
    return documents.offers_of(parts, known, also=also, decided={**kept, **(decided or {})})


@transaction.atomic
def redact_results(
    *, dialogue: Dialogue, decided: Mapping[str, bool], also: Sequence[str] = (), on: date, by: Actor
) -> None:
    """Keep what is hidden of the conclusion where the public reads it. Raises PersonsUndecided."""
    person(by)
    dialogue = locked(dialogue)
    parts = result_texts(dialogue)
    offers = offers_for_results(dialogue, parts, also=also, decided=decided)
    if any(one.must_hide and not one.hidden for one in offers) or documents.unanswered(offers):
        raise PersonsUndecided(len(documents.unanswered(offers)))
    documents.keep_decisions(dialogue.key, parts, offers, also=also, by=by)
    hidden = sum(one.hidden for one in offers)
    fact = TextRedacted(on=on, dialogue=dialogue.key, hidden=hidden, kept=len(offers) - hidden)
    journal.record(fact, by=by)


def check_results_looked_through(dialogue: Dialogue) -> None:
    """Refuse while something in the conclusion may give a person away and nobody has decided about it."""
    parts = result_texts(dialogue)
    waiting = documents.unanswered(offers_for_results(dialogue, parts))
    if waiting:
        raise PersonsUndecided(len(waiting))
