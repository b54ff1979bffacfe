"""Reads of appointments."""

from plek.caseload.models import Appointment
from plek.organisations.models import Membership
from plek.shared.errors import NotFound


def appointment_of(by: Membership, pk: int) -> Appointment:
    """One appointment. Raises ``NotFound``."""
    found = (
        Appointment.objects.visible_to(by).select_related("trajectory__client", "membership").filter(pk=pk).first()
    )
    if found is None:
        raise NotFound
    return found
