"""The same laws a second time: slow, in exact numbers, written from the laws and not from the engine.

It has its own copy of the amounts and its own structure: one story from pay to what is left, for a plain dict of
answers. It covers single people and couples on the days in ``DAYS``.
"""

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Any

Answers = dict[str, Any]
DAYS = ("2024-03-15", "2025-03-15", "2026-03-15", "2026-09-15")
MINIMUM = dict(
    zip(DAYS, (Fraction("2069.40"), Fraction("2191.80"), Fraction("2294.40"), Fraction("2337.00")), strict=True)
)
BRACKETS = {
    2024: [(Fraction("0.3697"), Fraction(75518)), (Fraction("0.495"), None)],
    2025: [
        (Fraction("0.3582"), Fraction(38441)),
        (Fraction("0.3748"), Fraction(76817)),
        (Fraction("0.495"), None),
    ],
    2026: [
        (Fraction("0.3575"), Fraction(38883)),
        (Fraction("0.3756"), Fraction(78426)),
        (Fraction("0.495"), None),
    ],
}
GENERAL = {2024: (3362, 24812, "0.0663"), 2025: (3068, 28406, "0.06337"), 2026: (3115, 29736, "0.06398")}
EMPLOYED = {
    2024: [(0, 0, "0.08425"), (11491, 968, "0.31433"), (24821, 5158, "0.02471"), (39958, 5532, "-0.0651")],
    2025: [(0, 0, "0.08053"), (12169, 980, "0.3003"), (26288, 5220, "0.02258"), (43071, 5599, "-0.0651")],
    2026: [(0, 0, "0.08324"), (11965, 996, "0.31009"), (25845, 5300, "0.0195"), (45592, 5685, "-0.0651")],
}
YOUNG_DISABLED = {2024: 898, 2025: 909, 2026: 923}
CARE = {
    2024: (1987, 26819, "0.01879", "0.04256", "0.1367"),
    2025: (2112, 28406, "0.01896", "0.04273", "0.137"),
    2026: (2119, 29736, "0.01912", "0.04289", "0.1373"),
}
NORMS = {
    "2025-03-15": ("1345.45", "1922.07"),
    "2026-03-15": ("1401.50", "2002.13"),
    "2026-09-15": ("1419.46", "2027.79"),
}
EXEMPT = {2025: Fraction("273"), 2026: Fraction("285")}


HOLIDAY_WITHIN = ("wia_lgu", "wia_lau", "wia_vvu", "iva", "ww", "zw")
"""Their amount holds the holiday allowance already."""


def cent(amount: Fraction) -> Fraction:
    """To the cent, half upwards."""
    number = Decimal(amount.numerator) / Decimal(amount.denominator)
    return Fraction(number.quantize(Decimal("0.01"), ROUND_HALF_UP))


def story(answers: Answers) -> dict[str, Fraction]:
    """What comes in during a month with work, by the names of the command line."""
    kind, pay = answers["kind"], Fraction(str(answers["gross"]))
    return assisted(answers, pay) if kind == "bijstand" else insured(answers, pay)


def insured(answers: Answers, pay: Fraction) -> dict[str, Fraction]:
    benefit = cent(max(Fraction(0), BENEFITS[answers["kind"]](answers, pay)))
    benefit += supplemented(answers, pay, benefit) if answers.get("supplement") else 0
    tax = tax_a_month(answers, pay, benefit)
    holiday = Fraction("1") if answers["kind"] in HOLIDAY_WITHIN else Fraction("1.08")
    income = whole_cents(12 * (pay * Fraction("1.08") + benefit * holiday))
    care = care_a_month(answers, income)
    net = pay + benefit - tax
    return totals(benefit, pay, pay + benefit, tax, net, care)


