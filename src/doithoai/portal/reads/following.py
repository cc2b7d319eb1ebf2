"""One person's petition as that person reads it: three clocks, who has it, why each date, what came back."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import OuterRef, Subquery
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from doithoai.accounts.enums import Purpose
from doithoai.accounts.models import IdentityLook
from doithoai.dialogues.enums import DialogueState as S
from doithoai.journal import queries as journal
from doithoai.journal.models import Entry
from doithoai.obligations.models import Duty
from doithoai.organisations import queries as organisations
from doithoai.organisations.models import Body, Membership
from doithoai.petitions import permissions as may
from doithoai.petitions import queries as petitions
from doithoai.petitions.enums import (
    MOVES,
    AssignmentPart,
    AssignmentState,
    InformationState,
    PetitionState,
    ReplyKind,
    Result,
)
from doithoai.petitions.models import Assignment, InformationRequest, LateArrival, Petition, Reply, Submitter
from doithoai.portal.reads.law import Dated, dated, facts_meeting
from doithoai.proceedings.models import Outcome as OutcomeRow
from doithoai.regulations import facts as law
from doithoai.regulations.facts import Fact
from doithoai.regulations.types import Status
from doithoai.screens.dates import vi_date, vi_short
from doithoai.screens.parts import Clock

P = PetitionState
_AFTER_CONCLUSION = (S.CONCLUDED, S.FOLLOWING_UP, S.CLOSED, S.ARCHIVED)
_ACTIVE = (AssignmentState.SENT, AssignmentState.ACCEPTED, AssignmentState.DONE)
# What was waived or does not apply says nothing to the petitioner.
_SHOWN = (Status.DUE, Status.OVERDUE, Status.BREACHED, Status.MET, Status.PENDING, Status.UNKNOWN)


@dataclass(frozen=True, slots=True)
class Happening:
    """One line of what happened."""

    on: date
    text: str


@dataclass(frozen=True, slots=True)
class PartOfIt:
    """One of the matters into which a petition was split."""

    title: str
    body: str
    standing: str


@dataclass(frozen=True, slots=True)
class Look:
    """One look at the person's name: when, from which office, what for; never by whom."""

    on: date
    office: str
    purpose: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """Everything on the page of one's own petition.

    `carrier` is the petition that carries the matter on: another one when this was merged into it.
    Of a carrier that is not one's own, nothing is shown but how far it is; replies come under one's own code.
    """

    submitter: Submitter
    today: date
    petition: Petition
    carrier: Petition
    clocks: tuple[Clock, Clock, Clock]
    holder: str
    outcome: OutcomeRow | None
    parts: list[PartOfIt]
    duties: list[Dated]
    replies: list[Reply]
    happenings: list[Happening]
    looks: list[Look]
    questions: list[InformationRequest]
    late_arrival: LateArrival | None

    @property
    def merged(self) -> bool:
        """Say whether the matter goes on under another petition."""
        return self.carrier.pk != self.petition.pk

    @property
    def asked(self) -> list[InformationRequest]:
        """Return the questions that wait for this person, also past their day while the matter goes on."""
        return [row for row in self.questions if may.can_still_answer(row, row.petition)]

    @property
    def told(self) -> list[InformationRequest]:
        """Return the questions that this person has answered."""
        return [row for row in self.questions if row.state == InformationState.ANSWERED]

    @property
    def late(self) -> list[Dated]:
        """Return what is late and still open."""
        return [row for row in self.duties if row.late and row.duty.met_on is None]

    @property
    def final(self) -> Reply | None:
        """Return the written answer, if it came."""
        return next((row for row in self.replies if row.kind == ReplyKind.FINAL), None)

    @property
    def has_name(self) -> bool:
        """Say whether anything is kept that tells who wrote."""
        identity = self.submitter.identity
        return identity is not None and identity.erased_at is None

    @property
    def can_withdraw(self) -> bool:
        """Say whether the matter can still be taken back."""
        return P.WITHDRAWN in MOVES[PetitionState(self.petition.state)]

    @property
    def can_dispute(self) -> bool:
        """Say whether there is an answer to disagree with."""
        return P.REOPENED in MOVES[PetitionState(self.carrier.state)]

    @property
    def can_add(self) -> bool:
        """Say whether more can be written to the matter."""
        return self.petition.state not in {P.WITHDRAWN, P.CLOSED, P.OUT_OF_SCOPE}

    @property
    def can_rate(self) -> bool:
        """Say whether there is an answer to rate."""
        return not self.merged and self.petition.state != P.REOPENED and (self.final is not None or self.can_dispute)


