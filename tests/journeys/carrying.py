"""Carries one dialogue through all its steps by the verbs, asking its own regulation at each what it wants."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import Model

from doithoai import regulations as law
from doithoai.accounts.enums import Role
from doithoai.accounts.models import Account
from doithoai.accounts.vault import PersonalDetails
from doithoai.common.actors import Actor
from doithoai.config.demo.cast import at
from doithoai.config.demo.story import after, before
from doithoai.dialogues import queries as prepared
from doithoai.dialogues import services as dialogues
from doithoai.dialogues.enums import (
    DialogueForm,
    DialogueType,
    InviteeKind,
    LinkToArea,
    NoticeChannel,
    RegistrationChannel,
)
from doithoai.dialogues.models import AnnualPlan, Dialogue
from doithoai.dialogues.queries.openings import HostChoice, Opening, Place, Sitting
from doithoai.documents.enums import PaperKind
from doithoai.dossiers import queries as dossier
from doithoai.dossiers import services as dossiers
from doithoai.obligations import queries as obligations
from doithoai.organisations.enums import BodyKind, HostRole, Level
from doithoai.organisations.models import Body, Holding, Membership, Post, Unit
from doithoai.petitions import services as petitions
from doithoai.petitions.enums import Field, IntakeChannel, Outcome, ReplyChannel, ReplyKind, Result
from doithoai.petitions.models import Assignment, Escalation, Petition
from doithoai.petitions.services import Opinion, Order, Petitioner
from doithoai.petitions.services.following import leads_of
from doithoai.proceedings import services as proceedings
from doithoai.proceedings.enums import OUTCOME_IN_FACTS, ConclusionSection
from doithoai.proceedings.models import ConclusionItem
from doithoai.proceedings.queries import conclusion as concluding
from doithoai.proceedings.queries import results
from doithoai.proceedings.services import Decision, Wording
from doithoai.regulations.version import RegulationVersion
from doithoai.workdays import national
from tests.factories import organisations
from tests.factories.organisations import Place as Office

SEAT = "Ví Dụ"  # no real province: what a page says of Hải Phòng comes from the program
_USUAL = date(2026, 8, 20)  # a Thursday
_ROLES = {
    HostRole.PARTY_HEAD: "party_head",
    HostRole.GOVERNMENT_HEAD: "chair",
}


def day_under(version: RegulationVersion) -> date:
    """Return a conference day that leaves time before and after while the regulation is in force."""
    if version.covers(_USUAL):
        return _USUAL
    calendar = national()
    return calendar.next_working(version.in_force_from + timedelta(days=100))


@dataclass
class Carried:
    """One dialogue under one regulation, and the petitions by what becomes of them."""

    version: RegulationVersion
    office: Office
    held_on: date
    posts: list[Post]
    dialogue: Dialogue = field(init=False)
    petitions: dict[Outcome, Petition] = field(default_factory=dict)

    @classmethod
    def under(cls, regulation: str) -> "Carried":
        """Lay an office of the lowest level that the regulation knows, bound by it, with everybody who may host."""
        version = law.get(regulation)
        level = next(level for level in reversed(Level) if level in version.levels and version.hosts_for(level))
        office = organisations.tan_lach(regulations=regulation, seat=SEAT, level=level)
        held_on = day_under(version)
        posts = [_post(office, role.code) for role in version.hosts_for(office.unit.level)]
        _be_old_enough(before(held_on, 60))
        return cls(version, office, held_on, list(dict.fromkeys(posts)))

    # --- who acts ---------------------------------------------------------------------------

    @property
    def clerk(self) -> Actor:
        """Return the clerk of the office that prepares."""
        return self.office.actor(self.clerk_person)

    @property
    def clerk_person(self) -> Account:
        """Return the person who is that clerk."""
        return self.office.ben if self._preparing == self.office.party_office else self.office.anna

    @property
    def _preparing(self) -> Body:
        whose = prepared.whose_office(self.version, self.office.unit.level, self.presiding, self.posts)
        assert whose.host_office is not None
        return whose.host_office

    @property
    def host(self) -> Actor:
        """Return who presides."""
        return self.office.actor(self.host_person)

    @property
    def host_person(self) -> Account:
        """Return the person who presides."""
        return self.office.chair_person

    @property
    def agency(self) -> Actor:
        """Return the head of the agency that answers."""
        return self.office.actor(self.office.economy_head)

    @property
    def presiding(self) -> Post:
        """Return the post that presides: the chair of the People's Committee, whom every text lets host."""
        return self.office.chair

    def by_state(self) -> Iterator[tuple[Callable[[], None], ...]]:
        """Yield the steps in their order, grouped so that each group ends in another state or with other papers."""
        yield (self.open,)
        yield self.prepare, self.collect
        yield self.announce, self.register, self.write_papers
        yield (self.open_session,)
        yield (self.hold,)
        yield (self.conclude,)
        yield self.follow_up, self.close

    # --- before -----------------------------------------------------------------------------

    def plan_the_year(self) -> None:
        """Put a dialogue of each post that may host into the plan of the year, and approve it."""
        on, year = before(self.held_on, 50), self.held_on.year
        for post in self.posts:
            dialogues.plan_dialogue(
                unit=self.office.unit, year=year, post=post, planned_on=self.held_on, on=on, by=self.clerk
            )
        plan = AnnualPlan.objects.get(unit=self.office.unit, year=year)
        dialogues.approve_plan(plan=plan, number="02/KH-UBND", approved_on=on, on=on, by=self.host)

    def open(self, **changes: object) -> None:
        """Open it with all hosts that must host together, in the first form that the text allows."""
        values: dict[str, object] = {
            "unit": self.office.unit,
            "title": "Hội nghị đối thoại với Nhân dân xã Tân Lạch",
            "type": DialogueType.PERIODIC,
            "form": DialogueForm(self.version.forms()[0].code),
            "hosts": self._hosts(),
            "host_office": self._preparing,
            "sittings": (Sitting(starts_at=at(self.held_on, 7, 30), ends_at=at(self.held_on, 11, 30)),),
            "places": tuple(Place(name=name, kind=self._kind) for name in ("Nhà văn hóa xã", "Nhà văn hóa thôn")),
            "topic": "Đường thôn, nước sạch",
            "participants": "Cán bộ, Nhân dân các thôn",
            "collects_until": before(self.held_on, 12),
        }
        opening = Opening(**(values | changes))  # type: ignore[arg-type]  # named as the fields of Opening
        self.dialogue = dialogues.open_dialogue(opening=opening, on=before(self.held_on, 40), by=self.clerk)

    @property
    def _kind(self) -> str:
        """Return the kind of place where the text wants such a conference held, if it says."""
        kinds = self.version.items("places", level=self.office.unit.level, type=DialogueType.PERIODIC)
        return kinds[0].code if kinds else ""

    def _hosts(self) -> tuple[HostChoice, ...]:
        together = self.posts if self.version.hosts_together else [self.presiding]
        return tuple(HostChoice(post=post, presides=post == self.presiding) for post in together)

    def prepare(self) -> None:
        """Settle everything that a plan may have to settle, and approve it."""
        on, by = before(self.held_on, 30), self.clerk
        dialogues.appoint_secretary(dialogue=self.dialogue, secretary=self.office.minutes_person, on=on, by=by)
        for body in (self.office.economy, self.office.culture):
            dialogues.assign_task(
                dialogue=self.dialogue, body=body, what="Số liệu", due_on=before(self.held_on, 5), on=on, by=by
            )
        dialogues.prepare_briefing(
            dialogue=self.dialogue,
            items=[item.code for item in self.version.briefing_items(self.dialogue.type)],
            text="Kết quả từ lần đối thoại trước; việc chưa xong và lý do.",
            on=on,
            by=by,
        )
        dialogues.change_content(
            dialogue=self.dialogue,
            title=self.dialogue.title,
            form=DialogueForm(self.dialogue.form),
            topic=self.dialogue.topic,
            participants=self.dialogue.participants,
            collects_until=self.dialogue.collects_until,
            entries={item.code: "Do chủ trì định" for item in prepared.own_plan_fields(self.version)},
            on=on,
            by=by,
        )
        dialogues.approve_conference_plan(dialogue=self.dialogue, number="", approved_on=on, on=on, by=self.host)

    def collect(self) -> None:
        """Receive one petition for each outcome that the text knows, sort it, ask the agency, approve its answer."""
        known = {item.code for item in self.version.outcomes()}
        for kind in Outcome:
            if not known or OUTCOME_IN_FACTS[kind] in known:
                self.petitions[kind] = self._receive(str(kind.label))
        rows = list(self.petitions.values())
        on, by = before(self.held_on, 28), self.clerk
        petitions.triage_petitions(petitions=rows, field=Field.TRANSPORT, on=on, by=by)
        order = Order(lead=self.office.economy, due_on=before(self.held_on, 6))
        petitions.assign_petitions(petitions=rows, order=order, on=on, by=by)
        for assignment in Assignment.objects.filter(petition__in=rows):
            petitions.accept_assignment(assignment=assignment, on=on, by=self.agency)
        for row in rows:
            self._answer(row)

    def _receive(self, about: str) -> Petition:
        on = before(self.held_on, 29)
        received = petitions.receive_petition(
            dialogue=self.dialogue,
            opinion=Opinion(
                text=f"Đường thôn hỏng ({about}). Đề nghị xem xét.", channel=IntakeChannel.COUNTER, received_on=on
            ),
            petitioner=Petitioner(
                details=PersonalDetails(full_name="Trần Thị Thử Nghiệm", phone="0912000017", address="Thôn Đông"),
                reply_channel=ReplyChannel.COUNTER,
                may_publish=True,
            ),
            on=on,
            by=self.clerk,
        )
        return received.petition

    def _answer(self, petition: Petition) -> None:
        on, by = before(self.held_on, 20), self.agency
        fresh = Petition.objects.get(pk=petition.pk)
        draft = petitions.save_draft(
            petition=fresh, body=self.office.economy, text="Đã tiếp nhận; sẽ sửa trong quý tới.", on=on, by=by
        )
        draft = petitions.submit_draft(draft=draft, on=on, by=by)
        petitions.approve_draft(draft=draft, on=on, by=by)

    def announce(self) -> None:
        """Write the notice, invite, and publish by every channel that the text lists."""
        on, by = before(self.held_on, 15), self.clerk
        dialogues.draft_notice(
            dialogue=self.dialogue,
            content=self.dialogue.topic,
            participants="Nhân dân trong xã",
            how_to_take_part="Đăng ký ở văn phòng UBND xã",
            on=on,
            by=by,
        )
        for kind, body in (
            (InviteeKind.AGENCY, self.office.economy),
            (InviteeKind.FRONT, self.office.front),
            (InviteeKind.FRONT, self.office.farmers),
        ):
            dialogues.invite(dialogue=self.dialogue, kind=kind, body=body, on=on, by=by)
        dialogues.send_invitations(dialogue=self.dialogue, sent_on=on, on=on, by=by)
        offered = {row.code for row in prepared.channels_of(prepared.laws_reaching(self.dialogue), self.dialogue.type)}
        for channel in sorted(offered - {NoticeChannel.INVITATION}):
            dialogues.publish_notice(
                dialogue=self.dialogue, channel=channel, published_on=on, detail="Đài truyền thanh", on=on, by=by
            )
        self.dialogue.refresh_from_db()

    def register(self) -> None:
        """Register one person to speak."""
        dialogues.register(
            dialogue=self.dialogue,
            details=PersonalDetails(full_name="Lê Văn Thử", phone="0913000001"),
            link_to_area=LinkToArea.LIVE,
            channel=RegistrationChannel.OFFICER,
            wants_to_speak=True,
            speaks_about="Đường thôn",
            on=before(self.held_on, 9),
            by=self.clerk,
        )

    def write_papers(self) -> None:
        """Issue the papers of the eve, take the Front's forecast, approve the programme."""
        on, by = before(self.held_on, 4), self.clerk
        for kind in (PaperKind.SYNTHESIS, PaperKind.ASSIGNMENT, PaperKind.REPLY_REPORT):
            paper = petitions.draft_paper(dialogue=self.dialogue, kind=kind, on=on, by=by)
            petitions.issue_paper(document=paper, dialogue=self.dialogue, on=on, by=by)
        dialogues.submit_forecast(
            dialogue=self.dialogue,
            body=self.office.front,
            text="Dân quan tâm đường thôn.",
            submitted_on=on,
            on=on,
            by=self.office.actor(self.office.front_person),
        )
        self._note_what_is_owed(on=on)
        proceedings.draft_programme(dialogue=self.dialogue, by=by)
        proceedings.approve_programme(dialogue=self.dialogue, on=on, by=self.host)

    def _note_what_is_owed(self, *, on: date) -> None:
        """Note as done what the text asks for besides and no screen does."""
        for rule in prepared.noted_rules(self.dialogue):
            left = obligations.duties_of_dialogue(self.dialogue.key).filter(rule=rule.id, status__in=["due", "overdue"])
            if left:
                keys = [duty.petition for duty in left if duty.petition]
                dialogues.note_duty(
                    dialogue=self.dialogue, rule=rule.id, petitions=keys, done_on=on, on=on, by=self.clerk
                )

    # --- the day ----------------------------------------------------------------------------

    def open_session(self) -> None:
        """Open the session by the door, without an override."""
        proceedings.open_session(dialogue=self.dialogue, at=at(self.held_on, 7, 32), by=self.clerk)
        self.dialogue.refresh_from_db()

    def hold(self) -> None:
        """Run the steps in the order of the text, count heads, decide each petition, close."""
        day, by = self.held_on, self.office.actor(self.office.minutes_person)
        for point in self.dialogue.venue_points.order_by("pk"):
            proceedings.count_attendance(venue_point=point, citizens=60, officials=8, at=at(day, 7, 50), by=self.clerk)
        steps = list(self.dialogue.steps.order_by("number"))
        for number, step in enumerate(steps):
            proceedings.start_step(step=step, at=at(day, 8, 5 * number), by=by)
            if number == len(steps) // 2:
                self._decide()
        proceedings.close_conference(
            dialogue=self.dialogue,
            present=[row.post for row in self.dialogue.hosts.all()],
            at=at(day, 11, 22),
            by=self.host,
        )
        page = proceedings.sign_minutes_as_secretary(dialogue=self.dialogue, at=at(day, 16), by=by)
        proceedings.sign_minutes_as_host(page=page, at=at(day, 16, 30), by=self.host)
        self.dialogue.refresh_from_db()

    def _decide(self) -> None:
        acting = {Outcome.TAKEN_UP: self.office.economy, Outcome.TRANSFERRED: self.office.culture}
        for kind, petition in self.petitions.items():
            note = "Đã giải thích tại chỗ." if kind in {Outcome.ANSWERED, Outcome.DECLINED} else ""
            proceedings.record_outcome(
                petition=Petition.objects.get(pk=petition.pk),
                decision=Decision(kind=kind, body=acting.get(kind), note=note, ground=self._ground(kind)),
                at=at(self.held_on, 9, 30),
                by=self.host,
            )

    def _ground(self, kind: Outcome) -> str:
        """Return the first ground on which the text lets an answer be declined, where it wants one."""
        grounds = self.version.topic_refusal_grounds() if kind == Outcome.DECLINED else ()
        return grounds[0].code if grounds else ""

    # --- after ------------------------------------------------------------------------------

    @property
    def promised(self) -> date:
        """Return the day by which the agencies promise to answer."""
        return after(self.held_on, 15)

    def conclude(self) -> None:
        """Word the conclusion with a date for each matter, sign it by the door, send it."""
        on = after(self.held_on, 3)
        proceedings.draft_conclusion(dialogue=self.dialogue, by=self.office.actor(self.office.minutes_person))
        for item in concluding.items_of(self.dialogue).filter(section=ConclusionSection.ASSIGNED):
            self._date(item)
        proceedings.set_opening(dialogue=self.dialogue, text="Giao các cơ quan thực hiện đúng hạn.", by=self.host)
        proceedings.issue_conclusion(dialogue=self.dialogue, at=at(on, 15), by=self.host)
        proceedings.send_conclusion(dialogue=self.dialogue, on=on, by=self.clerk)
        self._note_what_is_owed(on=on)
        wanted = results.results_of(self.dialogue)
        for channel in wanted.channels if wanted else ():
            proceedings.publish_results(
                dialogue=self.dialogue,
                channel=channel.item.code,
                published_on=on,
                detail="Đài truyền thanh, bảng tin",
                on=on,
                by=self.clerk,
            )
        self.dialogue.refresh_from_db()

    def _date(self, item: ConclusionItem) -> None:
        wording = Wording(section=ConclusionSection(item.section), text=item.text, body=item.body, due_on=self.promised)
        proceedings.edit_item(item=item, wording=wording, at=at(after(self.held_on, 2), 9), by=self.host)

    def follow_up(self) -> None:
        """Report, reply, escalate and bring down, settle and close every petition."""
        on = after(self.held_on, 8)
        for body, who in (
            (self.office.economy, self.office.economy_head),
            (self.office.culture, self.office.culture_head),
        ):
            self._work_off(body, self.office.actor(who), on=on)
        if Outcome.ESCALATED in self.petitions:
            self._ask_above(on=on)
        self._settle(on=after(self.held_on, 13))

    def _work_off(self, body: Body, by: Actor, *, on: date) -> None:
        under_way = Petition.objects.filter(dialogue=self.dialogue, state__in=["taken_up", "transferred"])
        rows = [row for row in under_way if leads_of([row])[row.pk].body_id == body.pk]
        if not rows:
            return
        petitions.report_to_host(
            petitions=rows, body=body, reception="Đã tiếp nhận đủ.", direction="Giao tổ khảo sát.", on=on, by=by
        )
        rows = list(Petition.objects.filter(pk__in=[row.pk for row in rows]))
        petitions.send_reply(
            petitions=rows, body=body, kind=ReplyKind.FINAL, text="Đã sửa xong đường thôn.", on=on, by=by
        )

    def _ask_above(self, *, on: date) -> None:
        petitions.escalate(
            petition=self._now(Outcome.ESCALATED),
            to_body=self.office.city_government,
            text="Vượt thẩm quyền cấp xã.",
            on=on,
            by=self.clerk,
        )
        petitions.answer_escalation(
            escalation=Escalation.objects.get(),
            answer="Thành phố bố trí vốn năm sau.",
            on=after(on, 2),
            by=self.office.actor(self.office.upper_person),
        )
        petitions.send_reply(
            petitions=[self._now(Outcome.ESCALATED)],
            body=self.presiding.body,
            kind=ReplyKind.FINAL,
            text="Cấp trên đã trả lời.",
            on=after(on, 3),
            by=self.host,
        )

    def _now(self, kind: Outcome) -> Petition:
        return Petition.objects.get(pk=self.petitions[kind].pk)

    def _settle(self, *, on: date) -> None:
        mine = Petition.objects.filter(dialogue=self.dialogue)
        for rows, result in (
            (mine.exclude(state="declined"), Result.RESOLVED),
            (mine.filter(state="declined"), Result.NOT_ACCEPTED),
        ):
            if found := list(rows):
                petitions.record_result(petitions=found, result=result, note="Đã giải trình", on=on, by=self.clerk)
        for row in Petition.objects.filter(dialogue=self.dialogue):
            petitions.release_public_text(
                petition=row, title="Đường thôn hỏng", answer="Đã sửa xong.", on=on, by=self.clerk
            )
        rows = list(Petition.objects.filter(dialogue=self.dialogue))
        petitions.close_petitions(petitions=rows, on=on, by=self.clerk)

    def close(self) -> None:
        """Close the dialogue, say of each paper that is not there why, and archive the dossier."""
        on, by = after(self.held_on, 16), self.clerk
        dossiers.gather(dialogue=self.dialogue, on=on, by=by)
        dossiers.close_dialogue(dialogue=self.dialogue, on=on, by=by)
        for line in dossier.missing_items(dossier.completeness(self.dialogue)):
            dossiers.waive(
                dialogue=self.dialogue, item=line.item.code, reason="Không phát sinh ở cuộc này", on=on, by=by
            )
        dossiers.archive(dialogue=self.dialogue, on=on, by=by)
        self.dialogue.refresh_from_db()


def _post(office: Office, role: str) -> Post:
    """Return the post that hosts in this role; what the commune of the other tests does not have is added."""
    if role in _ROLES:
        found: Post = getattr(office, _ROLES[HostRole(role)])
        return found
    council = role == HostRole.COUNCIL_CHAIR
    body = (
        organisations.body(office.unit, "Hội đồng nhân dân xã Tân Lạch", kind=BodyKind.COUNCIL, symbol="HĐND")
        if council
        else office.economy
    )
    title = "Chủ tịch HĐND xã" if council else "Trưởng phòng Kinh tế"
    made = organisations.post(body, title, HostRole(role), office=office.office)
    who = organisations.account(role, Role.HOST, body, full_name=title)
    organisations.hold(made, who)
    return made


def _be_old_enough(day: date) -> None:
    """Let everybody have been there on the day, where the regulation is older than the commune."""
    models: tuple[type[Model], ...] = (Unit, Body, Post, Holding, Membership)
    for model in models:
        model._default_manager.filter(valid_from__gt=day).update(valid_from=day)
