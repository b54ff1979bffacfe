"""Writing the log."""

from functools import partial
from typing import Any

from django.db import connection
from django.db.backends.utils import CursorWrapper
from psycopg.types.json import Jsonb

from plek.audit.choices import Action, Outcome
from plek.shared.actor import Actor
from plek.shared.after_reading import after_reading
from plek.shared.tracing import trace

PLATFORM = 0
"""The chain for what happens before an organisation is known, such as a failed sign-in."""


def record(
    *, by: Actor, action: Action, event: str, client_id: int | None = None, object_kind: str = "",
    object_id: object = "", reason: str = "", on_behalf_of: int | None = None, permission: str = "",
    outcome: Outcome = Outcome.SUCCESS, detail: dict[str, Any] | None = None, source: str = "plek",
) -> None:  # fmt: skip
    """Log one event of a member (NEN 7513 fields). ``detail`` holds names of fields and counts, never values.

    While a request only reads, the row is written right after the reading and before the answer leaves.
    If it cannot be written the request fails.
    """
    at = trace.get()
    row = [
        by.organisation_id, action, event, outcome, by.user_id, by.pk, by.role, on_behalf_of, reason, client_id,
        object_kind, str(object_id), permission or by.role, at.access_point, source, at.request_id,
        Jsonb(detail or {}),
    ]  # fmt: skip
    after_reading(partial(_append, row))


def record_platform(
    *,
    event: str,
    action: Action = Action.EXECUTE,
    outcome: Outcome = Outcome.SUCCESS,
    user_id: int | None = None,
    detail: dict[str, Any] | None = None,
) -> None:
    """Log what happens outside any organisation: signing in and out, second factors, keys."""
    at = trace.get()
    row = [
        PLATFORM,
        action,
        event,
        outcome,
        user_id,
        None,
        "",
        None,
        "",
        None,
        "",
        "",
        "",
        at.access_point,
        "plek",
        at.request_id,
        Jsonb(detail or {}),
    ]
    after_reading(partial(_append, row))


def _append(row: list[Any]) -> None:
    with connection.cursor() as cursor:
        _call(cursor, row)


def _call(cursor: CursorWrapper, row: list[Any]) -> None:
    places = ", ".join(["%s"] * len(row))
    cursor.execute(f"select audit_append({places})", row)
