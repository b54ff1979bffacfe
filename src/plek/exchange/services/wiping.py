"""Uploads do not outlive their day, also when nobody comes back to them."""

from datetime import datetime

from plek.exchange.models import ImportRun
from plek.organisations.models import Organisation
from plek.shared.tenancy import inside


def wipe_expired(*, at: datetime) -> int:
    """Wipe the content of every import of the organisation in use that is older than a day; answers how many."""
    old = ImportRun.objects.filter(expires_at__lte=at).exclude(content=b"")
    return old.update(content=b"", mends="", report="")


def wipe_everywhere(*, at: datetime) -> int:
    """The same in all organisations."""
    wiped = 0
    for organisation_id in Organisation.objects.values_list("pk", flat=True):
        with inside(organisation_id):
            wiped += wipe_expired(at=at)
    return wiped
