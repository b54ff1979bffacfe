"""P11: taking in a workbook of 100,000 rows with `plek import`, against openpyxl only reading the same file."""

import json
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from rich.console import Console

from tests.bench.book import write_book
from tests.bench.databases import ROOT, empty, environment, home
from tests.bench.findings import Aim, Finding, Measured
from tests.bench.fresh import turn
from tests.bench.harness import Sample, Series, compare, interleave

ROWS = 100_000
SLUG = "meetveld"
RATIO, SECONDS, MEBIBYTES = Aim(1.5), Aim(120), Aim(1024)
PLEK = ("-c", "from plek.cli import main; main()")


def run(scales: Sequence[float], screen: Console) -> list[Finding]:
    """Each turn takes the file into an organisation with nothing in it yet."""
    found: list[Finding] = []
    for scale in scales or (1.0,):
        rows = round(ROWS * scale)
        with screen.status(f"A workbook of {rows:,} rows"):
            file = _file(rows)
        with screen.status(f"Taking in {rows:,} rows"):
            turns = interleave({"ours": _ours(file), "peer": _peer(file)})
        found += _findings(f"{rows:,} rows", turns["ours"], turns["peer"])
    return found


def _file(rows: int) -> Path:
    home().mkdir(parents=True, exist_ok=True)
    file = home() / f"workbook-{rows}.xlsx"
    write_book(file, rows)
    return file


def _ours(file: Path) -> Callable[[], Sample]:
    def sample() -> Sample:
        address = empty("workbook")
        _create_organisation(address)
        begin = time.perf_counter()
        report, peak = turn(*PLEK, "import", str(file), "--organisation", SLUG, "--json", address=address)
        return Sample(time.perf_counter() - begin, _told(report["accepted"]), peak)

    return sample


def _create_organisation(address: str) -> None:
    subprocess.run(
        [sys.executable, *PLEK, "create-organisation", SLUG.capitalize(), "--kind", "ggz", "--region", "Groningen",
         "--admin", "beheer@bench.example"],
        env=environment(address), cwd=ROOT, check=True, stdout=subprocess.DEVNULL,
    )  # fmt: skip


def _peer(file: Path) -> Callable[[], Sample]:
    def sample() -> Sample:
        begin = time.perf_counter()
        counts, peak = turn("-m", "tests.bench.workbook", str(file))
        return Sample(time.perf_counter() - begin, _told(counts), peak)

    return sample


def _told(counts: dict[str, int]) -> str:
    return json.dumps({sheet: count for sheet, count in sorted(counts.items()) if count}, ensure_ascii=False)


def read_book(file: Path) -> dict[str, int]:
    """Every cell of every sheet, as openpyxl reads fastest; answers the rows below the headings."""
    from openpyxl import load_workbook

    book = load_workbook(file, read_only=True, data_only=True)
    counts = {}
    for sheet in book.worksheets:
        filled = [any(cell is not None for cell in row) for row in sheet.iter_rows(values_only=True)]
        counts[sheet.title] = sum(filled) - 1
    return counts


def _findings(at: str, ours: Series, peer: Series) -> list[Finding]:
    name = "openpyxl reading the file"
    seconds, other = Measured.of(ours, 1), Measured.of(peer, 1)
    kept = Measured.exact(ours.peak_mib)
    return [
        Finding(
            "workbook",
            "taken in and written",
            "plek import",
            at,
            "s",
            seconds,
            name,
            other,
            compare(ours, peer),
            RATIO,
        ),
        Finding("workbook", "seconds", "plek import", at, "s", seconds, aim=SECONDS),
        Finding("workbook", "most memory", "plek import", at, "MiB", kept, aim=MEBIBYTES),
    ]


if __name__ == "__main__":
    sys.stdout.write(json.dumps(read_book(Path(sys.argv[1]))) + "\n")
