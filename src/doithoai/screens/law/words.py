"""What a rule's codes are called on screen: who, when, from which event, by what it is carried."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from doithoai.dialogues.enums import DialogueForm, DialogueType, PlaceKind
from doithoai.organisations.enums import HostRole, Level
from doithoai.regulations.schema import Condition, Deadline, Measure, Rule
from doithoai.regulations.version import RegulationVersion
from doithoai.screens.dates import weekday as weekday_name
from doithoai.workdays.rolling import WEEKDAYS

Words = Mapping[str, str | Promise]
_MONDAY = date(2024, 1, 1)  # any Monday: to name a day of the week

GROUPS: Words = {
    "before": gettext_lazy("Trước hội nghị"),
    "conference": gettext_lazy("Tại hội nghị"),
    "after": gettext_lazy("Sau hội nghị"),
    "year": gettext_lazy("Trong năm"),
}
CARRIERS: Words = {
    "rule": gettext_lazy("việc phải làm"),
    "required_part": gettext_lazy("phần bắt buộc"),
    "step": gettext_lazy("bước của chương trình"),
    "form": gettext_lazy("lựa chọn trên biểu mẫu"),
    "right": gettext_lazy("quyền, vai"),
    "screen": gettext_lazy("màn hình"),
    "help": gettext_lazy("lời nhắc bên việc"),
    "text_only": gettext_lazy("chỉ ghi chữ"),
}
OWNERS: Words = {
    "host": gettext_lazy("Người chủ trì"),
    "leader": gettext_lazy("Người đứng đầu"),
    "host_office": gettext_lazy("Cơ quan chủ trì tham mưu"),
    "secretary": gettext_lazy("Thư ký"),
    "agency": gettext_lazy("Cơ quan được giao"),
    "agency_head": gettext_lazy("Thủ trưởng cơ quan được giao"),
    "government": gettext_lazy("Ủy ban nhân dân"),
    "party_committee": gettext_lazy("Cấp ủy"),
    "district_committee": gettext_lazy("Huyện ủy, quận ủy"),
    "commune": gettext_lazy("Xã nơi đối thoại"),
    "party_office": gettext_lazy("Văn phòng cấp ủy"),
    "fatherland_front": gettext_lazy("Mặt trận Tổ quốc"),
    "mass_organization": gettext_lazy("Đoàn thể"),
    "mass_mobilization": gettext_lazy("Ban Dân vận"),
    "council": gettext_lazy("Hội đồng nhân dân"),
    "citizen": gettext_lazy("Người dân"),
    "upper_level": gettext_lazy("Cấp trên"),
}
DOORS: Words = {
    "announce": gettext_lazy("Chưa xong thì chưa thông báo được"),
    "open": gettext_lazy("Chưa xong thì chưa khai mạc được"),
    "conclude": gettext_lazy("Chưa xong thì chưa ban hành kết luận được"),
    "archive": gettext_lazy("Chưa xong thì chưa lưu trữ được"),
}
# Each reads after "khi": sau khi hội nghị họp xong; xong khi biên bản được ký.
EVENTS: Words = {
    "agency_reported": gettext_lazy("cơ quan đã báo cáo chủ trì"),
    "annual_plan_approved": gettext_lazy("kế hoạch năm được duyệt"),
    "answer_found_defective": gettext_lazy("phát hiện trả lời sai, thiếu"),
    "opinion_asked": gettext_lazy("cơ quan khác hỏi ý kiến"),
    "opinion_given": gettext_lazy("đã cho ý kiến"),
    "assignment_accepted": gettext_lazy("cơ quan nhận việc"),
    "conference_postponed": gettext_lazy("hội nghị hoãn"),
    "receipt_issued": gettext_lazy("đã cấp phiếu nhận"),
    "answer_approved": gettext_lazy("thủ trưởng đã duyệt câu trả lời"),
    "attendance_counted": gettext_lazy("đã đếm người dự"),
    "briefing_prepared": gettext_lazy("nội dung thông báo với dân đã chuẩn bị đủ"),
    "conclusion_notice_issued": gettext_lazy("có thông báo kết luận"),
    "conclusion_notice_sent": gettext_lazy("đã gửi thông báo kết luận"),
    "conference_held": gettext_lazy("hội nghị họp xong"),
    "conference_request_met": gettext_lazy("đã họp theo yêu cầu"),
    "conference_requested": gettext_lazy("có yêu cầu họp"),
    "conference_opened": gettext_lazy("hội nghị khai mạc"),
    "conference_plan_approved": gettext_lazy("kế hoạch hội nghị được duyệt"),
    "conference_scheduled": gettext_lazy("đã đặt ngày họp"),
    "dialogue_closed": gettext_lazy("cuộc đối thoại kết thúc"),
    "dialogue_opened": gettext_lazy("mở cuộc đối thoại"),
    "document_issued": gettext_lazy("văn bản được ban hành"),
    "duty_performed": gettext_lazy("đã ghi là làm xong"),
    "dossier_archived": gettext_lazy("hồ sơ đã lưu trữ"),
    "dossier_item_filed": gettext_lazy("giấy tờ đã có trong hồ sơ"),
    "escalation_answered": gettext_lazy("cấp trên trả lời"),
    "extraordinary_request_sent": gettext_lazy("đã gửi văn bản yêu cầu tổ chức"),
    "forecast_submitted": gettext_lazy("đã gửi dự báo tình huống"),
    "holding_reply_sent": gettext_lazy("đã báo người kiến nghị việc lên cấp trên"),
    "information_provided": gettext_lazy("người kiến nghị đã trả lời câu hỏi"),
    "information_requested": gettext_lazy("đã hỏi thêm người kiến nghị"),
    "interim_reply_sent": gettext_lazy("đã gửi trả lời tạm, hẹn ngày khác"),
    "invitations_sent": gettext_lazy("đã gửi giấy mời"),
    "invitee_listed": gettext_lazy("đã đưa vào danh sách mời"),
    "minutes_signed": gettext_lazy("biên bản được ký"),
    "notice_published": gettext_lazy("đã thông báo"),
    "opinions_summarised": gettext_lazy("có báo cáo tổng hợp ý kiến"),
    "outcome_changed": gettext_lazy("kết quả được sửa"),
    "outcome_recorded": gettext_lazy("đã ghi kết quả"),
    "petition_assigned": gettext_lazy("đã giao cơ quan"),
    "petition_closed": gettext_lazy("kiến nghị kết thúc"),
    "petition_escalated": gettext_lazy("đã gửi văn bản lên cấp trên"),
    "petition_handed_over": gettext_lazy("đã chuyển đúng nơi, có giấy nhận"),
    "petition_out_of_scope": gettext_lazy("xác định ngoài phạm vi"),
    "petition_received": gettext_lazy("nhận kiến nghị"),
    "petition_reopened": gettext_lazy("kiến nghị được xem lại"),
    "petition_transferred": gettext_lazy("đã chuyển cơ quan khác"),
    "petition_triaged": gettext_lazy("đã phân loại"),
    "petitioner_notified": gettext_lazy("đã báo người kiến nghị"),
    "petitions_imported": gettext_lazy("đã nhập danh sách kiến nghị"),
    "paper_forms_printed": gettext_lazy("đã in phiếu giấy"),
    "paper_form_typed": gettext_lazy("đã gõ phiếu giấy"),
    "paper_form_confirmed": gettext_lazy("đã xác nhận phiếu giấy"),
    "paper_form_released": gettext_lazy("đã bỏ phần gõ của phiếu giấy"),
    "paper_form_readers_set": gettext_lazy("đã đặt số người đọc phiếu giấy"),
    "post_quota_counted": gettext_lazy("có một cuộc được tính"),
    "programme_approved": gettext_lazy("chương trình được duyệt"),
    "erasure_asked": gettext_lazy("người gửi yêu cầu xóa dữ liệu cá nhân"),
    "erasure_refused": gettext_lazy("đã từ chối yêu cầu xóa dữ liệu cá nhân"),
    "erasure_carried_out": gettext_lazy("đã xóa dữ liệu cá nhân của người gửi"),
    "people_forgotten": gettext_lazy("hết hạn lưu, đã xóa dữ liệu cá nhân"),
    "text_redacted": gettext_lazy("đã rà thông tin cá nhân trước khi công khai"),
    "public_text_released": gettext_lazy("đã công khai câu trả lời"),
    "reply_report_ready": gettext_lazy("báo cáo trả lời được ban hành"),
    "reply_sent": gettext_lazy("đã gửi văn bản trả lời"),
    "report_submitted": gettext_lazy("đã gửi báo cáo"),
    "resolution_date_accepted": gettext_lazy("chủ trì chấp nhận thời hạn"),
    "resolution_date_proposed": gettext_lazy("đã đề xuất thời hạn"),
    "results_published": gettext_lazy("đã công khai kết quả"),
    "result_recorded": gettext_lazy("có kết quả giải quyết"),
    "secretary_appointed": gettext_lazy("đã cử thư ký"),
    "step_started": gettext_lazy("các bước đã diễn ra"),
    "supervision_plan_appraised": gettext_lazy("chương trình giám sát được thẩm định"),
    "supervision_plan_recorded": gettext_lazy("kế hoạch giám sát có nội dung này"),
    "task_assigned": gettext_lazy("đã có văn bản giao việc"),
    "task_done": gettext_lazy("cơ quan đã chuẩn bị xong"),
}
# What the first cell of a calendar strip is called; a day of no event is the year's own.
ANCHORS: Words = {
    "": gettext_lazy("mốc"),
    "conference_start": gettext_lazy("ngày họp"),
    "conference_held": gettext_lazy("ngày họp"),
    "conference_opened": gettext_lazy("khai mạc"),
    "conclusion_notice_issued": gettext_lazy("ban hành"),
    "petition_received": gettext_lazy("nhận"),
    "deadline_end": gettext_lazy("hết hạn trước"),
    "petition_escalated": gettext_lazy("gửi lên"),
}
# Who names the day, where the text leaves it to a person.
_NAMED_BY: Words = {
    "petition_assigned": gettext_lazy("văn phòng đặt khi giao"),
    "resolution_date_proposed": gettext_lazy("cơ quan đề xuất"),
    "resolution_date_accepted": gettext_lazy("chủ trì chấp nhận"),
    "interim_reply_sent": gettext_lazy("cơ quan hẹn lại bằng văn bản"),
}
UNITS: Words = {
    "working_days": gettext_lazy("ngày làm việc"),
    "days": gettext_lazy("ngày"),
    "months": gettext_lazy("tháng"),
    "working_hours": gettext_lazy("giờ làm việc"),
    "hours": gettext_lazy("giờ"),
}
# What a bounded number counts.
MEASURED: Words = {
    "count": gettext_lazy("người dân ở mỗi điểm"),
    "half_days": gettext_lazy("buổi"),
}
SHARE_OF: Words = {
    "invitations_sent.count": gettext_lazy("số người được mời"),
}
LISTS: Words = {
    "hosts": gettext_lazy("Người chủ trì"),
    "substitutes": gettext_lazy("Người thay chủ trì"),
    "host_offices": gettext_lazy("Cơ quan chủ trì tham mưu"),
    "participants": gettext_lazy("Người tham gia"),
    "places": gettext_lazy("Địa bàn tổ chức"),
    "roles": gettext_lazy("Vai khác"),
    "sources": gettext_lazy("Nguồn thu thập ý kiến"),
    "types": gettext_lazy("Loại đối thoại"),
    "forms": gettext_lazy("Hình thức"),
    "triggers": gettext_lazy("Trường hợp đối thoại đột xuất"),
    "audiences": gettext_lazy("Giới của cuộc chuyên đề"),
    "topics": gettext_lazy("Nội dung nghe dân"),
    "briefing": gettext_lazy("Nội dung thông báo với dân"),
    "plan_fields": gettext_lazy("Kế hoạch phải có"),
    "notice_channels": gettext_lazy("Kênh thông báo"),
    "notice_contents": gettext_lazy("Nội dung thông báo"),
    "notice_enclosures": gettext_lazy("Kèm theo giấy mời"),
    "programme": gettext_lazy("Các bước của chương trình"),
    "answerers": gettext_lazy("Người trả lời"),
    "outcomes": gettext_lazy("Kết quả của kiến nghị"),
    "conclusion_contents": gettext_lazy("Kết luận phải có"),
    "reply_contents": gettext_lazy("Văn bản báo kết quả phải có"),
    "reply_recipients": gettext_lazy("Nơi nhận văn bản trả lời"),
    "recipients": gettext_lazy("Nơi nhận thông báo kết luận"),
    "result_channels": gettext_lazy("Kênh công khai kết quả"),
    "refusal_persons": gettext_lazy("Lý do từ chối người tham gia"),
    "refusal_topics": gettext_lazy("Lý do từ chối trả lời"),
    "out_of_scope": gettext_lazy("Việc ngoài phạm vi"),
    "extension_grounds": gettext_lazy("Lý do gia hạn"),
    "dossier": gettext_lazy("Thành phần hồ sơ"),
    "supervision_contents": gettext_lazy("Nội dung giám sát"),
    "report_contents": gettext_lazy("Báo cáo phải có"),
    "report_routes": gettext_lazy("Đường gửi báo cáo"),
    "house_rules": gettext_lazy("Nội quy"),
    "rights": gettext_lazy("Quyền"),
    "screens": gettext_lazy("Màn hình"),
}
_ATTRIBUTES: dict[str, Words] = {
    "level": dict(zip(Level.values, Level.labels, strict=True)),
    "type": dict(zip(DialogueType.values, DialogueType.labels, strict=True)),
    "form": dict(zip(DialogueForm.values, DialogueForm.labels, strict=True)),
    "place": dict(zip(PlaceKind.values, PlaceKind.labels, strict=True)),
    "organisers": {"joint": gettext_lazy("Phối hợp với cơ quan khác")},
    "host_role": dict(zip(HostRole.values, HostRole.labels, strict=True)),
    "host_roles": dict(zip(HostRole.values, HostRole.labels, strict=True)),
}


def word(words: Words, code: str) -> str:
    """Return the words for a code; the code itself where there are none."""
    return str(words.get(code, code))


def when_words(when: Mapping[str, tuple[str, ...]]) -> str:
    """Return for which dialogues something holds: `Cấp tỉnh, Cấp huyện; Đột xuất`; empty where for all."""
    return "; ".join(
        ", ".join(word(_ATTRIBUTES.get(name, {}), value) for value in values) for name, values in when.items()
    )


@dataclass(frozen=True, slots=True)
class Value:
    """By when, as a card shows it: large words and small ones below."""

    large: str
    small: str
    unknown: bool = False

    @property
    def line(self) -> str:
        """Return both in one line: `≥ 7 ngày làm việc`; `ngày họp, không ấn định số ngày`; no day said once only."""
        if self.large == _("không hạn"):
            return self.small
        counted = self.large[:1] in "≤≥0123456789" and self.large[-1:].isdigit()
        return f"{self.large} {self.small}" if counted else f"{self.large}, {self.small}"


def value_of(version: RegulationVersion, rule: Rule) -> Value:
    """Return what a rule demands in two short lines: by when, or how many."""
    if rule.at_most_times is not None:
        return Value(f"≤ {rule.at_most_times}", _("lần"))
    bounds = _measure_in(rule.done_when, version)
    if bounds is None:
        return _value(version.deadline_of(rule))
    if bounds.seasons:
        return Value("; ".join(f"{first}–{last}" for first, last in _seasons(bounds)), _("hằng năm"))
    return Value(_range(bounds), _measured(bounds))


def _measure_in(condition: Condition, version: RegulationVersion) -> Measure | None:
    """Return the bounds of a number, or the seasons of a day, that the rule sets as it is read here, if any."""
    bounds = condition.measure
    if bounds is not None and (bounds.at_least or bounds.at_most or bounds.seasons):
        return bounds
    if condition.setting:
        return _measure_in(condition.choices[version.setting(condition.setting, {})], version)
    parts = (*condition.all_of, *condition.any_of)
    return next((found for part in parts if (found := _measure_in(part, version))), None)


def _range(bounds: Measure) -> str:
    share = "%" if bounds.percent_of else ""
    if bounds.at_least and bounds.at_most:
        return f"{bounds.at_least}–{bounds.at_most}{share}"
    return f"≥ {bounds.at_least}{share}" if bounds.at_least else f"≤ {bounds.at_most}{share}"


def _measured(bounds: Measure) -> str:
    """Return what is counted: people at each point, half-days; of a share, of what."""
    if bounds.percent_of:
        return word(SHARE_OF, bounds.percent_of)
    return word(MEASURED, bounds.field)


def _seasons(bounds: Measure) -> list[tuple[str, str]]:
    """Return the first and last days of each season, as people write them: 1/1, 31/3."""
    return [
        (_day_month(first), _day_month(last)) for first, _dots, last in (one.partition("..") for one in bounds.seasons)
    ]


def _value(deadline: Deadline | None) -> Value:
    if deadline is None:
        return Value(_("không hạn"), _("không ấn định số ngày"))
    if deadline.at_most:
        return Value(f"≤ {deadline.at_most}", word(UNITS, deadline.unit))
    if deadline.otherwise:
        return _value(deadline.otherwise)
    if deadline.at_least:
        return Value(f"≥ {deadline.at_least}", word(UNITS, deadline.unit))
    if deadline.calendar:
        until = _("đến hết %(day)s") if deadline.inclusive.value == "yes" else _("trước %(day)s")
        return Value(until % {"day": _calendar_day(deadline)}, _("hằng năm"))
    if deadline.month_day or deadline.weekdays:
        return _in_month(deadline)
    return _without_number(deadline)


def _in_month(deadline: Deadline) -> Value:
    if deadline.weekdays:
        return Value(", ".join(_weekday(name) for name in deadline.weekdays), _("trong tháng"))
    last = _("tháng cuối của kỳ") if deadline.month == "last" else _("tháng sau kỳ")
    by = _("đến hết ngày %(day)d") if deadline.inclusive.value == "yes" else _("trước ngày %(day)d")
    return Value(by % {"day": deadline.month_day}, last)


def _weekday(name: str) -> str:
    which, _sign, weekday = name.partition("-")
    day = weekday_name(_MONDAY + timedelta(days=WEEKDAYS.index(weekday)))
    if which == "last":
        return _("%(day)s cuối cùng") % {"day": day}
    return _("%(day)s lần %(n)s") % {"day": day, "n": which}


def _without_number(deadline: Deadline) -> Value:
    if deadline.within:
        return Value(_("trong năm"), _("đến hết 31/12"))
    if deadline.external:
        return Value(_("chưa rõ"), _("văn bản ngoài"), unknown=True)
    if deadline.date_from:
        return Value(_("theo ngày hẹn"), named_by(deadline))
    if deadline.no_later_than == "day_before":
        return Value(_("trước họp"), _("không ấn định số ngày"))
    return Value(_("ngày họp"), _("không ấn định số ngày"))


def named_by(deadline: Deadline) -> str:
    """Return who names the day, where the text leaves it to a person."""
    return word(_NAMED_BY, deadline.date_from[0].fact) if deadline.date_from else ""


def sentence_of(version: RegulationVersion, rule: Rule) -> str:
    """Return what a rule demands in one sentence: by when and from which event, or how many."""
    if rule.at_most_times is not None:
        return _("Nhiều nhất %(n)d lần.") % {"n": rule.at_most_times}
    bounds = _measure_in(rule.done_when, version)
    if bounds is not None:
        return _measured_sentence(bounds)
    return _sentence(version.deadline_of(rule))


def _measured_sentence(bounds: Measure) -> str:
    if bounds.seasons:
        said = [_("từ %(first)s đến %(last)s") % {"first": first, "last": last} for first, last in _seasons(bounds)]
        return _("Ngày họp %(seasons)s hằng năm.") % {"seasons": _(" hoặc ").join(said)}
    if bounds.percent_of and bounds.at_least:
        return _("Ít nhất %(least)d%% %(what)s.") % {"least": bounds.at_least, "what": _measured(bounds)}
    numbers = {"least": bounds.at_least, "most": bounds.at_most, "what": _measured(bounds)}
    if bounds.at_least and bounds.at_most:
        return _("Từ %(least)d đến %(most)d %(what)s.") % numbers
    return (_("Ít nhất %(least)d %(what)s.") if bounds.at_least else _("Nhiều nhất %(most)d %(what)s.")) % numbers


def _sentence(deadline: Deadline | None) -> str:
    if deadline is None:
        return _("Quy định không ấn định số ngày.")
    number = {"n": deadline.at_most or deadline.at_least, "unit": word(UNITS, deadline.unit)}
    if deadline.at_most:
        return _after(deadline, number)
    if deadline.at_least:
        return _("Ít nhất %(n)d %(unit)s trước ngày họp.") % number
    if deadline.calendar:
        included = deadline.inclusive.value == "yes"
        said = _("Đến hết ngày %(day)s hằng năm.") if included else _("Trước ngày %(day)s hằng năm.")
        return said % {"day": _calendar_day(deadline)}
    if deadline.month_day or deadline.weekdays:
        return _sentence_in_month(deadline)
    if deadline.within:
        return _("Trong năm dương lịch.")
    if deadline.external:
        return _("Thời hạn nằm trong văn bản chưa có ở đây; hệ thống không đoán.")
    return _sentence_without_number(deadline)


def _after(deadline: Deadline, number: Mapping[str, object]) -> str:
    if deadline.after_end_of:
        said = _("Chậm nhất %(n)d %(unit)s sau khi hết thời hạn của việc trước.") % number
    elif deadline.since == "last":
        said = _("Cách lần trước không quá %(n)d %(unit)s.") % number
    else:
        event = word(EVENTS, deadline.after)
        said = _("Chậm nhất %(n)d %(unit)s sau khi %(event)s.") % {**number, "event": event}
    return said + (" " + _("Trước %(hour)s của ngày cuối.") % {"hour": deadline.by_hour} if deadline.by_hour else "")


def _sentence_in_month(deadline: Deadline) -> str:
    value = _in_month(deadline)
    said = f"{value.large[:1].upper()}{value.large[1:]}, {value.small}."
    return said + (" " + _("Trùng ngày nghỉ thì chuyển sang ngày làm việc gần nhất.") if deadline.rolls else "")


def _sentence_without_number(deadline: Deadline) -> str:
    if deadline.otherwise:
        free = deadline.capped.value == "no"
        named = _("Khi %(who)s thì theo ngày đó.") if free else _("Khi %(who)s sớm hơn thì theo ngày đó.")
        return f"{_sentence(deadline.otherwise)} {named % {'who': named_by(deadline)}}"
    if deadline.date_from:
        return _("Hạn là ngày do %(who)s; quy định không ấn định số ngày.") % {"who": named_by(deadline)}
    if deadline.no_later_than == "day_before":
        return _("Trước ngày họp; quy định không ấn định số ngày.")
    return _("Chậm nhất ngày họp; quy định không ấn định số ngày.")


def _calendar_day(deadline: Deadline) -> str:
    return _day_month(deadline.calendar)


def _day_month(text: str) -> str:
    month, day = text.split("-")
    return f"{int(day)}/{int(month)}"


def anchor_word(kind: str) -> str:
    """Return what the first cell of a strip is called; the plain word for an event without one of its own."""
    return str(ANCHORS.get(kind, ANCHORS[""]))


def event_word(kind: str) -> str:
    """Return what an event is called where a day is asked for it: `Ngày họp`, `Ngày có thông báo kết luận`."""
    if kind in {"conference_start", "conference_held", "conference_opened"}:
        return _("Ngày họp")
    return _("Ngày %(event)s") % {"event": word(EVENTS, kind)}
