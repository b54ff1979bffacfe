"""What is written reads back as the very same rows; nothing written is run as a formula."""

import io
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plek.exchange.tests.books import MESSY, TIDY, TODAY, Reading, house, reading, xlsx
from plek.exchange.workbook.columns import Row
from plek.exchange.workbook.headings import REASON
from plek.exchange.workbook.results import write_result
from plek.exchange.workbook.sheets import SHEETS, ClientRow, ContactRow
from plek.exchange.workbook.stream import opened
from plek.exchange.workbook.template import note, write_template
from plek.exchange.workbook.writing import write_workbook


def by_sheet(read: Reading) -> dict[str, Iterable[Row]]:
    return {sheet.name: read.of(sheet.name) for sheet in SHEETS}


@pytest.mark.parametrize("sample", [TIDY, MESSY])
def test_what_is_read_writes_and_reads_back_the_same(sample: Path, tmp_path: Path) -> None:
    first = reading(sample.read_bytes())
    written = write_workbook(tmp_path / "out.xlsx", by_sheet(first))
    again = reading((tmp_path / "out.xlsx").read_bytes())
    assert [one.row for one in again.rows] == [one.row for one in first.rows]
    assert again.refused == []
    assert written == {sheet.name: first.outcome.accepted[sheet.name] for sheet in SHEETS}


def test_the_tidy_workbook_is_written_as_it_was(tmp_path: Path) -> None:
    write_workbook(tmp_path / "out.xlsx", by_sheet(reading(TIDY.read_bytes())))
    theirs, ours = (openpyxl.load_workbook(path, read_only=True) for path in (TIDY, tmp_path / "out.xlsx"))
    assert ours.sheetnames == theirs.sheetnames
    for name in theirs.sheetnames:
        assert list(ours[name].values) == list(theirs[name].values)


TEXT = st.text(st.characters(blacklist_categories=("Cs",)), max_size=80)
FORMULAS = st.sampled_from(
    ["=1+1", '=HYPERLINK("x")', "+31612345678", "-gebeld", "@SUM(A1)", "'=x", "''@y", "＝1", "'", "o'brien"]
)


