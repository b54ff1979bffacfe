"""Writes ``docs/reference`` from the running code, so that the manual cannot say something else."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import typer
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils import translation

from plek.config.reference_benefits import benefit_pages
from plek.config.reference_processing import processing_pages
from plek.config.settings import PACKAGE
from plek.organisations.choices import Role

MADE = "<!-- Made by `make docs` from the code; do not edit by hand. -->\n\n"
INSIDE = "o/<slug:organisation>/"
BENEFITS = "benefits"
"""The folder with a page per rule."""


def write_reference(folder: Path, commands: Any) -> list[Path]:
    """Write every reference page; ``commands`` is the root of the command line. Returns what was written."""
    pages = {
        "roles.md": role_matrix(),
        "states.md": state_diagrams(),
        "settings.md": settings_page((PACKAGE.parents[1] / ".env.example").read_text("utf-8")),
        "command-line.md": command_line(commands),
        **processing_pages(),
        **{f"{BENEFITS}/{name}": text for name, text in benefit_pages().items()},
    }
    (folder / BENEFITS).mkdir(parents=True, exist_ok=True)
    for name, text in pages.items():
        (folder / name).write_text(MADE + text, "utf-8")
    return [folder / name for name in pages]


def doors(patterns: list[Any] | None = None, prefix: str = "") -> Iterator[tuple[str, Any]]:
    """Every address inside an organisation with its door."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        route = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from doors(pattern.url_patterns, route)
        elif isinstance(pattern, URLPattern) and route.startswith(INSIDE):
            yield route.removeprefix(INSIDE), getattr(pattern.callback, "door")  # noqa: B009


def role_matrix() -> str:
    """Which role may enter which page; within a page the care relationship decides what is seen."""
    with translation.override("en"):
        heads = [str(role.label) for role in Role]
    lines = [
        "# Who may enter where\n",
        "R: may read the page. W: may also send its form. What a page shows is narrowed further by team and care",
        "relationship (`Client.objects.visible_to`). Addresses stand below `/o/<organisation>/`.\n",
        "| address | " + " | ".join(heads) + " |",
        "|---|" + "---|" * len(heads),
    ]
    for route, door in sorted(doors(), key=lambda pair: pair[0]):
        marks = [("W" if door.writes else "R") if role in door.roles else "" for role in Role]
        lines.append(f"| `{route}` | " + " | ".join(marks) + " |")
    return "\n".join(lines) + "\n"


def state_diagrams() -> str:
    """The states of a referral and the phases of a trajectory, as Mermaid diagrams."""
    from plek.caseload.choices import Phase
    from plek.caseload.policies.referrals import MOVES

    lines = ["# States\n", "## Referral\n", "```mermaid", "stateDiagram-v2", "    [*] --> waiting"]
    lines += [f"    {begin} --> {end}" for begin, ends in MOVES.items() for end in sorted(ends) if end != begin]
    lines += ["```\n", "## Trajectory\n"]
    lines.append("Any phase may follow any other, and a step back is as normal as a step on. The usual order:\n")
    lines += ["```mermaid", "stateDiagram-v2"]
    usual = [phase.value for phase in Phase if phase != Phase.RESTING]
    lines += [f"    {a} --> {b}" for a, b in zip(["[*]", *usual], [*usual, "[*]"], strict=True)]
    lines += ["    searching --> resting", "    resting --> searching", "    follow_along --> searching", "```"]
    return "\n".join(lines) + "\n"


def settings_page(example: str) -> str:
    """The settings with their explanations, as ``.env.example`` gives them."""
    return "# Settings\n\nAll settings come from the environment.\n\n```sh\n" + example.strip() + "\n```\n"


def command_line(root: Any) -> str:
    """The ``--help`` of every command."""
    context = typer.Context(root, info_name="plek")
    lines = ["# The `plek` command\n", *_commands(root, context, "plek")]
    return "\n".join(lines)


def _commands(group: Any, context: typer.Context, path: str) -> Iterator[str]:
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        yield f"## `{path} {name}`\n\n{_clean(command.help or '')}\n"
        yield from (_parameter(parameter) for parameter in command.params if parameter.name != "help")
        yield ""
        if hasattr(command, "list_commands"):
            yield from _commands(command, context, f"{path} {name}")


def _clean(text: str) -> str:
    return re.sub(r"\s+", " ", text).replace("Example: ", "\n\nExample: ")


def _parameter(parameter: Any) -> str:
    names = ", ".join(f"`{name}`" for name in parameter.opts) if parameter.opts else f"`{parameter.name}`"
    return f"- {names}: {getattr(parameter, 'help', None) or parameter.name}"
