"""What a file of rules must agree with: the facts, the register, its own lists and settings."""

from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import get_type_hints

from doithoai.regulations.errors import Problem
from doithoai.regulations.facts import KINDS
from doithoai.regulations.schema import Condition, Deadline, Item, Measure, Rule
from doithoai.regulations.timing import deadline_faults, header_faults, rule_faults, share_faults
from doithoai.regulations.version import LISTS, RegulationVersion

VARIABLES = ("$conference_start", "$year", "$owner", "$unit", "$post", "$body", "$request", "$period", "$some")
_ANSWERS = ("yes", "no")
_GIVEN = frozenset({"rights", "roles", "screens"})  # lists whose entries the program gives to somebody
_FORMS = (
    "at_most",
    "at_least",
    "no_later_than",
    "calendar",
    "month_day",
    "weekdays",
    "within",
    "same_as",
    "date_from",
    "external",
)


@dataclass(slots=True)
class Checker:
    """Goes through one version and yields what does not fit, with the line where it stands."""

    version: RegulationVersion
    file: str
    lines: dict[str, int]

    def problems(self) -> Iterator[Problem]:
        """Yield every fault of the version."""
        yield from self._header()
        yield from self._settings()
        yield from self._lists()
        yield from self._programme()
        yield from self._waivers()
        yield from self._rules()

    def _at(self, key: str, rule: str, message: str, mend: str = "") -> Problem:
        return Problem(self.file, self.lines.get(key, 1), rule, message, mend)

    def _header(self) -> Iterator[Problem]:
        version = self.version
        if version.in_force_to and version.in_force_to <= version.in_force_from:
            yield self._at(
                "", "", "ngày hết hiệu lực không sau ngày có hiệu lực.", "xem lại in_force_from, in_force_to."
            )
        if bool(version.undated_vi) is not bool(version.undated_en) or (version.issued_on and version.undated_vi):
            mend = "ghi issued_on; văn bản không rõ ngày thì bỏ issued_on, ghi undated_vi và undated_en: biết được gì."
            yield self._at("", "", "ngày ban hành phải rõ, hoặc nói vì sao không rõ.", mend)
        if version.issued_on and version.in_force_from < version.issued_on:
            yield self._at("", "", "có hiệu lực trước ngày ban hành.", "xem lại issued_on, in_force_from.")
        chosen = version.settings.get(version.complex_by.setting)
        known = {rule.id for rule in version.rules if rule.deadline} | {"any_time"}
        for name in chosen.choices if chosen else [version.complex_by.value]:
            if name not in known:
                yield self._at(
                    "", "complex_by", f"«{name}» không phải quy tắc có hạn.", "ghi mã quy tắc hoặc any_time."
                )
        for name, message, mend in header_faults(version):
            yield self._at("", name, message, mend)

    def _settings(self) -> Iterator[Problem]:
        for name, setting in self.version.settings.items():
            if setting.default not in setting.choices:
                mend = f"chọn một trong {', '.join(setting.choices)}."
                yield self._at("", name, f"cách hiểu mặc định «{setting.default}» không có trong choices.", mend)
            for clause in setting.clauses:
                if clause not in self.version.clauses:
                    yield self._at("", name, f"khoản {clause} không có trong clauses.csv.", "xem lại mã khoản.")

    def _lists(self) -> Iterator[Problem]:
        for name, items in self.version.lists.items():
            if name not in LISTS:
                yield self._at("", name, "không có danh sách tên này.", f"chỉ dùng: {', '.join(sorted(LISTS))}.")
            for item in _with_parts(items):
                if item.clause not in self.version.clauses:
                    mend = "xem lại mã khoản hoặc thêm dòng trong clauses.csv."
                    yield self._at(f"Item:{item.code}", item.code, f"khoản {item.clause} không có trong sổ.", mend)
                if name in _GIVEN and bool(item.permission) is bool(item.screen):
                    mend = "ghi một trong hai: permission (như reporting.can_oversee) hoặc screen (như desk:oversight)."
                    yield self._at(f"Item:{item.code}", item.code, "quyền, vai này chưa có gì trao cho.", mend)

    def _programme(self) -> Iterator[Problem]:
        """Yield steps whose numbers do not run 1, 2, 3 … for each type of dialogue."""
        for kind in [item.code for item in self.version.types()] or [""]:
            numbers = [step.number for step in self.version.programme_steps(kind)]
            if numbers != list(range(1, len(numbers) + 1)):
                said = ", ".join(str(number) for number in numbers)
                yield self._at("", "programme", f"số thứ tự các bước là {said}.", "đánh số 1, 2, 3… theo thứ tự.")
                return

    def _waivers(self) -> Iterator[Problem]:
        known = {rule.id for rule in self.version.rules}
        for waiver in self.version.waivers:
            for rule_id in waiver.rules:
                if rule_id not in known:
                    mend = "ghi đúng mã quy tắc."
                    yield self._at(f"Waiver:{waiver.id}", waiver.id, f"miễn quy tắc {rule_id} không có.", mend)

    def _rules(self) -> Iterator[Problem]:
        seen: set[str] = set()
        for rule in self.version.rules:
            for message, mend in self._rule(rule):
                yield self._at(f"Rule:{rule.id}", rule.id, message, mend)
            if rule.id in seen:
                yield self._at(f"Rule:{rule.id}", rule.id, "mã quy tắc viết hai lần.", "thêm «+phần» cho quy tắc sau.")
            seen.add(rule.id)

    def _rule(self, rule: Rule) -> Iterator[tuple[str, str]]:
        if rule.clause not in self.version.clauses:
            yield f"khoản {rule.clause} không có trong clauses.csv.", "mã quy tắc là mã khoản, có thể thêm «+phần»."
        elif not rule.citation:
            yield "căn cứ để trống.", "ghi như «citation: Điều 10 khoản 1»."
        for anchor in (rule.opens, rule.appears, rule.ends, rule.stops_on, rule.restarts_on):
            yield from _anchor(anchor)
        for name in (*rule.only_if, rule.mandatory_for.setting if rule.mandatory_for else ""):
            yield from self._setting(name)
        yield from rule_faults(rule)
        for condition in (rule.done_when, rule.waived_on, rule.trigger):
            if condition:
                yield from self._condition(condition)
        if rule.deadline:
            yield from self._deadline(rule.deadline)

    def _setting(self, name: str) -> Iterator[tuple[str, str]]:
        if name and name not in self.version.settings:
            yield f"không có cách hiểu (setting) «{name}».", "khai ở mục settings."

    def _condition(self, condition: Condition) -> Iterator[tuple[str, str]]:
        if condition.setting:
            yield from self._setting(condition.setting)
        if condition.fact:
            yield from _fact(condition)
        elif not (condition.all_of or condition.any_of or condition.choices):
            yield "done_when không nói việc gì phải xảy ra.", "ghi «fact», «all_of» hoặc «any_of»."
        if condition.fact == "step_started":
            yield from self._step(condition)
        if condition.contains and condition.contains.list not in self.version.lists:
            yield f"không có danh sách «{condition.contains.list}».", "khai ở mục lists."
        if condition.measure:
            yield from _measure(condition, condition.measure)
            yield from share_faults(condition.measure)
        for part in (*condition.all_of, *condition.any_of, *condition.choices.values()):
            yield from self._condition(part)

    def _step(self, condition: Condition) -> Iterator[tuple[str, str]]:
        """A step is named twice, by number and by code; both must mean the same one."""
        codes = {str(step.number): step.code for step in self.version.lists.get("programme", ())}
        for number in condition.where.get("step", ()):
            if codes.get(number) != condition.label:
                yield (
                    f"bước số {number} là «{codes.get(number, 'không có')}», không phải «{condition.label}».",
                    "ghi «step» là số và «label» là mã của cùng một bước trong programme.",
                )

    def _deadline(self, deadline: Deadline) -> Iterator[tuple[str, str]]:
        forms = [name for name in _FORMS if getattr(deadline, name)]
        if len(forms) != 1:
            yield "thời hạn phải viết theo đúng một kiểu.", f"chọn một trong {', '.join(_FORMS)}."
        if (deadline.at_most or deadline.at_least) and not deadline.unit:
            yield "thời hạn thiếu đơn vị đếm.", "ghi «unit: working_days», «days» hoặc «months»."
        for anchor in (deadline.after, deadline.before, deadline.anchor):
            yield from _anchor(anchor)
        for choice in (deadline.counting, deadline.inclusive, deadline.capped):
            yield from self._setting(choice.setting)
        yield from _values(deadline)
        yield from deadline_faults(deadline, self.version)
        if deadline.otherwise:
            yield from self._deadline(deadline.otherwise)
        yield from self._sources(deadline)

    def _sources(self, deadline: Deadline) -> Iterator[tuple[str, str]]:
        for source in deadline.date_from:
            yield from _fact(Condition(fact=source.fact, where={source.field: ()}))
            for name in (*source.only_if, source.in_time.setting):
                yield from self._setting(name)
        if deadline.extension:
            yield from self._extension(deadline)

    def _extension(self, deadline: Deadline) -> Iterator[tuple[str, str]]:
        extension = deadline.extension
        assert extension is not None
        yield from self._setting(extension.decide.setting)
        if extension.clause not in self.version.clauses:
            yield f"khoản gia hạn {extension.clause} không có trong clauses.csv.", "xem lại mã khoản."
        if extension.total is not None and extension.total <= (deadline.at_most or 0):
            yield "thời hạn kéo dài không dài hơn thời hạn gốc.", "total là tổng số ngày tính từ cùng một mốc."
        known = {item.code for item in self.version.items("extension_grounds")}
        for ground in extension.grounds:
            if ground not in known:
                yield f"không có lý do gia hạn «{ground}».", "khai ở lists: extension_grounds."


