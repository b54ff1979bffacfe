"""What clients are called, for lists of records."""

from typing import Any

from django.db.models import QuerySet

from plek.caseload.models import Client
from plek.organisations.models import Membership
from plek.shared.composed import composed


def names_of(by: Membership, clients: list[int]) -> dict[int, str]:
    """Of those among these whom ``by`` may see."""
    found = _clients(by, clients=clients)
    return {r["pk"]: f"{r['preferred_name'] or r['first_name']} {r['last_name']}" for r in found}


@composed
def _clients(by: Membership, *, clients: list[int]) -> QuerySet[Client, dict[str, Any]]:
    rows = Client.objects.visible_to(by).filter(pk__in=clients)
    return rows.values("pk", "first_name", "preferred_name", "last_name")
