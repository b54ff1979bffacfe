"""Answers that cannot be right together."""

from collections.abc import Iterator
from datetime import date

from plek.engines.benefit_rules.book import CARRIED_UNTIL, KNOWN_FROM, KNOWN_UNTIL
from plek.engines.benefit_rules.rules.wia import CLASSES
from plek.engines.benefit_rules.sentences import Sentence
from plek.engines.benefit_rules.situation import Situation, age_on

Contradiction = tuple[str, Sentence]
"""The field to point at, and what is wrong."""

NEW_EXEMPTION_FROM = date(2026, 1, 1)
OLDEST = 120
ADULT_AT = 18
PARTNERS = (
    "partner_born", "partner_gross", "partner_exemption_months_used", "partner_limited_hours",
    "partner_wage_cost_subsidy", "partner_hours_cannot_grow",
)  # fmt: skip
"""Answers that only go with a partner."""
NO_PARTNER = Sentence(
    "Er is geen partner. Maak dit leeg, of vul in dat er een partner is.",
    "There is no partner. Leave this empty, or say that there is a partner.",
)


def contradictions(situation: Situation) -> Iterator[Contradiction]:
    """All contradictions of a situation."""
    yield from _of_dates(situation)
    yield from _of_the_household(situation)
    yield from _of_the_benefit(situation)
    yield from _of_the_amounts(situation)
    yield from _of_the_work(situation)


def _of_dates(situation: Situation) -> Iterator[Contradiction]:
    on, person = situation.on, situation.person
    if not KNOWN_FROM <= on < CARRIED_UNTIL:
        yield (
            "on",
            Sentence(
                f"De bedragen zijn bekend van {KNOWN_FROM:%-d-%-m-%Y} tot {KNOWN_UNTIL:%-d-%-m-%Y}."
                f" Kies een dag vóór {CARRIED_UNTIL:%-d-%-m-%Y}.",
                f"Amounts are known from {KNOWN_FROM:%-d %B %Y} until {KNOWN_UNTIL:%-d %B %Y}."
                f" Choose a day before {CARRIED_UNTIL:%-d %B %Y}.",
            ),
        )
    born = {"person.born": person.born, "person.partner_born": person.partner_born}
    for name, day in born.items():
        if day is not None and not 0 <= age_on(day, on) <= OLDEST:
            yield (
                name,
                Sentence(
                    "Deze geboortedatum kan niet op deze datum. Kijk de dag en het jaar na.",
                    "Nobody born then is alive on this date. Check the day and the year.",
                ),
            )
    if any(child > on for child in person.children):
        yield (
            "person.children",
            Sentence(
                "Een kind is nog niet geboren. Kijk de geboortedatum na.",
                "A child is not yet born. Check the day of birth.",
            ),
        )
    if person.born and any(child <= person.born for child in person.children):
        yield (
            "person.children",
            Sentence(
                "Een kind is ouder dan de ouder. Kijk beide geboortedatums na.",
                "A child is older than the parent. Check both days of birth.",
            ),
        )


def _of_the_household(situation: Situation) -> Iterator[Contradiction]:
    person = situation.person
    if not person.partner:
        for name in PARTNERS:
            if getattr(person, name):
                yield f"person.{name}", NO_PARTNER


def _of_the_benefit(situation: Situation) -> Iterator[Contradiction]:
    benefit, born = situation.benefit, situation.person.born
    if born and benefit.kind in ("bijstand", "wajong") and 0 <= age_on(born, situation.on) < ADULT_AT:
        yield (
            "benefit.kind",
            Sentence(
                "Deze uitkering begint op 18 jaar. Kies een andere uitkering, of kijk de geboortedatum na.",
                "This benefit begins at age 18. Choose another benefit, or check the day of birth.",
            ),
        )
    if benefit.supplement and benefit.kind in ("none", "bijstand", "tw"):
        yield (
            "benefit.supplement",
            Sentence(
                "Bij deze uitkering hoort geen toeslag. Haal de toeslag weg.",
                "No supplement goes with this benefit. Take the supplement away.",
            ),
        )
    if benefit.kind in ("wia_lau", "wia_vvu") and benefit.disability_class not in (None, *CLASSES):
        yield (
            "benefit.disability_class",
            Sentence(
                "Deze klasse is er niet in de WIA. Kies een andere klasse.",
                "WIA has no such class. Choose another class.",
            ),
        )


def _of_the_amounts(situation: Situation) -> Iterator[Contradiction]:
    """Of the former wage, and of the rules by which pay is left out."""
    benefit = situation.benefit
    if benefit.uncapped_wage is not None and (benefit.former_wage or 0) > benefit.uncapped_wage:
        yield (
            "benefit.uncapped_wage",
            Sentence(
                "Is lager dan het oude loon. Kijk beide bedragen na.",
                "Is below the former wage. Check both amounts.",
            ),
        )
    if situation.municipality.earnings_exemption == "34a" and situation.on < NEW_EXEMPTION_FROM:
        yield (
            "municipality.earnings_exemption",
            Sentence(
                "De nieuwe vrijlating is er niet vóór 2026. Kies de oude vrijlating, of een latere dag.",
                "The new exemption does not exist before 2026. Choose the old exemption, or a later day.",
            ),
        )


def _of_the_work(situation: Situation) -> Iterator[Contradiction]:
    work, benefit = situation.work, situation.benefit
    if work.hours_week == 0 and work.gross > 0:
        yield (
            "work.hours_week",
            Sentence(
                "Er is loon, maar er zijn geen uren. Vul de uren per week in.",
                "There is pay, but there are no hours. Fill in the hours a week.",
            ),
        )
    if work.wage_dispensation is not None and not (benefit.kind == "wajong" and benefit.capacity):
        yield (
            "work.wage_dispensation",
            Sentence(
                "Loondispensatie is er alleen bij Wajong met arbeidsvermogen. Haal de loondispensatie weg.",
                "Wage dispensation goes only with Wajong and capacity to work. Take the dispensation away.",
            ),
        )
    if work.own_contributions > work.gross + work.other_gross:
        yield (
            "work.own_contributions",
            Sentence("Is hoger dan het loon. Kijk beide bedragen na.", "Is above the pay. Check both amounts."),
        )
