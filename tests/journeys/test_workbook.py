"""A new organisation begins: an invitation, a second step, the messy workbook, and the caseload stands there."""

import json
import re
from collections.abc import Callable
from pathlib import Path

from openpyxl import load_workbook
from playwright.sync_api import Locator, expect

from tests.journeys.cast import code_now
from tests.journeys.visitor import Visitor

Visits = Callable[..., Visitor]
MESSY = Path(__file__).parents[1] / "data" / "caseload-noorderlicht-rommelig.xlsx"
HOUSES = {"phone": "GGZ Westerlicht", "desktop": "GGZ Oosterlicht"}
PASSWORD = "vier-woorden-op-een-rij"
A_WHILE = 90_000


def _takes_up(newcomer: Visitor, invitation: str, organisation: str) -> None:
    """Open the link of an invitation, choose a password and set up the app on the telephone."""
    newcomer.goes_to(invitation)
    newcomer.sees(re.compile(f"^{organisation} nodigt je uit"))
    newcomer.page.fill("input[type=password]", PASSWORD)
    newcomer.presses("Uitnodiging aannemen")
    newcomer.sees("Nog één stap voor je begint")
    newcomer.looks()
    newcomer.follows("Een app op je telefoon")
    newcomer.looks()
    newcomer.taps_on(newcomer.page.locator("summary", has_text="Ik kan dit niet scannen"))
    key = newcomer.page.locator("strong.figures").inner_text().replace(" ", "")
    newcomer.page.fill("input[name=code]", code_now(key))
    newcomer.presses("Het werkt")
    newcomer.sees("Bewaar deze herstelcodes")
    newcomer.looks()
    newcomer.follows("Ik heb ze bewaard")


def _number(somebody: Visitor, label: str) -> int:
    figure: Locator = somebody.page.locator(".stats > *", has_text=label).first
    return int(re.sub(r"\D", "", figure.inner_text().partition(label)[0]))


def test_a_fresh_organisation_takes_in_its_caseload(visitor: Visits, screen: str, tmp_path: Path) -> None:
    organisation = HOUSES[screen]
    address = f"beheer-{screen}@noorderlicht.example"
    founded = json.loads(
        visitor().product.runs(
            "create-organisation", organisation, "--region", "Groningen", "--admin", address, "--json"
        )
    )
    house = f"/o/{founded['slug']}/"
    administrator = visitor()
    _takes_up(administrator, founded["path"], organisation)
    administrator.goes_to(f"{house}import/")

    _uploads(administrator, _workbook_of(organisation, screen, tmp_path))
    refused = _number(administrator, "geweigerd")
    assert refused == 8
    assert _number(administrator, "nieuw of gewijzigd") > 5_000
    administrator.sees("Geweigerde rijen", "Contacten, rij 3447", re.compile("31-02-2026 bestaat niet"))
    administrator.looks(f"import-{screen}")
    _reads_it_in_english(administrator)
    _downloads_the_reasons(administrator, tmp_path)

    _mends_the_client_born_ahead(administrator)
    assert _number(administrator, "geweigerd") == refused - 1

    administrator.taps_on(administrator.page.locator("label.choice", has_text="Alleen de rijen die kloppen"))
    administrator.presses("Lees in")
    expect(administrator.page.get_by_text("De werkmap is ingelezen").first).to_be_visible(timeout=A_WHILE)
    administrator.looks()

    leader = visitor()
    _takes_up(leader, _invites_the_leader(administrator, house), organisation)
    leader.opens(f"{house}clients/?who=team")
    expect(leader.page.locator("#clients tbody tr").first).to_be_visible()
    leader.looks()


def _workbook_of(organisation: str, screen: str, folder: Path) -> Path:
    """The same caseload under the name of this organisation, with addresses of its own."""
    book = load_workbook(MESSY)
    book["Organisatie"]["A2"] = organisation
    for row in book["Medewerkers"].iter_rows(min_row=2, min_col=3, max_col=3):
        row[0].value = f"{screen}-{str(row[0].value).strip()}"
    path = folder / "caseload.xlsx"
    book.save(path)
    return path


def _uploads(administrator: Visitor, workbook: Path) -> None:
    administrator.page.set_input_files("input[type=file]", workbook)
    administrator.presses("Kijk de werkmap na")
    expect(administrator.page).to_have_url(re.compile(r"/import/[0-9a-f-]{36}/$"))
    _waits_for_the_check(administrator)


def _waits_for_the_check(administrator: Visitor) -> None:
    expect(administrator.page.locator("#sheets")).to_be_visible(timeout=A_WHILE)


def _mends_the_client_born_ahead(administrator: Visitor) -> None:
    row = administrator.page.locator("#refused li", has_text="geboortedatum")
    administrator.follows(re.compile("^Herstel deze rij"), row)
    administrator.looks()
    administrator.fills("geboortedatum", "05-05-1991")
    administrator.presses("Kijk opnieuw na")
    expect(administrator.page).to_have_url(re.compile(r"/import/[0-9a-f-]{36}/$"))
    _waits_for_the_check(administrator)


def _reads_it_in_english(administrator: Visitor) -> None:
    cookie = {"name": "language", "url": administrator.product.address}
    administrator.context.add_cookies([{**cookie, "value": "en"}])
    administrator.page.reload()
    administrator.sees("Refused rows", "Only the rows that are right")
    administrator.looks()
    administrator.context.add_cookies([{**cookie, "value": "nl"}])
    administrator.page.reload()


def _downloads_the_reasons(administrator: Visitor, folder: Path) -> None:
    with administrator.page.expect_download() as download:
        administrator.follows("Alleen de geweigerde rijen")
    download.value.save_as(folder / "refused.xlsx")
    sheets = load_workbook(folder / "refused.xlsx").sheetnames
    assert "Banen" in sheets


def _invites_the_leader(administrator: Visitor, house: str) -> str:
    """The people of the workbook have no access yet; returns the link for the leader, shown once."""
    administrator.opens(f"{house}people/")
    administrator.picks("Status", "uitgenodigd")
    administrator.presses("Tonen")
    row = administrator.page.locator("#people tbody tr", has_text="IPS-teamleider").first
    expect(row).to_be_visible()
    administrator.looks()
    administrator.taps_on(row.get_by_role("link"))
    expect(administrator.page.get_by_text("Uitgenodigd, nog niet aangenomen")).to_be_visible()
    administrator.looks()
    administrator.presses("Nieuwe link maken")
    link = administrator.page.locator("#link").input_value()
    administrator.looks()
    return "/invitation/" + link.partition("/invitation/")[2]
