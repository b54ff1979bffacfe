"""Figures as a file for a spreadsheet: text is text and never a formula."""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

FORMULA = re.compile(r"[=+\-@\t\r\n＝＋－＠]")


def sheet(head: Sequence[str], rows: Iterable[Sequence[Any]]) -> bytes:
    """CSV with semicolons and a byte order mark, as a Dutch spreadsheet expects; numbers with a comma."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(head)
    writer.writerows([_cell(value) for value in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def _cell(value: Any) -> str:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float):
        return f"{value:.4f}".rstrip("0").rstrip(".").replace(".", ",")
    words = "" if value is None else str(value)
    return f"'{words}" if FORMULA.match(words) else words
