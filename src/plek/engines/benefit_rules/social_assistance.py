"""Social assistance (bijstand) in net amounts: income, exemptions of both partners, wealth."""

from dataclasses import dataclass
from functools import partial

import numpy as np

from plek.engines.benefit_rules.amounts import Column
from plek.engines.benefit_rules.book import Figure
from plek.engines.benefit_rules.columns import Columns
from plek.engines.benefit_rules.norms import norm_of, without_right
from plek.engines.benefit_rules.registry import Rule
from plek.engines.benefit_rules.rules import exemptions, participation_act
from plek.engines.benefit_rules.working import Flags, Given, Working, nothing, resting_on, total

INTO = "benefit"
EXEMPT_FROM = 27
PARTNER_CLAUSES = ("first_months", "limited_hours", "subsidised", "cannot_grow")
"""Clauses of article 31 that may hold for a partner, in the order of ``OLD_IN_ORDER``."""


@dataclass(frozen=True)
class Earner:
    """What says how much of somebody's pay is exempt."""

    age: Column
    months: Column
    limited_hours: Column
    wage_cost_subsidy: Column
    cannot_grow: Column


def social_assistance(c: Columns, w: Working, net_pay: Figure, partner_net: Figure) -> Figure:
    """Norm less income that counts, never below zero, nothing above the wealth limit (art. 19)."""
    norm = norm_of(c, w)
    partner_counts = partner_income(c, w, net_pay, partner_net, norm)
    income = w.apply(participation_act.income, INTO, -1, net_pay=net_pay, partner_net=partner_counts)
    exempt = total(own_exempt(c, w, net_pay), partner_exempt(c, w, partner_net))
    given: dict[str, Given] = {"norm": norm, "income": income, "exempt": exempt}
    above = income.values > norm.values + exempt.values
    lifted = w.where(above, partial(w.apply, participation_act.not_below_zero, INTO, **given), nothing)
    benefit = resting_on(norm.values - income.values + exempt.values + lifted.values, norm, income, exempt, lifted)
    return w.where(c.wealth > 0, partial(_within_wealth, c, w, benefit), lambda: benefit)


def partner_income(c: Columns, w: Working, net_pay: Figure, partner_net: Figure, norm: Figure) -> Figure:
    """Of a partner without right only what lifts both above the norm of two partners (art. 32(3))."""
    lifts = partial(_above_the_norm_of_both, c, w, net_pay, partner_net, norm)
    return w.where(without_right(c) & (c.partner_gross > 0), lifts, lambda: partner_net)


def _above_the_norm_of_both(c: Columns, w: Working, net_pay: Figure, partner_net: Figure, norm: Figure) -> Figure:
    quiet = w.quietly()
    exempt = own_exempt(c, quiet, net_pay)
    both = norm_of(c.but(partner_has_right=np.ones_like(c.partner_has_right)), quiet)
    counted = resting_on(net_pay.values - exempt.values, net_pay, exempt)
    given: dict[str, Given] = {"counted": counted, "partner_net": partner_net, "norm": norm, "both": both}
    return w.apply(participation_act.partner_without_right_income, **given)


def _within_wealth(c: Columns, w: Working, benefit: Figure) -> Figure:
    family = np.where((c.has_partner != 0) | (c.children > 0), 1.0, 0.0)
    lost = w.apply(participation_act.wealth_limit, INTO, -1, benefit=benefit, wealth=c.wealth, is_family=family)
    return resting_on(benefit.values - lost.values, benefit, lost)


def own_exempt(c: Columns, w: Working, net_pay: Figure) -> Figure:
    """What of the person's own pay does not count."""
    regime = _exempt_new if c.exemption == "34a" else _exempt_old
    return w.where((c.earnings > 0) & (c.exemption_granted != 0), partial(regime, c, w, net_pay), nothing)


def partner_exempt(c: Columns, w: Working, partner_net: Figure) -> Figure:
    """What of the pay of a partner with right does not count; nothing while the partner's months are not known."""
    regime = _partner_new if c.exemption == "34a" else _partner_old
    is_open = (c.partner_gross > 0) & (c.partner_has_right != 0) & (c.exemption_granted != 0)
    is_known = ~np.isnan(c.partner_exemption_months)
    return w.where(is_open & is_known, partial(regime, c, w, partner_net), nothing)


