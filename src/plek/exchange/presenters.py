"""What the pages of an import print."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.paginator import Page, Paginator

from plek.exchange.choices import BUSY, EDITABLE, RunState
from plek.exchange.models import ImportRun
from plek.exchange.services import reports
from plek.exchange.workbook.findings import Remark
from plek.exchange.workbook.sheets import SHEETS

ROWS = 25
WARNINGS = 200
PLACES = {sheet.name: str(place) for place, sheet in enumerate(SHEETS, start=1)}
"""Sheets by their number, for addresses."""
NAMES = {place: name for name, place in PLACES.items()}


@dataclass(frozen=True)
class SheetLine:
    name: str
    accepted: int
    unchanged: int
    refused: int


@dataclass(frozen=True)
class RefusedLine:
    """A refused row with its reasons, and the number of its sheet for the address of its form."""

    sheet: str
    place: str
    number: int
    remarks: list[Remark]
    is_row: bool
    """False for what concerns a whole sheet and cannot be mended here."""


@dataclass(frozen=True)
class RunPage:
    """One import: where it is, what was counted, what is refused."""

    key: str
    state: str
    state_label: str
    made_at: datetime
    is_busy: bool
    is_writing: bool
    is_written: bool
    is_editable: bool
    is_wiped: bool
    is_cancelled: bool
    sheet: str
    rows_done: int
    rows_total: int
    unusable: str
    sheets: list[SheetLine]
    accepted: int
    unchanged: int
    refused: int
    lines: Page[RefusedLine]
    warnings: list[Remark]
    warnings_left: int

    @property
    def has_refused(self) -> bool:
        return bool(self.lines.paginator.count)


def run_page(run: ImportRun, number: Any = 1) -> RunPage:
    kept = reports.kept(run.report)
    sheets = [
        SheetLine(name, **counts)
        for name in PLACES
        if (counts := run.counts.get(name)) is not None and any(counts.values())
    ]
    return RunPage(
        key=str(run.key),
        state=run.state,
        state_label=run.get_state_display(),
        made_at=run.made_at,
        is_busy=run.state in BUSY,
        is_writing=run.state == RunState.WRITING,
        is_written=run.state == RunState.WRITTEN,
        is_editable=run.state in EDITABLE and not run.is_wiped,
        is_wiped=run.is_wiped,
        is_cancelled=run.is_cancelled,
        sheet=run.sheet,
        rows_done=run.rows_done,
        rows_total=max(run.rows_total, run.rows_done),
        unusable=kept.unusable,
        sheets=sheets,
        accepted=sum(one.accepted for one in sheets),
        unchanged=sum(one.unchanged for one in sheets),
        refused=sum(one.refused for one in sheets),
        lines=Paginator(_lines(kept.refused), ROWS).get_page(number),
        warnings=kept.warnings[:WARNINGS],
        warnings_left=max(len(kept.warnings) - WARNINGS, 0),
    )


def _lines(refused: list[Remark]) -> list[RefusedLine]:
    """One line per row, in the order in which they were found."""
    by_row: dict[tuple[str, int], list[Remark]] = {}
    for remark in refused:
        by_row.setdefault((remark.sheet, remark.row), []).append(remark)
    return [
        RefusedLine(sheet, PLACES[sheet], number, remarks, remarks[0].code not in {"no_heading", "column_missing"})
        for (sheet, number), remarks in by_row.items()
    ]
