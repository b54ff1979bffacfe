"""The rows of an untrusted workbook, streamed from the process that parses it."""

import json
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import IO, Any, cast

from plek.exchange.workbook import worker
from plek.exchange.workbook.findings import Unusable
from plek.exchange.workbook.kinds import Fault, Raw
from plek.exchange.workbook.limits import DEFAULT, Limits
from plek.exchange.workbook.opening import check_file
from plek.exchange.workbook.sheets import SHEETS

Numbered = tuple[int, list[Raw]]
"""A filled row: its number on the sheet (from 1) and its cells from column A on."""


@dataclass
class Book:
    """An opened workbook: its sheets by name, and the rows of those that Plek knows, in the order of `SHEETS`."""

    sheets: list[str]
    formulas: dict[str, tuple[int, str]]
    _lines: Iterator[list[Any]] = field(repr=False)

    def read(self) -> Iterator[tuple[str, Iterator[Numbered]]]:
        """Each known sheet with its filled rows; read every sheet to its end before asking for the next."""
        line = next(self._lines)
        while line[0] == "sheet":
            following: list[list[Any]] = []
            yield line[1], self._rows(following)
            line = following[0]

    def _rows(self, following: list[list[Any]]) -> Iterator[Numbered]:
        for line in self._lines:
            if line[0] != "rows":
                following.append(line)
                return
            for number, cells in line[1]:
                yield number, [_cell(cell) if cell.__class__ is list else cell for cell in cells]


@contextmanager
def opened(content: bytes, limits: Limits = DEFAULT) -> Iterator[Book]:
    """Check and parse a workbook; raises `Unusable` here or while reading."""
    check_file(content, limits)
    process, to_process, said = _start(limits)
    try:
        with _patience(process, limits):
            _feed(to_process, content)
        lines = _lines(process, said, limits)
        _kind, book = next(lines)
        yield Book(book["sheets"], {name: tuple(one) for name, one in book["formulas"].items()}, lines)
    finally:
        process.kill()
        process.wait()
        said.close()
        with suppress(BrokenPipeError):
            to_process.close()


def _start(limits: Limits) -> tuple["subprocess.Popen[bytes]", IO[bytes], IO[bytes]]:
    """The process with the pipes to and from it."""
    numbers = [str(limits.memory_bytes), str(limits.cpu_seconds), str(limits.rows)]
    command = [sys.executable, "-m", worker.__name__, *numbers, *(sheet.folded for sheet in SHEETS)]
    process = subprocess.Popen(  # noqa: S603 - no shell, nothing of the file on the command line
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=_environment()
    )
    return process, cast(IO[bytes], process.stdin), cast(IO[bytes], process.stdout)


def _environment() -> dict[str, str]:
    """Nothing of ours but where Python finds its modules: no keys, no database address."""
    return {"PYTHONPATH": ":".join(sys.path), "PYTHONDONTWRITEBYTECODE": "1", "LANG": "C.UTF-8"}


@contextmanager
def _patience(process: "subprocess.Popen[bytes]", limits: Limits) -> Iterator[None]:
    """Waiting for the process ends with the process; the time in which it waits for us does not count."""
    watch = threading.Timer(limits.wait_seconds, process.kill)
    watch.start()
    try:
        yield
    finally:
        watch.cancel()


def _line(process: "subprocess.Popen[bytes]", said: IO[bytes], limits: Limits) -> bytes:
    with _patience(process, limits):
        return said.readline()


def _feed(to_process: IO[bytes], content: bytes) -> None:
    """The process reads everything before it answers, so this cannot wait for ever."""
    try:
        to_process.write(content)
        to_process.close()
    except BrokenPipeError:
        raise Unusable("too_much_work") from None


def _lines(process: "subprocess.Popen[bytes]", said: IO[bytes], limits: Limits) -> Iterator[list[Any]]:
    """What the process says, until it says `end`."""
    while (text := _line(process, said, limits)).endswith(b"\n"):
        line = json.loads(text)
        if line[0] == "fault":
            raise Unusable(line[1], rows=f"{limits.rows:,}".replace(",", "."))
        yield line
        if line[0] == "end":
            return
    raise Unusable("too_much_work" if process.wait() < 0 else "damaged")


def _cell(said: list[Any]) -> Raw:
    kind, text = said
    if kind == "d":
        return date.fromisoformat(text)
    if kind == "t":
        return datetime.fromisoformat(text)
    return Fault(str(text)) if kind == "e" else str(text)
