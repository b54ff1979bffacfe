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
PARTNERS = (
    "partner_born", "partner_gross", "partner_exemption_months_used", "partner_limited_hours",
    "partner_wage_cost_subsidy", "partner_hours_cannot_grow",
)  # fmt: skip
"""Answers that only go with a partner."""


def contradictions(situation: Situation) -> Iterator[Contradiction]:
    """All contradictions of a situation."""
    yield from _of_dates(situation)
    yield from _of_the_household(situation)
    yield from _of_the_benefit(situation)
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
                Sentence("Deze geboortedatum kan niet op deze datum.", "Nobody born then is alive on this date."),
            )
    if any(child > on for child in person.children):
        yield "person.children", Sentence("Een kind is nog niet geboren.", "A child is not yet born.")
    if person.born and any(child <= person.born for child in person.children):
        yield "person.children", Sentence("Een kind is ouder dan de ouder.", "A child is older than the parent.")


def _of_the_household(situation: Situation) -> Iterator[Contradiction]:
    person = situation.person
    if not person.partner:
        for name in PARTNERS:
            if getattr(person, name):
                yield f"person.{name}", Sentence("Er is geen partner.", "There is no partner.")


def _of_the_benefit(situation: Situation) -> Iterator[Contradiction]:
    benefit, born = situation.benefit, situation.person.born
    if born and benefit.kind in ("bijstand", "wajong") and age_on(born, situation.on) < 18:
        yield "benefit.kind", Sentence("Deze uitkering begint op 18 jaar.", "This benefit begins at age 18.")
    if benefit.supplement and benefit.kind in ("none", "bijstand", "tw"):
        yield (
            "benefit.supplement",
            Sentence("Bij deze uitkering hoort geen toeslag.", "No supplement goes with this benefit."),
        )
    if benefit.kind in ("wia_lau", "wia_vvu") and benefit.disability_class not in (None, *CLASSES):
        yield "benefit.disability_class", Sentence("Deze klasse is er niet in de WIA.", "WIA has no such class.")
    if benefit.uncapped_wage is not None and (benefit.former_wage or 0) > benefit.uncapped_wage:
        yield "benefit.uncapped_wage", Sentence("Is lager dan het oude loon.", "Is below the former wage.")
    if situation.municipality.earnings_exemption == "34a" and situation.on < NEW_EXEMPTION_FROM:
        yield (
            "municipality.earnings_exemption",
            Sentence(
                "De nieuwe vrijlating is er niet vóór 2026.", "The new exemption does not exist before 2026."
            ),
        )


def _of_the_work(situation: Situation) -> Iterator[Contradiction]:
    work, benefit = situation.work, situation.benefit
    if work.hours_week == 0 and work.gross > 0:
        yield (
            "work.hours_week",
            Sentence("Er is loon, maar er zijn geen uren.", "There is pay, but there are no hours."),
        )
    if work.wage_dispensation is not None and not (benefit.kind == "wajong" and benefit.capacity):
        yield (
            "work.wage_dispensation",
            Sentence(
                "Loondispensatie is er alleen bij Wajong met arbeidsvermogen.",
                "Wage dispensation goes only with Wajong and capacity to work.",
            ),
        )
    if work.own_contributions > work.gross + work.other_gross:
        yield "work.own_contributions", Sentence("Is hoger dan het loon.", "Is above the pay.")
