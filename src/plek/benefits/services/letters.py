"""A letter to take home: that it was made stays on record."""

from datetime import datetime

from plek.audit.choices import Action
from plek.audit.services import record
from plek.benefits import policies
from plek.benefits.models import Letter
from plek.benefits.selectors.scenarios import scenario as kept_scenario
from plek.organisations.models import Membership


def note_letter(*, by: Membership, at: datetime, scenario: int, client: str = "", language: str) -> Letter:
    """Write down that a letter was made of this scenario."""
    kept = kept_scenario(by, scenario, client)
    policies.may_take_letter(by).demand()
    made = Letter.objects.create(
        organisation_id=by.organisation_id, client_id=kept.client_id, scenario_id=kept.pk, language=language,
        made_at=at, made_by=by,
    )  # fmt: skip
    record(
        by=by, action=Action.PRINT, event="benefits.letter_made", client_id=kept.client_id,
        object_kind="scenario", object_id=kept.pk, detail={"language": language},
    )  # fmt: skip
    return made
