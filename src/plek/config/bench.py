"""``plek bench``: runs the benchmark suite that stands in a checkout, in a process of its own."""

import os
import subprocess
import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from plek.shared.errors import Refused

CHECKOUT = Path(__file__).resolve().parents[3]


class Workload(StrEnum):
    """What can be measured."""

    PAGES = "pages"
    WRITE = "write"
    WORKBOOK = "workbook"
    BENEFITS = "benefits"
    FIDELITY = "fidelity"
    ALL = "all"


def bench(
    name: Annotated[Workload, typer.Argument(help="What to measure.")],
    scale: Annotated[str, typer.Option(help="Shares of the full size, such as 0.1,0.3,1.")] = "",
    json: Annotated[Path | None, typer.Option(help="Also write every figure to this file.")] = None,
) -> None:
    """Measure Plek against its peers, in a checkout. Example: plek bench pages --json figures.json"""
    raise typer.Exit(run(CHECKOUT, [name.value, *_options(scale, json)]))


def _options(scale: str, json: Path | None) -> list[str]:
    found = ["--scale", scale] if scale else []
    return [*found, "--json", str(json.resolve())] if json else found


def run(checkout: Path, arguments: list[str]) -> int:
    """Run the suite of this checkout and answer its exit code; refuses where there is none."""
    if not (checkout / "tests" / "bench" / "__main__.py").exists():
        raise Refused("The benchmark suite stands in the source code: run this command in a checkout of Plek.")
    environment = {**os.environ, "PYTHONPATH": str(checkout)}
    command = [sys.executable, "-m", "tests.bench", *arguments]
    return subprocess.run(command, cwd=checkout, env=environment, check=False).returncode  # noqa: S603 - our own
