"""Harmful, broken and wrong files: each a sentence, in bounded time and memory."""

import io
import struct
import time
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plek.exchange.tests.books import HOUSE, TIDY, Formula, house, ods, packed, part_of, reading, with_parts, xlsx
from plek.exchange.workbook.findings import Unusable
from plek.exchange.workbook.limits import DEFAULT, MEBIBYTE

GOOD = xlsx(HOUSE)
CFB = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
SHEET = "xl/worksheets/sheet1.xml"
LAUGHS = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><a>&b;</a>'


def _locked() -> bytes:
    return CFB + bytes(500) + "EncryptedPackage".encode("utf-16-le") + bytes(500)


def _zip_locked() -> bytes:
    """The flag that says a part is locked, in both places it stands."""
    content = bytearray(GOOD)
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = content.find(mark)
        content[start + place] |= 1
    return bytes(content)


def _lying_about_size() -> bytes:
    """A part that says it is small and unpacks to more."""
    content = bytearray(xlsx({"Teams": [["code", "naam", "soort"], *([["F1", "x" * 50, "FACT"]] * 9000)]}))
    with zipfile.ZipFile(io.BytesIO(bytes(content))) as package:
        info = package.getinfo("xl/sharedStrings.xml" if "xl/sharedStrings.xml" in package.namelist() else SHEET)
        offset = package.start_dir
    while (offset := content.find(b"PK\x01\x02", offset)) >= 0:
        name_length = struct.unpack("<H", content[offset + 28 : offset + 30])[0]
        if content[offset + 46 : offset + 46 + name_length].decode() == info.filename:
            content[offset + 24 : offset + 28] = struct.pack("<I", 100)
        offset += 46
    return bytes(content)


def _overlapping() -> bytes:
    """Two entries that share the bytes of one part."""
    body = packed({"xl/workbook.xml": b"<a/>" + bytes(200_000)})
    start = body.find(b"PK\x01\x02")
    end = body.find(b"PK\x05\x06")
    entry = body[start:end]
    many = b"".join(entry.replace(b"xl/workbook.xml", b"xl/workboo%03d.ml" % n)[: len(entry)] for n in range(300))
    tail = struct.pack("<IHHHHIIH", 0x06054B50, 0, 0, 301, 301, len(entry) + len(many), start, 0)
    return body[:start] + entry + many + tail


