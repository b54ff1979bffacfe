"""The client that a page is about, and the row in the log that somebody looked."""

from typing import Any

from plek.audit.choices import Action
from plek.audit.services import record
from plek.caseload.models import Client
from plek.caseload.selectors.clients import client_by_number


def client_of(request: Any, number: str) -> Client:
    """The client with this number. Raises ``NotFound`` for whom ``by`` may not see."""
    return client_by_number(request.membership, number)


def log_look(request: Any, client: Client, event: str, scenario: int | None = None) -> None:
    record(
        by=request.membership, action=Action.READ, event=event, client_id=client.pk,
        object_kind="scenario" if scenario else "client", object_id=scenario or client.number,
    )  # fmt: skip
