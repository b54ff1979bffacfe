"""Logging a visit: four taps on the phone, a key on the desktop, and without JavaScript too."""

import re
from collections.abc import Callable

from playwright.sync_api import Locator, Page, expect

from tests.journeys.cast import FEMKE, INGRID, PRIYA, YOUSSEF
from tests.journeys.screens import at_a_desk, in_both_languages, on_a_phone
from tests.journeys.visitor import Visitor

Visits = Callable[..., Visitor]
WORDS = {
    "nl": ("Waar", "buiten", "Hoelang", "Vastleggen", "Contact vastgelegd", "Maak ongedaan", "Ongedaan gemaakt"),
    "en": ("Where", "outside", "How many minutes", "Log", "Contact logged", "Undo", "Undone"),
}


def _opens_the_sheet(somebody: Visitor) -> Locator:
    somebody.taps_on(somebody.page.locator("[data-key=c]"))
    sheet = somebody.panel.locator("form[data-draft]")
    expect(sheet).to_be_visible()
    return sheet


def _chips(sheet: Locator, group: str) -> Locator:
    return sheet.locator("fieldset").filter(has_text=re.compile(rf"^\s*{group}\b")).last.locator("label.choice")


@in_both_languages
def test_the_usual_visit_takes_four_taps_and_can_be_undone(visitor: Visits, screen: str, language: str) -> None:
    where, outside, minutes, log, logged, undo, undone = WORDS[language]
    specialist = visitor(FEMKE, language)
    specialist.opens("today/")
    sheet = _opens_the_sheet(specialist)
    specialist.looks(f"contact-{screen}" if language == "nl" else "")

    specialist.taps = 0
    specialist.taps_on(sheet.locator("label.choice").first)
    specialist.taps_on(_chips(sheet, where).filter(has_text=outside))
    specialist.taps_on(_chips(sheet, minutes).filter(has_text="45"))
    specialist.presses(re.compile(f"^{log}$"), sheet)
    specialist.is_told(re.compile(logged))
    assert specialist.taps <= 4
    specialist.looks()

    specialist.follows(re.compile(undo), specialist.page.locator("#messages"))
    specialist.is_told(re.compile(undone))


def _gives_the_page_free_where_there_is_room_beside_it(page: Page) -> None:
    """A tablet that is turned shows both, and both can be used; turned back, the sheet covers the page again."""
    behind = page.locator("[data-behind-panel]").first
    for wide, is_inert in ((1280, False), (390, True)):
        page.set_viewport_size({"width": wide, "height": 844})
        expect(behind).to_have_js_property("inert", is_inert)


@on_a_phone
def test_what_is_usual_is_filled_in_and_what_is_missing_is_asked(visitor: Visits) -> None:
    specialist = visitor(YOUSSEF)
    specialist.opens("today/")
    sheet = _opens_the_sheet(specialist)
    expect(_chips(sheet, "Hoe").first.locator("input")).to_be_checked()
    _gives_the_page_free_where_there_is_room_beside_it(specialist.page)

    specialist.presses(re.compile("^Vastleggen$"), sheet)
    summary = specialist.panel.locator("[data-error-summary]")
    expect(summary).to_be_focused()
    expect(summary).to_contain_text("Kies de cliënt.")
    specialist.forgives(422)
    specialist.looks()


@on_a_phone
def test_a_client_not_seen_lately_is_found_by_name(visitor: Visits) -> None:
    specialist = visitor(INGRID)
    specialist.opens("clients/?sort=name")
    last = specialist.page.locator("#clients tbody th a").last.inner_text()
    specialist.opens("today/")
    sheet = _opens_the_sheet(specialist)
    specialist.taps_on(sheet.locator("summary", has_text="Iemand anders"))
    specialist.fills("Zoek op naam of cliëntnummer", last[:6])
    found = sheet.locator("#contact-found label.choice", has_text=last).first
    specialist.taps_on(found)
    expect(found.locator("input")).to_be_checked()
    specialist.looks()


