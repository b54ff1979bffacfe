"""A report as text, to be sealed and read back. Sentences are made when it is read, in the reader's language."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from plek.exchange.services.importing import Report
from plek.exchange.workbook.checking import Mends, RefusedRow
from plek.exchange.workbook.findings import Remark, Unusable


@dataclass(frozen=True)
class Kept:
    """What a page needs of a report. ``unusable`` is why a file could not be read at all."""

    refused: list[Remark] = field(default_factory=list)
    warnings: list[Remark] = field(default_factory=list)
    rows: list[RefusedRow] = field(default_factory=list)
    unusable: str = ""


def text_of(report: Report) -> str:
    outcome = report.outcome
    rows = [[one.sheet, one.number, dict(one.cells)] for one in outcome.refused_rows]
    said = {"refused": _remarks(outcome.refused), "warnings": _remarks(outcome.warnings), "rows": rows}
    return json.dumps(said, ensure_ascii=False, default=str)


def text_of_unusable(why: Unusable) -> str:
    return json.dumps({"unusable": {"code": why.code, "params": why.params}}, default=str)


def kept(text: str) -> Kept:
    """The report again; an empty text is an empty report."""
    said = json.loads(text or "{}")
    why = said.get("unusable")
    return Kept(
        [Remark(*one) for one in said.get("refused", [])],
        [Remark(*one) for one in said.get("warnings", [])],
        [RefusedRow(*one) for one in said.get("rows", [])],
        str(Unusable(why["code"], **why["params"])) if why else "",
    )


def counts_of(report: Report) -> dict[str, dict[str, int]]:
    """Per sheet that was in the workbook: how many rows were accepted, unchanged, refused."""
    refused: dict[str, int] = {}
    for one in report.outcome.refused_rows:
        refused[one.sheet] = refused.get(one.sheet, 0) + 1
    return {
        sheet: {"accepted": count, "unchanged": report.unchanged[sheet], "refused": refused.get(sheet, 0)}
        for sheet, count in report.accepted.items()
    }


def mends_of(text: str) -> Mends:
    """Cells put right by hand, from their sealed text."""
    return {(sheet, row): cells for sheet, row, cells in json.loads(text or "[]")}


def text_of_mends(mends: Mapping[tuple[str, int], Mapping[str, str]]) -> str:
    return json.dumps([[sheet, row, dict(cells)] for (sheet, row), cells in mends.items()], ensure_ascii=False)


def _remarks(remarks: list[Remark]) -> list[list[Any]]:
    return [[one.sheet, one.row, one.column, one.value, one.code, dict(one.params)] for one in remarks]
