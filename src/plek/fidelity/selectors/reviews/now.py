"""What records alone say today, beside a review of an earlier day."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from plek.fidelity.models import Review
from plek.fidelity.selectors.indication import indication_of
from plek.organisations.choices import CASELOAD_ROLES
from plek.organisations.models import Membership
from plek.shared.errors import NotFound


@dataclass(frozen=True)
class Now:
    """The scores by item, None where records alone give none."""

    on: date
    scores: Mapping[str, int | None]


def may_see_now(by: Membership, review: Review) -> bool:
    """Who works in the team sees its indication any day; a reviewer sees the days of the review."""
    return by.role in CASELOAD_ROLES and review.team_id in by.team_ids


def now_of(by: Membership, review: Review, on: date) -> Now | None:
    """None when nobody worked in the team in these months. ``NotFound`` for who may not see its indication."""
    if not may_see_now(by, review):
        raise NotFound
    found = indication_of(by, team=review.team.code, on=on, scale=review.scale).indication
    return Now(on, {item.item.code: item.score for item in found.result.items}) if found else None
