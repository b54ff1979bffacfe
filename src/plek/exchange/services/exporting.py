"""Hands the workbook out, and logs of whom."""

from pathlib import Path

from plek.audit.choices import Action
from plek.audit.services import record
from plek.caseload.models import Client
from plek.exchange.selectors.rows import rows
from plek.exchange.selectors.scope import Scope
from plek.exchange.workbook.sheets import SHEETS
from plek.exchange.workbook.writing import write_workbook


def export_workbook(*, scope: Scope, path: Path, source: str = "plek") -> dict[str, int]:
    """Write what ``scope`` opens to ``path``; how many rows per sheet. The log names every client in it."""
    written = write_workbook(path, {sheet.name: rows(scope, sheet.name) for sheet in SHEETS})
    for client_id in scope.of(Client).order_by("pk").values_list("pk", flat=True):
        record(
            by=scope.by, action=Action.EXPORT, event="client.exported", client_id=client_id,
            object_kind="client", object_id=client_id, source=source,
        )  # fmt: skip
    record(
        by=scope.by, action=Action.EXPORT, event="workbook.exported", object_kind="workbook", detail=written,
        source=source, is_paced=source == "plek",
    )  # fmt: skip
    return written
