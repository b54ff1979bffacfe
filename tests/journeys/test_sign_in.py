"""Signing in with the second factor, borrowing an account of the demo, and the devices one is signed in on."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from plek.config.demo.region import PASSWORD
from tests.journeys.cast import (
    FEMKE,
    GIJS,
    HAMZA,
    INGRID,
    LARS,
    MARLOES,
    PAULA,
    PRIYA,
    TINEKE,
    WIM,
    YOUSSEF,
    code_now,
)
from tests.journeys.product import Product
from tests.journeys.screens import at_a_desk, in_both_languages
from tests.journeys.visitor import Visitor

Visits = Callable[..., Visitor]
WORDS = {
    "nl": ("Inloggen", "Je bent nog niet ingelogd", "Tweede stap", "Afspraken"),
    "en": ("Sign in", "Not signed in yet", "Second step", "Appointments"),
}


@in_both_languages
def test_after_a_wrong_password_and_a_wrong_code_the_day_opens(
    visitor: Visits, screen: str, language: str
) -> None:
    person = {"phone": (YOUSSEF, INGRID), "desktop": (FEMKE, PRIYA)}[screen][language == "en"]
    heading, refusal, second, appointments = WORDS[language]
    at_the_door = visitor(language=language)
    at_the_door.goes_to("/account/login/")
    expect(at_the_door.page.get_by_role("heading", level=1)).to_have_text(heading)

    at_the_door.types_password(person.email, "verkeerd-wachtwoord")
    at_the_door.sees(refusal)
    _is_led_to_the_error(at_the_door)

    at_the_door.types_password(person.email, person.password)
    expect(at_the_door.page.get_by_role("heading", level=1)).to_have_text(second)
    at_the_door.looks()
    at_the_door.page.fill("input[name=code]", "000000")
    at_the_door.page.locator("form:has(input[name=code]) button[type=submit]").first.click()
    at_the_door.sees(refusal)
    _is_led_to_the_error(at_the_door)

    at_the_door.types_code()
    expect(at_the_door.page).to_have_url(re.compile(r"/o/ggz-veenland/today/$"))
    expect(at_the_door.page.get_by_role("heading", name=appointments, exact=True)).to_be_visible()
    at_the_door.looks()


def _is_led_to_the_error(somebody: Visitor) -> None:
    """The summary of what is wrong has the focus, and the browser's own complaint about 422 is expected."""
    expect(somebody.page.locator("[data-error-summary]")).to_be_focused()
    somebody.forgives(422, 400)
    somebody.looks()


def test_a_newcomer_borrows_an_account_with_one_tap_and_reads_the_code(visitor: Visits) -> None:
    newcomer = visitor()
    newcomer.goes_to("/account/login/")
    newcomer.takes_picture(f"sign-in-{newcomer.screen}")
    newcomer.presses(re.compile("^trajectbegeleider"))
    newcomer.page.wait_for_selector("input[name=code]")
    newcomer.looks()
    shown = re.search(r"\b(\d{3})\s(\d{3})\b", newcomer.page.inner_text("main"))
    assert shown, "the demo shows the code"
    assert "".join(shown.groups()) in {code_now(ahead=step) for step in (-1, 0, 1)}
    newcomer.types_code()
    newcomer.page.wait_for_url(re.compile("/today/$"))
    newcomer.sees("Alle mensen hier zijn verzonnen")


@at_a_desk
def test_the_printed_sign_ins_are_those_of_the_sign_in_page(visitor: Visits, product: Product) -> None:
    newcomer = visitor()
    newcomer.opens("/account/login/")
    offered = newcomer.page.locator("input[type=hidden][name=login]").evaluate_all("all => all.map(i => i.value)")
    assert FEMKE.email in offered
    assert WIM.email in offered
    if product.sign_ins:
        assert sorted(product.sign_ins) == sorted(offered)


@pytest.mark.parametrize("screen", ["phone"], indirect=True)
def test_a_passkey_is_made_signs_in_without_a_password_and_is_removed(visitor: Visits, screen: str) -> None:
    somebody = visitor({"phone": GIJS, "desktop": PAULA}[screen])
    _has_a_finger(somebody)
    somebody.goes_to("/account/second-factor/")
    somebody.follows("Passkey toevoegen")
    somebody.looks()
    somebody.fills("Naam van deze passkey", "Mijn telefoon")
    somebody.presses("Maak de passkey")
    somebody.sees("Ik heb ze bewaard")
    somebody.looks()

    somebody.context.clear_cookies()
    somebody.goes_to("/account/login/")
    somebody.presses("Inloggen met een passkey")
    expect(somebody.page).to_have_url(re.compile("/o/ggz-veenland/"))
    somebody.looks()

    somebody.goes_to("/account/second-factor/")
    somebody.follows(re.compile("^Weghalen Mijn telefoon"))
    somebody.presses("Weghalen")
    somebody.is_told("De passkey is weggehaald.")
    somebody.does_not_see("Mijn telefoon")


def _has_a_finger(somebody: Visitor) -> None:
    """The device of this browser holds passkeys, and always recognises who it belongs to."""
    device = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True}
    browser = somebody.context.new_cdp_session(somebody.page)
    browser.send("WebAuthn.enable")
    browser.send("WebAuthn.addVirtualAuthenticator", {"options": device | {"isUserVerified": True}})


@pytest.mark.parametrize("screen", ["desktop"], indirect=True)
def test_a_device_elsewhere_is_signed_out_from_here(visitor: Visits, screen: str) -> None:
    here, elsewhere = visitor(), visitor()
    for place in (here, elsewhere):
        place.signs_in({"phone": HAMZA, "desktop": LARS}[screen])
    here.goes_to("/account/")
    here.follows(re.compile("Ingelogd op"))
    here.sees("Waar je bent ingelogd", "dit apparaat")
    here.looks()
    here.presses("Uitloggen op alle andere apparaten")
    here.is_told(re.compile("uitgelogd"))
    here.looks()

    elsewhere.opens("clients/")
    expect(elsewhere.page).to_have_url(re.compile("/account/login/"))
    here.goes_to("clients/")


def test_who_signs_out_leaves_nothing_behind_on_the_screen(visitor: Visits, screen: str) -> None:
    somebody = visitor()
    somebody.signs_in({"phone": MARLOES, "desktop": TINEKE}[screen])
    somebody.taps_on(somebody.page.locator("details.menu > summary"))
    somebody.looks()
    somebody.presses("Uitloggen")
    expect(somebody.page).to_have_url(re.compile("/account/login/"))
    somebody.page.go_back()
    expect(somebody.page).to_have_url(re.compile("/account/login/"))
    assert PASSWORD not in somebody.page.inner_text("main")


def test_the_warning_before_the_session_ends_keeps_what_was_typed(visitor: Visits) -> None:
    somebody = visitor(FEMKE)
    somebody.page.clock.install()
    somebody.opens("contacts/new/")
    somebody.fills("Notitie", "Loopt morgen een dag mee in de kwekerij")
    somebody.page.clock.fast_forward("13:05")
    somebody.sees("Ben je er nog?")
    somebody.looks()
    somebody.presses("Blijf ingelogd")
    expect(somebody.page.locator("#session")).to_be_hidden()
    expect(somebody.page.get_by_label("Notitie")).to_have_value("Loopt morgen een dag mee in de kwekerij")

    somebody.opens("contacts/new/")
    expect(somebody.page.get_by_label("Notitie")).to_have_value("Loopt morgen een dag mee in de kwekerij")
    somebody.presses("Begin opnieuw")
    expect(somebody.page.get_by_label("Notitie")).to_have_value("")
