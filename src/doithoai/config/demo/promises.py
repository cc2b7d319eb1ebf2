"""What the demo's agencies promised, and what the public reads of a conference."""

from datetime import date

from doithoai.config.demo.cast import Cast
from doithoai.config.demo.story import Conference, after, before
from doithoai.petitions import services as petitions
from doithoai.petitions.enums import PetitionState
from doithoai.petitions.models import Petition


def promise(conference: Conference, working_days: int) -> None:
    """Let the leading agencies name dates so many working days after, and the host accept them a day later.

    The first date has passed today, so that the board shows what a broken promise looks like.
    """
    on = after(conference.held_on, working_days)
    taken_up = [row for row in conference.petitions if _now(row).state == PetitionState.TAKEN_UP]
    for number, row in enumerate(taken_up):
        _one(conference, _now(row), on=on, due_on=_due(conference.today, number))


def _due(today: date, number: int) -> date:
    return before(today, 2) if number == 0 else after(today, 8 + 12 * number)


def _one(conference: Conference, petition: Petition, *, on: date, due_on: date) -> None:
    cast: Cast = conference.cast
    body = petition.assignments.get(part="lead", state__in=["sent", "accepted", "done"]).body
    proposals = petitions.propose_due_date(
        petitions=[petition],
        body=body,
        due_on=due_on,
        solution="Khảo sát, lập dự toán và thực hiện bằng nguồn duy tu của xã.",
        on=on,
        by=cast.by(cast.officer(body.symbol)),
    )
    petitions.decide_due_date(proposals=proposals, accept=True, on=after(on, 1), by=cast.by(conference.host))


def publish(conference: Conference, answers: list[str], working_days: int) -> None:
    """Release these answers, to the first petitions, read through by the office; the others wait for their check."""
    on = after(conference.held_on, working_days)
    for row, answer in zip(conference.petitions, answers, strict=False):
        fresh = _now(row)
        parts = petitions.texts_to_publish(fresh, title=row.title, answer=answer)
        petitions.release_public_text(
            petition=fresh,
            title=row.title,
            answer=answer,
            decided={one.key: one.hidden for one in petitions.offers_for(fresh, parts)},
            on=on,
            by=conference.cast.by(conference.clerk),
        )


def _now(petition: Petition) -> Petition:
    return Petition.objects.get(pk=petition.pk)
