"""How the demo's dialogues come about: by the verbs that the screens use, on days counted from today."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from pathlib import Path

import yaml

from doithoai.accounts.vault import PersonalDetails
from doithoai.config.demo.cast import Cast, at
from doithoai.dialogues import services as dialogues
from doithoai.dialogues.enums import (
    DialogueForm,
    DialogueType,
    InviteeKind,
    LinkToArea,
    NoticeChannel,
    RegistrationChannel,
)
from doithoai.dialogues.models import Dialogue, PlannedDialogue
from doithoai.dialogues.queries.openings import HostChoice, Opening, Place, Sitting
from doithoai.organisations.enums import HostRole
from doithoai.petitions import services as petitions
from doithoai.petitions.enums import Field, IntakeChannel, Outcome, ReplyChannel
from doithoai.petitions.models import Assignment, Petition
from doithoai.petitions.services import Opinion, Order, Petitioner
from doithoai.proceedings import services as proceedings
from doithoai.proceedings.models import ProgrammeStep
from doithoai.proceedings.queries.results import results_of
from doithoai.proceedings.services import Decision
from doithoai.workdays import national

_NAMES = ("Nguyễn Thị Mận", "Trần Văn Lúa", "Lê Thị Bưởi", "Phạm Văn Khế", "Đỗ Thị Na", "Vũ Văn Sậy", "Bùi Thị Cau")
_HEARD = (IntakeChannel.COUNTER, IntakeChannel.PAPER, IntakeChannel.FRONT, IntakeChannel.PHONE)


@dataclass(frozen=True)
class Matter:
    """One made-up petition and what becomes of it."""

    text: str
    place: str
    field: str
    lead: str
    answer: str = ""
    outcome: str = ""
    result: str = ""
    note: str = ""
    stage: str = ""
    repeats: int | None = None


@cache
def matters() -> dict[str, tuple[Matter, ...]]:
    """Return the petitions of each dialogue of the demo."""
    data = yaml.safe_load((Path(__file__).parent / "matters.yaml").read_text(encoding="utf-8"))
    return {name: tuple(Matter(**row) for row in rows) for name, rows in data.items()}


def before(day: date, n: int) -> date:
    """Return the working day that lies n working days before."""
    calendar = national()
    while n:
        day = calendar.previous_working(day - timedelta(days=1))
        n -= 1
    return day


def after(day: date, n: int) -> date:
    """Return the working day that lies n working days after."""
    return national().due_after(day, n, "working_days")


@dataclass
class Conference:
    """One dialogue of the demo on its way, and the days on which things happened."""

    cast: Cast
    title: str
    held_on: date
    role: HostRole
    type: DialogueType
    topic: str
    today: date
    previous: Dialogue | None = None
    planned: PlannedDialogue | None = None
    audience: str = ""
    dialogue: Dialogue = field(init=False)
    petitions: list[Petition] = field(default_factory=list)

    @property
    def clerk(self) -> str:
        """Return who prepares: the office of the Party committee, or of the government."""
        return "vpdanguy" if self.role == HostRole.PARTY_HEAD else "vanphong"

    @property
    def host(self) -> str:
        """Return who hosts."""
        return "bithu" if self.role == HostRole.PARTY_HEAD else "chutich"

    def open(self) -> None:
        """Open it thirty working days before the conference, with secretary, briefing, tasks, plan."""
        on, by = before(self.held_on, 30), self.cast.by(self.clerk)
        post = self.cast.post(self.role)
        assert post.host_office is not None
        self.dialogue = dialogues.open_dialogue(
            opening=Opening(
                unit=self.cast.unit,
                title=self.title,
                type=self.type,
                form=DialogueForm.IN_PERSON,
                hosts=(HostChoice(post=post),),
                host_office=post.host_office,
                sittings=(Sitting(starts_at=at(self.held_on, 7, 30), ends_at=at(self.held_on, 11, 30)),),
                places=(
                    Place(name="Nhà văn hóa xã Tân Lạch", address="Thôn Cầu Đá", capacity=120),
                    Place(name="Nhà văn hóa thôn Bến Trên", address="Điểm cầu", capacity=40),
                ),
                topic=self.topic,
                participants="Cán bộ, đảng viên và Nhân dân 11 thôn; lãnh đạo các cơ quan liên quan",
                audience=self.audience,
                collects_until=before(self.held_on, 8),
                previous=self.previous,
                planned=self.planned,
            ),
            on=on,
            by=by,
        )
        dialogues.appoint_secretary(dialogue=self.dialogue, secretary=self.cast.account("thuky"), on=on, by=by)
        for symbol, what in (
            ("PKT", "Chuẩn bị số liệu hạ tầng, đất đai"),
            ("PVHXH", "Chuẩn bị hội trường, truyền thông"),
        ):
            dialogues.assign_task(
                dialogue=self.dialogue,
                body=self.cast.bodies[symbol],
                what=what,
                due_on=before(self.held_on, 5),
                on=on,
                by=by,
            )

    def plan(self) -> None:
        """Approve the conference plan twenty-five working days before."""
        on = before(self.held_on, 25)
        dialogues.approve_conference_plan(
            dialogue=self.dialogue, number="", approved_on=on, on=on, by=self.cast.by(self.host)
        )

    def announce(self) -> None:
        """Announce by both channels twelve working days before, and invite bodies."""
        on, by = before(self.held_on, 12), self.cast.by(self.clerk)
        dialogues.draft_notice(
            dialogue=self.dialogue,
            content=self.topic,
            participants="Nhân dân trong xã, mỗi thôn khoảng 10 người; ai muốn phát biểu xin đăng ký trước",
            how_to_take_part="Đăng ký ở văn phòng UBND xã, ở trưởng thôn hoặc trên cổng đối thoại của xã",
            on=on,
            by=by,
        )
        for symbol in ("PKT", "PVHXH", "CA"):
            dialogues.invite(
                dialogue=self.dialogue, kind=InviteeKind.AGENCY, body=self.cast.bodies[symbol], on=on, by=by
            )
        dialogues.invite(dialogue=self.dialogue, kind=InviteeKind.FRONT, body=self.cast.bodies["MTTQ"], on=on, by=by)
        dialogues.send_invitations(dialogue=self.dialogue, sent_on=on, on=on, by=by)
        dialogues.publish_notice(
            dialogue=self.dialogue,
            channel=NoticeChannel.MASS_MEDIA,
            published_on=on,
            detail="Đài truyền thanh xã phát ba buổi; cổng thông tin xã",
            on=on,
            by=by,
        )
        self.dialogue.refresh_from_db()

    def collect(self, rows: Sequence[Matter], earlier: Sequence[Petition] = ()) -> None:
        """Receive the petitions over two weeks, by several channels."""
        by = self.cast.by(self.clerk)
        for number, matter in enumerate(rows):
            on = min(before(self.held_on, 22 - number % 10), self.today)
            name = _NAMES[number % len(_NAMES)]
            received = petitions.receive_petition(
                dialogue=self.dialogue,
                opinion=Opinion(
                    text=matter.text,
                    channel=_HEARD[number % len(_HEARD)],
                    received_on=on,
                    place=matter.place,
                    handed_in_by=self.cast.bodies["MTTQ"] if number % len(_HEARD) == 2 else None,
                ),
                petitioner=Petitioner(
                    details=PersonalDetails(full_name=name, phone=f"09120000{number:02d}", address=matter.place),
                    reply_channel=ReplyChannel.COUNTER,
                    may_publish=number % 3 != 2,
                ),
                on=on,
                by=by,
            )
            self.petitions.append(received.petition)
            if matter.repeats is not None and matter.repeats < len(earlier):
                petitions.link_to_earlier(petition=received.petition, earlier=earlier[matter.repeats], on=on, by=by)

    def triage(self, rows: Sequence[Matter]) -> None:
        """Sort what was received; what the demo leaves unsorted stays so."""
        by = self.cast.by(self.clerk)
        for matter, petition in zip(rows, self.petitions, strict=True):
            on = max(petition.received_on, min(before(self.held_on, 11), self.today))
            if matter.stage == "out_of_scope":
                petitions.put_out_of_scope(
                    petition=petition, regime="denunciation_law", handed_over_to="Công an xã Tân Lạch", on=on, by=by
                )
            elif matter.stage != "received":
                petitions.triage_petitions(petitions=[petition], field=Field(matter.field), on=on, by=by)

    def assign(self, rows: Sequence[Matter]) -> None:
        """Ask the agencies; they accept."""
        on, by = min(before(self.held_on, 10), self.today), self.cast.by(self.clerk)
        due_on = before(self.held_on, 3)
        wanted = {"", "assigned", "prepared"}
        for symbol in sorted({matter.lead for matter in rows}):
            mine = [
                petition
                for matter, petition in zip(rows, self.petitions, strict=True)
                if matter.lead == symbol and matter.stage in wanted
            ]
            if not mine:
                continue
            petitions.assign_petitions(
                petitions=mine, order=Order(lead=self.cast.bodies[symbol], due_on=max(due_on, on)), on=on, by=by
            )
        for assignment in Assignment.objects.filter(petition__in=self.petitions).select_related("body", "petition"):
            who = self.cast.by(self.cast.officer(assignment.body.symbol))
            petitions.accept_assignment(assignment=assignment, on=on, by=who)

    def answer(self, rows: Sequence[Matter]) -> None:
        """Let the agencies draft, and their heads approve."""
        on = min(before(self.held_on, 5), self.today)
        for matter, petition in zip(rows, self.petitions, strict=True):
            if not matter.answer or matter.stage not in {"", "prepared"}:
                continue
            body = self.cast.bodies[matter.lead]
            officer, head = (self.cast.by(name(matter.lead)) for name in (self.cast.officer, self.cast.head))
            draft = petitions.save_draft(petition=petition, body=body, text=matter.answer, on=on, by=officer)
            draft = petitions.submit_draft(draft=draft, on=on, by=officer)
            petitions.approve_draft(draft=draft, on=on, by=head)

    def register(self, number: int) -> None:
        """Register people to attend, every second one to speak."""
        on, by = min(before(self.held_on, 9), self.today), self.cast.by(self.clerk)
        for index in range(number):
            dialogues.register(
                dialogue=self.dialogue,
                details=PersonalDetails(full_name=_NAMES[index % len(_NAMES)], phone=f"09130000{index:02d}"),
                link_to_area=LinkToArea.LIVE,
                channel=RegistrationChannel.OFFICER,
                wants_to_speak=index % 2 == 0,
                speaks_about=self.petitions[index].title if index % 2 == 0 and index < len(self.petitions) else "",
                petition_code=self.petitions[index].code if index % 2 == 0 and index < len(self.petitions) else "",
                on=on,
                by=by,
            )

    def prepare_papers(self) -> None:
        """Issue the synthesis, the assignment and the reply report; draft and approve the programme."""
        from doithoai.documents.enums import PaperKind  # noqa: PLC0415 -- only told to those who hold a conference

        on, by = before(self.held_on, 4), self.cast.by(self.clerk)
        for kind in (PaperKind.SYNTHESIS, PaperKind.ASSIGNMENT, PaperKind.REPLY_REPORT):
            document = petitions.draft_paper(dialogue=self.dialogue, kind=kind, on=on, by=by)
            petitions.issue_paper(document=document, dialogue=self.dialogue, on=on, by=by)
        proceedings.draft_programme(dialogue=self.dialogue, by=by)
        proceedings.approve_programme(dialogue=self.dialogue, on=on, by=self.cast.by(self.host))

    def hold(self, rows: Sequence[Matter], *, reason: str = "") -> None:
        """Hold the conference: seven steps, one outcome for each petition, minutes signed by both."""
        day, clerk, host = self.held_on, self.cast.by(self.clerk), self.cast.by(self.host)
        secretary = self.cast.by("thuky")
        proceedings.open_session(dialogue=self.dialogue, at=at(day, 7, 32), by=clerk, reason=reason)
        steps = list(self.dialogue.steps.order_by("number"))
        self._open_with(steps[:3])
        for venue, citizens in zip(self.dialogue.venue_points.order_by("pk"), (86, 31), strict=True):
            proceedings.count_attendance(
                venue_point=venue, citizens=citizens, officials=12, at=at(day, 7, 50), by=clerk
            )
        proceedings.start_step(step=steps[3], at=at(day, 8, 30), by=secretary)
        proceedings.end_step(step=steps[3], at=at(day, 9, 30), by=secretary)
        proceedings.start_step(step=steps[4], at=at(day, 9, 30), by=secretary)
        for number, (matter, petition) in enumerate(zip(rows, self.petitions, strict=True)):
            proceedings.record_outcome(
                petition=petition, decision=self._decision(matter), at=at(day, 9, 31 + 3 * (number % 9)), by=host
            )
        proceedings.end_step(step=steps[4], at=at(day, 10, 40), by=secretary)
        for step, hour, minute in ((steps[5], 10, 40), (steps[6], 11, 5)):
            proceedings.start_step(step=step, at=at(day, hour, minute), by=secretary)
            proceedings.end_step(step=step, at=at(day, hour, minute + 15), by=secretary)
        proceedings.close_conference(
            dialogue=self.dialogue, present=[self.cast.post(self.role)], at=at(day, 11, 22), by=host
        )
        page = proceedings.sign_minutes_as_secretary(dialogue=self.dialogue, at=at(day, 16), by=secretary)
        proceedings.sign_minutes_as_host(page=page, at=at(day, 16, 30), by=host)
        self.dialogue.refresh_from_db()

    def _open_with(self, steps: Sequence[ProgrammeStep]) -> None:
        for number, step in enumerate(steps):
            start = at(self.held_on, 7, 35) + timedelta(minutes=18 * number)
            proceedings.start_step(step=step, at=start, by=self.cast.by("thuky"))
            proceedings.end_step(step=step, at=start + timedelta(minutes=18), by=self.cast.by("thuky"))

    def _decision(self, matter: Matter) -> Decision:
        kind = Outcome(matter.outcome)
        acting = kind in {Outcome.TAKEN_UP, Outcome.TRANSFERRED, Outcome.ANSWERED}
        body = self.cast.bodies[matter.lead] if acting else None
        return Decision(kind=kind, body=body, note=matter.answer, answered_by="")

    def conclude(self, working_days: int) -> None:
        """Issue the conclusion notice so many working days after, and send it to all who must get it."""
        self._publish_results(after(self.held_on, min(4, working_days)))
        on, host = after(self.held_on, working_days), self.cast.by(self.host)
        proceedings.draft_conclusion(dialogue=self.dialogue, by=self.cast.by("thuky"))
        proceedings.set_opening(
            dialogue=self.dialogue,
            text="Tiếp thu các ý kiến hợp pháp, chính đáng của Nhân dân; giao các cơ quan thực hiện đúng thời hạn.",
            by=host,
        )
        proceedings.issue_conclusion(dialogue=self.dialogue, at=at(on, 15), by=host)
        proceedings.send_conclusion(dialogue=self.dialogue, on=on, by=self.cast.by(self.clerk))
        self.dialogue.refresh_from_db()

    def _publish_results(self, on: date) -> None:
        """Make the results public by every channel that an instrument asks for."""
        wanted = results_of(self.dialogue)
        for channel in wanted.channels if wanted else ():
            proceedings.publish_results(
                dialogue=self.dialogue,
                channel=channel.item.code,
                published_on=on,
                detail="Bản tóm tắt kết quả hội nghị đối thoại",
                on=on,
                by=self.cast.by(self.clerk),
            )