def case_of(submitter: Submitter, *, on: date) -> Case:
    """Return the page of the petition that this submitter put forward."""
    petition = submitter.petition
    carrier = petition.merged_into if petition.state == P.MERGED and petition.merged_into else petition
    rows = list(Duty.objects.filter(petition=carrier.key, status__in=_SHOWN).order_by("position"))
    duties = [dated(row, on=on) for row in rows if row.due_on is not None]
    replies = list(
        Reply.objects.filter(petition=petition)
        .select_related("body", "document", "document__pdf")
        .order_by("-signed_on", "-pk")
    )
    outcome = OutcomeRow.objects.filter(petition=carrier, is_current=True).select_related("body").first()
    return Case(
        submitter=submitter,
        today=on,
        petition=petition,
        carrier=carrier,
        clocks=_clocks(petition, carrier, replies, rows, on=on),
        holder=_holder(carrier, outcome),
        outcome=outcome,
        parts=_parts(petition),
        duties=duties,
        replies=replies,
        happenings=_happenings(petition, carrier),
        looks=_looks(submitter),
        questions=petitions.questions_to(submitter),
        late_arrival=getattr(petition, "late_arrival", None),
    )


def _clocks(
    petition: Petition, carrier: Petition, replies: list[Reply], duties: list[Duty], *, on: date
) -> tuple[Clock, Clock, Clock]:
    received = Clock(title=_("Báo đã nhận"), text=vi_short(petition.received_on, on), kind="met")
    return received, _answered(carrier, replies, duties, on=on), _resolved(carrier, on=on)


def _answered(carrier: Petition, replies: list[Reply], duties: list[Duty], *, on: date) -> Clock:
    title = _("Trả lời bằng văn bản")
    final = next((row for row in replies if row.kind == ReplyKind.FINAL), None)
    if final is not None:
        return Clock(title=title, text=vi_short(final.signed_on, on), kind="met")
    if carrier.state in {P.WITHDRAWN, P.OUT_OF_SCOPE}:
        return Clock(title=title, text=_("không còn ở đây"), kind="not_applicable")
    due = _duty_to_answer(duties)
    if due is None and carrier.dialogue.state in _AFTER_CONCLUSION:
        return Clock(title=title, text=_("chưa trả lời"), kind="pending")
    if due is None:
        return Clock(title=title, text=_("sau kết luận"), kind="pending", word=_("Chờ kết luận"))
    if due.due_on is None:
        return Clock(
            title=title,
            text=_("khoảng %(day)s") % {"day": vi_short(due.expected_on, on)},
            kind="pending",
            word=_("Chờ kết luận"),
        )
    kind = "met" if due.met_on else "overdue" if due.due_on < on else "today" if due.due_on == on else "due"
    return Clock(title=title, text=vi_short(due.met_on or due.due_on, on), kind=kind)


def _duty_to_answer(duties: list[Duty]) -> Duty | None:
    """Return the duty to answer in writing; where the law dates none, the one to tell what was received."""
    for fact in ("reply_sent", "petitioner_notified"):
        for duty in duties:
            if (duty.due_on or duty.expected_on) and fact in facts_meeting(duty):
                return duty
    return None


def _resolved(carrier: Petition, *, on: date) -> Clock:
    title, result = _("Giải quyết xong"), carrier.result
    if result == Result.RESOLVED:
        return Clock(title=title, text=str(carrier.get_result_display()), kind="met")
    if result == Result.EXPLAINED:
        return Clock(title=title, text=_("không phải làm thêm"), kind="waived", word=str(carrier.get_result_display()))
    if result in {Result.NOT_ACCEPTED, Result.NO_FUNDS}:
        return Clock(title=title, text=_("không làm được"), kind="waived", word=str(carrier.get_result_display()))
    if carrier.state in {P.WITHDRAWN, P.OUT_OF_SCOPE}:
        return Clock(title=title, text=_("không còn ở đây"), kind="not_applicable")
    due = carrier.result_until or carrier.agreed_due_on
    if due is None:
        return Clock(title=title, text=_("chưa hẹn"), kind="pending")
    return Clock(title=title, text=vi_short(due, on), kind="overdue" if due < on else "today" if due == on else "due")


def _holder(petition: Petition, outcome: OutcomeRow | None) -> str:
    """Return which body has the matter in hand now; the one complained about is named like any other."""
    if petition.state == P.OUT_OF_SCOPE:
        return petition.handed_over_to
    if petition.state == P.ESCALATED:
        up = petition.escalations.select_related("to_body").order_by("-sent_on", "-pk").first()
        if up is not None:
            return _now(up.to_body)
    lead = Assignment.objects.filter(petition=petition, part=AssignmentPart.LEAD, state__in=_ACTIVE)
    first = lead.select_related("body").first()
    if first is not None:
        return _now(first.body)
    if outcome is not None and outcome.body is not None:
        return _now(outcome.body)
    return _now(petition.dialogue.host_office)


