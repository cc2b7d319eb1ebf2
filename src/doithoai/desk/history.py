"""What happened to a petition, in plain words from its journal."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import OuterRef, Subquery
from django.utils import timezone
from django.utils.translation import gettext as _

from doithoai.accounts.enums import Purpose
from doithoai.accounts.models import Account
from doithoai.journal import queries as journal
from doithoai.journal.models import Entry
from doithoai.organisations import queries as organisations
from doithoai.petitions.enums import Complexity, Field, IntakeChannel, Result
from doithoai.screens.chips import OUTCOMES
from doithoai.screens.dates import vi_short

Data = dict[str, str]


@dataclass(frozen=True, slots=True)
class Happening:
    """One line: on which day, when it was recorded, what happened, who did it; `undone` when it was taken back.

    A paper may be entered days after it was signed: the day is the one that counts, the moment is the trace.
    """

    on: date
    at: datetime
    text: str
    who: str
    undone: bool = False

    @property
    def same_day(self) -> bool:
        """Say whether it was recorded on the day on which it happened."""
        return timezone.localdate(self.at) == self.on


def history_of(petition: str) -> list[Happening]:
    """Return what happened to the petition, newest first; two queries, three where a substitute acted."""
    who = Account.objects.filter(key=OuterRef("account")).values("full_name")
    entries = list(journal.entries_of_petition(petition).annotate(who=Subquery(who[:1])))
    data = {entry.pk: {key: str(value) for key, value in json.loads(entry.data).items()} for entry in entries}
    keys = {row["body"] for row in data.values() if "body" in row}
    bodies = organisations.called_by_key(keys, on=timezone.localdate())
    keys = {row["instead_of"] for row in data.values() if "instead_of" in row}
    absent = dict(Account.objects.filter(key__in=keys).values_list("key", "full_name")) if keys else {}
    withdrawn = {row["entry"] for entry in entries if entry.kind == "fact_withdrawn" and (row := data[entry.pk])}
    return [
        Happening(
            entry.on,
            entry.recorded_at,
            _sentence(entry, {**data[entry.pk], "body": bodies.get(data[entry.pk].get("body", ""), "")}, entries),
            _who(entry, entry.who or "", absent.get(data[entry.pk].get("instead_of", ""), "")),
            undone=str(entry.number) in withdrawn,
        )
        for entry in reversed(entries)
        if not _is_said_beside(entry, data[entry.pk], entries)
    ]


def _from_outside(entry: Entry) -> str:
    """Return who acted without an account: a citizen, except where the sentence itself names who was asked."""
    return _("Người dân") if entry.account == "public" and not entry.kind.startswith("outside_") else ""


def _who(entry: Entry, known: str, absent: str) -> str:
    """Return who did it and, of a substitute, for whom."""
    name = known or _from_outside(entry)
    return _("%(name)s thay ông/bà %(absent)s") % {"name": name, "absent": absent} if absent else name


def _is_said_beside(entry: Entry, data: Data, entries: Sequence[Entry]) -> bool:
    if entry.kind != "fact_withdrawn":
        return entry.kind in SAID_BESIDE
    return any(row.kind in SAID_BESIDE for row in entries if str(row.number) == data.get("entry"))


def _sentence(entry: Entry, data: Data, entries: Sequence[Entry]) -> str:
    if entry.kind == "fact_withdrawn":
        taken = next((row for row in entries if str(row.number) == data.get("entry")), None)
        return _("Hoàn tác: %(what)s") % {"what": WORDS[taken.kind](_plain(taken)).lower()} if taken else _("Hoàn tác")
    words = WORDS.get(entry.kind)
    return words(data) if words else _("Ghi sổ việc")


def _plain(entry: Entry) -> Data:
    return {key: str(value) for key, value in json.loads(entry.data).items() if key != "body"}


def _received(data: Data) -> str:
    channel = str(IntakeChannel(data["channel"]).label)
    return _("Nhận kiến nghị: %(channel)s") % {"channel": channel[:1].lower() + channel[1:]}


def _triaged(data: Data) -> str:
    return _("Phân loại: %(field)s") % {"field": str(Field(data["field"]).label)}


def _weighed(data: Data) -> str:
    return _("Xác định việc: %(word)s") % {"word": str(Complexity(data["complexity"]).label).lower()}


def _assigned(data: Data) -> str:
    part = _("phối hợp") if data.get("part") == "coordinating" else _("chủ trì")
    due = _(", hạn %(day)s") % {"day": _day(data["due_on"])} if data.get("due_on") else ""
    return _("Giao %(body)s %(part)s%(due)s") % {"body": data.get("body", ""), "part": part, "due": due}


def _day(text: str) -> str:
    return vi_short(datetime.fromisoformat(text).date())


def _purpose(data: Data) -> str:
    word = str(Purpose(data["purpose"]).label)
    return _("Xem tên người gửi: %(why)s") % {"why": word[:1].lower() + word[1:]}


def _outcome(data: Data) -> str:
    code = data["outcome"].removesuffix("_at_conference")
    return _("Kết quả tại hội nghị: %(word)s") % {"word": OUTCOMES[code].long if code in OUTCOMES else code}


def _result(data: Data) -> str:
    return _("Tình trạng: %(word)s") % {"word": str(Result(data["result"]).label)}


def _read_form(data: Data) -> str:
    if data["readers"] == "1":
        return _("Ghi từ phiếu giấy, một người đọc")
    return _("Ghi từ phiếu giấy, hai người đọc, sửa %(count)s chỗ") % {"count": data.get("corrected", "0")}


def _fixed(text: str) -> Callable[[Data], str]:
    return lambda data: _(text) % data


def _drafted(data: Data) -> str:
    said = _("%(body)s lưu dự thảo trả lời bản %(version)s") % {
        "body": data.get("body", ""),
        "version": data["version"],
    }
    return _("%(said)s, lấy từ một trả lời cũ") % {"said": said} if data.get("source") else said


# The law reads these; for people the line beside them (who is asked to help, who has done its part) says the same.
SAID_BESIDE = frozenset({"opinion_asked", "opinion_given"})
WORDS: dict[str, Callable[[Data], str]] = {
    "petition_received": _received,
    "petition_triaged": _triaged,
    "complexity_decided": _weighed,
    "duty_performed": _fixed("Ghi việc làm ngoài phần mềm"),
    "petition_described": _fixed("Sửa tên gọi, nơi xảy ra hoặc cơ quan bị phản ánh"),
    "petition_out_of_scope": _fixed("Xếp ngoài phạm vi đối thoại"),
    "petition_handed_over": _fixed("Ký phiếu chuyển %(receipt)s, báo người gửi"),
    "petition_merged": _fixed("Gộp vào kiến nghị khác"),
    "petition_unmerged": _fixed("Bỏ gộp"),
    "petition_split": _fixed("Tách thành %(parts)s việc"),
    "petition_repeated": _fixed("Ghi là nêu lại lần %(times)s"),
    "petition_withdrawn": _fixed("Người gửi rút kiến nghị"),
    "petition_assigned": _assigned,
    "assignment_accepted": _fixed("%(body)s nhận việc"),
    "assignment_returned": _fixed("%(body)s trả lại việc"),
    "coordination_finished": _fixed("%(body)s xong phần phối hợp"),
    "answer_drafted": _drafted,
    "answer_submitted": _fixed("%(body)s trình bản %(version)s cho thủ trưởng"),
    "answer_sent_back": _fixed("Thủ trưởng trả bản %(version)s để sửa"),
    "answer_approved": _fixed("Thủ trưởng duyệt bản %(version)s"),
    "paper_forms_printed": _fixed("In %(count)s phiếu giấy"),
    "paper_form_typed": _fixed("Gõ xong phiếu giấy, chờ người thứ hai"),
    "paper_form_released": _fixed("Bỏ phần gõ của phiếu giấy"),
    "paper_form_readers_set": _fixed("Đặt số người đọc phiếu giấy: %(readers)s"),
    "paper_form_confirmed": _read_form,
    "attachment_added": _fixed("Thêm tệp"),
    "receipt_issued": _fixed("Cấp biên nhận"),
    "identity_viewed": _purpose,
    "identity_disclosed": _fixed("Chủ trì cho %(body)s biết người phản ánh"),
    "outcome_recorded": _outcome,
    "outcome_changed": _outcome,
    "answer_found_defective": _fixed("Phát hiện trả lời sai hoặc thiếu"),
    "conclusion_notice_sent": _fixed("Gửi thông báo kết luận"),
    "agency_reported": _fixed("%(body)s báo cáo chủ trì"),
    "petitioner_notified": _fixed("Báo người gửi kết quả tiếp nhận"),
    "resolution_date_proposed": _fixed("%(body)s đề xuất thời hạn giải quyết"),
    "resolution_date_accepted": _fixed("Chủ trì chấp nhận thời hạn giải quyết"),
    "interim_reply_sent": _fixed("Trả lời tạm, hẹn ngày mới"),
    "reply_sent": _fixed("Gửi văn bản trả lời"),
    "petition_transferred": _fixed("Chuyển %(body)s"),
    "petition_escalated": _fixed("Kiến nghị cấp trên"),
    "holding_reply_sent": _fixed("Báo người gửi việc đã lên cấp trên"),
    "escalation_answered": _fixed("Cấp trên trả lời"),
    "result_recorded": _result,
    "petition_reopened": _fixed("Mở lại"),
    "petition_closed": _fixed("Kết thúc"),
    "resolution_date_refused": _fixed("Chủ trì không chấp nhận thời hạn của %(body)s"),
    "document_issued": _fixed("Ban hành văn bản số %(number)s"),
    "agency_chased": _fixed("Văn phòng nhắc %(body)s"),
    "letter_handed_over": _fixed("Đã gửi, trao thư cho người kiến nghị"),
    "public_text_released": _fixed("Đăng lên cổng công khai"),
    "erasure_asked": _fixed("Người gửi yêu cầu xóa dữ liệu cá nhân"),
    "erasure_refused": _fixed("Từ chối yêu cầu xóa dữ liệu cá nhân"),
    "erasure_carried_out": _fixed("Đã xóa dữ liệu cá nhân của người gửi"),
    "people_forgotten": _fixed("Hết hạn lưu: xóa dữ liệu cá nhân của %(count)s người"),
    "text_redacted": _fixed("Rà thông tin cá nhân trước khi đăng: ẩn %(hidden)s chỗ, giữ %(kept)s chỗ"),
    "public_text_taken_down": _fixed("Gỡ khỏi cổng công khai"),
    "petition_supplemented": _fixed("Người gửi bổ sung thông tin"),
    "information_requested": _fixed("%(body)s hỏi thêm người gửi"),
    "information_provided": _fixed("Người gửi trả lời câu hỏi"),
    "information_request_withdrawn": _fixed("Rút câu hỏi gửi người kiến nghị"),
    "information_request_lapsed": _fixed("Hết ngày, người gửi chưa trả lời câu hỏi"),
    "outside_answer_wanted": _fixed("Gửi đường dẫn trả lời một lần"),
    "outside_answer_received": _fixed("Nơi được hỏi trả lời qua đường dẫn"),
    "outside_answer_accepted": _fixed("Nhận câu trả lời qua đường dẫn"),
    "outside_answer_declined": _fixed("Chưa nhận câu trả lời qua đường dẫn"),
    "outside_link_withdrawn": _fixed("Rút đường dẫn trả lời một lần"),
    "outside_body_silent": _fixed("Hết ngày, nơi được hỏi chưa trả lời"),
    "petition_came_late": _fixed("Gửi muộn cho cuộc khác, chuyển sang cuộc này"),
    "petition_rated": _fixed("Người gửi đánh giá %(stars)s sao"),
    "speech_given": _fixed("Phát biểu tại hội nghị"),
    "extension_granted": _fixed("Chủ trì cho gia hạn"),
    "reminder_sent": _fixed("Nhắc việc"),
    "override_recorded": _fixed("Ghi lý do cho qua bước còn thiếu"),
}
