"""Every verb leaves a fact in the journal; the few that do not say why."""

import ast
from collections.abc import Iterator
from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[2] / "src" / "doithoai"
# The rooms below the journal cannot record; what they do is recorded by the verb above that calls them.
ROOMS = ("dialogues", "petitions", "proceedings", "dossiers", "reporting")

# verb → why it records nothing.
SILENT: dict[str, str] = {}


def _modules(room: str) -> Iterator[ast.Module]:
    folder = PACKAGE / room / "services"
    files = sorted(folder.rglob("*.py")) if folder.is_dir() else [PACKAGE / room / "services.py"]
    for path in files:
        if path.is_file():
            yield ast.parse(path.read_text(encoding="utf-8"))


def _functions(room: str) -> dict[str, ast.FunctionDef]:
    """Return the room's functions by name, and the methods of its classes as `*.name`."""
    found = {}
    for node in (node for module in _modules(room) for node in module.body):
        if isinstance(node, ast.FunctionDef):
            found[node.name] = node
        if isinstance(node, ast.ClassDef):
            found |= {f"*.{part.name}": part for part in node.body if isinstance(part, ast.FunctionDef)}
    return found


def _called(function: ast.FunctionDef, room: str) -> set[str]:
    """Return what the function calls, as `room.name`; a method of anything as `room.*.name`, too."""
    calls = [node.func for node in ast.walk(function) if isinstance(node, ast.Call)]
    names = {f"{room}.{call.id}" for call in calls if isinstance(call, ast.Name)}
    of_something = [call for call in calls if isinstance(call, ast.Attribute) and isinstance(call.value, ast.Name)]
    names |= {f"{call.value.id}.{call.attr}" for call in of_something}
    return names | {f"{room}.*.{call.attr}" for call in of_something}


def _recording() -> set[str]:
    """Return the functions, as `room.name`, that reach `journal.record` by whatever way."""
    calls = {f"{room}.{name}": _called(function, room) for room in ROOMS for name, function in _functions(room).items()}
    found = {name for name, called in calls.items() if "journal.record" in called}
    while more := {name for name, called in calls.items() if name not in found and called & found}:
        found |= more
    return found


def _acts(function: ast.FunctionDef) -> bool:
    """Tell a verb (keyword-only `by: Actor`) from a helper that only looks at who acts."""
    return any(
        argument.arg == "by" and argument.annotation and ast.unparse(argument.annotation) == "Actor"
        for argument in function.args.kwonlyargs
    )


def _verbs() -> dict[str, ast.FunctionDef]:
    """Return every public function that acts for somebody (`by: Actor`), by `room.name`."""
    return {
        f"{room}.{name}": function
        for room in ROOMS
        for name, function in _functions(room).items()
        if not name.startswith(("_", "*")) and _acts(function)
    }


def test_every_verb_leaves_a_fact_or_says_why_not():
    assert _verbs().keys() - _recording() == set(SILENT)


def test_every_verb_takes_its_words_by_name():
    assert {name for name, function in _verbs().items() if function.args.args} == set()
