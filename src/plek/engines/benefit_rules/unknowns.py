"""What was asked and is not in the calculation, in sentences."""

from collections.abc import Iterable, Iterator
from datetime import date
from math import inf

import numpy as np

from plek.engines.benefit_rules.amounts import column
from plek.engines.benefit_rules.book import KNOWN_UNTIL, LAST_KNOWN, Book, Figure
from plek.engines.benefit_rules.columns import columns_of, monthly_cents
from plek.engines.benefit_rules.gross_benefits import minimum_wage_place
from plek.engines.benefit_rules.order import Month
from plek.engines.benefit_rules.registry import RULES
from plek.engines.benefit_rules.rules import minimum_wage, wia
from plek.engines.benefit_rules.sentences import Sentence
from plek.engines.benefit_rules.situation import BY_FORMER_WAGE, Person, Situation, age_on
from plek.engines.benefit_rules.titles import AMOUNTS_OF
from plek.engines.benefit_rules.working import Working

ARTICLE_44_YEARS = 5
WGA = frozenset({"wia_lgu", "wia_lau", "wia_vvu"})
MUCH = 0.65
"""Above this share of the former wage, by the hour, WGA ends after a year (WIA 56)."""


def unknowns(situation: Situation, parameters: Book, months: tuple[Month, ...]) -> tuple[Sentence, ...]:
    """Without doubles, in the order in which they matter."""
    found = [*_not_given(situation), *_not_modelled(situation, parameters), *_low_pay(situation, parameters)]
    for month in months:
        found += _of_the_month(month, parameters, situation.on)
    found += _carried(carried_laws(months, parameters, situation.on))
    return tuple(dict.fromkeys(found))


def carried_laws(months: Iterable[Month], parameters: Book, day: date) -> list[str]:
    """The laws of whose amounts some are not known yet on the day, so that the last known ones are used."""
    rests_on = {
        name
        for month in months
        for figure in (month.benefit, month.tax, *month.allowances.values())
        for name, _ in figure.grounds
    }
    laws = {
        name.split("/")[0]
        for name in rests_on & parameters.parameters.keys()
        if parameters.parameters[name].carried_to(day)
    }
    return [law for law in AMOUNTS_OF if law in laws]


def _carried(laws: list[str]) -> Iterator[Sentence]:
    if laws:
        nl, en = (", ".join(AMOUNTS_OF[law].in_(tongue) for law in laws) for tongue in ("nl", "en"))
        yield Sentence(
            f"Vanaf {KNOWN_UNTIL:%-d-%-m-%Y} zijn deze bedragen nog niet bekend: {nl}."
            f" Er is gerekend met die van {LAST_KNOWN:%-d-%-m-%Y}.",
            f"From {KNOWN_UNTIL:%-d %B %Y} these amounts are not known yet: {en}."
            f" Those of {LAST_KNOWN:%-d %B %Y} are used.",
        )


NOT_GIVEN = {
    "former_wage": Sentence(
        "Het oude loon is niet bekend; zonder dat is deze uitkering niet te berekenen.",
        "The former wage is not known; without it this benefit cannot be calculated.",
    ),
    "disability_class": Sentence(
        "De klasse van arbeidsongeschiktheid is niet bekend.", "The class of disability is not known."
    ),
    "remaining_capacity": Sentence(
        "Wat iemand nog kan verdienen is niet bekend; daarvan hangt de inkomenseis af.",
        "What the person is still able to earn is not known; the income requirement depends on it.",
    ),
    "reference_wage": Sentence(
        "Zonder maatmanloon is de WAO naast werk niet te berekenen.",
        "Without the reference wage WAO beside work cannot be calculated.",
    ),
    "underlying": Sentence(
        "De uitkering onder de toeslag is niet bekend.", "The benefit below the supplement is not known."
    ),
}
"""What to say of an answer that a benefit needs and that was not given."""

NOT_MODELLED = {
    "pension": Sentence(
        "De belasting vanaf de AOW-leeftijd wordt niet berekend.", "Tax past pension age is not calculated."
    ),
    "transition": Sentence(
        "UWV beslist of het garantiebedrag blijft als het inkomen verandert; hier blijft het.",
        "UWV decides whether the transitional amount stays when income changes; here it stays.",
    ),
    "article_44": Sentence(
        "Na vijf jaar werken stelt UWV de WAO-klasse opnieuw vast; dat is hier niet berekend.",
        "After five years of work UWV sets the WAO class anew; that is not calculated here.",
    ),
    "underlying": Sentence(
        "Wat het loon met de uitkering onder de toeslag doet, is hier niet berekend.",
        "What the pay does to the benefit below the supplement is not calculated here.",
    ),
    "partner_pay": Sentence(
        "Het loon van je partner telt hier helemaal mee. De gemeente laat er soms een deel van vrij, de eerste"
        " maanden. Hoe lang je partner dat al had, is niet bekend.",
        "Your partner's pay counts here in full. The municipality sometimes leaves part of it out, in the first"
        " months. How long your partner had that already is not known.",
    ),
    "partner_born": Sentence(
        "Is de partner na 1971 geboren? Dat is niet bekend; hier is gerekend van wel.",
        "Was the partner born after 1971? That is not known; here it is taken to be so.",
    ),
    "combination_credit": Sentence(
        "Met een kind onder de 12 kun je extra belastingkorting krijgen. Die is hier niet berekend.",
        "With a child under 12 you may have another tax credit. It is not calculated here.",
    ),
    "much_pay": Sentence(
        "Boven 65% van je oude uurloon kan de WIA na een jaar stoppen; dat is hier niet berekend.",
        "Above 65% of your former hourly wage WIA may end after a year; that is not calculated here.",
    ),
    "wage_related": Sentence(
        "De loongerelateerde uitkering is voorbij; kies wia_lau of wia_vvu voor wat erna komt.",
        "The wage-related benefit has ended; choose wia_lau or wia_vvu for what follows.",
    ),
}
"""What to say of something that the calculation leaves aside."""