def _person(c: Columns) -> Earner:
    return Earner(c.age, c.exemption_months, c.limited_hours, c.wage_cost_subsidy, c.cannot_grow)


def _partner(c: Columns) -> Earner:
    return Earner(
        c.partner_age, c.partner_exemption_months, c.partner_limited_hours, c.partner_wage_cost_subsidy,
        c.partner_cannot_grow,
    )  # fmt: skip


def _partner_old(c: Columns, w: Working, partner_net: Figure) -> Figure:
    """The clause of article 31 that leaves most; each of both partners has months and limits of their own."""
    clauses = _clauses(w, _partner(c))
    open_one = np.select(clauses, range(len(clauses)), -1)
    place = np.where(np.isnan(w.parameter("participation_act/first_months_share").values), 0, open_one)

    def exempt() -> Figure:
        share, most = (
            w.choose([f"participation_act/{clause}_{what}" for clause in PARTNER_CLAUSES], place)
            for what in ("share", "most")
        )
        return w.apply(exemptions.partner, INTO, earnings=partner_net, share=share, most=most)

    return w.where(place >= 0, exempt, nothing)


def _partner_new(c: Columns, w: Working, partner_net: Figure) -> Figure:
    return w.where(
        _open_anew(w, _partner(c)), partial(w.apply, exemptions.partner_new, INTO, earnings=partner_net), nothing
    )


def _open_anew(w: Working, one: Earner) -> Flags:
    last = w.parameter("participation_act/new_last").values
    return (one.months < last) | (one.cannot_grow != 0) | (one.limited_hours != 0)


def _exempt_new(c: Columns, w: Working, net_pay: Figure) -> Figure:
    older = partial(w.apply, exemptions.new_pension, INTO, earnings=net_pay)
    exempt = partial(w.apply, exemptions.new, INTO, earnings=net_pay)
    younger = partial(w.where, _open_anew(w, _person(c)), exempt, nothing)
    return w.where(c.past_pension_age, older, younger)


def _exempt_old(c: Columns, w: Working, net_pay: Figure) -> Figure:
    """The clause of article 31 that leaves most; in a year whose amounts are not known also that is not known."""
    known = w.parameter("participation_act/first_months_share").values
    if np.isnan(known):
        return w.apply(exemptions.first_months, INTO, earnings=net_pay)
    clauses = (*_clauses(w, _person(c)), _alone_with_child(c, w))
    return _first_open(tuple(zip(exemptions.OLD_IN_ORDER, clauses, strict=True)), w, net_pay)


def _first_open(clauses: tuple[tuple[Rule, Flags], ...], w: Working, net_pay: Figure) -> Figure:
    if not clauses:
        return nothing()
    (clause, is_open), rest = clauses[0], clauses[1:]
    here = partial(w.apply, clause, INTO, earnings=net_pay)
    return w.where(is_open, here, partial(_first_open, rest, w, net_pay))


def _last(w: Working, name: str) -> Column:
    return w.parameter(f"participation_act/{name}_last").values


def _clauses(w: Working, one: Earner) -> tuple[Flags, ...]:
    """When each clause is open, by its clock in months since the first exempt month, in the order of the rules."""
    old_enough, subsidised = one.age >= EXEMPT_FROM, one.wage_cost_subsidy != 0
    begins = np.where(old_enough, _last(w, "first_months"), 0.0)
    ends = begins + _last(w, "subsidised")
    return (
        old_enough & (one.months < _last(w, "first_months")),
        one.limited_hours != 0,
        subsidised & (one.months >= begins) & (one.months < ends),
        subsidised & (one.cannot_grow != 0) & (one.months >= ends),
    )


def _alone_with_child(c: Columns, w: Working) -> Flags:
    begins = _last(w, "first_months")
    alone = (c.age >= EXEMPT_FROM) & (c.has_partner == 0) & (c.child_below_12 != 0)
    return alone & (c.exemption_months >= begins) & (c.exemption_months < begins + _last(w, "single_parent"))
