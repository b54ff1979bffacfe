"""Rating a vignette."""

from collections.abc import Mapping
from datetime import datetime

from django.utils.translation import gettext as _

from plek.audit.choices import Action
from plek.audit.services import record
from plek.engines.fidelity_scoring.scale import SCORES
from plek.fidelity import policies
from plek.fidelity.models import VignetteRating
from plek.fidelity.selectors.vignettes import vignette_called
from plek.organisations.models import Membership
from plek.shared.errors import Refused


def rate_vignette(*, by: Membership, at: datetime, vignette: str, scores: Mapping[str, int]) -> None:
    """Keep one round; which scores were given stays out of the log."""
    found = vignette_called(vignette)
    policies.may_practise(by.role).demand()
    items = [one.item.code for one in found.items]
    if any(scores.get(item) not in SCORES for item in items):
        raise Refused(_("Give every item a score from 1 to 5."))
    VignetteRating.objects.bulk_create(
        VignetteRating(
            organisation_id=by.organisation_id, rater=by, vignette=found.code, item=item, score=scores[item],
            rated_at=at,
        )
        for item in items
    )  # fmt: skip
    record(
        by=by, action=Action.CREATE, event="fidelity.vignette_rated", object_kind="vignette", object_id=found.code
    )
