"""The floors hold, and every folder says what it is for."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

SRC = Path(__file__).parents[2] / "src" / "plek"
ROOMS = {
    "urls",
    "views",
    "admin",
    "tasks",
    "api",
    "forms",
    "presenters",
    "services",
    "selectors",
    "policies",
    "models",
    "choices",
}
PACKAGES = sorted(
    p.parent for p in SRC.rglob("__init__.py") if "migrations" not in p.parts and "formats" not in p.parts
)


def test_a_context_imports_only_from_the_floors_below() -> None:
    command = [str(Path(sys.executable).parent / "lint-imports"), "--config", ".importlinter"]
    result = subprocess.run(command, cwd=SRC.parents[1], capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout


@pytest.mark.parametrize("package", PACKAGES, ids=lambda p: str(p.relative_to(SRC)))
def test_every_folder_states_its_purpose(package: Path) -> None:
    docstring = ast.get_docstring(ast.parse((package / "__init__.py").read_text("utf-8")))
    assert docstring, f"{package} does not say what it is for"


def _imports(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
        elif isinstance(node, ast.Import):
            found |= {name.name for name in node.names}
    return found


def _contexts() -> list[str]:
    return sorted(p.name for p in SRC.iterdir() if (p / "apps.py").exists() and p.name not in {"shared", "config"})


@pytest.mark.parametrize("context", _contexts())
def test_one_context_enters_another_only_through_its_open_rooms(context: str) -> None:
    closed = {"views", "forms", "presenters", "templates", "urls", "admin"}
    offences = []
    for path in (SRC / context).rglob("*.py"):
        if "tests" in path.parts or "migrations" in path.parts:
            continue
        for module in _imports(path):
            parts = module.split(".")
            if (
                len(parts) > 2
                and parts[0] == "plek"
                and parts[1] not in {context, "shared"}
                and parts[2] in closed
            ):
                offences.append(f"{path.relative_to(SRC)} imports {module}")
    assert not offences


def _room(path: Path) -> str:
    parts = path.relative_to(SRC).with_suffix("").parts
    return next((part for part in parts[1:] if part in ROOMS), "")


def _product_files() -> list[Path]:
    return [p for p in SRC.rglob("*.py") if not {"tests", "migrations", "config"} & set(p.relative_to(SRC).parts)]


def _reads_the_clock(node: ast.AST) -> bool:
    """``timezone.now()`` and the like; ``localdate(moment)`` only turns a moment into its day."""
    if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
        return False
    is_clock = isinstance(node.func.value, ast.Name) and node.func.value.id in {
        "timezone",
        "datetime",
        "date",
        "dt",
    }
    return is_clock and not node.args and node.func.attr in {"now", "localdate", "today", "utcnow"}


EDGES_OF_A_LIBRARY = {
    "accounts/sessions.py": "Django's session store is called by its middleware, which passes no moment",
    "accounts/adapters.py": "django-allauth calls it in the middle of signing in",
    "accounts/events.py": "what django-allauth signals, which passes no moment",
    "accounts/second_factor.py": "the review of a sign-in, called from a signal of django-allauth",
    "accounts/forms/second_factor.py": "a form of django-allauth that checks a code as it cleans it",
}


def test_only_doors_read_the_clock() -> None:
    allowed = {"views", "tasks", "admin", "api"}
    offences = [
        f"{path.relative_to(SRC)}:{node.lineno}"
        for path in _product_files()
        if _room(path) not in allowed and path.name not in {"doors.py", "commands.py", "middleware.py"}
        if path.relative_to(SRC).as_posix() not in EDGES_OF_A_LIBRARY
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if _reads_the_clock(node)
    ]
    assert not offences


def test_views_ask_no_queryset() -> None:
    offences = [
        f"{path.relative_to(SRC)}:{node.lineno}"
        for path in _product_files()
        if _room(path) == "views"
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Attribute) and node.attr == "objects"
    ]
    assert not offences


def test_selectors_and_policies_do_not_write() -> None:
    writes = {
        "save",
        "create",
        "bulk_create",
        "update",
        "bulk_update",
        "delete",
        "get_or_create",
        "update_or_create",
    }
    offences = [
        f"{path.relative_to(SRC)}:{node.lineno} {node.func.attr}"
        for path in _product_files()
        if _room(path) in {"selectors", "policies"}
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in writes
        and not (
            isinstance(node.func.value, ast.Name) and node.func.value.id in {"seen", "found", "data", "grams"}
        )
    ]
    assert not offences
