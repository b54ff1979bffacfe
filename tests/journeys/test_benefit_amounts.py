"""An adviser corrects an amount, a second person checks it, and a result says so; a letter to take home."""

import io
import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

from tests.journeys.cast import FEMKE, HOUSE, WIM
from tests.journeys.visitor import Visitor

Visits = Callable[..., Visitor]
HOURLY = "benefit-amounts/minimum_wage/hourly/"
FOUND = "Staatscourant 2026, 20001"


def _estimates(somebody: Visitor) -> None:
    somebody.opens("benefits/")
    somebody.picks("Welke uitkering?", "Wajong, kan werken")
    somebody.presses("Bereken")
    somebody.sees("Nu naast werk")


@pytest.mark.parametrize("screen", ["desktop"], indirect=True)
def test_an_adviser_corrects_an_amount_and_a_second_person_decides(visitor: Visits) -> None:
    adviser = visitor(FEMKE)
    adviser.goes_to(HOURLY)
    adviser.follows("Stel een andere waarde voor")
    adviser.fills("Waarde", "1520")
    adviser.fills("Geldt vanaf", "2026-10-01")
    adviser.fills("Waar staat het?", FOUND)
    adviser.presses("Stel voor")
    adviser.sees("Kijk na of de komma goed staat.")
    adviser.forgives(422)
    adviser.looks()
    adviser.fills("Waarde", "15,20")
    adviser.presses("Stel voor")
    adviser.is_told("Voorgesteld")
    adviser.sees("wacht op nakijken")
    _estimates(adviser)
    adviser.does_not_see("Met bedragen van je organisatie")
    administrator = visitor(WIM)
    administrator.opens(HOURLY)
    administrator.follows("Kijk na")
    administrator.looks()
    administrator.chooses("Wat vind je?", "Het klopt")
    administrator.presses("Beslis")
    administrator.is_told("Aangenomen")
    administrator.looks()
    _estimates(adviser)
    adviser.sees("Met bedragen van je organisatie", f"€ 15,20 per uur vanaf 1 oktober 2026 ({FOUND})")
    adviser.looks()
    administrator.follows("Terug naar de wet")
    administrator.fills("Waarom?", "Het verhaal is uit")
    administrator.presses("Trek het in")
    administrator.sees("ingetrokken", "Reden: Het verhaal is uit")
    _estimates(adviser)
    adviser.does_not_see("Met bedragen van je organisatie")


def test_what_changed_since_and_a_letter_to_take_home(visitor: Visits) -> None:
    """One client has a calculation of before July, and the task of looking at it again stands on the list."""
    specialist = visitor(FEMKE)
    specialist.opens("today/")
    specialist.follows(re.compile("^Bedragen zijn veranderd"))
    specialist.page.wait_for_url(re.compile("/clients/"))
    specialist.opens(specialist.page.url.partition(f"/o/{HOUSE}/")[2] + "benefits/")
    specialist.sees("Bedragen zijn veranderd sinds de laatste berekening")
    specialist.looks()
    specialist.follows("Bekijk wat er veranderde")
    specialist.sees("Verschil")
    specialist.looks()
    specialist.follows("Voor de winkel")
    specialist.follows("Brief om mee te nemen")
    specialist.looks()
    with specialist.page.expect_download() as coming:
        specialist.presses("Maak de brief")
    reader = PdfReader(io.BytesIO(coming.value.path().read_bytes()))
    assert reader.trailer["/Root"]["/Lang"] == "nl"  # type: ignore[index]
    assert "Als het niet lukt" in " ".join(page.extract_text() for page in reader.pages)
    specialist.page.reload()
    expect(specialist.page.get_by_text(FEMKE.name)).not_to_have_count(0)


@pytest.mark.parametrize("screen", ["phone"], indirect=True)
def test_rules_of_a_municipality_stand_beside_the_estimate(visitor: Visits) -> None:
    administrator = visitor(WIM)
    administrator.goes_to("municipalities/")
    administrator.follows("Veenstad")
    administrator.looks()
    specialist = visitor(FEMKE)
    specialist.opens("benefits/")
    specialist.picks("Welke uitkering?", "bijstand")
    specialist.picks("Gemeente", "Veenstad")
    specialist.presses("Bereken")
    specialist.sees("Van de gemeente: Veenstad", "Individuele inkomenstoeslag")
    specialist.looks()
