"""Letters that were made."""

from plek.benefits.models import Letter
from plek.organisations.models import Membership


def letters_of(by: Membership, scenario: int) -> list[Letter]:
    """Of one scenario, newest first."""
    rows = Letter.objects.visible_to(by).filter(scenario_id=scenario).select_related("made_by__user")
    return list(rows.order_by("-made_at", "-pk"))
