"""One at a time: rows that are only ever added cannot be locked, so who changes them waits in line."""

from plek.organisations.models import Organisation
from plek.shared.actor import Actor


def take_turn(by: Actor) -> None:
    """Wait until a colleague who changes something of the same kind is done."""
    Organisation.objects.select_for_update().only("pk").get(pk=by.organisation_id)