def supplemented(answers: Answers, pay: Fraction, benefit: Fraction) -> Fraction:
    """Up to the norm of a single person in the second half of 2026, who shares a home or not."""
    minimum, shares = MINIMUM[answers["on"]], answers["housemates"] > 0
    free = minimum / 20
    above = max(Fraction(0), pay - free) * Fraction(3, 10)
    left_out = cent(min(min(pay, free) + above, minimum * Fraction(15, 100)))
    holds_holiday = answers["kind"] in HOLIDAY_WITHIN
    counted = cent(benefit / Fraction("1.08")) if holds_holiday else benefit
    short = cent(Fraction("49.94" if shares else "76.75") * Fraction("21.75")) - counted - pay
    short += left_out if answers["supplement_months"] < 24 else 0
    former = Fraction(str(answers["former"])) / Fraction("1.08")
    if holds_holiday and former < minimum * Fraction(5 if shares else 7, 10):
        short = min(short, cent(former) - counted)
    return max(Fraction(0), short)


def assisted(answers: Answers, pay: Fraction) -> dict[str, Fraction]:
    gross = pay + cent(pay * Fraction("0.08"))
    tax = tax_a_month(answers, gross, Fraction(0))
    net_pay = gross - tax
    counted = net_pay - exempt(answers, net_pay, answers["months"])
    benefit = max(Fraction(0), norm(answers) - counted - of_the_partner(answers, counted))
    care = care_a_month(answers, whole_cents(12 * (gross + benefit)))
    return totals(benefit, pay, gross, tax, net_pay + benefit, care)


def exempt(answers: Answers, net: Fraction, months: int | None) -> Fraction:
    """A quarter of net pay up to a limit, for six months, of whoever earns it."""
    return cent(min(net / 4, EXEMPT[year(answers)])) if months is not None and months < 6 else Fraction(0)


def partner_pay(answers: Answers) -> Fraction:
    return Fraction(str(answers.get("partner_gross", 0)))


def of_the_partner(answers: Answers, counted: Fraction) -> Fraction:
    """What of the partner's net pay is taken off the assistance."""
    pay = partner_pay(answers) * Fraction("1.08")
    net = whole_cents(pay - tax_a_month(answers, pay, Fraction(0)))
    if answers.get("partner_right", True):
        return net - exempt(answers, net, answers.get("partner_months"))
    assistance = max(Fraction(0), norm(answers) - counted)
    together = counted + net + assistance - norm(answers | {"partner_right": True})
    return min(net, max(Fraction(0), together))


def totals(
    benefit: Fraction, pay: Fraction, gross: Fraction, tax: Fraction, net: Fraction, care: Fraction
) -> dict[str, Fraction]:
    return {
        "benefit": benefit, "earnings": pay, "gross": gross, "tax": tax, "net": net, "zorgtoeslag": care,
        "disposable": net + care,
    }  # fmt: skip


def year(answers: Answers) -> int:
    return int(answers["on"][:4])


def whole_cents(amount: Fraction) -> Fraction:
    return Fraction(round(amount * 100), 100)


def wajong(answers: Answers, pay: Fraction) -> Fraction:
    minimum, value = MINIMUM[answers["on"]], answers["dispensation"]
    if not answers["capacity"]:
        return Fraction(3, 4) * (minimum - pay)
    if value is None:
        return Fraction(7, 10) * (minimum - pay)
    worth = Fraction(str(value))
    counted = pay * (worth - Fraction(3, 10)) / worth
    return max(Fraction(7, 10) * minimum - counted, pay / worth - pay)


def with_holiday(answers: Answers, pay: Fraction) -> Fraction:
    """B: for WIA and ZW with the holiday allowance that builds up, for WW without."""
    return pay if answers["kind"] == "ww" else cent(pay * Fraction("1.08"))


def counted_pay(answers: Answers, pay: Fraction) -> Fraction:
    """B x C/D."""
    return with_holiday(answers, pay) * Fraction(str(answers["former"])) / Fraction(str(answers["uncapped"]))


def wage_related(answers: Answers, pay: Fraction) -> Fraction:
    rate = Fraction(75, 100) if answers["months"] < 2 else Fraction(70, 100)
    return rate * (Fraction(str(answers["former"])) - counted_pay(answers, pay))


