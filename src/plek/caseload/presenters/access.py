"""What the pages say about a client's access."""

from dataclasses import dataclass
from datetime import datetime

from plek.caseload.models import Client
from plek.caseload.selectors.access import Access


@dataclass(frozen=True)
class AccessPage:
    """``state`` is ``none``, ``invited``, ``expired`` (the link works no longer) or ``active``."""

    state: str
    email: str
    invited_at: datetime | None = None
    until: datetime | None = None
    since: datetime | None = None

    @property
    def is_waiting(self) -> bool:
        return self.state in ("invited", "expired")


def access_page(client: Client, found: Access | None, now: datetime) -> AccessPage:
    """How it stands, in dates; the address is the one invited, else the one known of the client."""
    if found is None:
        return AccessPage("none", client.email)
    email = found.membership.user.email
    if not found.membership.is_pending:
        return AccessPage("active", email, since=found.used_at)
    works = found.expires_at is not None and found.expires_at > now
    return AccessPage("invited" if works else "expired", email, found.sent_at, found.expires_at)