def _now(body: Body) -> str:
    """Return the body's name as it was, with who answers for it today."""
    return organisations.called(body, body.name, on=timezone.localdate())


def _parts(petition: Petition) -> list[PartOfIt]:
    if petition.state != P.SPLIT:
        return []
    rows = list(petitions.parts_of(petition))
    leads = Assignment.objects.filter(petition__in=rows, part=AssignmentPart.LEAD, state__in=_ACTIVE)
    bodies = {row.petition_id: _now(row.body) for row in leads.select_related("body")}
    return [PartOfIt(row.title, bodies.get(row.pk, ""), standing_of(row)) for row in rows]


def standing_of(petition: Petition) -> str:
    """Return how a petition stands in one phrase: its result if there is one, else its state."""
    word = petition.get_result_display() if petition.result else petition.get_state_display()
    return str(word)


# --- what happened, told from the journal: it holds keys and dates, nobody's words ---------------


def _happenings(petition: Petition, carrier: Petition) -> list[Happening]:
    keys = list(dict.fromkeys([petition.key, carrier.key]))
    entries = list(Entry.objects.filter(petition__in=keys).order_by("-on", "-pk"))
    withdrawn = _withdrawn(entries)
    facts = [journal.fact_of(entry) for entry in entries if entry.pk not in withdrawn]
    own = [fact for fact in facts if fact.petition == petition.key or type(fact) in _OF_THE_MATTER]
    bodies = _body_names(own)
    told = [(fact.on, _WORDS[type(fact)](fact, bodies)) for fact in own if type(fact) in _WORDS]
    return [Happening(on, text) for on, text in told if text]


def _withdrawn(entries: list[Entry]) -> set[int]:
    gone = {
        (entry.stream, fact.entry)
        for entry in entries
        if entry.kind == law.FactWithdrawn.kind and isinstance(fact := journal.fact_of(entry), law.FactWithdrawn)
    }
    return {entry.pk for entry in entries if (entry.stream, entry.number) in gone}


def _body_names(facts: Iterable[Fact]) -> dict[str, str]:
    keys = {key for fact in facts if (key := getattr(fact, "body", ""))}
    return dict(Body.objects.filter(key__in=keys).values_list("key", "name"))


Text = str | Promise
Words = Callable[[Fact, dict[str, str]], str]


def _named(sentence: Text, plain: Text) -> Words:
    """Return words that name the fact's body where it is known."""

    def say(fact: Fact, bodies: dict[str, str]) -> str:
        name = bodies.get(getattr(fact, "body", ""), "")
        return str(sentence) % {"body": name} if name else str(plain)

    return say


def _plain(sentence: Text) -> Words:
    return lambda _fact, _bodies: str(sentence)


def _assigned(fact: Fact, bodies: dict[str, str]) -> str:
    name = bodies.get(getattr(fact, "body", ""), "")
    if getattr(fact, "part", "lead") != "lead" or not name:
        return ""
    return _("Giao %(body)s chuẩn bị trả lời.") % {"body": name}


def _outcome(fact: Fact, bodies: dict[str, str]) -> str:
    code = fact.outcome if isinstance(fact, law.OutcomeRecorded | law.OutcomeChanged) else ""
    word = str(PetitionState(code).label) if code in PetitionState.values else ""
    name = bodies.get(getattr(fact, "body", ""), "")
    said = _("Tại hội nghị: %(outcome)s") % {"outcome": word[:1].lower() + word[1:]}
    return f"{said}, {name}." if name else f"{said}."


def _dated(sentence: Text, name: str) -> Words:
    def say(fact: Fact, _bodies: dict[str, str]) -> str:
        day: date | None = getattr(fact, name)
        return str(sentence) % {"day": vi_date(day)} if day else ""

    return say


def _result(fact: Fact, _bodies: dict[str, str]) -> str:
    return f"{Result(fact.result).label}." if isinstance(fact, law.ResultRecorded) else ""


