"""The row in the log that somebody looked."""

from typing import Any

from plek.audit.choices import Action
from plek.audit.services import record
from plek.caseload.models import Client
from plek.caseload.opening import reason_for


def log_look(request: Any, client: Client, event: str, scenario: int | None = None) -> None:
    record(
        by=request.membership, action=Action.READ, event=event, client_id=client.pk,
        object_kind="scenario" if scenario else "client", object_id=scenario or client.number,
        reason=reason_for(request, client.pk),
    )  # fmt: skip