BAD = {
    "empty_file": b"",
    "not_a_workbook": b"%PDF-1.7 no sheets here",
    "damaged": GOOD[: len(GOOD) // 2],
    "old_format": CFB + bytes(2000),
    "encrypted": _locked(),
    "macros": with_parts(GOOD, {"xl/vbaProject.bin": b"\x00"}),
    "external_links": with_parts(GOOD, {"xl/externalLinks/externalLink1.xml": "<a/>"}),
    "embedded": with_parts(GOOD, {"xl/embeddings/oleObject1.bin": b"\x00"}),
    "binary_format": with_parts(GOOD, {"xl/workbook.bin": b"\x00"}),
    "bomb": with_parts(GOOD, {"xl/media/big.xml": bytes(60 * MEBIBYTE)}),
    "unsafe_xml": with_parts(GOOD, {"xl/theme/theme1.xml": LAUGHS}),
    "no_sheets": xlsx({"Blad1": [["code", "naam"]]}),
    "sheet_twice": xlsx({"Cliënten": [["cliëntnummer"]], "clienten ": [["cliëntnummer"]]}),
    "column_twice": xlsx({"Teams": [["code", "naam", "soort", "NAAM "], ["F1", "a", "FACT", "b"]]}),
}
ALSO_BAD = {
    "a plain zip": (packed({"readme.txt": "no workbook"}), "not_a_workbook"),
    "comma-separated text": (b"code,naam\nF1,FACT\n", "not_a_workbook"),
    "a locked part": (_zip_locked(), "encrypted"),
    "a locked ods": (
        packed(
            {
                "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
                "content.xml": b"x",
                "META-INF/manifest.xml": "<manifest:encryption-data/>",
            }
        ),
        "encrypted",
    ),
    "a text document": (
        packed({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<a/>"}),
        "not_a_workbook",
    ),
    "an ods with macros": (with_parts(ods(HOUSE), {"Basic/Standard/Module1.xml": "<a/>"}), "macros"),
    "a macro type": (
        with_parts(GOOD, {"[Content_Types].xml": part_of(GOOD, "[Content_Types].xml") + b"<!-- macroEnabled -->"}),
        "macros",
    ),
    "a size that lies": (_lying_about_size(), "damaged"),
    "parts that overlap": (_overlapping(), "bomb"),
    "too many parts": (packed({f"xl/{n}.xml": "<a/>" for n in range(1500)}), "bomb"),
    "entities in a sheet": (with_parts(GOOD, {SHEET: LAUGHS}), "unsafe_xml"),
    "entities in the list of sheets": (with_parts(GOOD, {"xl/workbook.xml": LAUGHS}), "unsafe_xml"),
    "another encoding": (with_parts(GOOD, {SHEET: "<worksheet/>".encode("utf-16")}), "unsafe_xml"),
    "a broken sheet": (with_parts(GOOD, {SHEET: part_of(GOOD, SHEET)[:300]}), "damaged"),
    "entities in an ods": (with_parts(ods(HOUSE), {"content.xml": LAUGHS}), "unsafe_xml"),
}


@contextmanager
def unusable(code: str) -> Iterator[None]:
    """What is inside is refused for this reason."""
    with pytest.raises(Unusable) as refused:
        yield
    assert refused.value.code == code


@pytest.mark.parametrize("code", BAD)
def test_a_bad_file_is_refused_with_its_own_sentence(code: str) -> None:
    with pytest.raises(Unusable) as unusable:
        reading(BAD[code])
    assert unusable.value.code == code
    assert str(unusable.value).endswith(".")
    assert "%" not in str(unusable.value)


@pytest.mark.parametrize("name", ALSO_BAD)
def test_other_bad_files(name: str) -> None:
    content, code = ALSO_BAD[name]
    with pytest.raises(Unusable) as unusable:
        reading(content)
    assert unusable.value.code == code


def test_a_file_that_is_too_large_is_not_even_opened() -> None:
    with unusable("too_large"):
        reading(bytes(MEBIBYTE + 1), limits=replace(DEFAULT, file_bytes=MEBIBYTE))


def test_a_bomb_is_refused_in_a_blink() -> None:
    begin = time.process_time()
    with unusable("bomb"):
        reading(BAD["bomb"])
    assert time.process_time() - begin < 0.5


def test_ten_million_empty_rows_are_refused_in_bounded_time() -> None:
    rows = b"".join(b'<row r="%d"/>' % n for n in range(1, 2_000_001))
    sheet = part_of(GOOD, SHEET).replace(b"</sheetData>", rows * 5 + b"</sheetData>")
    with pytest.raises(Unusable):
        reading(with_parts(GOOD, {SHEET: sheet}), limits=replace(DEFAULT, ratio=1, cpu_seconds=2))


def test_a_million_empty_rows_below_the_table_are_passed_over() -> None:
    rows = b"".join(b'<row r="%d"/>' % n for n in range(10, 1_000_001))
    sheet = part_of(GOOD, SHEET).replace(b"</sheetData>", rows + b"</sheetData>")
    assert len(reading(with_parts(GOOD, {SHEET: sheet})).of("Teams")) == 2


def test_a_far_cell_that_would_fill_memory_is_refused_with_a_sentence() -> None:
    cells = [["code", "naam", "soort"], ["F1", "FACT Noord", "FACT"]]
    sheet = part_of(xlsx({"Teams": cells}), SHEET)
    far = b'<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>x</t></is></c></row></sheetData>'
    with unusable("too_much_work"):
        reading(with_parts(xlsx({"Teams": cells}), {SHEET: sheet.replace(b"</sheetData>", far)}))


def test_repeated_empty_rows_of_an_ods_are_passed_over() -> None:
    assert len(reading(ods(HOUSE, repeat_last=1_048_000)).of("Cliënten")) == 2


def test_an_ods_that_repeats_ten_million_filled_rows_is_refused() -> None:
    content = ods({"Teams": [["code", "naam", "soort"], ["F1", "FACT", "FACT"]]})
    xml = part_of(content, "content.xml").replace(
        b"<table:table-row>", b'<table:table-row table:number-rows-repeated="10000000">'
    )
    with pytest.raises(Unusable):
        reading(with_parts(content, {"content.xml": xml}), limits=replace(DEFAULT, cpu_seconds=3))


def test_too_many_rows_is_a_sentence() -> None:
    rows = [["code", "naam", "soort"], *([f"F{n}", "x", "FACT"] for n in range(50))]
    with unusable("too_many_rows"):
        reading({"Teams": rows}, limits=replace(DEFAULT, rows=20))


def test_a_process_that_takes_too_long_is_ended() -> None:
    with unusable("too_much_work"):
        reading(TIDY.read_bytes(), limits=replace(DEFAULT, wait_seconds=0))


def test_too_little_memory_is_a_sentence() -> None:
    with pytest.raises(Unusable):
        reading(TIDY.read_bytes(), limits=replace(DEFAULT, memory_bytes=8 * MEBIBYTE))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_a_workbook_with_any_damage_gives_rows_or_a_sentence(data: st.DataObject) -> None:
    content = bytearray(GOOD)
    for _ in range(data.draw(st.integers(1, 8))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    try:
        said = f"{sum(reading(bytes(content)).outcome.accepted.values())} rows"
    except Unusable as unusable:
        said = str(unusable)
    assert said.endswith(".") or said in {f"{number} rows" for number in range(9)}


def test_a_formula_gives_its_last_value_with_a_warning() -> None:
    teams = [["code", "naam", "soort"], ["F1", Formula('="FACT "&"Noord"', "FACT Noord"), "FACT"]]
    read = reading({"Teams": teams})
    assert [row.name for row in read.of("Teams")] == ["FACT Noord"]
    [warning] = read.outcome.warnings
    assert (warning.sheet, warning.code, warning.params) == ("Teams", "formulas", {"count": 1, "first": "B2"})


def test_a_formula_without_a_kept_value_is_an_empty_cell() -> None:
    teams = [["code", "naam", "soort"], ["F1", Formula("=A1", ""), "FACT"]]
    assert reading({"Teams": teams}).refused == [("Teams", 2, "naam", "required")]


def test_an_error_of_the_spreadsheet_is_refused_and_not_read_as_empty() -> None:
    teams = [["", "code", "naam", "soort", "regio"], ["", "F1", "FACT Noord", "FACT", Formula("=1/0", "#DIV/0!")]]
    read = reading({"Teams": teams})
    assert read.refused == [("Teams", 2, "regio", "fault")]
    assert read.outcome.refused[0].value == "#DIV/0!"


def test_formulas_of_an_ods_are_named_by_sheet() -> None:
    read = reading(ods(house(), formula='of:="F"&"9"'))
    assert ("Teams", "formulas") in read.warned


def test_an_ods_reads_like_an_xlsx() -> None:
    assert [one.row for one in reading(ods(HOUSE)).rows] == [one.row for one in reading(GOOD).rows]
