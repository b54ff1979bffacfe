"""A short name for each rule: in a table, beside a break in a chart, above a page of the manual."""

from plek.engines.benefit_rules.sentences import Sentence

TITLES: dict[str, Sentence] = {
    code: Sentence(nl, en)
    for code, nl, en in (
        ("allowances.income", "inkomen voor de toeslagen", "income for the allowances"),
        ("care_allowance", "zorgtoeslag", "care allowance"),
        ("child_budget", "kindgebonden budget", "child budget"),
        ("counted_pay.with_holiday", "loon met vakantiegeld", "pay with holiday allowance"),
        (
            "counted_pay.benefit_without_holiday",
            "uitkering zonder vakantiegeld",
            "benefit without holiday allowance",
        ),
        ("counted_pay.without_holiday", "loon zonder vakantiegeld", "pay without holiday allowance"),
        ("employer.wage_cost_subsidy", "loonkostensubsidie", "wage-cost subsidy"),
        ("employer.dispensation", "loondispensatie", "wage dispensation"),
        ("employer.no_risk", "no-riskpolis", "no-risk policy"),
        ("employer.trial_placement", "proefplaatsing", "trial placement"),
        ("employer.benefit_disabled", "loonkostenvoordeel arbeidsgehandicapten", "wage-cost benefit, disability"),
        ("employer.benefit_target_group", "loonkostenvoordeel banenafspraak", "wage-cost benefit, job agreement"),
        ("exemption.first_months", "vrijlating eerste zes maanden", "exemption of the first six months"),
        ("exemption.single_parent", "vrijlating alleenstaande ouder", "exemption for single parents"),
        ("exemption.limited_hours", "vrijlating medische urenbeperking", "exemption for limited hours"),
        ("exemption.subsidised", "vrijlating met loonkostensubsidie", "exemption with wage-cost subsidy"),
        ("exemption.cannot_grow", "vrijlating na loonkostensubsidie", "exemption after wage-cost subsidy"),
        ("exemption.new", "nieuwe vrijlating van loon", "new exemption of pay"),
        ("exemption.partner", "vrijlating loon van je partner", "exemption of the partner's pay"),
        ("exemption.partner_new", "nieuwe vrijlating loon van je partner", "new exemption of the partner's pay"),
        ("exemption.new_pension", "nieuwe vrijlating vanaf de AOW-leeftijd", "new exemption past pension age"),
        ("income_tax.two_brackets", "inkomstenbelasting, twee schijven", "income tax, two brackets"),
        ("income_tax.three_brackets", "inkomstenbelasting, drie schijven", "income tax, three brackets"),
        ("income_tax.general_credit", "algemene heffingskorting", "general tax credit"),
        ("income_tax.employment_credit", "arbeidskorting", "employment tax credit"),
        ("income_tax.young_disabled_credit", "jonggehandicaptenkorting", "young disabled tax credit"),
        ("income_tax.no_refund", "korting boven de belasting", "credits above the tax"),
        ("minimum_wage.month", "minimumloon per maand", "minimum wage by the month"),
        ("minimum_wage.hour", "minimumloon per uur", "minimum wage by the hour"),
        ("minimum_wage.least_pay", "laagste loon voor de uren", "lowest pay for the hours"),
        ("minimum_wage.holiday_allowance", "vakantiebijslag", "holiday allowance"),
        ("participation_act.norm", "bijstandsnorm", "social assistance norm"),
        ("participation_act.cost_sharers", "kostendelersnorm", "cost-sharers norm"),
        ("participation_act.institution", "norm in een inrichting", "norm in an institution"),
        (
            "participation_act.partner_without_right",
            "norm naast partner zonder recht",
            "norm, partner without right",
        ),
        (
            "participation_act.no_parental_support",
            "toeslag zonder steun van ouders",
            "top-up without parental support",
        ),
        (
            "participation_act.child_beside_partner_without_right",
            "extra bij kind en partner zonder recht",
            "addition for a child, partner without right",
        ),
        (
            "participation_act.young_beside_sharers",
            "bedrag voor partner onder 21 jaar",
            "amount for a partner below 21",
        ),
        (
            "participation_act.partner_without_right_income",
            "loon van partner zonder recht",
            "pay of a partner without right",
        ),
        ("participation_act.net_pay", "netto loon voor de bijstand", "net pay for social assistance"),
        ("participation_act.income", "loon gaat van de bijstand af", "pay taken off social assistance"),
        ("participation_act.not_below_zero", "bijstand niet onder nul", "social assistance not below zero"),
        ("participation_act.wealth", "vermogensgrens bijstand", "wealth limit of social assistance"),
        ("rent_allowance.base_rent", "basishuur", "base rent"),
        ("rent_allowance.subsidised_rent", "huur die meetelt", "rent that counts"),
        ("rent_allowance", "huurtoeslag", "rent allowance"),
        ("zw", "Ziektewet", "sickness benefit"),
        ("wia.capped_wage", "oude loon tot het maximum", "former wage up to the maximum"),
        ("wia.first_months", "WIA, eerste twee maanden", "WIA, first two months"),
        ("wia.wage_related", "WIA, loongerelateerd", "WIA, wage-related"),
        ("wia.requirement", "inkomenseis WIA", "income requirement of WIA"),
        ("wia.supplement", "WIA, loonaanvulling", "WIA, wage supplement"),
        ("wia.follow_up", "WIA, vervolguitkering", "WIA, follow-up benefit"),
        ("wia.iva", "IVA-uitkering", "IVA benefit"),
        ("wia.duration", "duur loongerelateerde WIA", "duration of wage-related WIA"),
        ("tw.underlying_benefit", "uitkering onder de toeslag", "benefit below the supplement"),
        ("tw.disregard", "loon dat niet meetelt voor de toeslag", "pay left out for the supplement"),
        ("tw.most", "hoogste toeslag bij een laag oud loon", "highest supplement on a low former wage"),
        ("tw", "toeslag tot het sociaal minimum", "supplement to the social minimum"),
        ("tw.excluded", "geen recht op toeslag", "no right to a supplement"),
        ("ww.first_months", "WW, eerste twee maanden", "WW, first two months"),
        ("ww", "WW-uitkering", "unemployment benefit"),
        ("ww.ends", "einde van de WW", "end of unemployment benefit"),
        ("wajong", "Wajong met arbeidsvermogen", "Wajong with capacity to work"),
        ("wajong.no_capacity", "Wajong zonder arbeidsvermogen", "Wajong without capacity to work"),
        ("wajong.dispensation", "Wajong met loondispensatie", "Wajong with wage dispensation"),
        ("wajong.transitional_amount", "garantiebedrag Wajong", "transitional amount of Wajong"),
        ("wao.loss", "verlies door WAO", "loss under WAO"),
        ("wao", "WAO-uitkering", "WAO benefit"),
    )
}

