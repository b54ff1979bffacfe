"""Participation act: earnings that do not count, by the old rules (art. 31) and the new (art. 34a)."""

from plek.engines.benefit_rules.amounts import Money, Share, half_up, share_up_to
from plek.engines.benefit_rules.registry import Rule, rule

_FORMULA = "min({share} x {earnings}, {most})"


@rule(
    "exemption.first_months", law="Participatiewet", article="31(2)(n)",
    uses={
        "share": "participation_act/first_months_share", "most": "participation_act/first_months_most"
    },
    formula=_FORMULA,
    nl="De eerste zes maanden telt een kwart van je loon niet mee, tot een maximum: {result}.",
    en="In the first six months a quarter of your pay does not count, up to a limit: {result}.",
)  # fmt: skip
def first_months(earnings: Money, share: Share, most: Money) -> Money:
    """25% for six months, from age 27."""
    return share_up_to(earnings, share, most)


@rule(
    "exemption.single_parent", law="Participatiewet", article="31(2)(r)",
    uses={"share": "participation_act/single_parent_share", "most": "participation_act/single_parent_most"},
    formula=_FORMULA,
    nl="Je zorgt alleen voor een kind onder de 12. Van je loon telt {result} niet mee.",
    en="You care alone for a child under 12. Of your pay {result} does not count.",
)  # fmt: skip
def single_parent(earnings: Money, share: Share, most: Money) -> Money:
    """12.5% for thirty months after the first six, for a single parent with a child under 12, from age 27."""
    return share_up_to(earnings, share, most)


@rule(
    "exemption.limited_hours", law="Participatiewet", article="31(2)(y)",
    uses={"share": "participation_act/limited_hours_share", "most": "participation_act/limited_hours_most"},
    formula=_FORMULA,
    nl="Je kunt om medische redenen minder uren werken. Van je loon telt {result} niet mee, zolang dat zo is.",
    en="For medical reasons you work fewer hours. Of your pay {result} does not count while that is so.",
)  # fmt: skip
def limited_hours(earnings: Money, share: Share, most: Money) -> Money:
    """15% without end for who has medically limited hours."""
    return share_up_to(earnings, share, most)


@rule(
    "exemption.subsidised", law="Participatiewet", article="31(2)(z)",
    uses={"share": "participation_act/subsidised_share", "most": "participation_act/subsidised_most"},
    formula=_FORMULA,
    nl="Je werkgever krijgt loonkostensubsidie. Van je loon telt {result} niet mee, twaalf maanden lang.",
    en="Your employer receives wage-cost subsidy. Of your pay {result} does not count, for twelve months.",
)  # fmt: skip
def subsidised(earnings: Money, share: Share, most: Money) -> Money:
    """15% for twelve months after the first six, for work with wage-cost subsidy."""
    return share_up_to(earnings, share, most)


@rule(
    "exemption.cannot_grow", law="Participatiewet", article="31(2)(aa)",
    uses={"share": "participation_act/cannot_grow_share", "most": "participation_act/cannot_grow_most"},
    formula=_FORMULA,
    nl="Meer uren werken lukt nu niet. Van je loon blijft {result} buiten de bijstand.",
    en="More hours of work are not possible now. Of your pay {result} stays outside social assistance.",
)  # fmt: skip
def cannot_grow(earnings: Money, share: Share, most: Money) -> Money:
    """15% after the twelve months, for work with wage-cost subsidy whose hours cannot grow."""
    return share_up_to(earnings, share, most)


@rule(
    "exemption.partner", law="Participatiewet", article="31(2)(n), (y), (z), (aa)",
    formula=_FORMULA,
    nl="Van het loon van je partner telt {result} niet mee.",
    en="Of your partner's pay {result} does not count.",
)  # fmt: skip
def partner(earnings: Money, share: Share, most: Money) -> Money:
    """Each of two partners has an exemption of their own, with its own months and limit."""
    return share_up_to(earnings, share, most)


@rule(
    "exemption.partner_new", law="Participatiewet", article="34a", confidence="unverified",
    uses={"share": "participation_act/new_share"},
    formula="{share} x {earnings}",
    nl="Van het loon van je partner telt {result} niet mee. Dit zijn nieuwe regels; vraag je gemeente ernaar.",
    en="Of your partner's pay {result} does not count. These are new rules; ask your municipality about them.",
)  # fmt: skip
def partner_new(earnings: Money, share: Share) -> Money:
    """15% of the pay of a partner below pension age, by the partner's own months."""
    return half_up(share * earnings)


@rule(
    "exemption.new", law="Participatiewet", article="34a", confidence="unverified",
    uses={"share": "participation_act/new_share"},
    formula="{share} x {earnings}",
    nl="Van je loon telt {result} niet mee. Dit zijn nieuwe regels; vraag of je gemeente ze al gebruikt.",
    en="Of your pay {result} does not count. These are new rules; ask whether your municipality uses them.",
)  # fmt: skip
def new(earnings: Money, share: Share) -> Money:
    """15% for twelve months in a row, longer when hours cannot grow, without end with medically limited hours."""
    return half_up(share * earnings)


@rule(
    "exemption.new_pension", law="Participatiewet", article="34a", confidence="unverified",
    uses={"share": "participation_act/new_pension_share", "most": "participation_act/new_pension_most"},
    formula=_FORMULA,
    nl="Je hebt de AOW-leeftijd. Van je loon telt {result} niet mee.",
    en="You have reached pension age. Of your pay {result} does not count.",
)  # fmt: skip
def new_pension(earnings: Money, share: Share, most: Money) -> Money:
    """25% up to a fixed amount past pension age."""
    return share_up_to(earnings, share, most)


OLD_IN_ORDER: tuple[Rule, ...] = (first_months, limited_hours, subsidised, cannot_grow, single_parent)
"""The clauses of article 31, the one that leaves most first."""
