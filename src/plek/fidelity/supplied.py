"""What fidelity supplies to the pages of the caseload: reviews that wait for the team leader, on his Today."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django.db.models import QuerySet
from django.db.models.functions import JSONObject
from django.utils.translation import gettext as _

from plek.caseload.supply import Duty
from plek.fidelity.choices import ReviewState
from plek.fidelity.models import Review
from plek.fidelity.presenters.reviews.steps import TURNS
from plek.fidelity.procedure import Standing, due_on, turn_of
from plek.organisations.choices import Role
from plek.organisations.models import Membership
from plek.shared.links import within

AHEAD = timedelta(days=28)


def waiting(by: Membership) -> QuerySet[Any, Any]:
    """Reviews of his teams in which it is the leader's turn: to prepare, and to answer."""
    rows = Review.objects.visible_to(by).filter(state=ReviewState.RESPONSE) | Review.objects.visible_to(by).filter(
        state=ReviewState.PLANNING, books__isnull=True
    )
    if by.role != Role.IPS_TEAM_LEADER:
        rows = rows.none()
    return rows.order_by("visit_begins_on", "pk").values(json=JSONObject(
        number="number", team="team__name", state="state", begins="visit_begins_on", ends="visit_ends_on",
    ))  # fmt: skip


def duty(by: Membership, row: Mapping[str, Any], today: date) -> Duty | None:
    """An answer at once; the preparation from four weeks before the visit."""
    first, last = date.fromisoformat(row["begins"]), date.fromisoformat(row["ends"])
    standing = Standing(row["state"], first, last)
    due = due_on(standing)
    if due is None or (standing.state == ReviewState.PLANNING and due - AHEAD > today):
        return None
    return Duty(
        row["number"], _("Review of %(team)s") % {"team": row["team"]}, str(TURNS[turn_of(standing)[1]]), due,
        within(by.organisation.slug, "fidelity:review", number=row["number"]),
    )  # fmt: skip