AMOUNTS_OF = {
    "minimum_wage": Sentence("minimumloon", "minimum wage"),
    "wajong": Sentence("Wajong", "Wajong"),
    "wia": Sentence("WIA", "WIA"),
    "wao": Sentence("WAO", "WAO"),
    "ww": Sentence("WW", "unemployment benefit"),
    "zw": Sentence("Ziektewet", "sickness benefit"),
    "tw": Sentence("toeslag van UWV", "supplement of UWV"),
    "participation_act": Sentence("bijstand", "social assistance"),
    "income_tax": Sentence("inkomstenbelasting", "income tax"),
    "care_allowance": Sentence("zorgtoeslag", "care allowance"),
    "child_budget": Sentence("kindgebonden budget", "child budget"),
    "rent_allowance": Sentence("huurtoeslag", "rent allowance"),
    "employer": Sentence("regelingen voor werkgevers", "arrangements for employers"),
}
"""The amounts of a law together, by the first part of their names; in the order in which they are calculated."""

CONFIDENCE = {
    "law": Sentence("wet", "law"),
    "official publication": Sentence("officiële publicatie", "official publication"),
    "organisation": Sentence(
        "bedrag van je organisatie, door twee mensen nagekeken", "amount of your organisation, checked by two"
    ),
    "secondary": Sentence("niet bij de wet nagekeken", "not checked against the law"),
    "unverified": Sentence("niet geverifieerd", "unverified"),
}
"""How sure an amount is, in words; all but the law itself and official publications carry a mark."""

SURE = frozenset({"law", "official publication"})
