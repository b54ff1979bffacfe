"""The table of clients: filter, sort, keep a view, take it along as a file."""

import re
from collections.abc import Callable
from pathlib import Path

from openpyxl import load_workbook
from playwright.sync_api import TimeoutError as TookTooLong
from playwright.sync_api import expect

from tests.journeys.cast import ANOUK, FEMKE, INGRID, MARLOES, Person
from tests.journeys.screens import at_a_desk
from tests.journeys.visitor import Visitor

Visits = Callable[..., Visitor]
A_MOMENT = 3_000


def _count(somebody: Visitor) -> int:
    said = somebody.page.locator("#results [role=status]").inner_text()
    return int(re.sub(r"\D", "", said))


@at_a_desk
def test_filters_narrow_the_list_and_stand_in_the_address(visitor: Visits) -> None:
    leader = visitor(ANOUK)
    leader.goes_to("clients/")
    everyone = _count(leader)
    leader.picks("Fase", "zoeken")
    expect(leader.page).to_have_url(re.compile("phase=searching"))
    expect(leader.page.locator("#results [role=status]")).not_to_have_text(re.compile(rf"^{everyone} "))
    assert 0 < _count(leader) < everyone
    leader.looks()
    leader.page.reload()
    assert 0 < _count(leader) < everyone


@at_a_desk
def test_a_heading_sorts_and_says_so(visitor: Visits) -> None:
    specialist = visitor(FEMKE)
    specialist.opens("clients/")
    heading = specialist.page.get_by_role("columnheader", name=re.compile("^Laatste contact"))
    specialist.taps_on(heading.get_by_role("link"))
    expect(heading).to_have_attribute("aria-sort", re.compile("ascending|descending"))
    specialist.looks()


def test_a_view_is_kept_under_a_name_and_removed(visitor: Visits, screen: str) -> None:
    name = f"Wie zoekt ({screen})"
    specialist = visitor(FEMKE)
    specialist.opens("clients/?phase=searching")
    specialist.follows("Bewaar deze weergave")
    specialist.looks()
    specialist.fills("Naam", name)
    specialist.presses("Bewaar deze weergave")
    specialist.is_told(re.compile(re.escape(name)))
    expect(specialist.link(name)).to_have_attribute("aria-current", "true")
    specialist.looks()
    specialist.opens("caseload/views/")
    specialist.looks()
    specialist.presses(re.compile(rf"^Verwijder\s*: {re.escape(name)}"))
    specialist.does_not_see(name)


@at_a_desk
def test_a_file_leaves_only_after_proving_who_one_is(visitor: Visits, tmp_path: Path) -> None:
    specialist = visitor(INGRID)
    specialist.opens("clients/")
    count = _count(specialist)
    taken = _takes(specialist, INGRID, "Excel", tmp_path / "clients.xlsx")
    rows = list(load_workbook(taken).active.iter_rows(values_only=True))
    assert len(rows) == count + 1
    plain = _takes(specialist, INGRID, "CSV", tmp_path / "clients.csv").read_text("utf-8-sig")
    assert len(plain.strip().splitlines()) == count + 1


def _takes(somebody: Visitor, person: Person, kind: str, to: Path) -> Path:
    """Follow the link to the file; whoever signed in some minutes ago proves first who he or she is."""
    try:
        with somebody.page.expect_download(timeout=A_MOMENT) as download:
            somebody.follows(kind)
    except TookTooLong:
        with somebody.page.expect_download() as download:
            somebody.fills("Wachtwoord", person.password)
            somebody.presses("Ga verder")
        somebody.opens("clients/")
    download.value.save_as(to)
    return to


def test_the_question_who_one_is_refuses_a_wrong_password(visitor: Visits) -> None:
    specialist = visitor(FEMKE)
    specialist.goes_to("/account/confirm/password/?next=/o/ggz-veenland/clients/")
    form = specialist.page.locator("form:has(input[name=password])")
    specialist.page.fill("input[name=password]", "niet-mijn-wachtwoord")
    specialist.taps_on(form.get_by_role("button").last)
    expect(specialist.page.locator("[data-error-summary]")).to_be_focused()
    specialist.forgives(422)
    specialist.looks()
    specialist.page.fill("input[name=password]", FEMKE.password)
    specialist.taps_on(form.get_by_role("button").last)
    expect(specialist.page).to_have_url(re.compile("/clients/$"))


@at_a_desk
def test_a_practitioner_sees_the_own_team_and_takes_no_file(visitor: Visits) -> None:
    practitioner = visitor(MARLOES)
    practitioner.goes_to("clients/")
    assert _count(practitioner) > 0
    practitioner.does_not_see("Excel")
    assert practitioner.opens("caseload/file/csv/") == 403
