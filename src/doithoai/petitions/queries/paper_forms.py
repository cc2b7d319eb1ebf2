"""Reads of paper forms: what was printed, what came back, what waits for a second officer."""

from collections.abc import Sequence
from datetime import date, datetime, time

import segno
from django.db.models import Count, Q, QuerySet

from doithoai.accounts.models import Account
from doithoai.dialogues import queries as dialogues
from doithoai.dialogues.models import Dialogue
from doithoai.documents.papers import FormSheet, OpinionForm
from doithoai.documents.papers.base import Conference
from doithoai.organisations.models import Unit
from doithoai.petitions.enums import BEFORE_CONFERENCE, FormState
from doithoai.petitions.models import FormBatch, PaperForm

_BACK = (FormState.TYPING, FormState.TYPED, FormState.CONFIRMED)


def form_with(squeezed: str, *, units: Sequence[int]) -> PaperForm | None:
    """Return the sheet of this number if it was printed by one of the units."""
    rows = PaperForm.objects.filter(squeezed=squeezed, dialogue__unit__in=units)
    return rows.select_related("dialogue", "dialogue__unit", "batch", "petition", "typed_by", "identity").first()


def form_batches_of(dialogue: Dialogue) -> QuerySet[FormBatch]:
    """Return the printed batches, the last one first, with how many sheets came `back` and how many are `done`."""
    rows = FormBatch.objects.filter(dialogue=dialogue).select_related("printed_by").order_by("-pk")
    return rows.annotate(
        back=Count("forms", filter=Q(forms__state__in=_BACK)),
        done=Count("forms", filter=Q(forms__state=FormState.CONFIRMED)),
    )


def forms_in_hand(dialogue: Dialogue) -> QuerySet[PaperForm]:
    """Return the sheets typed half or waiting for the second officer, the longest waiting first."""
    rows = PaperForm.objects.filter(dialogue=dialogue, state__in=[FormState.TYPING, FormState.TYPED])
    return rows.select_related("typed_by", "batch").order_by("typed_at", "pk")


def forms_to_confirm(dialogues: QuerySet[Dialogue], by: Account) -> QuerySet[PaperForm]:
    """Return the sheets of these dialogues that others typed and this person may confirm."""
    rows = PaperForm.objects.filter(dialogue__in=dialogues, state=FormState.TYPED)
    return rows.exclude(typed_by=by).order_by("typed_at", "pk")


def forms_to_confirm_by_dialogue(offices: Sequence[int], by: Account) -> QuerySet[PaperForm, tuple[str, str, int]]:
    """Return (code, title, how many sheets wait for this person) of the dialogues that the offices prepare."""
    rows = forms_to_confirm(Dialogue.objects.filter(host_office__in=offices), by)
    grouped = rows.order_by("dialogue").values("dialogue").annotate(count=Count("pk"))
    return grouped.values_list("dialogue__code", "dialogue__title", "count")


def dialogues_for_forms(unit: Unit) -> QuerySet[Dialogue]:
    """Return the dialogues of the unit that still collect: where a sheet that came late can go."""
    return Dialogue.objects.filter(unit=unit, state__in=BEFORE_CONFERENCE).order_by("pk")


def last_received_on(by: Account, *, on: date) -> date | None:
    """Return the day of receipt of the last sheet this person typed today: sheets come in heaps of one day."""
    rows = PaperForm.objects.filter(typed_by=by, typed_at__date=on, received_on__isnull=False)
    return rows.order_by("-typed_at").values_list("received_on", flat=True).first()


def paper_of_batch(batch: FormBatch, *, on: date) -> OpinionForm:
    """Return the sheets of a batch as a paper of one page each. The QR code holds the number and nothing else."""
    dialogue = batch.dialogue
    numbers = batch.forms.order_by("pk").values_list("number", flat=True)
    # The sheet speaks of the conference by its title alone, so it can be printed before the day is set.
    conference = Conference(title=dialogue.title, starts_at=datetime.combine(batch.printed_on, time()), place="")
    return OpinionForm(
        issuer=dialogues.issuer_of_dialogue(dialogue),
        signer=dialogues.signer_of(dialogue, on=on),
        conference=conference,
        return_to=dialogue.host_office.name,
        return_by=dialogue.collects_until,
        sheets=tuple(FormSheet(number=number, modules=_modules(number), place=batch.place) for number in numbers),
    )


def _modules(number: str) -> tuple[str, ...]:
    """Return the QR code row by row. Level H: a fold or a blot over a third of it does no harm."""
    code = segno.make(number, error="h", micro=False)
    return tuple("".join("1" if module else "0" for module in row) for row in code.matrix)
