"""Writing the log."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from django.db import connection
from django.db.backends.utils import CursorWrapper
from psycopg.types.json import Jsonb

from plek.audit.choices import Action, Outcome
from plek.audit.policies import Pace, must_keep_pace, pace_of
from plek.shared.actor import Actor
from plek.shared.after_reading import after_reading
from plek.shared.tracing import trace

PLATFORM = 0
"""The chain for what happens before an organisation is known, such as a failed sign-in."""


def record(
    *, by: Actor, action: Action, event: str, client_id: int | None = None, object_kind: str = "",
    object_id: object = "", reason: str = "", on_behalf_of: int | None = None, permission: str = "",
    outcome: Outcome = Outcome.SUCCESS, detail: dict[str, Any] | None = None, source: str = "plek",
    is_paced: bool = False,
) -> None:  # fmt: skip
    """Log one event of a member (NEN 7513 fields). ``detail`` holds names of fields and counts, never values.

    While a request only reads, the row is written right after the reading and before the answer leaves.
    If it cannot be written the request fails. What ``is_paced`` raises ``TooOften`` when it was done very often.
    """
    at = trace.get()
    row = [
        by.organisation_id, action, event, outcome, by.user_id, by.pk, by.role, on_behalf_of, reason, client_id,
        object_kind, str(object_id), permission or by.role, at.access_point, source, at.request_id,
        Jsonb(detail or {}),
    ]  # fmt: skip
    after_reading(partial(_append_paced, row, pace_of(action)) if is_paced else partial(_append, row))


def record_each(
    *, by: Actor, action: Action, event: str, clients: Mapping[int, dict[str, Any]], source: str = "plek"
) -> None:
    """Log one event of each of many clients, each with its own detail, in one go."""
    at = trace.get()
    rows = [
        [by.organisation_id, action, event, Outcome.SUCCESS, by.user_id, by.pk, by.role, None, "", client,
         "client", str(client), by.role, at.access_point, source, at.request_id, Jsonb(detail)]
        for client, detail in clients.items()
    ]  # fmt: skip
    after_reading(partial(_append_each, rows))


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


def _append_each(rows: list[list[Any]]) -> None:
    if rows:
        with connection.cursor() as cursor:
            cursor.executemany(f"select audit_append({', '.join(['%s'] * len(rows[0]))})", rows)


_LATELY = """
    select count(distinct request_id) from (
        select request_id, action, at from audit_entry
        where organisation_id = %s and user_id = %s order by sequence desc limit %s
    ) as latest where action = %s and at >= clock_timestamp() - %s
"""


def _append_paced(row: list[Any], pace: Pace) -> None:
    """Write the row and count its like in one question; one request that took many records out counts once."""
    counted = [row[0], row[4], pace.looks_back, row[1], pace.within]
    places = ", ".join(["%s"] * len(row))
    with connection.cursor() as cursor:
        cursor.execute(f"select audit_append({places}), ({_LATELY})", [*row, *counted])
        must_keep_pace(cursor.fetchone()[1], pace)


def _call(cursor: CursorWrapper, row: list[Any]) -> None:
    places = ", ".join(["%s"] * len(row))
    cursor.execute(f"select audit_append({places})", row)
