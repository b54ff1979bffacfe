"""Who comes in here, and the row in the log that he looked."""

from typing import Any

from plek.audit.choices import Action
from plek.audit.services import record
from plek.organisations.choices import Role

ROLES = frozenset({Role.CLIENT})


def log_view(request: Any, client_id: int, event: str) -> None:
    record(by=request.membership, action=Action.READ, event=event, client_id=client_id, object_kind="client")
