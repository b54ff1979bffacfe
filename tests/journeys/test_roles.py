"""Where each role begins, what a client sees, and how everyone sets the screen to their own eyes."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.journeys.cast import (
    ANOUK,
    CLIENT,
    FEMKE,
    GIJS,
    IRIS,
    JOHAN,
    KARIN,
    MARLOES,
    PAULA,
    ROBIN,
    WIM,
    YOUSSEF,
    Person,
)
from tests.journeys.screens import on_a_phone
from tests.journeys.visitor import Visitor

Visits = Callable[..., Visitor]
STARTS = {
    FEMKE: "today/",
    ANOUK: "today/",
    MARLOES: "clients/",
    ROBIN: "clients/",
    CLIENT: "me/",
    WIM: "waiting/",
    PAULA: "welcome/",
    IRIS: "reviews/",
    GIJS: "welcome/",
    KARIN: "welcome/",
    JOHAN: "welcome/",
}


@pytest.mark.parametrize(("person", "start"), STARTS.items(), ids=lambda one: getattr(one, "name", one))
def test_everyone_begins_at_the_place_of_their_role(visitor: Visits, person: Person, start: str) -> None:
    somebody = visitor(person)
    somebody.opens("/")
    expect(somebody.page).to_have_url(re.compile(f"/{start}$"))
    somebody.looks()


def test_a_client_reads_the_own_plan_and_who_looked(visitor: Visits, screen: str) -> None:
    client = visitor(CLIENT)
    client.opens("me/")
    expect(client.page.get_by_role("heading", level=1)).to_contain_text("Cor")
    client.sees("Wat ik wil", "Wie helpt mij", FEMKE.name)
    client.looks(f"own-page-{screen}")
    client.follows(re.compile("wie meekeek|Wie keek|Laat zien", re.IGNORECASE))
    expect(client.page).to_have_url(re.compile("/me/who-looked/$"))
    client.looks()


def test_a_client_writes_the_wish_in_own_words(visitor: Visits, screen: str) -> None:
    wish = f"Programmeren, met mensen om me heen ({screen})"
    client = visitor(CLIENT)
    client.goes_to("me/wish/")
    client.page.locator("main textarea").fill(wish)
    client.taps_on(client.page.locator("main .utrecht-button--primary-action"))
    client.sees(re.compile(re.escape(wish)))
    client.looks()


@on_a_phone
def test_dark_large_and_english_stay_on_this_device(visitor: Visits) -> None:
    somebody = visitor(YOUSSEF)
    somebody.opens("today/")
    html = somebody.page.locator("html")
    for name, attribute, value in (("Donker", "data-theme", "dark"), ("Grote letters", "data-print", "large")):
        somebody.taps_on(somebody.page.locator("details.menu > summary"))
        somebody.presses(name)
        expect(html).to_have_attribute(attribute, value)
        somebody.looks()
    somebody.taps_on(somebody.page.locator("details.menu > summary"))
    somebody.presses("English")
    expect(html).to_have_attribute("lang", "en")
    somebody.sees("Appointments")
    somebody.looks()
    somebody.goes_to("clients/")


def test_the_account_keeps_name_and_looks(visitor: Visits) -> None:
    somebody = visitor(GIJS)
    somebody.goes_to("/account/")
    somebody.presses("Bewaren")
    somebody.is_told("Je instellingen zijn bewaard.")
    somebody.goes_to("/account/second-factor/")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_gallery_shows_every_component(visitor: Visits, theme: str) -> None:
    guest = visitor()
    guest.context.add_cookies([{"name": "plek_theme", "value": theme, "url": guest.product.address}])
    guest.goes_to("/ui/")
    expect(guest.page.locator("html")).to_have_attribute("data-theme", theme)
    guest.goes_to("/ui/accessibility/")
