"""Fidelity: from the live page to the records behind a score, and filling in a date that was missing."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import expect

from tests.journeys.cast import ANOUK, FEMKE, MARLOES, WIM
from tests.journeys.screens import at_a_desk, on_a_phone
from tests.journeys.visitor import Visitor

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
Visits = Callable[..., Visitor]
OFFICIAL = """scale: IPS-25
version: "2008-01-07"
language: nl
source: Het kenniscentrum
right: licentie van 1 mei 2026
items:
  ST1: {name: Officiële naam}
"""
ITEMS_TABLE = "details:has(#items) > summary"
NEW = {"phone": ("Tjerk", "Rinsma"), "desktop": ("Wiepkje", "Hofstra")}


def test_the_leader_goes_from_the_score_to_its_records(visitor: Visits, screen: str) -> None:
    leader = visitor(ANOUK)
    leader.goes_to("team/")
    leader.follows(re.compile("Hoe dicht het team bij het model werkt"))
    leader.sees("Modelgetrouwheid", "indicatie", re.compile("versie 2008-01-07"))
    leader.looks(f"fidelity-{screen}")
    for table, name in (
        ("details:has(#months-table) > summary", "Scores zoals na afloop"),
        (ITEMS_TABLE, "Onderdelen met hun score"),
    ):
        leader.taps_on(leader.page.locator(table))
        expect(leader.page.get_by_role("table", name=re.compile(name))).to_be_visible()
    leader.looks()
    with leader.page.expect_download() as paper:
        leader.follows("Op papier (PDF)")
    assert re.fullmatch(r"modelgetrouwheid-.+-\d{4}-\d\d-\d\d\.pdf", paper.value.suggested_filename)
    leader.taps_on(leader.page.locator("#SE6").get_by_role("link", name=re.compile("^Welke")))
    leader.sees("Acquisitie: vaak contact met werkgevers")
    leader.looks(f"fidelity-records-{screen}")
    leader.taps_on(leader.page.locator("#page .lines a").first)
    expect(leader.page).to_have_url(re.compile(r"/employers/[^/]+/$"))


@on_a_phone
def test_the_specialist_sees_the_own_part_first(visitor: Visits) -> None:
    specialist = visitor(FEMKE)
    specialist.goes_to("fidelity/")
    headings = specialist.page.locator("h2").all_inner_texts()
    assert headings.index("Je eigen deel") < headings.index("Het team")
    specialist.goes_to("fidelity/SE13/")
    specialist.sees("Uren van collega's tellen mee in de som van het team")


@at_a_desk
def test_an_earlier_day_is_asked_for(visitor: Visits) -> None:
    leader = visitor(ANOUK, "en")
    leader.opens("fidelity/")
    now = leader.page.locator(".lead").inner_text()
    leader.fills("Six months up to and including", "2026-01-31")
    leader.presses("Show")
    leader.sees(re.compile("up to and including 31 January 2026|31 January 2026"))
    assert leader.page.locator(".lead").inner_text() != now
    leader.looks()


@at_a_desk
def test_a_month_that_has_ended_stays_as_it_was_kept(visitor: Visits) -> None:
    leader = visitor(ANOUK)
    leader.opens("fidelity/")
    before = leader.page.locator("#months-table thead th").last.text_content()
    ended = datetime.now(AMSTERDAM).date().replace(day=1) - timedelta(days=1)
    leader.goes_to(f"fidelity/?on={ended}")
    leader.sees(re.compile("Deze zes maanden zijn op 1 .+ vastgelegd"))
    assert leader.page.locator("#months-table thead th").last.text_content() == before


@pytest.mark.parametrize("screen", ["desktop"], indirect=True)
def test_the_administrator_is_told_what_is_wrong_with_a_text_and_lays_it_in(visitor: Visits) -> None:
    administrator = visitor(WIM)
    administrator.goes_to("settings/")
    administrator.follows("Officiële tekst van de modelgetrouwheidsschaal")
    administrator.fills("Of de tekst zelf", OFFICIAL.replace("ST1", "ST9"))
    administrator.presses("Leg in")
    administrator.sees("Regel 7", "IPS-25 heeft geen onderdeel ST9.")
    administrator.forgives(422)
    administrator.looks()
    administrator.fills("Of de tekst zelf", OFFICIAL)
    administrator.presses("Leg in")
    administrator.is_told(re.compile("Ingelegd"))
    administrator.looks()
    administrator.presses(re.compile("^Verwijder"))
    administrator.sees("Er is geen officiële tekst ingelegd")


def test_a_missing_first_meeting_is_filled_in_from_the_score(visitor: Visits, screen: str) -> None:
    first_name, last_name = NEW[screen]
    _is_accepted(visitor, first_name, last_name)
    leader = visitor(ANOUK)
    leader.opens("fidelity/")
    leader.taps_on(leader.page.locator("#SE4").get_by_role("link", name=re.compile("niet volledig")))
    leader.sees("Niet volledig, dus niet meegeteld")
    leader.looks()
    line = leader.page.locator("#missing li", has_text=f"{first_name} {last_name}")
    leader.follows(re.compile("Vul het eerste gesprek in"), line)
    leader.looks()
    leader.presses("Bewaren")
    leader.is_told(re.compile("."))
    leader.opens("fidelity/SE4/")
    leader.looks()
    expect(leader.page.locator("#missing li", has_text=f"{first_name} {last_name}")).to_have_count(0)
    expect(leader.page.locator("#page li", has_text=f"{first_name} {last_name}").first).to_contain_text(
        "wacht nog"
    )


def _is_accepted(visitor: Visits, first_name: str, last_name: str) -> None:
    """Somebody new is referred and accepted, and has not been met yet."""
    practitioner = visitor(MARLOES)
    practitioner.opens("referrals/new/")
    practitioner.fills(re.compile("Wat wil de cliënt"), "Bij een kweker werken")
    practitioner.fills("Voornaam", first_name)
    practitioner.fills("Achternaam", last_name)
    practitioner.fills("Geboortedatum", "1993-05-04")
    practitioner.taps_on(practitioner.page.locator("label.choice", has_text="De cliënt weet van deze aanmelding"))
    practitioner.presses("Versturen")
    practitioner.is_told(re.compile("."))
    leader = visitor(ANOUK)
    leader.opens("referrals/")
    leader.follows(f"{first_name} {last_name}")
    leader.taps_on(leader.page.locator("label.choice", has_text=FEMKE.name))
    leader.presses("Aannemen")
    leader.is_told("Aangenomen. Het traject is begonnen.")
