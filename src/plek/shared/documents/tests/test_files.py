"""What leaves as a file: its name, that nobody keeps it, and that no cell is a formula."""

from datetime import date

from plek.shared.documents import attached, sheet

ON = date(2026, 11, 25)


def test_a_file_is_named_for_what_it_is_and_kept_by_nobody() -> None:
    answer = attached(b"%PDF", "Modelgetrouwheid, één team", on=ON)
    assert answer["Content-Disposition"] == 'attachment; filename="modelgetrouwheid-een-team-2026-11-25.pdf"'
    assert (answer["Cache-Control"], answer["Content-Type"]) == ("no-store", "application/pdf")
    assert answer["X-Content-Type-Options"] == "nosniff"


def test_a_sheet_opens_in_a_dutch_spreadsheet_and_runs_nothing() -> None:
    rows = [["SE4", 0.25, None, ON], ["=1+1", 12, "-3", "a;b"]]
    lines = sheet(["item", "value", "score", "day"], rows).decode("utf-8-sig").split("\r\n")
    assert lines == ["item;value;score;day", "SE4;0,25;;2026-11-25", "'=1+1;12;'-3;\"a;b\"", ""]
