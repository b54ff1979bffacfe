"""Participation act: norms by household and age, cost-sharers, income and wealth; all in net amounts."""

from collections.abc import Mapping
from datetime import date

import numpy as np

from plek.engines.benefit_rules.amounts import Count, Flag, Money, Share, at_least_zero, half_up
from plek.engines.benefit_rules.registry import rule
from plek.engines.benefit_rules.rules.allowances import within

HOUSEHOLDS = (
    "single", "couple", "young_single", "young_couple", "mixed_couple", "young_couple_with_children",
    "mixed_couple_with_children", "pension_single", "pension_couple", "single_parent_young",
)  # fmt: skip
NORMS = tuple(f"participation_act/{household}" for household in HOUSEHOLDS)


def _institution(numbers: Mapping[str, float]) -> str:
    return "{couple} + {couple_addition}" if numbers["has_partner"] else "{single} + {single_addition}"


def _wealth(numbers: Mapping[str, float]) -> str:
    return "{wealth} > {family}" if numbers["is_family"] else "{wealth} > {single}"


@rule(
    "participation_act.norm", law="Participatiewet", article="20, 21, 22",
    formula="{norm}",
    nl="De bijstandsnorm voor jouw huishouden is {result} netto per maand, met vakantiegeld.",
    en="The norm of social assistance for your household is {result} net a month, with holiday allowance.",
)  # fmt: skip
def household_norm(norm: Money) -> Money:
    """Norm by household and age."""
    return norm


@rule(
    "participation_act.cost_sharers", law="Participatiewet", article="22a",
    uses={
        "base": "participation_act/cost_sharer_base", "each": "participation_act/cost_sharer_each",
    },
    formula="{claimants} x ({base} + {sharers} x {each}) / {sharers} x {couple}",
    nl="Je deelt de kosten met {sharers} volwassenen, jijzelf meegeteld. Daarom is de norm {result}.",
    en="You share costs among {sharers} adults, yourself included. Therefore the norm is {result}.",
)  # fmt: skip
def cost_sharer_norm(sharers: Count, claimants: Count, couple: Money, base: Share, each: Share) -> Money:
    """(40% + A x 30%) / A of the norm for couples for each claimant; A: claimant, partner and cost-sharers."""
    return half_up(claimants * (base + sharers * each) / sharers * couple)


@rule(
    "participation_act.institution", law="Participatiewet", article="23",
    uses={
        "single": "participation_act/institution_single", "couple": "participation_act/institution_couple",
        "single_addition": "participation_act/institution_single_addition",
        "couple_addition": "participation_act/institution_couple_addition",
    },
    formula=_institution,
    nl="Je woont in een inrichting. De norm is dan {result}.",
    en="You live in an institution. The norm is then {result}.",
)  # fmt: skip
def institution_norm(
    has_partner: Flag, single: Money, couple: Money, single_addition: Money, couple_addition: Money
) -> Money:
    """Norm in an institution with the addition."""
    return np.where(has_partner != 0, couple + couple_addition, single + single_addition)


@rule(
    "participation_act.partner_without_right", law="Participatiewet", article="24",
    uses={"share": "participation_act/partner_without_right"},
    formula="{share} x {couple}",
    nl="Je partner heeft geen recht op bijstand. Jouw norm is de helft van die voor partners: {result}.",
    en="Your partner has no right to social assistance. Your norm is half of that for partners: {result}.",
)  # fmt: skip
def half_couple_norm(couple: Money, share: Share) -> Money:
    """Half of the norm for two partners of the person's age when the partner has no right."""
    return half_up(share * couple)


@rule(
    "participation_act.child_beside_partner_without_right", law="Participatiewet", article="24a",
    valid_from=date(2026, 1, 1),
    uses={"year": "child_budget/single_parent"},
    formula="{year} / 12",
    nl="Je partner heeft geen recht op bijstand en er is een kind. Daarom krijg je {result} extra.",
    en="Your partner has no right to social assistance and there is a child. Therefore {result} is added.",
)  # fmt: skip
def child_beside_partner_without_right(year: Money) -> Money:
    """A twelfth of the addition that a single parent has in the child budget."""
    return half_up(year / 12.0)


