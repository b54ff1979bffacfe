"""A referral: asked by a practitioner, answered by the IPS team. Whoever wants to work can start."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from plek.caseload.choices import DeclineReason
from tests.journeys.cast import ANOUK, FEMKE, MARLOES, Person
from tests.journeys.screens import at_a_desk
from tests.journeys.visitor import Visitor

Visits = Callable[..., Visitor]
STORIES = {
    ("phone", "leader"): ("Wout", "Zonderland"),
    ("desktop", "leader"): ("Mira", "Achterberg"),
    ("phone", "specialist"): ("Bas", "Oldenburger"),
    ("desktop", "specialist"): ("Truus", "Nijdam"),
}
KNOWN_ALREADY = ("Ayla", "Demirci")
ASKED_ABOUT = ("Sofie", "Kramer")
DECLINED = ("Loes", "Pieterman")


def _refers(practitioner: Visitor, first_name: str, last_name: str) -> str:
    """Refer somebody new in a minute; returns the address of the referral."""
    _fills_in(practitioner, first_name, last_name)
    practitioner.looks()
    practitioner.presses("Versturen")
    practitioner.is_told(re.compile("."))
    practitioner.looks()
    practitioner.opens("referrals/")
    practitioner.looks()
    practitioner.follows(f"{first_name} {last_name}")
    practitioner.page.wait_for_url(re.compile(r"/referrals/\d+/$"))
    return practitioner.page.url.removeprefix(practitioner.product.address)


def _fills_in(practitioner: Visitor, first_name: str, last_name: str) -> None:
    practitioner.opens("referrals/new/")
    practitioner.fills(re.compile("Wat wil de cliënt"), "In een fietsenmakerij werken, drie dagen")
    practitioner.fills("Voornaam", first_name)
    practitioner.fills("Achternaam", last_name)
    practitioner.fills("Geboortedatum", "1991-03-14")
    practitioner.taps_on(practitioner.page.locator("label.choice", has_text="De cliënt weet van deze aanmelding"))


@pytest.mark.parametrize(
    ("who", "person"), [("leader", ANOUK), ("specialist", FEMKE)], ids=["leader", "specialist"]
)
def test_a_referral_is_accepted_and_the_trajectory_begins(
    visitor: Visits, screen: str, who: str, person: Person
) -> None:
    first_name, last_name = STORIES[screen, who]
    practitioner = visitor(MARLOES)
    address = _refers(practitioner, first_name, last_name)

    team = visitor(person)
    team.goes_to("referrals/")
    team.follows(f"{first_name} {last_name}")
    team.sees("In een fietsenmakerij werken, drie dagen")
    team.looks(f"referral-{screen}" if person is FEMKE else "")
    team.taps_on(team.page.locator("label.choice", has_text=FEMKE.name))
    team.presses("Aannemen")
    team.is_told("Aangenomen. Het traject is begonnen.")
    team.looks()

    practitioner.opens(address)
    practitioner.sees("aangenomen")
    practitioner.looks()


@at_a_desk
def test_a_question_goes_back_and_is_answered(visitor: Visits) -> None:
    practitioner, leader = visitor(MARLOES), visitor(ANOUK)
    address = _refers(practitioner, *ASKED_ABOUT)

    leader.opens(address)
    leader.taps_on(leader.page.locator("summary", has_text="Eerst iets vragen"))
    leader.fills("Je vraag", "Kan hij op maandag?")
    leader.presses("Vraag versturen")
    leader.is_told(re.compile("."))
    leader.looks()

    practitioner.opens(address)
    practitioner.sees("Kan hij op maandag?")
    practitioner.fills("Je antwoord", "Ja, na tienen.")
    practitioner.presses("Antwoord versturen")
    practitioner.is_told(re.compile("."))
    practitioner.looks()

    leader.opens(address)
    leader.sees("Ja, na tienen.")


@at_a_desk
def test_declining_offers_only_reasons_that_exclude_nobody(visitor: Visits) -> None:
    practitioner, leader = visitor(MARLOES), visitor(ANOUK)
    address = _refers(practitioner, *DECLINED)

    leader.opens(address)
    leader.taps_on(leader.page.locator("summary", has_text="Afwijzen"))
    leader.sees("Niemand uitgesloten", re.compile("Wie wil werken, kan beginnen. Klachten"))
    reasons = leader.page.locator("details[open] label.choice")
    expect(reasons).to_have_count(len(DeclineReason.choices))
    leader.looks()
    leader.presses("Afwijzen met deze reden")
    expect(leader.page.locator("[data-error-summary]")).to_be_focused()
    leader.forgives(422)
    leader.looks()
    if not reasons.first.is_visible():
        leader.taps_on(leader.page.locator("summary", has_text="Afwijzen"))
    leader.taps_on(reasons.first)
    leader.presses("Afwijzen met deze reden")
    leader.is_told("Afgewezen, met de reden erbij.")

    practitioner.opens(address)
    practitioner.sees("Een nee is nooit het laatste woord. Vraag het opnieuw zodra de cliënt dat wil.")
    practitioner.looks()
    practitioner.presses("Opnieuw vragen")
    practitioner.is_told("Opnieuw gevraagd.")


@at_a_desk
def test_who_is_known_already_is_not_entered_twice_unseen(visitor: Visits) -> None:
    practitioner = visitor(MARLOES)
    _refers(practitioner, *KNOWN_ALREADY)
    _fills_in(practitioner, *KNOWN_ALREADY)
    practitioner.presses("Versturen")
    practitioner.sees("Is het misschien iemand die al bekend is?")
    practitioner.forgives(422)
    practitioner.looks()
