"""The norm of social assistance: which household counts as what, with cost-sharers and a partner without right."""

from collections.abc import Callable
from functools import partial

import numpy as np
import numpy.typing as npt

from plek.engines.benefit_rules.book import Figure
from plek.engines.benefit_rules.columns import Columns
from plek.engines.benefit_rules.rules import participation_act
from plek.engines.benefit_rules.working import Flags, Working, nothing, total

INTO = "benefit"
ADULT_FROM = 21
COUPLES = tuple(
    f"participation_act/{name}"
    for name in ("couple", "young_couple", "young_couple_with_children", "pension_couple")
)
"""Norms of couples of one age, of which a partner without right leaves half."""
BESIDE_SHARERS = tuple(f"participation_act/{name}_beside_sharers" for name in ("young_partner", "young_parent"))


def norm_of(c: Columns, w: Working) -> Figure:
    """The norm for the household: institution, cost-sharers, partner without right, or by household and age."""
    halved = partial(w.where, without_right(c), partial(_halved, c, w), partial(_by_household, c, w))
    norm = partial(w.where, _shares_costs(c), partial(_shared, c, w), halved)
    inside = partial(w.apply, participation_act.institution_norm, INTO, has_partner=c.has_partner)
    return w.where(c.in_institution, inside, partial(_with_child, c, w, norm))


def without_right(c: Columns) -> Flags:
    """Has the partner no right to social assistance?"""
    return (c.has_partner != 0) & (c.partner_has_right == 0)


def _adults(c: Columns) -> tuple[Flags, Flags]:
    """Is the person 21 or older, and is the partner?"""
    return c.age >= ADULT_FROM, (c.has_partner != 0) & (c.partner_age >= ADULT_FROM)


def _shares_costs(c: Columns) -> Flags:
    """Cost-sharers count for who is 21 or older and has a right (art. 22a)."""
    adult, partner_adult = _adults(c)
    return (c.housemates_27 > 0) & (adult | (partner_adult & (c.partner_has_right != 0)))


def _shared(c: Columns, w: Working) -> Figure:
    """The shares of who has a right and is 21 or older, with an amount for a younger partner (art. 22a(3))."""
    adult, partner_adult = _adults(c)
    claimants = 1.0 * adult + (partner_adult & (c.partner_has_right != 0))
    couple = w.choose((COUPLES[0], COUPLES[-1]), np.where(c.past_pension_age != 0, 1, 0))
    shared = w.apply(
        participation_act.cost_sharer_norm, INTO, claimants=claimants, couple=couple,
        sharers=np.maximum(c.housemates_27 + adult + partner_adult, 1.0),
    )  # fmt: skip
    younger = (c.has_partner != 0) & (c.partner_has_right != 0) & (claimants == 1)
    return total(shared, w.where(younger, partial(_young_beside_sharers, c, w), nothing))


def _young_beside_sharers(c: Columns, w: Working) -> Figure:
    amount = w.choose(BESIDE_SHARERS, np.where(c.children > 0, 1, 0))
    return w.apply(participation_act.young_beside_sharers, INTO, amount=amount)


def _halved(c: Columns, w: Working) -> Figure:
    """Half of the norm of two partners of the person's age (art. 24)."""
    young = np.where(c.children > 0, 2, 1)
    place = np.where(c.past_pension_age != 0, 3, np.where(c.age < ADULT_FROM, young, 0))
    return w.apply(participation_act.half_couple_norm, INTO, couple=w.choose(COUPLES, place))


def _with_child(c: Columns, w: Working, norm: Callable[[], Figure]) -> Figure:
    """With a child and a partner without right a part of the child budget is added (art. 24a, since 2026)."""
    addition = participation_act.child_beside_partner_without_right
    if not addition.holds_on(c.on):
        return norm()
    return total(norm(), w.where(without_right(c) & (c.children > 0), partial(w.apply, addition, INTO), nothing))


def _by_household(c: Columns, w: Working) -> Figure:
    table = w.choose(participation_act.NORMS, household_place(c))
    norm = w.apply(participation_act.household_norm, INTO, norm=table)
    unsupported = (c.age < ADULT_FROM) & (c.has_partner == 0) & (c.parental_support == 0)
    more = partial(w.apply, participation_act.no_parental_support, INTO, norm=norm)
    return total(norm, w.where(unsupported, more, nothing))


def household_place(c: Columns) -> npt.NDArray[np.intp]:
    """The place of each household in ``participation_act.HOUSEHOLDS``."""
    partner, young, parent = c.has_partner != 0, c.age < ADULT_FROM, c.children > 0
    young_partner = partner & (c.partner_age < ADULT_FROM)
    both, mixed, older = young & young_partner, young ^ young_partner, c.past_pension_age != 0
    conditions = [
        older & partner, older, partner & both & parent, partner & both,
        partner & mixed & parent, partner & mixed, partner, young & parent, young,
    ]  # fmt: skip
    names = [
        "pension_couple", "pension_single", "young_couple_with_children", "young_couple",
        "mixed_couple_with_children", "mixed_couple", "couple", "single_parent_young", "young_single",
    ]  # fmt: skip
    places = [participation_act.HOUSEHOLDS.index(name) for name in names]
    return np.select(conditions, places, participation_act.HOUSEHOLDS.index("single"))
