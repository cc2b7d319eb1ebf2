"""Numbers: one series for each body, type and period, without gaps."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from doithoai.documents import symbols
from doithoai.documents.enums import Heading
from doithoai.documents.errors import NumberTaken, TermMissing
from doithoai.documents.models import Document, NumberSeries
from doithoai.documents.papers.base import Issuer


@dataclass(frozen=True, slots=True)
class Allocation:
    """A number given out: its series, and how it is written."""

    series: NumberSeries
    number: int
    symbol: str


def period_of(issuer: Issuer, on: date) -> str:
    """Return what a series runs over: the year (Nghị định 30/2020), with the Party the committee's term."""
    if issuer.heading != Heading.PARTY:
        return str(on.year)
    if not issuer.term:
        raise TermMissing
    return issuer.term


@transaction.atomic
def allocate(*, issuer: Issuer, type_code: str, on: date, number: int | None = None) -> Allocation:
    """Give out the next number of the series, or the one that the paper register already gave.

    The series stays locked until the caller's transaction ends: a refusal further on
    takes the number back, so no gap is left. Raises NumberTaken, TermMissing.
    """
    series = _locked(issuer.key, type_code, period_of(issuer, on))
    given = series.last + 1 if number is None else number
    if number is not None and (number < 1 or Document.objects.filter(series=series, number=number).exists()):
        raise NumberTaken
    if given > series.last:
        series.last = given
        series.save(update_fields=["last"])
    return Allocation(series, given, symbols.symbol(issuer, type_code, given))


def _locked(issuer: str, type_code: str, period: str) -> NumberSeries:
    """Return the series with its row locked, making it at its first use by two at once."""
    NumberSeries.objects.get_or_create(issuer=issuer, type_code=type_code, period=period)
    series = NumberSeries.objects.select_for_update(of=("self",), no_key=True)
    return series.get(issuer=issuer, type_code=type_code, period=period)