@rule(
    "participation_act.young_beside_sharers", law="Participatiewet", article="22a(3)",
    formula="{amount}",
    nl="Eén van jullie is jonger dan 21 jaar. Voor diegene komt er {result} bij.",
    en="One of you is below 21. For that one {result} is added.",
)  # fmt: skip
def young_beside_sharers(amount: Money) -> Money:
    """Amount for a partner of 18 to 20 beside one who shares costs."""
    return amount


@rule(
    "participation_act.no_parental_support", law="Participatiewet", article="20",
    uses={"addition": "participation_act/no_parental_support", "adult": "participation_act/single"},
    formula="min({addition}, {adult} - {norm})",
    nl="Je ouders kunnen niet voor je zorgen. Daarom krijg je {result} extra.",
    en="Your parents are unable to support you. Therefore you are paid {result} more.",
)  # fmt: skip
def no_parental_support(norm: Money, addition: Money, adult: Money) -> Money:
    """Addition at 18 to 20 without parental support, up to the norm from age 21 (art. 20(3), (4)); since 2026."""
    return np.minimum(addition, adult - norm)


@rule(
    "participation_act.net_pay", law="Participatiewet", article="31",
    formula="{gross} - {contributions} - {tax}",
    nl="Van je loon houd je {result} netto per maand over, met de vakantiebijslag erbij.",
    en="Of your pay {result} net a month is left, with the holiday allowance.",
)  # fmt: skip
def net_pay(gross: Money, contributions: Money, tax: Money) -> Money:
    """Net pay of a month with the holiday allowance that builds up (art. 31(3))."""
    return gross - contributions - tax


@rule(
    "participation_act.partner_without_right_income", law="Participatiewet", article="32(3)",
    formula="min({partner_net}, max(0, {counted} + {partner_net} + max(0, {norm} - {counted}) - {both}))",
    nl="Je partner heeft geen recht op bijstand. Van het loon van je partner telt daarom alleen {result}.",
    en="Your partner has no right to social assistance. Therefore only {result} of your partner's pay counts.",
)  # fmt: skip
def partner_without_right_income(counted: Money, partner_net: Money, norm: Money, both: Money) -> Money:
    """Of the partner's net pay what lifts both, with the assistance beside it, above the norm of two partners."""
    assistance = at_least_zero(norm - counted)
    return np.minimum(partner_net, at_least_zero(counted + partner_net + assistance - both))


@rule(
    "participation_act.income", law="Participatiewet", article="19, 31",
    formula="{net_pay} + {partner_net}",
    nl="Van de bijstand gaat het netto loon van jou en je partner af: {result}.",
    en="From social assistance the net pay of you and your partner is taken off: {result}.",
)  # fmt: skip
def income(net_pay: Money, partner_net: Money) -> Money:
    """Net income of the household that counts, before exemptions."""
    return net_pay + partner_net


@rule(
    "participation_act.not_below_zero", law="Participatiewet", article="19",
    formula="max(0, -({norm} - {income} + {exempt}))",
    nl="Je inkomen is hoger dan de norm. Je krijgt dan geen bijstand, maar je hoeft ook niets te betalen.",
    en="Your income is above the norm. You are then paid no social assistance, but you owe nothing either.",
)  # fmt: skip
def not_below_zero(norm: Money, income: Money, exempt: Money) -> Money:
    """Social assistance is never negative."""
    return at_least_zero(income - norm - exempt)


@rule(
    "participation_act.wealth", law="Participatiewet", article="34",
    uses={"single": "participation_act/wealth_single", "family": "participation_act/wealth_family"},
    formula=_wealth,
    nl="Heb je meer spaargeld dan de grens, dan krijg je geen bijstand. Er gaat {result} af.",
    en="With more savings than the limit you are paid no social assistance. {result} is taken off.",
)  # fmt: skip
def wealth_limit(benefit: Money, wealth: Money, is_family: Flag, single: Money, family: Money) -> Money:
    """All of the benefit is lost above the wealth limit."""
    return benefit * (1.0 - within(wealth, is_family, single, family))
