"""A PDF that can be read aloud, whatever someone typed."""

import io
import struct
import zlib
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.utils.translation import gettext_lazy
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from plek.shared.documents import DocumentError, Letterhead, pdf


def _chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


LOGO = (
    b"\x89PNG\r\n\x1a\n"
    + _chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0))
    + _chunk(b"IDAT", zlib.compress(b"\0\x1d\x5c\x43"))
    + _chunk(b"IEND", b"")
)
AT = datetime(2026, 11, 25, 12, 0, 0, 123, tzinfo=UTC)
LETTERHEAD = Letterhead("GGZ Veenland", "#1d5c43")
TEMPLATE = """
#import "base.typ": *
#show: paper.with(marked: values.marked)
== #values.head
#facts(values.facts)
#listed(values.columns, values.rows, numbers: (1,))
#lines(values.note)
*#values.strong*
"""
VALUES: dict[str, Any] = {
    "marked": gettext_lazy("indication"), "head": "Kop", "facts": [["Team", "IPS"]], "columns": ["Item", "Score"],
    "rows": [["ST1", "4"], ["ST2", None]], "note": "eerste regel\ntweede regel", "strong": "vet",
}  # fmt: skip


@pytest.fixture(autouse=True)
def house_of_templates(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A context with one template."""
    (tmp_path / "templates/shared").mkdir(parents=True)
    monkeypatch.setattr(apps.get_app_config("shared"), "path", str(tmp_path))
    _write(tmp_path, TEMPLATE)
    return tmp_path


def _write(folder: Path, template: str) -> None:
    (folder / "templates/shared/letter.typ").write_text(template, "utf-8")


def made(letterhead: Letterhead = LETTERHEAD, **values: Any) -> PdfReader:
    given: dict[str, Any] = {"language": "nl", "title": "Een brief", "letterhead": letterhead, "made_at": AT}
    return PdfReader(io.BytesIO(pdf("shared/letter.typ", VALUES | values, **given)))


def text(reader: PdfReader) -> str:
    return "\n".join(page.extract_text() for page in reader.pages)


def test_a_document_is_tagged_and_says_its_title_and_language() -> None:
    reader = made()
    root: Any = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "nl"
    assert reader.metadata is not None
    assert (reader.metadata.title, reader.metadata.author) == ("Een brief", "GGZ Veenland")
    assert reader.metadata.creation_date == AT.replace(microsecond=0)
    assert b"pdfuaid:part" in root["/Metadata"].get_data()


def test_every_word_given_stands_on_it() -> None:
    found = text(made())
    for word in ("GGZ Veenland", "Een brief", "Kop", "Team", "ST1", "–", "eerste regel", "tweede regel", "1 / 1"):
        assert word in found
    assert "eerste regeltweede" not in found


def test_long_tables_go_on_with_their_head_and_every_page_bears_the_mark() -> None:
    reader = made(rows=[[f"item {n}", str(n)] for n in range(120)], marked="indicatie")
    assert len(reader.pages) > 2
    for number, page in enumerate(reader.pages, 1):
        assert "indicatie" in page.extract_text()
        assert "Score" in page.extract_text()
        assert f"{number} / {len(reader.pages)}" in page.extract_text()


def test_the_fonts_go_along_and_none_of_the_machine() -> None:
    fonts: Any = made().pages[0]["/Resources"]["/Font"]  # type: ignore[index]
    assert all("SourceSans3" in fonts[name]["/BaseFont"] for name in fonts)


def test_a_logo_has_the_name_as_its_words() -> None:
    reader = made(Letterhead("GGZ Veenland", logo=LOGO))
    root: Any = reader.trailer["/Root"]
    assert reader.pages[0]["/Resources"]["/XObject"]  # type: ignore[index]
    assert "GGZ Veenland" in list(_alternatives(root["/StructTreeRoot"]))


def _alternatives(element: Any) -> Iterator[str]:
    """The words that stand for pictures, anywhere below."""
    if "/Alt" in element:
        yield element["/Alt"]
    below = element.get("/K", [])
    for one in below if isinstance(below, list) else [below]:
        if isinstance(found := one.get_object(), dict) and "/StructParent" not in found:
            yield from _alternatives(found)


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("#values.head $x$ *ster* _laag_ `code` @ref <label> \\ //", None),
        ("#panic(\"x\") #read(\"/etc/passwd\")", None),
        ("\\u0007 is what I typed", None),
        ("blij 😀 中", "blij ▯ ▯"),
        ("bel\x07 \ufffe", "bel▯ ▯"),
        ("Łukasz Şahin Ελένη Ирина", None),
        ("kamer 1\u0e31", "kamer 1▯"),
    ],
)  # fmt: skip
def test_what_someone_typed_is_printed_as_it_is(typed: str, printed: str | None) -> None:
    for place in ("head", "note", "strong"):
        assert (printed or typed) in text(made(**{place: typed}))


@settings(max_examples=5, deadline=None)
@given(st.text(max_size=40))
def test_nothing_typed_can_break_a_document(typed: str) -> None:
    assert made(note=typed, strong=typed, facts=[[typed, typed]]).pages


@pytest.mark.parametrize("body", ['#read("/etc/hostname")', '#read("../making.py")', "#values.nothing", "#("])
def test_a_template_that_cannot_be_made_is_refused(house_of_templates: Path, body: str) -> None:
    _write(house_of_templates, f'#import "base.typ": *\n#show: paper\n{body}')
    with pytest.raises(DocumentError):
        made()


def test_the_same_values_give_the_same_file() -> None:
    once, again = (
        pdf("shared/letter.typ", VALUES, language="nl", title="x", letterhead=LETTERHEAD, made_at=AT)
        for _ in range(2)
    )
    assert once == again