def _anchor(name: str) -> Iterator[tuple[str, str]]:
    if name and name != "conference_start" and name not in KINDS:
        yield f"không có mốc «{name}».", "dùng conference_start hoặc tên một sự việc trong thư mục facts."


def _fact(condition: Condition) -> Iterator[tuple[str, str]]:
    kind = KINDS.get(condition.fact)
    if kind is None:
        yield f"không có sự việc «{condition.fact}».", "xem tên sự việc trong thư mục facts."
        return
    if condition.fact == "duty_performed" and not condition.where.get("duty"):
        yield "duty_performed phải nói việc gì.", "ghi «where: {duty: mã}», mã do bạn đặt."
    known = {field.name for field in fields(kind)}
    named = [*condition.where, *([condition.contains.field] if condition.contains else [])]
    named += [name for name in _fields(condition.measure) if name]
    for name in named:
        if name not in known:
            yield f"sự việc {condition.fact} không có trường «{name}».", f"chọn một trong {', '.join(sorted(known))}."
    for value in (value for values in condition.where.values() for value in values):
        if value.startswith("$") and value not in VARIABLES:
            yield f"không có giá trị «{value}».", f"chọn một trong {', '.join(VARIABLES)}."


def _fields(measure: Measure | None) -> tuple[str, ...]:
    return (measure.field, measure.each) if measure else ()


