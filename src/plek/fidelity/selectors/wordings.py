"""Which official texts the organisation laid in."""

from django.db.models import QuerySet

from plek.fidelity.models import ScaleWording
from plek.organisations.models import Membership


def wordings_of(by: Membership) -> QuerySet[ScaleWording]:
    """All, with who laid them in."""
    rows: QuerySet[ScaleWording] = ScaleWording.objects.visible_to(by)
    return rows.select_related("laid_in_by__user").order_by("scale", "version", "language")
