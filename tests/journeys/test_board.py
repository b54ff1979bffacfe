"""The board: a card moves by its menu, by keyboard and by hand, and back again."""

import re
from collections.abc import Callable

from playwright.sync_api import Locator, expect

from tests.journeys.cast import FEMKE, INGRID, MARLOES, PRIYA
from tests.journeys.screens import at_a_desk
from tests.journeys.visitor import Visitor

Visits = Callable[..., Visitor]


def _column(somebody: Visitor, phase: str) -> Locator:
    return somebody.page.locator(f"[data-column={phase}]")


def _opens_the_board(somebody: Visitor) -> Locator:
    """On a phone one phase at a time; returns a card of somebody who is searching."""
    somebody.opens("board/?column=searching")
    card = _column(somebody, "searching").locator("[data-card]").first
    expect(card).to_be_visible()
    return card


def _is_moved_and_goes_back(somebody: Visitor, name: str, *, to: str = "rust") -> None:
    somebody.sees(f"{name} staat nu bij ‘{to}’.")
    expect(somebody.button("Terug naar ‘zoeken’")).to_be_focused()
    somebody.looks()
    somebody.presses("Terug naar ‘zoeken’")
    somebody.does_not_see(f"{name} staat nu bij ‘{to}’.")


def test_a_card_moves_by_its_menu_and_back(visitor: Visits, screen: str) -> None:
    specialist = visitor(FEMKE)
    card = _opens_the_board(specialist)
    specialist.looks(f"board-{screen}")
    expect(_column(specialist, "profile")).to_be_visible(visible=not specialist.has_phone)
    name, place = card.locator("a.strong").inner_text(), card.get_attribute("id")
    specialist.taps_on(card.locator("summary"))
    card.get_by_label("Naar welke fase").select_option(label="rust")
    specialist.presses(re.compile("^Verplaats$"), card)
    expect(_column(specialist, "resting").locator(f"#{place}")).to_have_count(1)
    _is_moved_and_goes_back(specialist, name)
    expect(_column(specialist, "searching").locator(f"#{place}")).to_have_count(1)


@at_a_desk
def test_a_card_moves_with_the_keyboard_alone(visitor: Visits) -> None:
    specialist = visitor(INGRID)
    card = _opens_the_board(specialist)
    name = card.locator("a.strong").inner_text()
    keyboard = specialist.page.keyboard
    card.locator("summary").focus()
    keyboard.press("Enter")
    keyboard.press("Tab")
    expect(card.get_by_label("Naar welke fase")).to_be_focused()
    keyboard.type("rust")
    keyboard.press("Tab")
    keyboard.press("Enter")
    _is_moved_and_goes_back(specialist, name)


@at_a_desk
def test_a_card_is_dragged_to_another_column(visitor: Visits) -> None:
    """With a mouse; a phone has the menu."""
    specialist = visitor(PRIYA)
    card = _opens_the_board(specialist)
    name = card.locator("a.strong").inner_text()
    card.drag_to(_column(specialist, "profile"), target_position={"x": 60, "y": 90})
    _is_moved_and_goes_back(specialist, name, to="profiel")


def test_the_team_looks_along_and_takes_the_list_to_the_meeting(visitor: Visits) -> None:
    specialist = visitor(FEMKE)
    specialist.goes_to("board/?who=team")
    specialist.follows("Lijst voor het overleg")
    expect(specialist.page.get_by_role("table")).to_be_visible()
    specialist.looks()


def test_a_practitioner_has_no_board(visitor: Visits) -> None:
    practitioner = visitor(MARLOES)
    assert practitioner.opens("board/") == 403
    practitioner.forgives(403)
    practitioner.sees("Dit is niet voor jouw rol")
    practitioner.looks()
