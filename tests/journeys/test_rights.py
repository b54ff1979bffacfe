"""A client asks something about the record, gets an answer, and reads what is kept."""

from collections.abc import Callable

import pytest

from tests.journeys.cast import ANOUK, CLIENT
from tests.journeys.visitor import Visitor

Sits = Callable[..., Visitor]


@pytest.mark.parametrize("screen", ["phone"], indirect=True)
def test_a_client_asks_and_reads_the_answer(visitor: Sits) -> None:
    cor = visitor()
    cor.signs_in(CLIENT)  # the whole record is for who signed in just now
    question = f"Mag ik mijn dossier meenemen, vraag ik op de {cor.screen}"
    kind = "Een kopie van mijn dossier" if cor.has_phone else "Mijn hele dossier samen lezen"
    cor.goes_to("me/rights/")
    cor.page.get_by_label(kind).check()
    cor.page.get_by_label("In je eigen woorden").fill(question)
    cor.presses("Verstuur")
    cor.is_told("Je vraag is verstuurd")
    cor.looks()

    anouk = visitor(ANOUK)
    anouk.goes_to("records/")
    asked = "een kopie om mee te nemen" if cor.has_phone else "zien wat er bewaard wordt"
    anouk.page.locator("li", has_text=asked).get_by_role("link").click()
    anouk.sees(question)
    anouk.page.get_by_label("het wordt gedaan").check()
    anouk.page.get_by_label("Wat je de cliënt vertelt").fill("Het ligt dinsdag voor je klaar.")
    anouk.presses("Beantwoord")
    anouk.is_told("Beantwoord")
    anouk.looks()

    cor.goes_to("me/rights/")
    cor.sees("Het ligt dinsdag voor je klaar.")
    cor.goes_to("me/record/")
    cor.sees("Wat er over mij staat")
