"""Printing numbered paper forms, and how many officers read them when they come back."""

from datetime import date

from django.db import transaction

from doithoai.accounts import queries as accounts
from doithoai.common.actors import Actor
from doithoai.common.text import one_line
from doithoai.dialogues.models import Dialogue
from doithoai.journal import services as journal
from doithoai.organisations.models import Unit
from doithoai.petitions import validators
from doithoai.petitions.errors import FormRefused
from doithoai.petitions.form_numbers import form_number, squeezed
from doithoai.petitions.models import FormBatch, FormCounter, FormRule, PaperForm
from doithoai.petitions.services.receiving import locked_dialogue
from doithoai.regulations.facts import PaperFormReadersSet, PaperFormsPrinted

MOST_SHEETS = 300  # of one batch


@transaction.atomic
def print_forms(*, dialogue: Dialogue, count: int, place: str = "", on: date, by: Actor) -> FormBatch:
    """Take numbers for a batch of sheets; each number exists once in the country. Raises FormRefused."""
    if not 1 <= count <= MOST_SHEETS:
        raise FormRefused(f"Mỗi lần in từ 1 đến {MOST_SHEETS} phiếu. Cần nhiều hơn thì in nhiều lần.")
    fresh = locked_dialogue(dialogue)
    FormCounter.objects.get_or_create(unit=fresh.unit, year=on.year)
    # Lock what is counted: two clerks may print at the same moment.
    rows = FormCounter.objects.select_for_update(of=("self",), no_key=True)
    counter = rows.get(unit=fresh.unit, year=on.year)
    batch = FormBatch.objects.create(
        dialogue=fresh,
        place=one_line(place)[: validators.PLACE_MAX],
        count=count,
        printed_on=on,
        printed_by=accounts.account_of(by),
    )
    serials = range(counter.last + 1, counter.last + count + 1)
    numbers = [form_number(fresh.unit.code, on.year, serial) for serial in serials]
    PaperForm.objects.bulk_create(
        PaperForm(number=number, squeezed=squeezed(number), batch=batch, dialogue=fresh, place=batch.place)
        for number in numbers
    )
    counter.last += count
    counter.save(update_fields=["last"])
    journal.record(PaperFormsPrinted(on=on, dialogue=fresh.key, batch=batch.key, count=count), by=by)
    return batch


def one_reads(unit: Unit) -> bool:
    """Say whether the unit has decided that one officer reads a form: an office of one person."""
    return FormRule.objects.filter(unit=unit, one_reader=True).exists()


@transaction.atomic
def set_readers(*, unit: Unit, one_reader: bool, on: date, by: Actor) -> FormRule:
    """Decide whether one officer may read a form alone; each form read so keeps that it was. Two is the default."""
    locked = Unit.objects.select_for_update(of=("self",), no_key=True).get(pk=unit.pk)
    if one_reads(locked) == one_reader and FormRule.objects.filter(unit=locked).exists():
        return FormRule.objects.get(unit=locked)
    account = accounts.account_of(by)
    values = {"one_reader": one_reader, "set_on": on, "set_by": account}
    rule, _made = FormRule.objects.update_or_create(unit=locked, defaults=values)
    journal.record(PaperFormReadersSet(on=on, unit=locked.key, readers=1 if one_reader else 2), by=by)
    return rule
