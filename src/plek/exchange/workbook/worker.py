"""Parses one workbook from standard input in its own process, within limits, and prints its rows as JSON lines.

Run as `python -m plek.exchange.workbook.worker MEMORY CPU ROWS SHEET…`. Imports nothing of Django: it starts
fast and holds no settings, keys or database. Every line is a list whose first word is its kind: book, sheet,
rows, fault, end.
"""

import io
import json
import sys
import zipfile
import zlib
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

import python_calamine

from plek.exchange.workbook.names import folded
from plek.exchange.workbook.scanning import Scan, UnsafeXml, column_number, scanned

BATCH = 500
DAMAGED = (zipfile.BadZipFile, zlib.error, KeyError, UnicodeDecodeError, NotImplementedError)
"""What parsing a damaged part raises; ``NotImplementedError`` is zipfile's word for an unknown compression."""
WIDEST = 200
"""Cells beyond this column are not read."""


def main(arguments: list[str]) -> int:
    memory, cpu, most, *wanted = arguments
    _limit(int(memory), int(cpu))
    try:
        _parse(sys.stdin.buffer.read(), int(most), wanted)
    except DAMAGED:
        _say("fault", "damaged")
    except UnsafeXml:
        _say("fault", "unsafe_xml")
    except python_calamine.PasswordError:
        _say("fault", "encrypted")
    except MemoryError:
        _say("fault", "too_much_work")
    except (python_calamine.CalamineError, ValueError, OSError, RuntimeError):
        _say("fault", "damaged")
    return 0


def _limit(memory: int, cpu: int) -> None:
    """Where the system knows such limits (not on Windows): memory, processor time, no files written, no core."""
    try:
        import resource
    except ImportError:
        return
    for kind, most in (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_CPU, cpu),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(kind, (most, most))


def _parse(content: bytes, most: int, wanted: list[str]) -> None:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        scans = scanned(package)
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
    _say("book", {"sheets": book.sheet_names, "formulas": {name: scan.formulas for name, scan in scans.items()}})
    order = {name: position for position, name in enumerate(wanted)}
    known = [name for name in book.sheet_names if folded(name) in order]
    for name in sorted(known, key=lambda name: order[folded(name)]):
        _say("sheet", name)
        most -= _say_rows(book.get_sheet_by_name(name), scans.get(name, Scan()), most)
        if most < 0:
            _say("fault", "too_many_rows")
            return
    _say("end")


def _say_rows(sheet: Any, scan: Scan, most: int) -> int:
    """Print the filled rows with their row numbers; the number of rows printed."""
    batch: list[object] = []
    said = 0
    for numbered in _filled(sheet, scan):
        batch.append(numbered)
        said += 1
        if len(batch) == BATCH:
            _say("rows", batch)
            batch = []
        if said > most:
            break
    _say("rows", batch)
    return said


def _filled(sheet: Any, scan: Scan) -> Iterator[tuple[int, list[object]]]:
    pad = [""] * (sheet.start[1] if sheet.start else 0)
    for number, cells in enumerate(sheet.iter_rows(), start=1):
        row = (pad + cells)[:WIDEST] if pad else cells[:WIDEST]
        for reference, text in scan.faults.get(number, ()):
            _put_fault(row, column_number(reference), text)
        while row and row[-1] == "":
            row.pop()
        if row:
            yield number, row


def _put_fault(row: list[object], position: int, text: str) -> None:
    if position < WIDEST:
        row.extend([""] * (position + 1 - len(row)))
        row[position] = ["e", text]


def _say(*line: object) -> None:
    sys.stdout.write(json.dumps(line, default=_plain, ensure_ascii=False, separators=(",", ":")) + "\n")


def _plain(value: object) -> list[object]:
    if isinstance(value, datetime):
        return ["t", value.isoformat()]
    if isinstance(value, date):
        return ["d", value.isoformat()]
    if isinstance(value, timedelta | time):
        return ["x", str(value)]
    raise TypeError(type(value).__name__)


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    sys.exit(main(sys.argv[1:]))