def test_a_visit_that_was_logged_wrongly_is_corrected_and_keeps_its_history(visitor: Visits) -> None:
    specialist = visitor(YOUSSEF)
    specialist.opens("contacts/new/")
    specialist.taps_on(specialist.page.locator("form[data-draft] label.choice").first)
    form = specialist.page.locator("form[data-draft]")
    specialist.taps_on(_chips(form, "Waar").filter(has_text="thuis"))
    specialist.taps_on(_chips(form, "Hoelang").filter(has_text="30"))
    specialist.presses(re.compile("^Vastleggen$"), form)
    specialist.is_told(re.compile("Contact vastgelegd"))
    specialist.follows("Bekijk", specialist.page.locator("#messages"))
    specialist.looks()
    specialist.follows("Corrigeer")
    specialist.looks()
    main = specialist.page.locator("main")
    specialist.taps_on(_chips(main, "Hoelang").filter(has_text="60"))
    specialist.presses("Corrigeer", main)
    specialist.is_told(re.compile("Gecorrigeerd"))
    specialist.sees("60 minuten", "Geschiedenis", re.compile("30 minuten"))
    specialist.looks()


@at_a_desk
def test_keys_open_the_sheet_find_the_search_and_go_home(visitor: Visits) -> None:
    specialist = visitor(PRIYA)
    specialist.opens("clients/")
    specialist.page.keyboard.press("c")
    expect(specialist.panel.get_by_role("heading", name="Contact vastleggen")).to_be_focused()
    specialist.page.keyboard.press("Escape")
    expect(specialist.page.locator("#panel-frame")).to_be_hidden()
    specialist.page.keyboard.press("/")
    expect(specialist.page.get_by_role("combobox", name="Zoeken")).to_be_focused()
    specialist.page.keyboard.type("c")
    expect(specialist.page.locator("#panel-frame")).to_be_hidden()
    specialist.page.keyboard.press("Escape")
    specialist.page.locator("h1").click()
    specialist.page.keyboard.press("w")
    expect(specialist.panel.get_by_role("heading").first).to_be_focused()
    specialist.looks()
    specialist.page.keyboard.press("Escape")
    specialist.page.keyboard.press("?")
    expect(specialist.page.locator("dialog#keys")).to_be_visible()
    specialist.looks()
    specialist.page.keyboard.press("Escape")
    specialist.page.keyboard.press("g")
    specialist.page.keyboard.press("v")
    expect(specialist.page).to_have_url(re.compile("/today/$"))


@on_a_phone
def test_a_visit_is_logged_without_javascript(visitor: Visits) -> None:
    specialist = visitor(INGRID, java_script_enabled=False)
    specialist.opens("today/")
    specialist.taps_on(specialist.page.locator("[data-key=c]"))
    expect(specialist.page.get_by_role("heading", level=1)).to_have_text("Contact vastleggen")
    form = specialist.page.locator("form[data-draft]")
    specialist.taps_on(form.locator("label.choice:has(input:not(:checked))").first)
    specialist.taps_on(_chips(form, "Waar").filter(has_text="op kantoor"))
    specialist.taps_on(_chips(form, "Hoelang").filter(has_text="30"))
    specialist.presses(re.compile("^Vastleggen$"), form)
    specialist.is_told(re.compile("Contact vastgelegd"))
    specialist.follows(re.compile("Maak ongedaan"), specialist.page.locator("#messages"))
    expect(specialist.page.get_by_role("heading", level=1)).to_have_text("Dit contact ongedaan maken?")
    specialist.presses(re.compile("ongedaan", re.IGNORECASE), specialist.page.locator("main"))
    specialist.is_told(re.compile("Ongedaan gemaakt"))


def test_an_employer_contact_is_logged_from_the_day(visitor: Visits, screen: str) -> None:
    specialist = visitor(FEMKE)
    specialist.opens("employer-contacts/new/")
    specialist.looks()
    specialist.goes_to("employers/")
    specialist.takes_picture(f"employers-{screen}")