def _not_given(situation: Situation) -> Iterator[Sentence]:
    benefit, after_wage_related = situation.benefit, situation.benefit.kind in ("wia_lau", "wia_vvu")
    has_work = situation.work.gross > 0 or situation.work.now_gross > 0
    needed = {
        "former_wage": benefit.kind in BY_FORMER_WAGE and benefit.uncapped_wage is None,
        "disability_class": after_wage_related or benefit.kind == "wao",
        "remaining_capacity": after_wage_related and _has_requirement(situation),
        "reference_wage": benefit.kind == "wao" and has_work,
        "underlying": benefit.kind == "tw",
    }
    yield from (
        NOT_GIVEN[name] for name, is_needed in needed.items() if is_needed and getattr(benefit, name) is None
    )


def _has_requirement(situation: Situation) -> bool:
    return bool(columns_of(situation, with_work=True).requirement_holds)


def _not_modelled(situation: Situation, parameters: Book) -> Iterator[Sentence]:
    benefit, person = situation.benefit, situation.person
    supplemented = benefit.supplement or benefit.kind == "tw"
    holds = {
        "pension": person.past_pension_age,
        "transition": benefit.transitional_amount > 0,
        "article_44": benefit.kind == "wao" and benefit.years_with_income >= ARTICLE_44_YEARS,
        "underlying": benefit.kind == "tw" and situation.work.gross > 0,
        "partner_pay": benefit.kind == "bijstand" and _partner_pay_counts_whole(person),
        "partner_born": supplemented and person.partner and person.partner_born is None,
        "combination_credit": situation.work.gross > 0 and _has_child_below_12(situation),
        "much_pay": benefit.kind in WGA and _pay_with_holiday(situation) > MUCH * (benefit.former_wage or inf),
        "wage_related": benefit.kind == "wia_lgu" and wage_related_has_ended(situation, parameters),
    }
    yield from (NOT_MODELLED[name] for name, is_so in holds.items() if is_so)


def _partner_pay_counts_whole(person: Person) -> bool:
    return person.partner_gross > 0 and person.partner_has_right and person.partner_exemption_months_used is None


def _pay_with_holiday(situation: Situation) -> float:
    return situation.work.gross * (1 + situation.work.holiday_allowance)


def _has_child_below_12(situation: Situation) -> bool:
    return any(age_on(child, situation.on) < 12 for child in situation.person.children)


def wage_related_has_ended(situation: Situation, parameters: Book) -> bool:
    """Without the years of work that cannot be told, and is taken not to be so."""
    c, w = columns_of(situation, with_work=True), Working(situation.on, parameters)
    lasts = w.apply(wia.duration, years_before_2016=c.years_before_2016, years_since_2016=c.years_since_2016)
    return bool(c.months_used >= lasts.values)


def _low_pay(situation: Situation, parameters: Book) -> Iterator[Sentence]:
    """Pay below the minimum wage for the hours; with dispensation below the wage value of it."""
    work = situation.work
    if not work.hours_week or not work.gross:
        return
    c, w = columns_of(situation, with_work=True), Working(situation.on, parameters)
    hourly = w.apply(minimum_wage.hour, scale=w.choose(minimum_wage.YOUTH_SCALE, minimum_wage_place(c)))
    least = w.apply(minimum_wage.least_pay, hours=column(work.hours_week), hourly=hourly)
    if monthly_cents(work.gross, work.pay_period) < np.floor(float(least.values) * (work.wage_dispensation or 1)):
        yield Sentence(
            "Dit loon is lager dan het minimumloon voor deze uren; klopt dat? Er is gerekend met wat er staat.",
            "This pay is below the minimum wage for these hours; is that right? It was calculated as it stands.",
        )


def _of_the_month(month: Month, parameters: Book, day: date) -> Iterator[Sentence]:
    for one in (month.benefit, month.tax, *month.allowances.values()):
        if np.isnan(one.values):
            yield from _missing(one, parameters, day)
    for name, one in month.allowances.items():
        if np.isnan(one.values):
            yield Sentence(
                f"De {name} is niet bekend en zit niet in wat er te besteden is.",
                f"The {name} is not known and is left out of what is left to spend.",
            )


def _missing(one: Figure, parameters: Book, day: date) -> Iterator[Sentence]:
    for name in sorted(one.missing):
        if name in RULES:
            law = RULES[name].law
            yield Sentence(
                f"De regels van {law} op {day:%-d-%-m-%Y} zijn niet bekend.",
                f"The rules of {law} on {day:%-d %B %Y} are not known.",
            )
        else:
            parameter = parameters.parameters[name]
            yield Sentence(
                f"Niet bekend op {day:%-d-%-m-%Y}: {parameter.nl}.",
                f"Not known on {day:%-d %B %Y}: {parameter.en}.",
            )
