"""Vignettes that were rated for practice: most scores as the expert's, some one beside it."""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from plek.config.demo.clients import at_noon
from plek.config.demo.places import Ggz
from plek.engines.fidelity_scoring.vignettes import Vignette, load_vignettes
from plek.fidelity.models import VignetteRating
from plek.organisations.choices import Role
from plek.organisations.models import Membership

SEED = 2008
RATED = 6
"""So many vignettes everybody rated; the others are still to be done."""


def build_practice(ggz: Ggz, today: date) -> None:
    """A study morning of the team with the reviewers, three weeks ago. A dice of its own: nothing else moves."""
    chance = Random(SEED)  # noqa: S311  - plausible data, not secrets
    reviewers = Membership.objects.filter(organisation=ggz.organisation, role=Role.FIDELITY_REVIEWER)
    everyone = [*ggz.specialists, ggz.leader, *reviewers.order_by("code")]
    VignetteRating.objects.bulk_create(
        row
        for place, vignette in enumerate(load_vignettes()[:RATED])
        for rater in everyone
        for row in _round(chance, rater, vignette, today - timedelta(days=21 - place))
    )


def _round(chance: Random, rater: Membership, vignette: Vignette, on: date) -> Iterator[VignetteRating]:
    for one in vignette.items:
        slip = chance.choice((0, 0, 0, 1, -1))
        yield VignetteRating(
            organisation_id=rater.organisation_id, rater=rater, vignette=vignette.code, item=one.item.code,
            score=min(5, max(1, one.score + slip)), rated_at=at_noon(on),
        )  # fmt: skip
