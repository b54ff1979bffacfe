"""What do I keep: client and specialist at one screen make a first estimate and look behind an amount."""

import re
from collections.abc import Callable

from playwright.sync_api import expect

from tests.journeys.cast import FEMKE, WIM
from tests.journeys.screens import at_a_desk, on_a_phone
from tests.journeys.visitor import Visitor

Visits = Callable[..., Visitor]


def _asks(somebody: Visitor) -> None:
    somebody.picks("Welke uitkering?", "Wajong, kan werken")
    somebody.fills("Geboortedatum", "1990-04-12")
    somebody.chooses("Partner", "geen partner")
    somebody.fills("Uren per week", "16")
    somebody.fills("Bruto loon, in euro's", "15,50")
    somebody.presses("Bereken")


def test_an_estimate_with_plans_and_the_steps_of_an_amount(visitor: Visits) -> None:
    specialist = visitor(FEMKE)
    specialist.opens("today/")
    specialist.follows("Wat houd ik over")
    specialist.looks()
    _asks(specialist)
    expect(specialist.page.get_by_role("table", name="Nu naast werk").get_by_role("row")).to_have_count(6)
    specialist.sees("12 uur", "16 uur (eigen plan)", "20 uur", "28 uur", "Waar iets verandert")
    expect(specialist.page.get_by_role("img", name=re.compile("^Tekening"))).to_be_visible()
    specialist.looks()
    plan = specialist.page.get_by_role("region", name="16 uur (eigen plan)")
    amount = plan.locator("details", has_text="Wajong van UWV")
    specialist.taps_on(amount.locator("summary"))
    expect(amount).to_have_attribute("open", "")
    expect(amount.get_by_text(re.compile("70% van het minimumloon min je loon"))).to_be_visible()
    expect(amount.get_by_text(re.compile("Wajong, artikel 2:40"))).to_be_visible()
    specialist.taps_on(specialist.page.get_by_text("Toon als tabel"))
    specialist.looks()
    assert "1990" not in specialist.page.url


@on_a_phone
def test_who_does_not_know_gets_a_range(visitor: Visits) -> None:
    specialist = visitor(FEMKE)
    specialist.opens("benefits/")
    specialist.picks("Welke uitkering?", "bijstand")
    specialist.presses("Bereken")
    specialist.sees(
        "Niet alles is bekend", "met en zonder partner", "de manier waarop er eerst het minst overblijft"
    )
    specialist.looks()


@at_a_desk
def test_a_slip_is_pointed_at_and_the_rest_is_kept(visitor: Visits) -> None:
    specialist = visitor(FEMKE)
    specialist.opens("benefits/")
    specialist.fills("Leeftijd van kinderen thuis", "vier")
    _asks(specialist)
    expect(specialist.page.locator("[data-error-summary]")).to_be_focused()
    specialist.forgives(422)
    specialist.sees("Schrijf leeftijden van 0 tot en met 17 in cijfers, met komma's ertussen.")
    expect(specialist.page.get_by_label("Uren per week")).to_have_value("16")
    specialist.looks()
    specialist.fills("Leeftijd van kinderen thuis", "4, 9")
    specialist.presses("Bereken")
    specialist.sees("Kindgebonden budget")
    specialist.looks()


@on_a_phone
def test_it_works_without_javascript_and_in_english(visitor: Visits) -> None:
    specialist = visitor(FEMKE, "en", java_script_enabled=False)
    specialist.opens("benefits/")
    specialist.picks("Which benefit?", "Wajong, able to work")
    specialist.presses("Calculate")
    specialist.sees("What comes in from whom", "Now, without work")


@at_a_desk
def test_who_opens_no_records_does_not_come_in(visitor: Visits) -> None:
    administrator = visitor(WIM)
    assert administrator.opens("benefits/") == 403
