"""Questions from phones and from home, and who supports what."""

from collections.abc import Iterable

from django.db.models import Count, Q, QuerySet

from doithoai.dialogues.models import Dialogue
from doithoai.proceedings.enums import QuestionState
from doithoai.proceedings.models import Question, Speech, Support


def questions_waiting(dialogue: Dialogue) -> QuerySet[Question]:
    """Return what nobody has decided on yet, the longest waiting first."""
    rows = Question.objects.filter(dialogue=dialogue, state=QuestionState.WAITING)
    return rows.select_related("venue_point").order_by("asked_at", "pk")


def questions_named(keys: Iterable[str]) -> QuerySet[Question]:
    """Return the questions with these keys, oldest first: a browser's own."""
    return Question.objects.filter(key__in=list(keys)).select_related("speech__petition").order_by("asked_at", "pk")


def wanted_by(dialogue: Dialogue) -> dict[int, int]:
    """Return, by turn, how many more want to know the same: supports and questions that were merged; one query."""
    rows = Speech.objects.filter(dialogue=dialogue).annotate(
        supported=Count("supports", distinct=True),
        merged=Count("questions", filter=Q(questions__state=QuestionState.MERGED), distinct=True),
    )
    found = rows.filter(Q(supported__gt=0) | Q(merged__gt=0)).values_list("pk", "supported", "merged")
    return {pk: supported + merged for pk, supported, merged in found}


def supports_of(dialogue_key: str) -> int:
    """Return how many supports a conference has; they move the public page and not the consoles."""
    return Support.objects.filter(speech__dialogue__key=dialogue_key).count()
