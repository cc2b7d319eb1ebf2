"""Builds typed objects from YAML and remembers on which line each value stands.

Strict: an unknown key, a missing one, a repeated one or a value of the wrong kind
is a `Problem` with file, line, rule and the mend, never a silent default.
"""

import difflib
import types
import unicodedata
from collections.abc import Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

import yaml

from doithoai.regulations.errors import Problem, RegulationError
from doithoai.regulations.schema import Choice

T = TypeVar("T")
# The C parser reads ten times as fast; both know the lines.
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read_yaml(path: Path) -> yaml.MappingNode:
    """Return the root of a YAML file as nodes that know their lines."""
    name = f"{path.parent.name}/{path.name}"
    try:
        # Vietnamese arrives composed and decomposed; the law library keeps one form.
        text = unicodedata.normalize("NFC", path.read_text(encoding="utf-8"))
        root = yaml.compose(text, Loader=_LOADER)
    except UnicodeDecodeError as error:
        raise _single(name, 0, f"tệp không phải UTF-8 ({error.reason}).", "lưu lại tệp ở dạng UTF-8.") from error
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 0
        raise _single(
            name, line, f"YAML sai cú pháp: {error.problem}.", "xem lại thụt dòng và dấu hai chấm."
        ) from error
    if not isinstance(root, yaml.MappingNode):
        raise _single(name, 1, "tệp trống hoặc không phải danh sách khóa.", "bắt đầu bằng các khóa như «id:».")
    return root


def _single(file: str, line: int, message: str, mend: str) -> RegulationError:
    return RegulationError((Problem(file, line, "", message, mend),))


