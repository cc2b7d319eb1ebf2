"""How the demo's oldest dialogue ends: every petition answered and settled, the dossier complete and archived."""

from collections.abc import Sequence
from datetime import date

from doithoai.config.demo.promises import publish
from doithoai.config.demo.story import Conference, Matter, after, before
from doithoai.dialogues import services as dialogues
from doithoai.documents.enums import PaperKind
from doithoai.dossiers import services as dossiers
from doithoai.organisations.models import Body
from doithoai.petitions import services as petitions
from doithoai.petitions.enums import PetitionState, ReplyKind, Result
from doithoai.petitions.models import Petition


def write_forms(conference: Conference) -> None:
    """Print the opinion form, and sign the invitation as it goes out."""
    by, on = conference.cast.by(conference.clerk), before(conference.held_on, 12)
    dialogues.draft_paper(dialogue=conference.dialogue, kind=PaperKind.OPINION_FORM, on=on, by=by)
    invitation = dialogues.draft_paper(dialogue=conference.dialogue, kind=PaperKind.INVITATION, on=on, by=by)
    dialogues.issue_paper(document=invitation, dialogue=conference.dialogue, on=on, by=by)


def settle(conference: Conference, rows: Sequence[Matter]) -> None:
    """Let the agencies report and keep the dates that they promised, the city answer, and every matter be closed."""
    _go_up(conference, rows, on=after(conference.held_on, 11))
    _promise(conference, on=after(conference.held_on, 12))
    for number, (petition, matter) in enumerate(zip(conference.petitions, rows, strict=True)):
        on = after(conference.held_on, 20 + number)
        _reply(conference, _now(petition), matter, on=on)
        petitions.record_result(
            petitions=[petition],
            result=Result(matter.result),
            note=matter.note,
            on=on,
            by=conference.cast.by(conference.clerk),
        )
    closed_on, clerk = after(conference.held_on, 27), conference.cast.by(conference.clerk)
    petitions.close_petitions(petitions=conference.petitions, on=closed_on, by=clerk)
    publish(conference, [f"{matter.answer} {matter.note}" for matter in rows], 28)


def file_away(conference: Conference) -> None:
    """Close the dialogue and archive its dossier, complete."""
    on, by = after(conference.held_on, 30), conference.cast.by(conference.clerk)
    dossiers.close_dialogue(dialogue=conference.dialogue, on=on, by=by)
    dossiers.archive(dialogue=conference.dialogue, on=on, by=by)


def _go_up(conference: Conference, rows: Sequence[Matter], *, on: date) -> None:
    """Put what is beyond the commune to the city, which answers a week later."""
    for petition, matter in zip(conference.petitions, rows, strict=True):
        if _now(petition).state != PetitionState.ESCALATED:
            continue
        escalation = petitions.escalate(
            petition=petition,
            to_body=conference.cast.above,
            text=matter.answer,
            on=on,
            by=conference.cast.by(conference.clerk),
        )
        city = conference.cast.by("thanhpho")
        petitions.answer_escalation(escalation=escalation, answer=matter.note, on=after(on, 7), by=city)


def _promise(conference: Conference, *, on: date) -> None:
    """Let each leading agency report to the host in one letter and propose a date, which the host accepts."""
    cast, asked = conference.cast, dict[Body, list[Petition]]()
    for row in map(_now, conference.petitions):
        if row.state == PetitionState.TAKEN_UP:
            asked.setdefault(_lead(row), []).append(row)
    for body, rows in asked.items():
        officer = cast.by(cast.officer(body.symbol))
        petitions.report_to_host(
            petitions=rows,
            body=body,
            reception="Đã tiếp nhận, kiểm tra tại chỗ cùng trưởng thôn.",
            direction="Phân công cán bộ theo dõi từng việc, bố trí từ nguồn duy tu của xã.",
            on=on,
            by=officer,
        )
        proposals = petitions.propose_due_date(
            petitions=rows,
            body=body,
            due_on=after(on, 15),
            solution="Làm bằng nguồn duy tu của xã.",
            on=on,
            by=officer,
        )
        host = cast.by(conference.host)
        petitions.decide_due_date(proposals=proposals, accept=True, on=after(on, 1), by=host)


def _reply(conference: Conference, petition: Petition, matter: Matter, *, on: date) -> None:
    """Answer in writing what the conference did not answer itself: drafted by an officer, approved by the head."""
    if petition.state not in {PetitionState.IN_RESOLUTION, PetitionState.ESCALATED}:
        return
    cast, body = conference.cast, _lead(petition)
    officer, head = cast.by(cast.officer(body.symbol)), cast.by(cast.head(body.symbol))
    draft = petitions.save_draft(petition=petition, body=body, text=matter.note, on=on, by=officer)
    petitions.approve_draft(draft=petitions.submit_draft(draft=draft, on=on, by=officer), on=on, by=head)
    petitions.send_reply(petitions=[petition], body=body, kind=ReplyKind.FINAL, on=on, by=head)


def _lead(petition: Petition) -> Body:
    return petition.assignments.select_related("body").get(part="lead", state__in=["sent", "accepted", "done"]).body


def _now(petition: Petition) -> Petition:
    return Petition.objects.get(pk=petition.pk)
