"""How a client's access to his own page stands."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Max

from plek.caseload.models import Client
from plek.organisations.choices import Role
from plek.organisations.models import Membership


@dataclass(frozen=True)
class Access:
    """The role of a client with what was sent: when last, until when that works, and when it was taken up."""

    membership: Membership
    sent_at: datetime | None
    expires_at: datetime | None
    used_at: datetime | None


def access_of(by: Membership, client: Client) -> Access | None:
    """The access that stands or waits; None without. Costs nothing while the client has no account."""
    if client.user_id is None:
        return None
    held = Membership.objects.visible_to(by).filter(
        role=Role.CLIENT, user_id=client.user_id, ends_on__isnull=True
    )  # fmt: skip
    sent = {f"last_{name}": Max(f"invitations__{name}") for name in ("sent_at", "expires_at", "used_at")}
    one = held.select_related("user").annotate(**sent).order_by("-pk").first()
    return Access(one, one.last_sent_at, one.last_expires_at, one.last_used_at) if one else None
