"""Every verb leaves a fact in the journal; the few that do not say why."""

import ast
from collections.abc import Iterator
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

PACKAGE = Path(__file__).resolve().parents[2] / "src" / "doithoai"
# The rooms below the journal cannot record; what they do is recorded by the verb above that calls them.
ROOMS = ("dialogues", "petitions", "proceedings", "succession", "dossiers", "reporting")

# Why a verb records nothing → the verbs.
_REASONS = {
    "a draft of a paper: its signing is recorded": ("dialogues.draft_annual_plan", "dialogues.draft_paper"),
    "a draft of the conclusion: what counts is recorded when the notice is issued": (
        "proceedings.add_item",
        "proceedings.draft_conclusion",
        "proceedings.preview_conclusion",
        "proceedings.remove_item",
        "proceedings.set_opening",
    ),
    "a draft of the programme: its approval is recorded, and each step when it runs": (
        "proceedings.draft_programme",
        "proceedings.leave_step_out",
        "proceedings.plan_step",
        "proceedings.plan_steps",
        "proceedings.take_step_in",
    ),
    "what does not take place leaves no fact; the minutes keep the reason": (
        "proceedings.skip_step",
        "proceedings.skip_turn",
    ),
    "a question waits or stays off the list, with its reason in its row; one that is listed leaves a petition's fact": (
        "proceedings.hide_question",
        "proceedings.merge_question",
        "proceedings.name_for_public",
    ),
    "who gives a step for the host stands in the minutes; the step leaves its own facts": (
        "proceedings.name_representative",
    ),
    "who is in the room stands in the minutes, with the hours; nothing falls due by it": (
        "proceedings.enter_room",
        "proceedings.leave_room",
    ),
    "a text handed to the table is no answer; the answer that the table takes from it leaves its fact": (
        "proceedings.hand_answer",
        "proceedings.set_answer_aside",
    ),
    "the digest of a closed list is public at once; each place that is drawn leaves its fact": (
        "proceedings.close_draw_list",
        "proceedings.drop_draw",
    ),
    "links and telephones of the hall: nothing falls due by them": (
        "proceedings.set_broadcast",
        "proceedings.set_fallback_line",
    ),
    "the queue is a wish: who spoke is recorded when the turn ends": (
        "proceedings.add_turn",
        "proceedings.move_turn",
        "proceedings.put_turn_back",
        "proceedings.set_speaking_minutes",
        "proceedings.share_among_points",
        "proceedings.speak_again",
        "proceedings.summarise_turn",
    ),
    "lines of the minutes are append-only themselves; the fact is left when the host signs": (
        "proceedings.add_remark",
        "proceedings.correct_entry",
        "proceedings.send_minutes_back",
        "proceedings.sign_minutes_as_secretary",
        "proceedings.write_correction_page",
    ),
    "a draft of a letter: what counts is recorded when it is issued": ("petitions.draft_paper",),
    "waits for a second person, whose confirming is recorded": (
        "proceedings.decide_refusal",
        "proceedings.drop_refusal",
    ),
}
SILENT = {name for names in _REASONS.values() for name in names}


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
    # `steps.finish(…)` may be another room's verb, a module of this room, or a method of some object.
    return names | {f"{room}.{star}{call.attr}" for call in of_something for star in ("", "*.")}


def _recording() -> set[str]:
    """Return the functions, as `room.name`, that reach `journal.record` or `record_all` by whatever way."""
    calls = {f"{room}.{name}": _called(function, room) for room in ROOMS for name, function in _functions(room).items()}
    found = {name for name, called in calls.items() if called & {"journal.record", "journal.record_all"}}
    while more := {name for name, called in calls.items() if name not in found and called & found}:
        found |= more
    return found


def _acts(function: ast.FunctionDef) -> bool:
    """Tell a verb (keyword-only `by: Actor`) from a helper that only looks at who acts."""
    return any(
        argument.arg == "by" and argument.annotation and ast.unparse(argument.annotation) == "Actor"
        for argument in function.args.kwonlyargs
    )


def _offered(room: str) -> set[str]:
    """Return the names that the room's services offer to others."""
    return set(getattr(import_module(f"doithoai.{room}.services"), "__all__", ())) or set(_functions(room))


def _verbs() -> dict[str, ast.FunctionDef]:
    """Return every function that a room offers and that acts for somebody, by `room.name`."""
    return {
        f"{room}.{name}": function
        for room in ROOMS
        if find_spec(f"doithoai.{room}.services")
        for name, function in _functions(room).items()
        if name in _offered(room) and not name.startswith("_") and _acts(function)
    }


def test_every_verb_leaves_a_fact_or_says_why_not():
    assert _verbs().keys() - _recording() == SILENT


def test_every_verb_takes_its_words_by_name():
    assert {name for name, function in _verbs().items() if function.args.args} == set()
