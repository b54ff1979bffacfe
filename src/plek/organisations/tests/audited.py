"""Reading back what the log says, in tests."""

from plek.audit.models import Entry


def events(organisation_id: int) -> list[str]:
    """The events of an organisation, in order; inside a scope."""
    found = Entry.objects.filter(organisation_id=organisation_id).order_by("sequence")
    return list(found.values_list("event", flat=True))
