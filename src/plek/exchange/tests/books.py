"""Small workbooks for tests: right ones, odd ones and harmful ones, made in memory."""

import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape, quoteattr

import xlsxwriter

from plek.exchange.workbook.checking import Accepted, Check
from plek.exchange.workbook.limits import DEFAULT, Limits
from plek.exchange.workbook.stream import opened

TODAY = date(2026, 11, 22)
DATA = Path(__file__).parents[4] / "tests" / "data"
TIDY = DATA / "caseload-noorderlicht.xlsx"
MESSY = DATA / "caseload-noorderlicht-rommelig.xlsx"
Sheets = Mapping[str, Sequence[Sequence[Any]]]

TEAMS = [["code", "naam", "soort"], ["F1", "FACT Noord", "FACT"], ["IPS", "IPS-team", "IPS"]]
STAFF = [
    ["code", "naam", "e-mail", "functie", "teams"],
    ["TB1", "Omar de Haan", "tb1@voorbeeld.example", "trajectbegeleider", "F1;IPS"],
    ["B1", "Karin Dekker", "b1@voorbeeld.example", "behandelaar", "F1"],
]
CLIENTS = [
    ["cliëntnummer", "voornaam", "achternaam", "geboortedatum", "behandelteam"],
    ["C1", "Jeroen", "Yılmaz", date(1985, 5, 20), "F1"],
    ["C2", "Amina", "Dijkstra", date(1995, 7, 18), "F1"],
]
TRAJECTORIES = [
    ["trajectnummer", "cliëntnummer", "soort", "verwezen op", "eerste gesprek", "trajectbegeleider"],
    ["T1", "C1", "IPS", date(2026, 1, 5), date(2026, 1, 20), "TB1"],
]
EMPLOYERS = [["code", "naam"], ["W1", "Bakkerij Bos"]]
HOUSE: dict[str, list[list[Any]]] = {
    "Teams": TEAMS,
    "Medewerkers": STAFF,
    "Cliënten": CLIENTS,
    "Trajecten": TRAJECTORIES,
    "Werkgevers": EMPLOYERS,
}
"""A small team that other sheets can point to."""


def xlsx(sheets: Sheets) -> bytes:
    """A workbook; strings that begin with `=` become formulas only as `Formula`."""
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"strings_to_formulas": False, "strings_to_urls": False}) as book:
        form = book.add_format({"num_format": "dd-mm-yyyy"})
        for name, rows in sheets.items():
            page = book.add_worksheet(name)
            for row, cells in enumerate(rows):
                for place, cell in enumerate(cells):
                    _put(page, row, place, cell, form)
    return content.getvalue()


class Formula:
    def __init__(self, text: str, value: object = 0) -> None:
        self.text, self.value = text, value


def _put(page: Any, row: int, place: int, cell: Any, form: Any) -> None:
    if isinstance(cell, Formula):
        page.write_formula(row, place, cell.text, None, cell.value)
    elif isinstance(cell, date):
        page.write_datetime(row, place, cell, form)
    elif cell not in ("", None):
        page.write(row, place, cell)


def ods(sheets: Sheets, *, repeat_last: int = 1, formula: str = "") -> bytes:
    """A workbook as LibreOffice writes it; `repeat_last` empty rows at the end of each sheet."""
    tables = "".join(_table(name, rows, repeat_last, formula) for name, rows in sheets.items())
    namespaces = " ".join(
        f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{long}:1.0"'
        for short, long in (("office", "office"), ("table", "table"), ("text", "text"))
    )
    body = f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body>"
    xml = (
        '<?xml version="1.0" encoding="UTF-8"?>'
        f"<office:document-content {namespaces}>{body}</office:document-content>"
    )
    return packed(
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "content.xml": xml,
            "META-INF/manifest.xml": "<manifest/>",
        }
    )


def _table(name: str, rows: Sequence[Sequence[Any]], repeat_last: int, formula: str) -> str:
    lines = "".join(f"<table:table-row>{''.join(map(_ods_cell, cells))}</table:table-row>" for cells in rows)
    if formula:
        value = f"table:formula={quoteattr(formula)} office:value-type='string'"
        lines += (
            f"<table:table-row><table:table-cell {value}><text:p>F9</text:p></table:table-cell></table:table-row>"
        )
    tail = f'<table:table-row table:number-rows-repeated="{repeat_last}"><table:table-cell/></table:table-row>'
    return f"<table:table table:name={quoteattr(name)}>{lines}{tail}</table:table>"


def _ods_cell(cell: Any) -> str:
    if isinstance(cell, date):
        value = f'office:value-type="date" office:date-value="{cell.isoformat()}"'
        return f"<table:table-cell {value}><text:p>{cell}</text:p></table:table-cell>"
    if isinstance(cell, int | float):
        value = f'office:value-type="float" office:value="{cell}"'
        return f"<table:table-cell {value}><text:p>{cell}</text:p></table:table-cell>"
    return f'<table:table-cell office:value-type="string"><text:p>{escape(str(cell))}</text:p></table:table-cell>'


def packed(parts: Mapping[str, str | bytes]) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as package:
        for name, part in parts.items():
            package.writestr(name, part)
    return content.getvalue()


def with_parts(content: bytes, parts: Mapping[str, str | bytes]) -> bytes:
    """The workbook with parts added or replaced."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        old = {name: package.read(name) for name in package.namelist()}
    return packed({**old, **parts})


def part_of(content: bytes, name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return package.read(name)


class Reading:
    """The result of checking a workbook in a test."""

    def __init__(self, accepted: Iterable[Accepted], check: Check) -> None:
        self.rows = list(accepted)
        self.outcome = check.outcome

    @property
    def refused(self) -> list[tuple[str, int, str, str]]:
        return [(one.sheet, one.row, one.column, one.code) for one in self.outcome.refused]

    @property
    def warned(self) -> set[tuple[str, str]]:
        return {(one.sheet, one.code) for one in self.outcome.warnings}

    def of(self, sheet: str) -> list[Any]:
        return [one.row for one in self.rows if one.sheet.name == sheet]


def reading(content: bytes | Sheets, *, limits: Limits = DEFAULT, on: date = TODAY, **options: Any) -> Reading:
    """Check a workbook, given as bytes or as sheets."""
    content = content if isinstance(content, bytes) else xlsx(content)
    check = Check(on, **options)
    with ExitStack() as stack:
        book = stack.enter_context(opened(content, limits))
        return Reading(check.rows(book), check)


def house(**sheets: Sequence[Sequence[Any]]) -> dict[str, Sequence[Sequence[Any]]]:
    """The small team, with sheets replaced or added."""
    return {**HOUSE, **sheets}
