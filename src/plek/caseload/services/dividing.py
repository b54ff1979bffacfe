"""Dividing trajectories over colleagues by the room in their caseloads. Pure: no queries, no writing."""

from collections import Counter
from collections.abc import Collection, Iterable
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from plek.caseload.selectors.handover import Receiver
from plek.organisations.choices import Role
from plek.organisations.models import Membership
from plek.shared.errors import Refused

PER_FTE = 20
"""The most clients per full-time specialist with which the method holds (fidelity item ST1, score 5)."""


def capacity(membership: Membership) -> Decimal:
    """How many clients fit the hours of this colleague; hours unknown count as none."""
    return PER_FTE * (membership.fte or Decimal(0))


def divide(
    left: Iterable[tuple[int, int]], able: Collection[Receiver], given: Iterable[Membership] = ()
) -> dict[int, Membership]:
    """Give each (trajectory, IPS team) to the colleague of that team whose caseload stays lightest for his hours.

    ``given`` counts what was handed out by choice. Raises ``Refused`` when a team has nobody.
    """
    load = Counter({one.membership.pk: one.load for one in able})
    load.update(one.pk for one in given)
    divided: dict[int, Membership] = {}
    for number, team in left:
        fit = _best([one for one in able if team in one.team_ids], load)
        divided[number] = fit
        load[fit.pk] += 1
    return divided


def _best(team: list[Receiver], load: Counter[int]) -> Membership:
    """A specialist who is there before one who is away, and both before a team leader."""
    specialists = [one for one in team if one.membership.role == Role.EMPLOYMENT_SPECIALIST]
    there = [one for one in specialists if not one.is_away]
    for candidates in (there, specialists, team):
        with_hours = [one.membership for one in candidates if capacity(one.membership)]
        if with_hours:
            return min(with_hours, key=lambda one: (load[one.pk] + 1) / capacity(one))
        if candidates:
            return min((one.membership for one in candidates), key=lambda one: load[one.pk])
    raise Refused(_("An IPS team has nobody on that day to take over its clients. Invite or move somebody first."))
