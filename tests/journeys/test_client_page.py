"""The page of one client: wish, next step, the story so far, what is new, who looked; and finding somebody."""

import re
from collections.abc import Callable

from playwright.sync_api import expect

from tests.journeys.cast import ANOUK, FEMKE, YOUSSEF
from tests.journeys.screens import at_a_desk, in_both_languages, on_a_phone
from tests.journeys.visitor import Visitor

Visits = Callable[..., Visitor]
COR = "clients/C2007/"


@in_both_languages
def test_the_whole_story_stands_on_one_page(visitor: Visits, screen: str, language: str) -> None:
    specialist = visitor(FEMKE, language)
    specialist.opens(COR)
    expect(specialist.page.get_by_role("heading", level=1)).to_contain_text("Cor Veenstra")
    specialist.sees("Volgende stap" if language == "nl" else "Next step")
    specialist.looks(f"client-{screen}" if language == "nl" else "")
    drawing = specialist.page.get_by_role("img", name=re.compile("tijdlijn|timeline"))
    expect(drawing).to_be_attached()
    assert specialist.page.locator(".timeline--short li").count() == 5
    first = specialist.page.locator(".client-now .utrecht-button--primary-action")
    expect(first).to_have_count(1)


def test_the_timeline_is_a_list_too_and_can_be_narrowed(visitor: Visits) -> None:
    specialist = visitor(FEMKE)
    specialist.goes_to(COR)
    specialist.follows("Tijdlijn")
    expect(specialist.page.locator("ol.timeline > li").nth(5)).to_be_visible()
    specialist.looks()
    specialist.follows("Contacten")
    expect(specialist.page).to_have_url(re.compile("kind="))
    specialist.looks()


def test_the_wish_changes_in_the_client_s_words_and_the_earlier_one_is_kept(visitor: Visits, screen: str) -> None:
    wish = f"Programmeren, maar dan rustig ({screen})"
    specialist = visitor(FEMKE)
    specialist.opens("clients/C2090/")
    specialist.follows("Wens aanpassen")
    field = specialist.panel.locator("textarea").first
    expect(field).to_be_visible()
    specialist.looks()
    field.fill(wish)
    specialist.taps_on(specialist.panel.locator(".utrecht-button--primary-action"))
    expect(specialist.page.locator("blockquote").first).to_contain_text(wish)
    specialist.looks()


def test_what_a_colleague_changed_stands_out_and_so_does_who_looked(visitor: Visits, screen: str) -> None:
    number = {"phone": "C2016", "desktop": "C2026"}[screen]
    leader, specialist = visitor(ANOUK), visitor(YOUSSEF)
    leader.opens(f"clients/{number}/")
    leader.follows("Gegevens")
    leader.looks()
    leader.follows("Gegevens wijzigen")
    leader.looks()
    leader.fills("Telefoon", "06-12345678")
    leader.taps_on(leader.page.locator("main .utrecht-button--primary-action"))
    leader.sees("06-12345678")

    specialist.opens(f"clients/{number}/")
    specialist.sees(re.compile("^Sinds je bezoek"), re.compile("gegevens gewijzigd", re.IGNORECASE), ANOUK.name)
    specialist.looks()
    specialist.follows("Wie keek mee")
    specialist.sees(ANOUK.name, "De cliënt kan deze lijst ook zien.")
    specialist.looks()


@on_a_phone
def test_a_slip_of_the_pen_and_a_missing_accent_find_the_same_people(visitor: Visits) -> None:
    specialist = visitor(FEMKE)
    specialist.opens("today/")
    box = specialist.page.get_by_role("combobox", name="Zoeken")
    found = specialist.page.locator("#search-found")
    for typed, name in (("veenstre", "Cor Veenstra"), ("ozdemir", "Robin Özdemir"), ("C2007", "Cor Veenstra")):
        box.fill("")
        box.press_sequentially(typed)
        expect(found.get_by_text(name).first).to_be_visible()
    specialist.looks()
    box.press("Enter")
    expect(specialist.page).to_have_url(re.compile("/clients/C2007/$"))


@at_a_desk
def test_two_letters_and_enter_open_somebody(visitor: Visits) -> None:
    specialist = visitor(FEMKE)
    specialist.opens("today/")
    specialist.page.keyboard.press("/")
    specialist.page.keyboard.type("Cor Ve")
    expect(specialist.page.locator("#search-found [role=option]").first).to_contain_text("Cor Veenstra")
    specialist.page.keyboard.press("ArrowDown")
    specialist.page.keyboard.press("Enter")
    expect(specialist.page).to_have_url(re.compile("/clients/C2007/$"))


@on_a_phone
def test_searching_works_without_javascript(visitor: Visits) -> None:
    specialist = visitor(FEMKE, java_script_enabled=False)
    specialist.opens("search/")
    specialist.fills("Wie of wat?", "Veenstra")
    specialist.presses("Zoek", specialist.page.locator("main"))
    specialist.sees("Cor Veenstra")
    specialist.follows(re.compile("Cor Veenstra"))
    expect(specialist.page.get_by_role("heading", level=1)).to_contain_text("Cor Veenstra")
