"""Everything that is written in the log can be read there: each event code has a label, in Dutch too."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.utils import translation

from plek.audit.supply import event_labels

SRC = Path(__file__).parents[2] / "src" / "plek"
RECORDERS = {"record", "record_each", "record_platform"}
Function = ast.FunctionDef | ast.AsyncFunctionDef


class Events(ast.NodeVisitor):
    """The event codes that one module records, also where they reach ``record`` through a function of its own,
    called in this module or in one that imports it."""

    def __init__(self, module: str, tree: ast.Module) -> None:
        self.module, self.context = module, module.split("/")[0]
        self.within: list[Function] = []
        self.codes: set[str] = set()
        self.unclear: list[int] = []
        self.visit(tree)

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
        self.within.append(node)
        self.generic_visit(node)
        self.within.pop()

    def visit_Call(self, node: ast.Call) -> None:
        given = next((k.value for k in node.keywords if k.arg == "event"), None)
        if given is not None and _called(node) in RECORDERS:
            self.read(given, self.within[-1] if self.within else None)
        self.generic_visit(node)

    def read(self, value: ast.expr, within: Function | None) -> None:
        """A code itself, one of two codes, or what callers hand to the function it stands in."""
        if isinstance(value, ast.Constant):
            self.codes.add(str(value.value))
        elif isinstance(value, ast.IfExp):
            self.read(value.body, within)
            self.read(value.orelse, within)
        elif isinstance(value, ast.Name) and within is not None:
            handed = list(self.handed_to(within, value.id)) or list(_assigned(within, value.id))
            for each, caller in handed:
                self.read(each, caller)
            if not handed:
                self.unclear.append(value.lineno)
        else:
            self.unclear.append(value.lineno)

    def handed_to(self, function: Function, name: str) -> Iterator[tuple[ast.expr, Function | None]]:
        names = [a.arg for a in function.args.args]
        if name not in names + [a.arg for a in function.args.kwonlyargs]:
            return
        place = names.index(name) if name in names else sys.maxsize
        for call, caller in self.calls_of(function.name):
            by_name = [k.value for k in call.keywords if k.arg == name]
            yield from ((value, caller) for value in [*call.args[place : place + 1], *by_name])

    def calls_of(self, function: str) -> Iterator[tuple[ast.Call, Function]]:
        for module, tree in TREES.items():
            if module == self.module or (module.startswith(f"{self.context}/") and function in _imported(tree)):
                for caller in (node for node in ast.walk(tree) if isinstance(node, Function)):
                    calls = (node for node in ast.walk(caller) if isinstance(node, ast.Call))
                    yield from ((call, caller) for call in calls if _called(call) == function)


def _called(call: ast.Call) -> str:
    return call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")


def _assigned(function: Function, name: str) -> Iterator[tuple[ast.expr, Function | None]]:
    for node in ast.walk(function):
        if isinstance(node, ast.Assign) and any(isinstance(t, ast.Name) and t.id == name for t in node.targets):
            yield node.value, function


def _imported(tree: ast.Module) -> set[str]:
    return {a.name for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) for a in node.names}


TREES = {
    path.relative_to(SRC).as_posix(): ast.parse(path.read_text("utf-8"))
    for path in sorted(SRC.rglob("*.py"))
    if "tests" not in path.parts and "migrations" not in path.parts
}
RECORDED = {module: Events(module, tree) for module, tree in TREES.items()}
CODES = sorted({code for events in RECORDED.values() for code in events.codes})


def test_each_code_is_found() -> None:
    unclear = {name: events.unclear for name, events in RECORDED.items() if events.unclear}
    assert not unclear, "write the code where it can be read: in the call, or handed over in the same module"
    assert len(CODES) > 100


@pytest.mark.parametrize("code", CODES)
def test_each_event_has_a_label(code: str) -> None:
    assert code in event_labels, "register a label in the wording of its context"


@pytest.mark.parametrize("code", sorted(event_labels))
def test_each_label_is_in_dutch(code: str) -> None:
    with translation.override("en"):
        english = str(event_labels[code])
    with translation.override("nl"):
        assert str(event_labels[code]) != english


def test_no_label_stands_for_nothing() -> None:
    assert set(event_labels) == set(CODES)
