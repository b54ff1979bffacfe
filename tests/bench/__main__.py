"""`python -m tests.bench NAME [--scale 0.1,1] [--json FILE]`: run, show the figures and a table to paste."""

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from rich.console import Console

from tests.bench import benefits, fidelity, pages, workbook, write
from tests.bench.findings import Finding
from tests.bench.harness import WrongAnswerError
from tests.bench.report import machine, markdown, show

Workload = Callable[[Sequence[float], Console], list[Finding]]
WORKLOADS: dict[str, Workload] = {
    "pages": pages.run,
    "write": write.run,
    "workbook": workbook.run,
    "benefits": benefits.run,
    "fidelity": fidelity.run,
}


def main(arguments: Sequence[str]) -> int:
    """Exit code 1 only for a wrong answer."""
    asked = _parser().parse_args(arguments)
    screen, on = Console(stderr=True, highlight=False, width=None if sys.stderr.isatty() else 200), machine()
    found: list[Finding] = []
    try:
        for name in WORKLOADS if asked.name == "all" else [asked.name]:
            mine = WORKLOADS[name](asked.scale, screen)
            show(mine, screen)
            found += mine
    except WrongAnswerError as wrong:
        screen.print(f"Wrong answer in {asked.name}: {wrong}", markup=False)
        return 1
    if asked.json:
        asked.json.write_text(json.dumps({"machine": on, "findings": [f.as_json() for f in found]}, indent=1))
    sys.stdout.write(markdown(found, on))
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="plek bench")
    parser.add_argument("name", choices=[*WORKLOADS, "all"])
    parser.add_argument("--scale", type=_scales, default=[], help="Shares of the full size, as 0.1,0.3,1")
    parser.add_argument("--json", type=Path, help="Also write every figure to this file")
    return parser


def _scales(text: str) -> list[float]:
    return [float(part) for part in text.split(",") if part]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