@settings(
    max_examples=30,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
@given(notes=st.lists(st.one_of(TEXT, FORMULAS), min_size=1, max_size=5, unique=True))
def test_any_text_reads_back_the_same(tmp_path: Path, notes: list[str]) -> None:
    known = {"Medewerkers": ["TB1"]}
    typed = [ContactRow(on=TODAY, staff="TB1", with_whom="intern", means="telefoon", note=note) for note in notes]
    write_workbook(tmp_path / "typed.xlsx", {"Contacten": typed})
    first = reading((tmp_path / "typed.xlsx").read_bytes(), known=known).of("Contacten")
    write_workbook(tmp_path / "again.xlsx", {"Contacten": first})
    assert reading((tmp_path / "again.xlsx").read_bytes(), known=known).of("Contacten") == first
    assert {row.note for row in first} <= {row.note.strip() for row in typed} | {row.note for row in first}


def test_no_cell_that_is_written_begins_a_formula(tmp_path: Path) -> None:
    row = ClientRow(
        number="C1",
        first_name='=HYPERLINK("http://x")',
        last_name="@SUM(A1)",
        born_on=date(1990, 5, 5),
        team="F1",
        phone="+31612345678",
        education="-x",
    )
    write_workbook(tmp_path / "out.xlsx", {"Cliënten": [row]})
    cells = next(openpyxl.load_workbook(tmp_path / "out.xlsx")["Cliënten"].iter_rows(min_row=2))
    assert all(cell.data_type != "f" for cell in cells)
    assert all(str(cell.value)[0] not in "=+-@" for cell in cells if cell.value is not None)
    [back] = reading((tmp_path / "out.xlsx").read_bytes(), known={"Teams": ["F1"]}).of("Cliënten")
    assert back == row


def test_every_kind_of_value_is_written_as_such(tmp_path: Path) -> None:
    row = ContactRow(
        on=TODAY,
        staff="B",
        with_whom="cliënt",
        means="video",
        minutes=45,
        topics=("uitkering", "terugkeer"),
        missed=True,
    )
    write_workbook(tmp_path / "out.xlsx", {"Contacten": [row]})
    [_, values] = openpyxl.load_workbook(tmp_path / "out.xlsx")["Contacten"].values
    assert values[0].date() == TODAY
    assert values[1:] == ("B", None, "cliënt", "video", None, 45, None, "uitkering;terugkeer", "ja", None)


def test_amounts_are_numbers(tmp_path: Path) -> None:
    tidy = reading(TIDY.read_bytes()).of("Banen")
    assert all(isinstance(job.wage, Decimal) for job in tidy if job.wage is not None)
    write_workbook(tmp_path / "out.xlsx", {"Banen": tidy})
    assert [row[7] for row in openpyxl.load_workbook(tmp_path / "out.xlsx")["Banen"].values][1] == 1423.09


def result_of(folder: Path, *, only_refused: bool = False) -> bytes:
    refused = reading(MESSY.read_bytes()).outcome.refused
    with opened(MESSY.read_bytes()) as book:
        write_result(folder / "out.xlsx", book, refused, only_refused=only_refused)
    return (folder / "out.xlsx").read_bytes()


@pytest.fixture(scope="module")
def result(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return result_of(tmp_path_factory.mktemp("result"))


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = tmp_path_factory.mktemp("template") / "leeg.xlsx"
    write_template(path)
    return path.read_bytes()


class TestResult:
    def test_the_reason_stands_behind_the_refused_row_and_its_cell_is_marked(self, result: bytes) -> None:
        page = openpyxl.load_workbook(io.BytesIO(result))["Banen"]
        names = [cell.value for cell in page[1]]
        assert names[-1] == REASON
        rows = {row[0].value: row for row in page.iter_rows(min_row=2)}
        assert rows["J9001"][-1].value.startswith("uren per week: ")
        assert rows["J9001"][names.index("uren per week")].fill.fgColor.rgb == "FFFBE3DF"
        assert rows["J1"][-1].value is None

    def test_columns_plek_does_not_know_come_back(self, result: bytes) -> None:
        page = openpyxl.load_workbook(io.BytesIO(result))["Cliënten"]
        assert "opmerking secretariaat" in [cell.value for cell in page[1]]

    def test_it_may_be_uploaded_again_and_says_the_same(self, result: bytes) -> None:
        again = reading(result)
        codes = [code for *_, code in reading(MESSY.read_bytes()).refused]
        assert [code for *_, code in again.refused] == codes
        assert ("Cliënten", REASON) not in {(one.sheet, one.column) for one in again.outcome.warnings}

    def test_only_the_refused_rows(self, tmp_path: Path) -> None:
        book = openpyxl.load_workbook(io.BytesIO(result_of(tmp_path, only_refused=True)))
        assert {name: book[name].max_row - 1 for name in book.sheetnames if book[name].max_row > 1} == {
            "Cliënten": 2,
            "Trajecten": 2,
            "Contacten": 1,
            "Werkgeverscontacten": 1,
            "Banen": 2,
        }


class TestTemplate:
    def test_it_has_every_sheet_and_column_and_no_rows(self, template: bytes) -> None:
        book = openpyxl.load_workbook(io.BytesIO(template))
        for sheet in SHEETS:
            assert list(book[sheet.name].values) == [tuple(column.name for column in sheet.columns)]

    def test_it_reads_as_an_empty_workbook(self, template: bytes) -> None:
        read = reading(template)
        assert (read.rows, read.refused, read.outcome.warnings) == ([], [], [])

    def test_choices_are_lists(self, template: bytes) -> None:
        rules = openpyxl.load_workbook(io.BytesIO(template))["Banen"].data_validations.dataValidation
        sources: list[Any] = [rule.formula1 for rule in rules]
        assert (
            '"vast,tijdelijk,oproep,uitzend,zelfstandig,proefplaatsing,werkervaringsplaats,beschut,vrijwilligerswerk"'
            in sources
        )
        assert '"ja,nee"' in sources

    def test_every_heading_has_a_note(self, template: bytes) -> None:
        for page in openpyxl.load_workbook(io.BytesIO(template)):
            assert all(cell.comment for cell in page[1])

    def test_a_note_says_what_may_stand_there(self) -> None:
        clients = next(sheet for sheet in SHEETS if sheet.name == "Cliënten")
        assert "Teams" in note(clients, clients.by_field["team"])
        assert note(clients, clients.by_field["number"]).count(".") == 2


def test_an_upload_with_a_cell_of_each_kind_comes_back(tmp_path: Path) -> None:
    sheets = house(
        Contacten=[["datum", "medewerker", "met", "wijze", "minuten"], [TODAY, "TB1", "intern", "video", True]]
    )
    read = reading(sheets)
    with opened(xlsx(sheets)) as book:
        write_result(tmp_path / "out.xlsx", book, read.outcome.refused)
    [_, values] = openpyxl.load_workbook(tmp_path / "out.xlsx")["Contacten"].values
    assert values[4] == "ja"
