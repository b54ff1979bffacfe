"""A conversation about the benefit: specialist and client fill it in step by step, compare three plans, keep it,
choose what to be reminded of, and the client reads it at home."""

import re
from collections.abc import Callable

from playwright.sync_api import expect

from tests.journeys.cast import CLIENT, FEMKE
from tests.journeys.visitor import Visitor

Visits = Callable[..., Visitor]


def _opens_a_client(specialist: Visitor) -> None:
    """Somebody with whom no conversation was begun; on the phone another than at the desk."""
    specialist.opens("clients/?sort=name")
    found = specialist.page.locator("main a[href*='/clients/C']").evaluate_all("all => all.map(a => a.href)")
    numbers = list(dict.fromkeys(re.findall(r"/clients/(C\w+)/", " ".join(found))))
    for number in numbers if specialist.has_phone else reversed(numbers):
        specialist.opens(f"clients/{number}/benefits/")
        if specialist.page.get_by_role("link", name="Begin het gesprek").count():
            specialist.goes_to(f"clients/{number}/")
            specialist.follows("Uitkering", specialist.page.get_by_role("navigation", name="Deze cliënt"))
            return
    raise AssertionError("everybody has a conversation already")


def test_estimate_three_plans_kept_and_reminders(visitor: Visits) -> None:
    specialist = visitor(FEMKE)
    _opens_a_client(specialist)
    specialist.looks()
    specialist.follows("Begin het gesprek")
    specialist.looks()
    specialist.presses("Ga verder")
    specialist.looks()
    specialist.chooses("Woon je samen met een partner?", "nee")
    specialist.fills("Andere huisgenoten van 27 jaar en ouder", "0")
    specialist.presses("Bewaar en ga verder")
    specialist.picks("Welke uitkering?", "Wajong, kan werken")
    specialist.presses("Bewaar en ga verder")
    specialist.sees("Garantiebedrag, in euro's per maand")
    specialist.looks()
    specialist.presses("Bewaar en ga verder")
    specialist.fills("Hoeveel uur per week werk je nu?", "61")
    specialist.presses("Bewaar en ga verder")
    expect(specialist.page.locator("[data-error-summary]")).to_be_focused()
    specialist.forgives(422)
    specialist.fills("Hoeveel uur per week werk je nu?", "0")
    for _ in ("work", "housing", "allowances", "costs"):
        specialist.presses("Bewaar en ga verder")
    specialist.sees("Plannen naast nu", "12 uur", "20 uur", "28 uur")
    specialist.looks()
    specialist.follows("Vergelijk", specialist.page.get_by_role("main"))
    specialist.sees(
        "Wat er van wie binnenkomt", "Maand voor maand", "Als het niet lukt", "Te doen als het werk begint"
    )
    expect(specialist.page.get_by_role("table", name="Nu naast werk").get_by_role("row")).to_have_count(5)
    specialist.looks()
    specialist.fills("Naam van deze berekening", "Drie plannen")
    specialist.presses("Bewaren")
    specialist.is_told("Bewaard")
    specialist.looks()
    specialist.page.go_back()
    specialist.follows("Zet op de takenlijst")
    specialist.taps_on(specialist.page.locator("main label.choice").first)
    specialist.looks()
    specialist.presses("Zet op de lijst")
    specialist.is_told("1 taak op de lijst gezet.")
    specialist.follows("Afronden")
    specialist.looks()
    specialist.presses("Afronden")
    specialist.is_told("Het telt als uitkeringsadvies.")
    specialist.looks()


def test_the_client_reads_it_on_the_own_page(visitor: Visits) -> None:
    client = visitor(CLIENT)
    client.opens("me/")
    client.follows("Taken en berekeningen")
    client.looks()
    client.follows("Wat houd ik over bij de bakkerij")
    client.sees("De bakkerij, 16 uur", "Het is een schatting.")
    client.looks()