def _measure(condition: Condition, measure: Measure) -> Iterator[tuple[str, str]]:
    hint = get_type_hints(KINDS[condition.fact]).get(measure.field) if condition.fact in KINDS else None
    if measure.seasons:
        yield from _seasons(condition, measure, is_day=hint in {None, date, date | None})
        return
    if hint not in {None, int, int | None}:
        yield f"trường «{measure.field}» của sự việc {condition.fact} không phải con số.", "chọn trường ghi số đếm."
    if measure.at_least is None and measure.at_most is None:
        yield "measure không nêu giới hạn nào.", "ghi «at_least», «at_most» hoặc cả hai."
    elif (measure.at_least or 0) > (measure.at_most or measure.at_least or 0):
        yield "giới hạn dưới lớn hơn giới hạn trên.", "xem lại «at_least», «at_most»."


def _seasons(condition: Condition, measure: Measure, *, is_day: bool) -> Iterator[tuple[str, str]]:
    if not is_day:
        yield f"trường «{measure.field}» của sự việc {condition.fact} không phải ngày.", "chọn trường ghi ngày."
    for season in measure.seasons:
        first, _, last = season.partition("..")
        if not (_is_day(first) and _is_day(last) and first <= last):
            yield f"«{season}» không phải khoảng ngày trong năm.", "viết như «01-01..03-31»; qua năm thì tách làm hai."


def _values(deadline: Deadline) -> Iterator[tuple[str, str]]:
    answers = [deadline.inclusive, deadline.capped, *(source.in_time for source in deadline.date_from)]
    said = [(deadline.counting, ("clear", "difference")), *((one, _ANSWERS) for one in answers)]
    for choice, allowed in said:
        if choice.value and choice.value not in allowed:
            yield f"giá trị «{choice.value}» không dùng được.", f"chọn một trong {', '.join(allowed)}."
    if deadline.capped.value != "no" and not (deadline.date_from and deadline.otherwise):
        yield "«capped» cần cả «date_from» và «otherwise».", "ghi hạn của quy định ở «otherwise» hoặc bỏ «capped»."
    if deadline.calendar and not _is_day(deadline.calendar):
        yield f"«{deadline.calendar}» không phải tháng-ngày.", "viết như «06-30»."


def _is_day(text: str) -> bool:
    try:
        # 2023 is not a leap year: a yearly date must exist every year.
        date.fromisoformat(f"2023-{text}")
    except ValueError:
        return False
    return True


def _with_parts(items: tuple[Item, ...]) -> Iterator[Item]:
    for item in items:
        yield item
        yield from _with_parts(item.parts)


def cited(items: tuple[Item, ...], version: RegulationVersion) -> tuple[Item, ...]:
    """Return the items, and their parts, with the citations that the register gives them."""
    return tuple(
        replace(item, citation=version.citation(item.clause), parts=cited(item.parts, version)) for item in items
    )
