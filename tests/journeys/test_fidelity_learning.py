"""Learning: what if each of us saw one more employer a week, and a vignette rated for practice."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.journeys.cast import ANOUK, IRIS
from tests.journeys.visitor import Visitor

Visits = Callable[..., Visitor]


@pytest.mark.parametrize("screen", ["phone"], indirect=True)
def test_the_leader_moves_something_and_sees_what_changes(visitor: Visits, screen: str) -> None:
    leader = visitor(ANOUK)
    leader.goes_to("fidelity/")
    leader.follows("Wat als")
    leader.sees("Wat er anders zou zijn", "Er wordt niets bewaard")
    leader.looks()
    leader.follows("Wat als ieder van ons één werkgever per week meer bezocht")
    beside = leader.page.get_by_role("table", name=re.compile("Nu naast wat het zou zijn"))
    expect(beside.get_by_role("row")).to_have_count(2)
    leader.sees("Acquisitie: vaak contact met werkgevers")
    leader.fills("Cliënten meer op de caseloads", "-3")
    leader.presses("Toon wat er verandert")
    expect(beside.get_by_role("row")).to_have_count(3)
    leader.looks(f"fidelity-what-if-{screen}")
    leader.fills("Cliënten meer op de caseloads", "veel")
    leader.presses("Toon wat er verandert")
    expect(leader.page.locator("[data-error-summary]")).to_be_focused()
    leader.forgives(422)
    leader.follows("Modelgetrouwheid", leader.page.locator(".above"))
    leader.follows(re.compile("^Probeer het uit"))
    leader.sees("Alleen wat dit onderdeel raakt.")
    leader.looks()


@pytest.mark.parametrize("screen", ["phone"], indirect=True)
def test_a_reviewer_rates_a_vignette_and_reads_why(visitor: Visits, screen: str) -> None:
    reviewer = visitor(IRIS)
    reviewer.opens("reviews/")
    reviewer.follows("Beoordelen oefenen")
    reviewer.sees("Je overeenstemming met de deskundige", re.compile("gewogen kappa"))
    reviewer.looks()
    name = {"phone": "Op de rand", "desktop": "De directie is trots"}[screen]
    reviewer.follows(name)
    reviewer.looks()
    reviewer.presses("Bekijk wat de deskundige gaf")
    expect(reviewer.page.locator("[data-error-summary]")).to_be_focused()
    reviewer.forgives(422)
    for group in reviewer.page.get_by_role("group", name="Jouw score").all():
        reviewer.taps_on(group.locator("label.choice").nth(3))
    reviewer.presses("Bekijk wat de deskundige gaf")
    reviewer.sees("Anker van een", re.compile("de deskundige: 3|de deskundige: 5"), "Vanaf vijf beoordelaars")
    reviewer.looks(f"fidelity-vignette-{screen}")
    reviewer.follows("Naar alle vignetten")
    reviewer.follows(re.compile("Bekijk de redenen.*Een team dat groeit"))
    reviewer.taps_on(reviewer.page.locator("summary", has_text=re.compile(r"Wat \d+ beoordelaars gaven")).first)
    reviewer.looks()
