"""The day begins: what is due, why, and what can wait."""

import re
from collections.abc import Callable

from playwright.sync_api import Locator, expect

from tests.journeys.cast import ANOUK, FEMKE, INGRID, PRIYA, YOUSSEF
from tests.journeys.screens import at_a_desk, in_both_languages, on_a_phone
from tests.journeys.visitor import Visitor

Visits = Callable[..., Visitor]


def _lines(somebody: Visitor) -> Locator:
    return somebody.page.locator("#today-list .lines > li")


@in_both_languages
def test_the_list_stands_there_after_signing_in_without_a_tap(visitor: Visits, screen: str, language: str) -> None:
    specialist = visitor(FEMKE, language)
    specialist.opens("/")
    expect(specialist.page).to_have_url(re.compile("/today/$"))
    expect(specialist.page.locator("html")).to_have_attribute("lang", language)
    specialist.sees("Afspraken" if language == "nl" else "Appointments")
    specialist.looks(f"today-{screen}" if language == "nl" else "")
    assert specialist.taps == 0


def test_each_line_says_why_and_the_rule_names_its_source(visitor: Visits) -> None:
    specialist = visitor(FEMKE)
    specialist.opens("today/")
    why = specialist.link(re.compile("^waarom"), specialist.page.locator("#today-list"))
    expect(why).to_be_visible()
    address = why.get_attribute("href") or ""
    specialist.taps_on(why)
    expect(specialist.page).to_have_url(re.compile("/rules/#"))
    rule = specialist.page.locator(f"#{address.partition('#')[2]}")
    expect(rule).to_be_in_viewport()
    expect(rule).to_contain_text("nagekeken")
    specialist.looks()


@on_a_phone
def test_the_first_line_has_the_biggest_button(visitor: Visits) -> None:
    specialist = visitor(INGRID)
    specialist.opens("today/")
    first = specialist.page.locator("#today-list .utrecht-button--primary-action")
    expect(first).to_have_count(1)
    box = first.bounding_box()
    assert box is not None
    assert box["height"] >= 36


def test_a_line_waits_with_a_reason_and_is_taken_back(visitor: Visits) -> None:
    specialist = visitor(PRIYA)
    specialist.opens("today/")
    line = _lines(specialist).filter(has_text="Later…").first
    name = line.locator(".strong").first.inner_text()
    before = _lines(specialist).count()
    specialist.follows(re.compile("^Later…"), line)
    expect(specialist.panel.get_by_role("heading", name="Stel uit")).to_be_visible()
    specialist.looks()
    specialist.fills("Waarom kan het wachten?", "Met vakantie tot maandag")
    specialist.presses("Stel uit", specialist.panel)
    expect(_lines(specialist)).to_have_count(before - 1)

    specialist.follows(re.compile(r"Uitgesteld \(\d+\)"))
    put_off = specialist.page.locator("main li", has_text=name).first
    expect(put_off).to_be_visible()
    specialist.looks()
    specialist.presses(re.compile("^Pak nu op"), put_off)
    specialist.is_told("Het staat weer op je lijst.")
    expect(_lines(specialist)).to_have_count(before)


def test_a_task_is_noted_and_done_in_one_tap(visitor: Visits, screen: str) -> None:
    task = f"Bloemen meenemen voor de bakker ({screen})"
    specialist = visitor(YOUSSEF)
    specialist.opens("today/")
    specialist.follows("Taak")
    specialist.looks()
    specialist.fills("Wat moet er gebeuren?", task)
    specialist.fills("Uiterlijk op", specialist.page.evaluate("new Date().toISOString().slice(0, 10)"))
    specialist.presses("Noteer", specialist.page.locator("main"))
    line = _lines(specialist).filter(has_text=task)
    expect(line).to_have_count(1)

    specialist.taps = 0
    specialist.presses(re.compile("^Klaar"), line)
    specialist.is_told(re.compile("^Klaar"))
    expect(_lines(specialist).filter(has_text=task)).to_have_count(0)
    assert specialist.taps == 1

    specialist.goes_to("tasks/")
    with specialist.page.expect_navigation():
        specialist.presses(re.compile("^Toch niet klaar"), specialist.page.locator("li", has_text=task))
    specialist.opens("today/")
    expect(_lines(specialist).filter(has_text=task)).to_have_count(1)


def test_an_appointment_is_planned_from_the_list(visitor: Visits) -> None:
    specialist = visitor(INGRID)
    specialist.opens("today/")
    specialist.follows("Afspraak", specialist.page.locator("#today-list"))
    expect(specialist.panel.get_by_role("heading").first).to_be_visible()
    specialist.looks()


@at_a_desk
def test_the_leader_sees_what_cannot_wait_by_subject(visitor: Visits) -> None:
    leader = visitor(ANOUK)
    leader.goes_to("today/")
    leader.sees("In het team", "Niemand wordt met een ander vergeleken")