def iva(answers: Answers, pay: Fraction) -> Fraction:
    return Fraction(75, 100) * Fraction(str(answers["former"])) - Fraction(70, 100) * counted_pay(answers, pay)


def afterwards(answers: Answers, pay: Fraction) -> Fraction:
    former, capacity = Fraction(str(answers["former"])), Fraction(str(answers["capacity_left"]))
    percentage = {"35-45": 28, "45-55": 35, "55-65": 42, "65-80": Fraction("50.75"), "80-100": 70}[
        answers["class"]
    ]
    low = Fraction(percentage) / 100 * min(MINIMUM[answers["on"]] * Fraction("1.08"), former)
    whole = Fraction(7, 10) * (former - counted_pay(answers, pay))
    if answers["class"] != "80-100":
        counted = with_holiday(answers, pay)
        if counted < cent(capacity / 2):
            return low
        if counted < capacity:
            share = Fraction(str(answers["former"])) / Fraction(str(answers["uncapped"]))
            return max(Fraction(7, 10) * (former - capacity * share), min(low, whole))
    return max(whole, min(low, whole))


def unemployed(answers: Answers, pay: Fraction) -> Fraction:
    return (
        Fraction(0)
        if counted_pay(answers, pay) > Fraction(875, 1000) * Fraction(str(answers["former"]))
        else wage_related(answers, pay)
    )


def sick(answers: Answers, pay: Fraction) -> Fraction:
    return Fraction(7, 10) * (Fraction(str(answers["former"])) - counted_pay(answers, pay))


def no_benefit(answers: Answers, pay: Fraction) -> Fraction:
    return Fraction(0)


BENEFITS = {
    "none": no_benefit, "wajong": wajong, "wia_lgu": wage_related, "wia_lau": afterwards, "wia_vvu": afterwards,
    "iva": iva, "ww": unemployed, "zw": sick,
}  # fmt: skip


def norm(answers: Answers) -> Fraction:
    single, couple = (Fraction(amount) for amount in NORMS[answers["on"]])
    adults = 2 if answers["partner"] else 1
    claimants = adults if answers.get("partner_right", True) else 1
    if answers["housemates"]:
        everyone = adults + answers["housemates"]
        return cent(claimants * (Fraction(40, 100) + everyone * Fraction(30, 100)) / everyone * couple)
    return cent(couple * claimants / 2) if answers["partner"] else single


def tax_a_month(answers: Answers, pay: Fraction, benefit: Fraction) -> Fraction:
    income, left, begin = 12 * (pay + benefit), Fraction(0), Fraction(0)
    for rate, until in BRACKETS[year(answers)]:
        upper = income if until is None else min(income, until)
        left += max(Fraction(0), upper - begin) * rate
        begin = begin if until is None else until
    most, start, fall = GENERAL[year(answers)]
    credit = cent(max(Fraction(0), most - Fraction(fall) * max(Fraction(0), income - start)) / 12)
    credit += cent(employed(answers, 12 * pay) / 12)
    if answers["kind"] == "wajong":
        credit += cent(Fraction(YOUNG_DISABLED[year(answers)], 12))
    return max(Fraction(0), cent(left / 12) - credit)


def employed(answers: Answers, pay: Fraction) -> Fraction:
    if pay == 0:
        return Fraction(0)
    begin, base, rate = next(part for part in reversed(EMPLOYED[year(answers)]) if pay > part[0] or part[0] == 0)
    return max(Fraction(0), base + Fraction(rate) * (pay - begin))


def care_a_month(answers: Answers, income: Fraction) -> Fraction:
    premium, threshold, alone, together, above = CARE[year(answers)]
    persons, part = (2, together) if answers["partner"] else (1, alone)
    norm_premium = Fraction(part) * threshold + Fraction(above) * max(Fraction(0), income - threshold)
    whole = int((Decimal(str(float(persons * premium - norm_premium)))).quantize(Decimal(1), ROUND_HALF_UP))
    return cent(Fraction(whole, 12)) if whole >= 24 else Fraction(0)
