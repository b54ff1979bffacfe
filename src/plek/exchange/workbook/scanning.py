"""Looks through the XML of a workbook, in pieces, for what the parser does not tell: formulas and cell errors.

Also refuses document types and entities, with which a small file can grow without end in a careless parser,
and XML in another encoding than UTF-8, in which they could hide.
"""

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from posixpath import normpath
from xml.etree import ElementTree

PIECE = 1024 * 1024
OVERLAP = 4096
MOST_FAULTS = 10_000
_UNSAFE = re.compile(rb"<!(?:DOCTYPE|ENTITY)|\x00", re.IGNORECASE)
_CELL = rb'<(?:\w+:)?c\b%s[^<>]*?\br="([A-Z]{1,3})([0-9]{1,7})"[^<>]*>\s*'
_FORMULA = re.compile(_CELL % b"" + rb"<(?:\w+:)?f[ />]")
_FAULT = re.compile(
    _CELL % rb'(?=[^<>]*\bt="e")' + rb"(?:<(?:\w+:)?f[^<>]*>(?:[^<]*</(?:\w+:)?f>)?\s*)?<(?:\w+:)?v>([^<]{1,20})"
)
_ODS = re.compile(rb"""<table:table [^<>]*table:name=("[^"<>]*"|'[^'<>]*')|table:formula=["']""")
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


class UnsafeXml(Exception):
    """The file declares a document type or entities, or is not UTF-8."""


@dataclass
class Scan:
    """Of one sheet: how many formulas and the first; per row the cells that show an error."""

    formulas: tuple[int, str] = (0, "")
    faults: dict[int, list[tuple[str, str]]] = field(default_factory=dict)

    def add_formula(self, reference: str) -> None:
        count, first = self.formulas
        self.formulas = (count + 1, first or reference)


def column_number(letters: str) -> int:
    """`A` is 0, `AA` is 26."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


def scanned(package: zipfile.ZipFile) -> dict[str, Scan]:
    """What each sheet, by name, holds besides values. Every part is unpacked once, which also checks its sum."""
    if "content.xml" in package.namelist():
        return _scan_ods(package)
    sheets = _sheet_parts(package)
    for part in set(package.namelist()) - set(sheets.values()):
        if part.endswith((".xml", ".rels")):
            _unpack(package, part)
    return {name: _scan_sheet(package, part) for name, part in sheets.items()}


def _windows(package: zipfile.ZipFile, part: str) -> Iterator[tuple[int, bytes]]:
    """The part in pieces that overlap a little, so that nothing is cut in two unseen, each with its place."""
    rest, place = b"", 0
    with package.open(part) as stream:
        while piece := stream.read(PIECE):
            window = rest + piece
            if _UNSAFE.search(window):
                raise UnsafeXml
            yield place, window
            rest = window[-OVERLAP:]
            place += len(window) - len(rest)


def _unpack(package: zipfile.ZipFile, part: str) -> None:
    for _window in _windows(package, part):
        pass


class Finder:
    """Matches of a pattern in windows that overlap, each once."""

    def __init__(self, pattern: re.Pattern[bytes]) -> None:
        self._pattern = pattern
        self._last = -1

    def new(self, place: int, window: bytes) -> Iterator[re.Match[bytes]]:
        for match in self._pattern.finditer(window):
            if place + match.start() > self._last:
                self._last = place + match.start()
                yield match


def _sheet_parts(package: zipfile.ZipFile) -> dict[str, str]:
    """Sheet names with the part that holds each."""
    relations = _xml(package, "xl/_rels/workbook.xml.rels")
    targets = {one.get("Id"): one.get("Target", "") for one in relations}
    parts = {}
    for sheet in _xml(package, "xl/workbook.xml").iter():
        target = targets.get(sheet.get(_RELATION)) if sheet.tag.endswith("}sheet") else None
        if target:
            part = target.lstrip("/") if target.startswith("/") else normpath(f"xl/{target}")
            if part in package.namelist():
                parts[sheet.get("name", "")] = part
    return parts


def _xml(package: zipfile.ZipFile, part: str) -> ElementTree.Element:
    _unpack(package, part)
    try:
        return ElementTree.fromstring(package.read(part))  # noqa: S314 - entities are refused above
    except ElementTree.ParseError:
        raise zipfile.BadZipFile from None


def _scan_sheet(package: zipfile.ZipFile, part: str) -> Scan:
    scan = Scan()
    formulas, faults = Finder(_FORMULA), Finder(_FAULT)
    for place, window in _windows(package, part):
        for match in formulas.new(place, window):
            scan.add_formula((match[1] + match[2]).decode())
        if b't="e"' in window:
            for match in faults.new(place, window):
                _note_fault(scan, match)
    return scan


def _note_fault(scan: Scan, match: re.Match[bytes]) -> None:
    if len(scan.faults) < MOST_FAULTS:
        scan.faults.setdefault(int(match[2]), []).append((match[1].decode(), match[3].decode(errors="replace")))


def _scan_ods(package: zipfile.ZipFile) -> dict[str, Scan]:
    scans: dict[str, Scan] = {}
    name, tables = "", Finder(_ODS)
    for place, window in _windows(package, "content.xml"):
        for match in tables.new(place, window):
            if match[1] is None:
                scans.setdefault(name, Scan()).add_formula("")
            else:
                name = _attribute(match[1])
    return scans


def _attribute(quoted: bytes) -> str:
    """The value of an XML attribute, given with its quotes."""
    try:
        return ElementTree.fromstring(b"<a n=%s/>" % quoted).get("n", "")  # noqa: S314 - holds no markup
    except ElementTree.ParseError:
        return ""
