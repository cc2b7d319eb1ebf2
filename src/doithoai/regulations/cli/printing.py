"""The law library in words for people at a terminal."""

from collections.abc import Sequence

from doithoai.regulations.engine.explaining import Explanation
from doithoai.regulations.schema import Clause, Deadline, Rule
from doithoai.regulations.types import Assessment, Obligation, Status
from doithoai.regulations.version import RegulationVersion
from doithoai.workdays import Role
from doithoai.workdays.dates import vi_date

_GROUPS = {"before": "Trước hội nghị", "conference": "Tại hội nghị", "after": "Sau hội nghị", "year": "Trong năm"}
_STATUSES = {
    Status.PENDING: "chưa tới lượt",
    Status.DUE: "phải làm",
    Status.MET: "đã xong",
    Status.OVERDUE: "quá hạn",
    Status.BREACHED: "không đạt",
    Status.WAIVED: "được miễn",
    Status.NOT_APPLICABLE: "không phải làm",
    Status.UNKNOWN: "chưa có căn cứ",
}
_CARRIERS = {
    "rule": "quy tắc",
    "required_part": "phần bắt buộc",
    "step": "bước của chương trình",
    "form": "lựa chọn trên biểu mẫu",
    "right": "quyền, vai",
    "screen": "màn hình",
    "help": "lời nhắc bên việc",
    "text_only": "chỉ ghi chữ",
}
_UNITS = {"working_days": "ngày làm việc", "days": "ngày", "months": "tháng"}
_ANCHORS = {
    "conference_start": "ngày họp",
    "conference_opened": "lúc khai mạc",
    "conference_held": "hội nghị",
    "conclusion_notice_issued": "khi có thông báo kết luận",
}
_DOORS = {"announce": "thông báo", "open": "khai mạc", "conclude": "ban hành kết luận", "archive": "lưu hồ sơ"}
_OWNERS = {
    "host": "người chủ trì",
    "host_office": "cơ quan chủ trì tham mưu",
    "secretary": "thư ký",
    "agency": "cơ quan được giao",
    "government": "chính quyền",
    "district_committee": "huyện ủy, quận ủy",
    "party_office": "văn phòng cấp ủy",
    "fatherland_front": "MTTQ, đoàn thể",
    "mass_mobilization": "Ban Dân vận",
}


def regulation(version: RegulationVersion) -> None:
    """Print a regulation: its head, its rules by part of the process, its readings."""
    print(f"{version.short_vi}. {version.title_vi}")
    issued = f"ban hành {vi_date(version.issued_on)}" if version.issued_on else "không rõ ngày ban hành"
    print(f"{version.issuer_vi}, {issued}, bản {version.version}")
    if version.undated_vi:
        print(version.undated_vi)
    for group, title in _GROUPS.items():
        print(f"\n{title}")
        for one in version.rules:
            if one.group == group:
                print(f"  {one.id:<30} {one.title_vi} ({one.citation})")
    print("\nChỗ có thể hiểu nhiều cách")
    for name, setting in version.settings.items():
        print(f"  {name:<24} {setting.question_vi}")
        print(f"  {'':<24} đang dùng: {setting.choices[setting.default]}")


def rule(version: RegulationVersion, clause: Clause, rules: Sequence[Rule]) -> None:
    """Print a clause in our words and the rules that carry it."""
    print(f"{clause.id}, {clause.citation}, {version.short_vi}")
    print(clause.summary_vi)
    if not rules:
        carrier = f": {clause.carrier}" if clause.carrier else ""
        print(f"Thực hiện bằng {_CARRIERS[clause.kind]}{carrier}. {clause.reason}".rstrip())
    for one in rules:
        print(f"\n{one.id}: {one.title_vi}")
        print(f"  ai làm     {_owner(one.owner)}")
        print(f"  hạn        {deadline_vi(one)}")
        if one.door:
            print(f"  chặn bước  {_DOORS[one.door]}")
        if one.help_vi:
            print(f"  {one.help_vi}")


def deadline_vi(one: Rule) -> str:
    """Return by when a rule is due, in words."""
    deadline = one.deadline
    if deadline is None:
        return "không ấn định số ngày"
    if deadline.at_most:
        total = deadline.extension.total if deadline.extension else None
        longer = f", kéo dài tổng cộng {total or 'theo ngày được cho'}" if deadline.extension else ""
        return f"chậm nhất {deadline.at_most} {_UNITS[deadline.unit]} sau {anchor_vi(deadline.after)}{longer}"
    if deadline.at_least:
        return f"ít nhất {deadline.at_least} {_UNITS[deadline.unit]} trước {anchor_vi(deadline.before)}"
    return _fixed(deadline)