_WORDS: dict[type[Fact], Words] = {
    law.PetitionReceived: _plain(gettext_lazy("Đã nhận kiến nghị của bạn.")),
    law.PetitionCameLate: _plain(gettext_lazy("Gửi sau khi cuộc trước hết hạn, chuyển sang cuộc này.")),
    law.PetitionAssigned: _assigned,
    law.PetitionMerged: _plain(gettext_lazy("Gộp với kiến nghị khác cùng việc; mã và câu trả lời của bạn vẫn giữ.")),
    law.PetitionSplit: _plain(gettext_lazy("Tách thành nhiều việc để từng cơ quan trả lời.")),
    law.PetitionOutOfScope: _plain(gettext_lazy("Việc này theo luật khác; văn phòng chuyển đến nơi có thẩm quyền.")),
    law.PetitionHandedOver: _plain(gettext_lazy("Đã chuyển đến nơi có thẩm quyền.")),
    law.OutcomeRecorded: _outcome,
    law.OutcomeChanged: _outcome,
    law.PetitionerNotified: _named(
        gettext_lazy("%(body)s báo kết quả tiếp nhận."), gettext_lazy("Đã báo kết quả tiếp nhận.")
    ),
    law.ResolutionDateAccepted: _dated(gettext_lazy("Người chủ trì chốt hẹn xong %(day)s."), "date_accepted"),
    law.InterimReplySent: _dated(gettext_lazy("Trả lời tạm, hẹn lại %(day)s."), "new_date"),
    law.ReplySent: _named(gettext_lazy("%(body)s trả lời bằng văn bản."), gettext_lazy("Đã trả lời bằng văn bản.")),
    law.PetitionTransferred: _named(
        gettext_lazy("Chuyển %(body)s giải quyết."), gettext_lazy("Chuyển cơ quan khác giải quyết.")
    ),
    law.PetitionEscalated: _named(gettext_lazy("Kiến nghị lên %(body)s."), gettext_lazy("Kiến nghị lên cấp trên.")),
    law.EscalationAnswered: _named(gettext_lazy("%(body)s đã trả lời."), gettext_lazy("Cấp trên đã trả lời.")),
    law.ResultRecorded: _result,
    law.PetitionReopened: _plain(gettext_lazy("Mở lại theo đề nghị.")),
    law.PetitionSupplemented: _plain(gettext_lazy("Bạn đã bổ sung thông tin.")),
    law.InformationRequested: _named(
        gettext_lazy("%(body)s hỏi thêm bạn một điều."), gettext_lazy("Hỏi thêm bạn một điều.")
    ),
    law.InformationProvided: _plain(gettext_lazy("Bạn đã trả lời câu hỏi thêm.")),
    law.InformationRequestWithdrawn: _plain(gettext_lazy("Câu hỏi thêm được rút; bạn không cần trả lời.")),
    law.InformationRequestLapsed: _plain(gettext_lazy("Hết ngày trả lời câu hỏi thêm; việc vẫn tiếp tục.")),
    law.PublicTextReleased: _plain(gettext_lazy("Đăng công khai phần đã kiểm tra, không ghi tên.")),
    law.ErasureAsked: _plain(gettext_lazy("Bạn yêu cầu xóa dữ liệu cá nhân.")),
    law.ErasureRefused: _plain(gettext_lazy("Văn phòng chưa xóa dữ liệu cá nhân của bạn; lý do ở trang yêu cầu xóa.")),
    law.ErasureCarriedOut: _plain(gettext_lazy("Đã xóa dữ liệu cá nhân của bạn theo yêu cầu.")),
    law.PetitionWithdrawn: _plain(gettext_lazy("Bạn đã rút kiến nghị.")),
    law.ReceiptIssued: _plain(gettext_lazy("Cấp lại biên nhận; từ bí mật cũ không dùng được nữa.")),
    law.IdentityDisclosed: _named(
        gettext_lazy("Người chủ trì cho %(body)s biết tên bạn, có ghi lý do."),
        gettext_lazy("Người chủ trì cho một cơ quan biết tên bạn, có ghi lý do."),
    ),
}
# Of a petition that carries several people's matter, only what concerns all of them.
_OF_THE_MATTER = frozenset(
    {
        law.PetitionAssigned,
        law.OutcomeRecorded,
        law.OutcomeChanged,
        law.ResolutionDateAccepted,
        law.InterimReplySent,
        law.ReplySent,
        law.PetitionTransferred,
        law.PetitionEscalated,
        law.EscalationAnswered,
        law.ResultRecorded,
    }
)


def _looks(submitter: Submitter) -> list[Look]:
    if submitter.identity_id is None:
        return []
    seats = Membership.objects.filter(account=OuterRef("account")).order_by("pk").values("body__name")
    rows = IdentityLook.objects.filter(identity=submitter.identity_id).annotate(office=Subquery(seats[:1]))
    return [
        Look(timezone.localdate(row.looked_at), row.office or _("Văn phòng"), str(_purpose(row.purpose)))
        for row in rows.order_by("-looked_at", "-pk")
    ]


def _purpose(code: str) -> str:
    return str(Purpose(code).label) if code in Purpose.values else ""
