"""Remembering when a colleague was at a client's page, to show next time what changed since."""

from datetime import datetime

from plek.caseload.models import Client, ClientVisit
from plek.organisations.models import Membership


def remember_visit(*, by: Membership, at: datetime, client: Client, before_at: datetime | None) -> None:
    """Keep this visit and the one before it, in one statement."""
    visit = ClientVisit(
        organisation_id=by.organisation_id, membership_id=by.pk, client=client, visited_at=at, before_at=before_at
    )
    ClientVisit.objects.bulk_create(
        [visit],
        update_conflicts=True,
        unique_fields=["membership", "client"],
        update_fields=["visited_at", "before_at"],
    )