def _fixed(deadline: Deadline) -> str:
    if deadline.calendar:
        month, day = deadline.calendar.split("-")
        return f"trước ngày {int(day)}/{int(month)}"
    if deadline.same_as:
        return f"như {deadline.same_as}"
    if deadline.no_later_than:
        return ("trước " if deadline.no_later_than == "day_before" else "chậm nhất ") + anchor_vi(deadline.anchor)
    if deadline.within:
        return "trong năm dương lịch"
    if deadline.external:
        return f"nằm trong văn bản chưa có: {deadline.external}"
    return "do người có trách nhiệm đặt"


def anchor_vi(anchor: str) -> str:
    """Return an anchor in words; the name of the fact where there are none."""
    return _ANCHORS.get(anchor, anchor)


def _owner(role: str) -> str:
    return _OWNERS.get(role, role)


def assessment(found: Assessment) -> None:
    """Print the duties of a case as they stand on a day, and the findings."""
    print(f"Xét ngày {vi_date(found.on)}")
    for group, title in _GROUPS.items():
        rows = [one for one in found.obligations if one.group == group]
        if rows:
            print(f"\n{title}")
        for one in rows:
            print(_row(one))
    if found.findings:
        print("\nĐiều cần biết")
    for finding in found.findings:
        print(f"  {finding.rule:<26} {finding.text_vi}")
    print()


def _row(one: Obligation) -> str:
    bearer = " ".join(word for word in (one.petition, one.body, one.post) if word)
    day = one.due_on or one.expected_on
    when = vi_date(day) if day else "không ấn định"
    name = f"{one.title_vi} ({bearer})" if bearer else one.title_vi
    note = f" {one.note_vi}" if one.note_vi else ""
    return f"  {_STATUSES[one.status]:<15} {when:<22} {one.rule:<26} {name}.{note}"


def trace(rows: Sequence[dict[str, object]]) -> None:
    """Print the counts of carriers per regulation, and the clauses left open."""
    for row in rows:
        print(f"{row['regulation']}: {row['clauses']} khoản mục, {row['open']} bỏ ngỏ")
        carriers = row["carriers"]
        assert isinstance(carriers, dict)
        for kind, count in carriers.items():
            print(f"  {_CARRIERS[kind]:<24} {count:>4}")
        left = row["open_clauses"]
        assert isinstance(left, list)
        for one in left:
            print(f"  bỏ ngỏ: {one['id']}, {one['wrong']}")


def explanation(found: Explanation) -> None:
    """Print a due date and its days, one a line."""
    extended = ", đã gia hạn" if found.extended else ""
    print(f"{found.title_vi}: hạn {vi_date(found.due_on)}{extended}")
    print(f"{found.citation}. {found.how_vi}")
    if found.provisional:
        print("Tạm tính: có ngày trong khoảng này mà lịch nghỉ chính thức còn có thể đổi.")
    for step in found.count.steps:
        number = str(step.number) if step.number else ""
        mark = "hạn" if step.role is Role.DUE else ""
        source = f" [{step.source}]" if step.source else ""
        print(f"  {vi_date(step.date):<22} {number:>3} {mark:<4} {step.reason_vi}{source}")


def group_vi(group: str) -> str:
    """Return a part of the process in words; the lists are a part of their own."""
    return _GROUPS.get(group, "Danh mục")


def sentences(found: Explanation) -> list[str]:
    """Return a due date told day by day: the anchor, each day and why, the last day."""
    told = [f"{found.how_vi} Mốc là {vi_date(found.anchor_on)}."]
    for step in found.count.steps:
        source = f" Theo {step.source}." if step.source else ""
        told.append(f"  {vi_date(step.date)}: {step.reason_vi.rstrip('.')}.{source}")
    guess = " Tạm tính: lịch nghỉ chính thức còn có thể đổi." if found.provisional else ""
    longer = ", đã gia hạn" if found.extended else ""
    return [*told, f"Vì vậy ngày cuối là {vi_date(found.due_on)}{longer}.{guess}"]
