"""What the employer gets or may do: wage-cost subsidy, dispensation, no-risk policy, trial placement, benefit."""

from datetime import date

import numpy as np

from plek.engines.benefit_rules.amounts import Count, Money, Share, at_least_zero, half_up
from plek.engines.benefit_rules.registry import rule


@rule(
    "employer.wage_cost_subsidy", law="Participatiewet", article="10c, 10d",
    uses={
        "reference": "minimum_wage/month_reference", "holiday": "minimum_wage/holiday_allowance",
        "most_share": "employer/subsidy_most_share", "full_week": "employer/full_week",
    },
    formula="min((1 - {wage_value}) x {reference} x (1 + {holiday}), {most_share} x {reference} x (1 + {holiday}))"
    " x {hours} / {full_week}",
    nl="De gemeente betaalt de werkgever {result} per maand: het deel dat je nog niet terugverdient.",
    en="The municipality pays the employer {result} a month: the part that you do not earn back.",
)  # fmt: skip
def wage_cost_subsidy(
    wage_value: Share, hours: Count, reference: Money, holiday: Share, most_share: Share, full_week: Count
) -> Money:
    """The lesser of (minimum wage + 8%) - wage value and 70% of it, by contract hours over 36."""
    whole = reference * (1.0 + holiday)
    return half_up(at_least_zero(np.minimum(whole - wage_value * whole, most_share * whole)) * hours / full_week)


@rule(
    "employer.dispensation", law="Wajong", article="2:20, 3:63",
    formula="{wage_value} x {full_pay}",
    nl="De werkgever mag {result} per maand betalen. Minder mag niet; je Wajong vult aan.",
    en="The employer may pay {result} a month. Less is not allowed; your Wajong adds to it.",
)  # fmt: skip
def dispensed_pay(wage_value: Share, full_pay: Money) -> Money:
    """Lowest pay that dispensation allows: the wage value of the minimum wage for the hours."""
    return half_up(wage_value * full_pay)


@rule(
    "employer.no_risk", law="Ziektewet", article="29b",
    uses={"months": "employer/no_risk_months"},
    formula="{months} months",
    nl="Word je ziek, dan betaalt UWV je loon aan de werkgever. Dat geldt {result} maanden.",
    en="When you fall ill, UWV pays your wage to the employer. This holds for {result} months.",
)  # fmt: skip
def no_risk(months: Count) -> Count:
    """Five years for the groups of the first paragraph (such as WIA); without end for those of the second."""
    return months


@rule(
    "employer.trial_placement", law="WW, WIA, Wajong, Participatiewet", article="76a, 37, 2:24, 8a",
    uses={"months": "employer/trial_months"},
    formula="{months} months",
    nl="Je mag hoogstens {result} maanden op proef werken met behoud van je uitkering.",
    en="You may work on trial with your benefit for at most {result} months.",
)  # fmt: skip
def trial_placement(months: Count) -> Count:
    """At most six months; under the participation act two months and at most four more."""
    return months


@rule(
    "employer.benefit_disabled", law="Wtl", article="2.1", valid_from=date(2026, 1, 1), per="year",
    uses={"an_hour": "employer/disabled_hour", "most": "employer/disabled_most"},
    formula="min({hours} x 52 x {an_hour}, {most})",
    nl="De werkgever krijgt drie jaar lang {result} loonkostenvoordeel. Vraag de verklaring op tijd aan.",
    en="The employer receives wage-cost benefit: {result} a year for three years. Ask for the statement in time.",
)  # fmt: skip
def benefit_disabled(hours: Count, an_hour: Money, most: Money) -> Money:
    """Wage-cost benefit for a disabled worker: at most three years, statement within three months of the start."""
    return half_up(np.minimum(hours * 52.0 * an_hour, most))


@rule(
    "employer.benefit_target_group", law="Wtl", article="2.10, 2.12", valid_from=date(2026, 1, 1), per="year",
    uses={"an_hour": "employer/target_hour", "most": "employer/target_most"},
    formula="min({hours} x 52 x {an_hour}, {most})",
    nl="De werkgever krijgt {result} per jaar, zolang je er werkt en in het doelgroepregister staat.",
    en="The employer receives wage-cost benefit: {result} a year while you work there and are in the register.",
)  # fmt: skip
def benefit_target_group(hours: Count, an_hour: Money, most: Money) -> Money:
    """Wage-cost benefit for the job agreement group, as long as employment and status last."""
    return half_up(np.minimum(hours * 52.0 * an_hour, most))