class Builder:
    """Builds dataclasses from nodes of one file and collects every problem on the way."""

    def __init__(self, file: str) -> None:
        """Remember the file's name for messages."""
        self.file = file
        self.rule = ""
        self.problems: list[Problem] = []
        self.lines: dict[str, int] = {}  # id or code of a thing -> its line

    def fail(self, node: yaml.Node, message: str, mend: str = "") -> None:
        """Note a problem at the line of this node."""
        self.problems.append(Problem(self.file, node.start_mark.line + 1, self.rule, message, mend))

    def pairs(self, node: yaml.Node) -> dict[str, tuple[yaml.Node, yaml.Node]]:
        """Return key -> (key node, value node); a repeated key is a problem."""
        if not isinstance(node, yaml.MappingNode):
            self.fail(node, "chỗ này phải là các cặp «khóa: giá trị».", "viết mỗi khóa một dòng, thụt vào.")
            return {}
        found: dict[str, tuple[yaml.Node, yaml.Node]] = {}
        for key, value in node.value:
            if key.value in found:
                self.fail(key, f"khóa «{key.value}» viết hai lần.", "giữ lại một.")
            found[key.value] = (key, value)
        return found

    def build(self, cls: type[T], node: yaml.Node) -> T | None:
        """Return an instance of the dataclass, or None when problems were noted."""
        before = len(self.problems)
        pairs = self.pairs(node)
        self._note(cls, pairs)
        shape: Any = cls
        known = _fields(shape)
        for name, (key, _) in pairs.items():
            if name not in known:
                self.fail(key, f"không có khóa «{name}».", _suggest(name, known))
        values: dict[str, Any] = {}
        for name, (hint, field_) in known.items():
            if name in pairs:
                values[name] = self.value(hint, pairs[name][1])
            elif _required(field_):
                self.fail(node, f"thiếu khóa «{name}».", _mend_missing(name))
        return cls(**values) if len(self.problems) == before else None

    def _note(self, cls: type, pairs: dict[str, tuple[yaml.Node, yaml.Node]]) -> None:
        """Remember the rule being read, and the line on which a thing with an id or a code begins."""
        for key in ("id", "code"):
            if key in pairs:
                node = pairs[key][1]
                self.lines.setdefault(f"{cls.__name__}:{node.value}", node.start_mark.line + 1)
                if cls.__name__ != "RegulationVersion":
                    self.rule = str(node.value)

    def value(self, hint: Any, node: yaml.Node) -> Any:
        """Return the node's value as the hinted type; None when a problem was noted."""
        origin = get_origin(hint)
        if origin in {Union, types.UnionType}:
            return self.value(next(arg for arg in get_args(hint) if arg is not type(None)), node)
        if origin is tuple:
            return self._tuple(get_args(hint)[0], node)
        if origin is Mapping:
            return {key: self.value(get_args(hint)[1], value) for key, (_, value) in self.pairs(node).items()}
        if hint is Choice:
            return self._choice(node)
        if is_dataclass(hint):
            return self.build(hint, node)  # type: ignore[arg-type]  # is_dataclass does not narrow to a type
        return self._scalar(hint, node)

    def _tuple(self, hint: Any, node: yaml.Node) -> tuple[Any, ...]:
        if isinstance(node, yaml.SequenceNode):
            return tuple(self.value(hint, child) for child in node.value)
        return (self.value(hint, node),)  # one entry may be written without brackets

    def _choice(self, node: yaml.Node) -> Choice:
        if isinstance(node, yaml.ScalarNode):
            return Choice(value=str(node.value))
        pairs = self.pairs(node)
        if set(pairs) != {"setting"}:
            self.fail(node, "chỗ này nhận một giá trị hoặc «{setting: tên cách hiểu}».")
            return Choice()
        return Choice(setting=str(pairs["setting"][1].value))

    def _scalar(self, hint: Any, node: yaml.Node) -> Any:
        if not isinstance(node, yaml.ScalarNode):
            self.fail(node, "chỗ này phải là một giá trị, không phải danh sách.")
            return None
        if get_origin(hint) is Literal:
            return self._literal(get_args(hint), node)
        if hint is str:
            return str(node.value).strip()
        if hint is int:
            return self._integer(node)
        if hint is bool:
            return self._boolean(node)
        return self._date(node)

    def _literal(self, allowed: tuple[str, ...], node: yaml.ScalarNode) -> str:
        if node.value not in allowed:
            words = ", ".join(f"«{word}»" for word in allowed if word)
            self.fail(node, f"giá trị «{node.value}» không dùng được ở đây.", f"chọn một trong {words}.")
        return str(node.value)

    def _integer(self, node: yaml.ScalarNode) -> int | None:
        if not node.value.isascii() or not node.value.isdigit() or int(node.value) == 0:
            self.fail(node, f"«{node.value}» không phải số nguyên lớn hơn 0.", "viết số như 7 hoặc 10.")
            return None
        return int(node.value)

    def _boolean(self, node: yaml.ScalarNode) -> bool | None:
        if node.value not in {"true", "false"}:
            self.fail(node, f"«{node.value}» không phải true hoặc false.", "viết true hoặc false.")
            return None
        return bool(node.value == "true")

    def _date(self, node: yaml.ScalarNode) -> date | None:
        try:
            return date.fromisoformat(node.value)
        except ValueError:
            self.fail(node, f"«{node.value}» không phải một ngày.", "viết năm-tháng-ngày, như 2023-10-20.")
            return None


@cache
def _fields(cls: Any) -> dict[str, tuple[Any, Field[Any]]]:
    hints = get_type_hints(cls)
    return {field_.name: (hints[field_.name], field_) for field_ in fields(cls) if field_.metadata.get("yaml", True)}


def _required(field_: Field[Any]) -> bool:
    return field_.default is MISSING and field_.default_factory is MISSING


def _suggest(name: str, known: Mapping[str, object]) -> str:
    close = difflib.get_close_matches(name, known, n=1)
    if close:
        return f"có phải «{close[0]}» không?"
    return "chỉ dùng: " + ", ".join(known) + "."


def _mend_missing(name: str) -> str:
    if name == "citation":
        return "mỗi quy tắc phải ghi căn cứ, như «citation: Điều 10 khoản 1»."
    return f"thêm một dòng «{name}: …»."
