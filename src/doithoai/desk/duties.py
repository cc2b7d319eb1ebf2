"""Duties as the timeline draws them: with the name of who owes them, the article and the way to why."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import TypeVar
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from doithoai import regulations as law
from doithoai.desk.library.addresses import pinned_url, sourced
from doithoai.obligations.models import Duty
from doithoai.organisations import queries as organisations
from doithoai.regulations.types import Obligation, Status
from doithoai.screens.dates import vi_date, vi_short
from doithoai.screens.law import words
from doithoai.screens.parts import Also, DutyRow
from doithoai.screens.timeline import duty_row

Found = TypeVar("Found", Duty, Obligation)


def rows_of(duties: Iterable[Duty], *, today: date, open_rule: str = "") -> list[DutyRow]:
    """Return stored duties as lines of the timeline; names are read in one query where they did not come along."""
    kept = [duty for duty in duties if not _for_later(duty)]
    papers = [duty for duty in kept if duty.door == "archive" and duty.due_on is None and not duty.anchor_kind]
    shown = [duty for duty in kept if duty not in papers]
    names = _names_of(shown)
    return [
        duty_row(
            duty,
            who=names.get((duty.body, duty.post), "") or who_owes(duty.owner),
            article_url=pinned_url(duty.regulation, duty.rule),
            citation=sourced(duty.regulation, duty.rule, duty.citation),
            why_url=why_url(duty),
            due_note=_expected(duty, today),
            why_open=duty.rule == open_rule,
            also=others,
        )
        for duty, others in _folded(shown)
    ] + _papers_row(papers)


def _folded(found: Sequence[Found]) -> Iterator[tuple[Found, tuple[Also, ...]]]:
    """Yield each duty with those of other texts on the same step, which stand on its line.

    One that stands otherwise than the duty that leads it (done by another channel, already late) keeps its own line.
    """
    leading = {(one.rule, one.petition, one.post): one for one in found}
    led: dict[int, list[Found]] = {}
    for one in found:
        leader = leading.get((one.led_by, one.petition, one.post)) if one.led_by else None
        if leader is not None and leader.status == one.status:
            led.setdefault(id(leader), []).append(one)
    folded = {id(one) for others in led.values() for one in others}
    for one in found:
        if id(one) not in folded:
            yield one, tuple(_also(other) for other in led.get(id(one), ()))


def _also(other: Duty | Obligation) -> Also:
    return Also(
        name=law.get_pinned(other.regulation).short_vi,
        rule=other.rule,
        citation=other.citation,
        article_url=pinned_url(other.regulation, other.rule),
        due_on=other.due_on or other.expected_on,
    )


def _names_of(duties: Sequence[Duty]) -> dict[tuple[str, str], str]:
    """Return who owes, by the keys of body and post."""
    today = timezone.localdate()
    if all(hasattr(duty, "body_name") for duty in duties):  # read by `obligations.with_body_names`
        return {
            (duty.body, duty.post): organisations.called_as(
                getattr(duty, "body_name", ""), getattr(duty, "body_later", None), on=today
            )
            for duty in duties
        }
    names = organisations.called_by_key({duty.body for duty in duties}, on=today)
    return {(duty.body, duty.post): names.get(duty.body, "") for duty in duties}


def _papers_row(papers: Sequence[Duty]) -> list[DutyRow]:
    """Return the papers of the dossier as one line: the dossier's own tab lists them one by one."""
    if not papers:
        return []
    done = [duty for duty in papers if duty.status in {Status.MET, Status.WAIVED}]
    last = papers[-1]
    days = [duty.met_on for duty in done if duty.met_on]
    return [
        DutyRow(
            title=_("Hoàn thiện hồ sơ: %(done)d trong %(all)d mục đã đủ") % {"done": len(done), "all": len(papers)},
            status=str(Status.MET if len(done) == len(papers) else Status.DUE),
            met_on=max(days, default=None) if len(done) == len(papers) else None,
            group=last.group,
            who=who_owes(last.owner),
            rule=last.rule,
            citation=last.citation,
            article_url=pinned_url(last.regulation, last.rule),
        )
    ]


def _for_later(duty: Duty) -> bool:
    """Say whether a line would only be noise: what does not apply, papers of a dossier whose time has not come."""
    undated = duty.due_on is None and duty.expected_on is None
    return duty.status == Status.NOT_APPLICABLE or (
        duty.status == Status.PENDING and duty.door == "archive" and undated
    )


def preview_rows(obligations: Sequence[Obligation], *, office: str, today: date, open_rule: str = "") -> list[DutyRow]:
    """Return the obligations of a dialogue that is not saved yet; `office` is the name of the host office."""
    return [
        duty_row(
            found,
            who=office if found.owner == "host_office" else who_owes(found.owner),
            article_url=pinned_url(found.regulation, found.rule),
            citation=sourced(found.regulation, found.rule, found.citation),
            why_url=why_url(found),
            due_note=_expected(found, today),
            why_open=found.rule == open_rule,
            also=others,
        )
        for found, others in _folded([one for one in obligations if _tells_a_day(one)])
    ]


def _tells_a_day(obligation: Obligation) -> bool:
    """Say whether there is a day to show, or that nobody can count it: the text that sets it is not there."""
    return bool(obligation.due_on or obligation.expected_on) or obligation.status == Status.UNKNOWN


def who_owes(role: str) -> str:
    """Return what a role is called where no body of the unit bears it."""
    return words.word(words.OWNERS, role)


def why_url(duty: Duty | Obligation) -> str:
    """Return the page that explains the duty's date day by day; empty where there is no date to explain."""
    if duty.due_on is None or duty.anchor_on is None or duty.proposed:
        return ""
    if isinstance(duty, Duty) and law.get_pinned(duty.regulation).rule(duty.rule).citation != duty.citation:
        # The day rests on a value that the unit entered: only the duty knows it, not the text.
        return reverse("desk:why-duty", args=[duty.pk])
    query = {"moc": duty.anchor_on.isoformat()} | ({"gia-han": "1"} if duty.extended else {})
    if isinstance(duty, Duty):
        query |= {"don-vi": duty.unit, "han": duty.due_on.isoformat()}
    page = reverse("desk:why", args=[duty.regulation, duty.rule])
    return f"{page}?{urlencode(query)}"


def _expected(duty: Duty | Obligation, today: date) -> str:
    if duty.due_on is None and duty.expected_on is not None:
        if duty.provisional:
            return _("dự kiến %(day)s, tạm tính") % {"day": vi_short(duty.expected_on, today)}
        return _("dự kiến %(day)s") % {"day": vi_short(duty.expected_on, today)}
    if duty.status == Status.UNKNOWN and (deadline := law.get_pinned(duty.regulation).rule(duty.rule).deadline):
        return _("nằm ở %(text)s, chưa có văn bản") % {"text": deadline.external} if deadline.external else ""
    return ""


def expected_sentence(duty: Duty) -> str:
    """Return when a duty would be due if everything before it is done on its last day; empty where unknown."""
    if duty.expected_on is None:
        return ""
    return _("Nếu mọi việc trước đó đúng hạn thì hạn là %(day)s.") % {"day": vi_date(duty.expected_on)}
