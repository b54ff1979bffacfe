"""Every Dutch text of the engine: in its data, and in the code with {} for what is filled in."""

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

ENGINE = Path(__file__).parent.parent


def dutch_texts() -> list[str]:
    """Once each; English ones of the code are among them, which have no "je"."""
    return list(dict.fromkeys([*_in_code(), *_in_files()]))


def _own(suffix: str) -> list[Path]:
    return [path for path in sorted(ENGINE.rglob(f"*{suffix}")) if "tests" not in path.parts]


def _in_code() -> Iterator[str]:
    for path in _own(".py"):
        tree = ast.parse(path.read_text("utf-8"))
        spoken = [node for node in ast.walk(tree) if not isinstance(node, ast.Expr)]
        docstrings = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
        parts = {id(part) for node in spoken if isinstance(node, ast.JoinedStr) for part in node.values}
        for node in spoken:
            if isinstance(node, ast.JoinedStr):
                yield "".join(str(part.value) if isinstance(part, ast.Constant) else "{}" for part in node.values)
            elif isinstance(node, ast.Constant) and id(node) not in parts | docstrings:
                yield str(node.value)


def _in_files() -> Iterator[str]:
    for path in _own(".yaml"):
        yield from _said_in(yaml.safe_load(path.read_text("utf-8")))


def _said_in(content: Any) -> Iterator[str]:
    if isinstance(content, dict):
        yield from (text for name, text in content.items() if name == "nl" and isinstance(text, str))
    for one in content.values() if isinstance(content, dict) else content if isinstance(content, list) else ():
        yield from _said_in(one)
