"""Somebody leaves: the caseload goes to colleagues first, and only then access ends."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import expect

from tests.journeys.cast import ANOUK, PRIYA, RUBEN, THIJS, WIM, Person
from tests.journeys.visitor import Visitor

Visits = Callable[..., Visitor]


def _opens_the_hand_over_of(somebody: Visitor, person: Person) -> None:
    somebody.opens("people/")
    somebody.looks()
    somebody.fills(re.compile("^Naam|^Zoek"), person.name)
    somebody.presses("Tonen")
    somebody.follows(person.name)
    somebody.looks()
    somebody.follows("Overdragen en vertrekken")
    somebody.page.wait_for_url(re.compile("hand-over"))
    _proves_who_it_is(somebody)
    expect(somebody.page.get_by_role("heading", level=1)).to_have_text("Overdragen")


def _proves_who_it_is(somebody: Visitor) -> None:
    """Only asked when the sign-in is some minutes old."""
    somebody.page.wait_for_load_state()
    if "/account/confirm/" in somebody.page.url:
        somebody.page.fill("input[name=password]", ANOUK.password)
        somebody.page.locator("form:has(input[name=password]) button[type=submit]").last.click()


def _divides(somebody: Visitor) -> None:
    """The trajectories go by room; what belongs to none of them needs a name, and the page says so."""
    somebody.presses("Overdragen", somebody.page.locator("main"))
    expect(somebody.page.locator("[data-error-summary]")).to_be_focused()
    somebody.forgives(422)
    somebody.looks()
    loose = somebody.page.get_by_label("En wat bij geen traject hoort?")
    loose.select_option(index=1)
    somebody.presses("Overdragen", somebody.page.locator("main"))


@pytest.mark.parametrize("screen", ["desktop"], indirect=True)
def test_an_administrator_plans_a_leaving_and_undoes_it(visitor: Visits) -> None:
    administrator = visitor(WIM)
    _opens_the_hand_over_of(administrator, PRIYA)
    administrator.sees("lopende trajecten", "Collega's die kunnen overnemen")
    administrator.looks()
    next_month = datetime.now(UTC).date() + timedelta(days=30)
    administrator.fills("Vanaf", next_month.isoformat())
    _divides(administrator)
    administrator.is_told("Overgedragen. Niemand is blijven liggen.")

    _opens_the_hand_over_of(administrator, PRIYA)
    administrator.sees(re.compile("^Overgedragen vanaf"), "Tot die dag kan het ongedaan worden gemaakt.")
    administrator.looks()
    administrator.presses("Overdracht ongedaan maken")
    _proves_who_it_is(administrator)
    administrator.is_told(re.compile("^Ongedaan gemaakt"))


def test_a_leader_divides_a_caseload_and_who_left_gets_in_no_more(visitor: Visits, screen: str) -> None:
    leaving = {"phone": THIJS, "desktop": RUBEN}[screen]
    leader = visitor(ANOUK)
    leader.opens("clients/?who=team")
    everyone = leader.page.locator("#results [role=status]").inner_text()
    _opens_the_hand_over_of(leader, leaving)
    leader.sees("Of kies per traject")
    leader.looks()
    leader.taps_on(leader.page.locator("label.choice", has_text="vertrekt, na de overdracht"))
    _divides(leader)
    leader.is_told("Overgedragen. Niemand is blijven liggen.")
    leader.looks()

    leader.opens("clients/?who=team")
    expect(leader.page.locator("#results [role=status]")).to_have_text(everyone)
    leader.goes_to("team/")

    gone = visitor()
    gone.signs_in(leaving)
    assert gone.opens("today/") == 404
    gone.forgives(404)
    gone.opens("/roles/")
    gone.sees("Je hebt nu nergens een rol")
    gone.looks()
