"""Social assistance (bijstand) in net amounts: norm, income, exemption, wealth."""

from functools import partial

import numpy as np
import numpy.typing as npt

from plek.engines.benefit_rules.book import Figure
from plek.engines.benefit_rules.columns import Columns
from plek.engines.benefit_rules.registry import Rule
from plek.engines.benefit_rules.rules import exemptions, participation_act
from plek.engines.benefit_rules.working import Given, Working, nothing, resting_on, total

INTO = "benefit"
ADULT_FROM, EXEMPT_FROM = 21, 27


def social_assistance(c: Columns, w: Working, net_pay: Figure, partner_net: Figure) -> Figure:
    """Norm less income that counts, never below zero, nothing above the wealth limit (art. 19)."""
    norm = norm_of(c, w)
    income = w.apply(participation_act.income, INTO, -1, net_pay=net_pay, partner_net=partner_net)
    exempt = w.where(c.earnings > 0, partial(_exempt, c, w, net_pay), nothing)
    given: dict[str, Given] = {"norm": norm, "income": income, "exempt": exempt}
    above = income.values > norm.values + exempt.values
    lifted = w.where(above, partial(w.apply, participation_act.not_below_zero, INTO, **given), nothing)
    benefit = resting_on(norm.values - income.values + exempt.values + lifted.values, norm, income, exempt, lifted)
    return w.where(c.wealth > 0, partial(_within_wealth, c, w, benefit), lambda: benefit)


def _within_wealth(c: Columns, w: Working, benefit: Figure) -> Figure:
    family = np.where((c.has_partner != 0) | (c.children > 0), 1.0, 0.0)
    lost = w.apply(participation_act.wealth_limit, INTO, -1, benefit=benefit, wealth=c.wealth, is_family=family)
    return resting_on(benefit.values - lost.values, benefit, lost)


def norm_of(c: Columns, w: Working) -> Figure:
    """The norm for the household: institution, partner without right, cost-sharers, or by household and age."""
    alone = (c.has_partner != 0) & (c.partner_has_right == 0)
    shares = (c.housemates_27 > 0) & (c.age >= ADULT_FROM)
    together = partial(w.where, shares, partial(_shared, c, w), partial(_by_household, c, w))
    outside = partial(w.where, alone, partial(w.apply, participation_act.half_couple_norm, INTO), together)
    inside = partial(w.apply, participation_act.institution_norm, INTO, has_partner=c.has_partner)
    return w.where(c.in_institution, inside, outside)


def _shared(c: Columns, w: Working) -> Figure:
    """A partner below 21 is no cost-sharer; how the norm is then made up is not in the sources, so not known."""
    claimants = 1.0 + c.has_partner
    young_partner = (c.has_partner != 0) & (c.partner_age < ADULT_FROM)
    sharers = np.where(young_partner, np.nan, c.housemates_27 + claimants)
    return w.apply(participation_act.cost_sharer_norm, INTO, sharers=sharers, claimants=claimants)


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


def _exempt(c: Columns, w: Working, net_pay: Figure) -> Figure:
    regime = _exempt_new if c.exemption == "34a" else _exempt_old
    return w.where(c.exemption_granted, partial(regime, c, w, net_pay), nothing)


def _exempt_new(c: Columns, w: Working, net_pay: Figure) -> Figure:
    last = w.parameter("participation_act/new_last").values
    open_now = (c.exemption_months < last) | (c.cannot_grow != 0) | (c.limited_hours != 0)
    older = partial(w.apply, exemptions.new_pension, INTO, earnings=net_pay)
    younger = partial(w.where, open_now, partial(w.apply, exemptions.new, INTO, earnings=net_pay), nothing)
    return w.where(c.past_pension_age, older, younger)


def _exempt_old(c: Columns, w: Working, net_pay: Figure) -> Figure:
    """The clause of article 31 that leaves most; in a year whose amounts are not known also that is not known."""
    known = w.parameter("participation_act/first_months_share").values
    if np.isnan(known):
        return w.apply(exemptions.first_months, INTO, earnings=net_pay)
    return _first_open(tuple(zip(exemptions.OLD_IN_ORDER, _clauses(c, w), strict=True)), w, net_pay)


def _first_open(clauses: tuple[tuple[Rule, npt.NDArray[np.bool_]], ...], w: Working, net_pay: Figure) -> Figure:
    if not clauses:
        return nothing()
    (clause, is_open), rest = clauses[0], clauses[1:]
    here = partial(w.apply, clause, INTO, earnings=net_pay)
    return w.where(is_open, here, partial(_first_open, rest, w, net_pay))


def _clauses(c: Columns, w: Working) -> tuple[npt.NDArray[np.bool_], ...]:
    """When each clause is open, by its clock in months since the first exempt month, in the order of the rules."""
    last = {
        name: w.parameter(f"participation_act/{name}_last").values
        for name in ("first_months", "subsidised", "single_parent")
    }
    months, old_enough = c.exemption_months, c.age >= EXEMPT_FROM
    begins = np.where(old_enough, last["first_months"], 0.0)
    subsidised = c.wage_cost_subsidy != 0
    first = old_enough & (months < last["first_months"])
    alone = old_enough & (c.has_partner == 0) & (c.child_below_12 != 0)
    return (
        first,
        c.limited_hours != 0,
        subsidised & (months >= begins) & (months < begins + last["subsidised"]),
        subsidised & (c.cannot_grow != 0) & (months >= begins + last["subsidised"]),
        alone & (months >= last["first_months"]) & (months < last["first_months"] + last["single_parent"]),
    )
