"""A whole fidelity review by two reviewers: from planning to an action on somebody's Today."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from plek.engines.fidelity_scoring import load_scale
from tests.journeys.cast import ANOUK, BRAM, FEMKE, HOUSE, IRIS, WIM, Person
from tests.journeys.screens import SCREENS
from tests.journeys.visitor import Visitor

Visits = Callable[..., Visitor]
ITEMS = [item.code for item in load_scale("IPS-25").items]
SCORED = re.compile("^4 ")


@pytest.fixture(params=["desktop"])
def screen(request: pytest.FixtureRequest) -> str:
    """A whole review is told once; every page that is looked at is looked at on a phone too."""
    return str(request.param)


def _looks(person: Visitor) -> None:
    """At the width of a phone, and whether it fits at that of a desk."""
    person.page.set_viewport_size(SCREENS["phone"]["viewport"])
    person.looks()
    person.page.set_viewport_size(SCREENS["desktop"]["viewport"])
    person.fits()


def _goes_to(person: Visitor, path: str) -> None:
    person.opens(path)
    _looks(person)


@pytest.fixture
def running(visitor: Visits) -> str:
    """The review of the invented region, in which the reviewers are agreeing now."""
    reviewer = visitor(IRIS)
    reviewer.opens("reviews/")
    reviewer.follows(re.compile("IPS-team Veenland"))
    return reviewer.page.url.rstrip("/").rsplit("/", 1)[1]


def test_a_review_from_consensus_to_plan_and_the_next_from_plan_to_consensus(
    visitor: Visits, running: str
) -> None:
    leader = visitor(ANOUK)
    _goes_to(leader, "reviews/")
    leader.sees("Nu aan zet: de beoordelaars:")
    leader.follows(re.compile("november|oktober|december"), leader.page.locator("li", has_text="gesloten"))
    _looks(leader)
    leader.sees(re.compile("zijn verwijderd op"))
    leader.follows("Rapport")
    _looks(leader)
    leader.sees("Wat dit team goed doet", "redelijk modelgetrouw", re.compile("Kappa met kwadratische gewichten"))
    leader.follows("Naast de indicatie van vandaag")
    _looks(leader)
    _agree_and_write(visitor, running)
    _answer(visitor, running)
    _begin_another(visitor)


def _agree_and_write(visitor: Visits, number: str) -> None:
    reviewer = visitor(BRAM)
    _goes_to(reviewer, f"reviews/{number}/items/")
    reviewer.sees(re.compile("geen oordeel over de beoordelaars"))
    reviewer.presses("Gelijke scores overnemen")
    reviewer.opens(f"reviews/{number}/items/ST2/")
    _looks(reviewer)
    for code in ("ST2", "OR5", "OR7", "SE6", "SE7"):
        reviewer.sees(re.compile(f"^{code} "))
        reviewer.taps_on(reviewer.page.locator("label.choice", has_text=SCORED))
        reviewer.fills("Waarom deze score", "Samen de registraties nog eens gelezen")
        reviewer.presses("Wij zijn het hierover eens")
    reviewer.presses("Wij zijn het eens: naar het rapport")
    _looks(reviewer)
    reviewer.fills("Wat dit team goed doet", "Jullie kennen je cliënten en gaan naar buiten.")
    reviewer.fills("SE6: wat zou helpen", "Twee vaste dagdelen per week voor werkgevers.")
    reviewer.presses("Teksten bewaren")
    reviewer.sees("Dit is een concept. Het team leest het als het definitief is.")
    _looks(reviewer)
    reviewer.presses("Rapport definitief maken")


def _answer(visitor: Visits, number: str) -> None:
    leader = visitor(ANOUK)
    leader.opens("today/")
    leader.follows("Meting van IPS-team Veenland")
    leader.follows("Naar reactie en plan")
    _looks(leader)
    leader.fills("Wat jullie antwoorden", "Dank. Wij beginnen bij de werkgevers.")
    leader.presses("Reactie bewaren")
    leader.picks("Waarover", "SE6 Acquisitie: vaak contact met werkgevers")
    leader.picks("Wie", FEMKE.name)
    leader.fills("Wat er gebeurt", "Dinsdagmiddag altijd naar buiten")
    leader.fills("Vóór", _soon(leader))
    leader.presses("In het plan zetten")
    leader.is_told(re.compile("De actie staat in het plan"))
    leader.presses("Meting sluiten")
    leader.sees("gesloten")
    specialist = visitor(FEMKE)
    specialist.opens("today/")
    specialist.sees("SE6: Dinsdagmiddag altijd naar buiten")
    specialist.opens(f"reviews/{number}/plan/")
    specialist.presses(re.compile("^Klaar"))
    specialist.opens(f"reviews/{number}/plan/")
    expect(specialist.page.locator("li", has_text="Dinsdagmiddag")).to_contain_text("gedaan")
    assert visitor(BRAM).opens(f"reviews/{number}/") == 404


def _soon(leader: Visitor) -> str:
    """A day within a week, so that the task stands on Today at once."""
    return str(leader.page.evaluate("new Date(Date.now() + 3 * 864e5).toISOString().slice(0, 10)"))


def _begin_another(visitor: Visits) -> None:
    """Planned by the administrator, and rated by both, each alone."""
    administrator = visitor(WIM)
    _goes_to(administrator, "reviews/new/")
    administrator.fills("Eerste dag van het bezoek", _soon(administrator))
    administrator.fills("Laatste dag van het bezoek", _soon(administrator))
    administrator.chooses("Twee beoordelaars", IRIS.name, BRAM.name)
    administrator.presses("Plannen")
    _looks(administrator)
    administrator.presses("Bewijsmap maken")
    administrator.is_told("De bewijsmap is gemaakt.")
    number = administrator.page.url.rstrip("/").rsplit("/", 2)[1]
    reviewer = visitor(IRIS)
    _goes_to(reviewer, f"reviews/{number}/sign/")
    for person in (IRIS, BRAM):
        _sign(visitor(person), number)
    reviewer.opens(f"reviews/{number}/")
    reviewer.presses("Bezoek beginnen")
    _note_and_read(reviewer, number)
    reviewer.opens(f"reviews/{number}/items/")
    reviewer.presses("Het bezoek is voorbij: begin met scoren")
    _goes_to(reviewer, f"reviews/{number}/items/{ITEMS[0]}/")
    for person in (IRIS, BRAM):
        _rate(visitor, person, number)
    reviewer.opens(f"reviews/{number}/items/")
    reviewer.sees("Hoe ver jullie het eens waren")


def _sign(reviewer: Visitor, number: str) -> None:
    reviewer.opens(f"reviews/{number}/")
    reviewer.follows("Lezen en ondertekenen")
    reviewer.taps_on(reviewer.page.locator("label.choice", has_text="Dit klopt"))
    reviewer.presses("Ondertekenen")
    reviewer.sees(re.compile("ondertekende de verklaring"))


def _note_and_read(reviewer: Visitor, number: str) -> None:
    reviewer.follows(re.compile("SE12"))
    _looks(reviewer)
    reviewer.picks("Van", "werkgever")
    reviewer.fills("Wat je hoorde of zag", "De werkgever belt zelf als er iets is.")
    reviewer.presses("Aantekening bewaren")
    reviewer.is_told("Aantekening bewaard.")
    reviewer.opens(f"reviews/{number}/notes/?source=client")
    reviewer.picks("Waarover", "SE2 Openheid")
    reviewer.fills("Wat je hoorde of zag", "Koos zelf wat zij vertelde.")
    reviewer.presses("Aantekening bewaren")
    reviewer.sees("Koos zelf wat zij vertelde.", "De werkgever belt zelf als er iets is.")
    _looks(reviewer)
    _goes_to(reviewer, f"reviews/{number}/charts/")
    reviewer.follows(re.compile("^Cliënt "))
    _looks(reviewer)
    reviewer.sees("Wat is vastgelegd")
    _goes_to(reviewer, f"reviews/{number}/meetings/")


def _rate(visitor: Visits, person: Person, number: str) -> None:
    """The first two items by hand, each of which leads to the next; the others as the same form sends them."""
    reviewer = visitor(person)
    reviewer.opens(f"reviews/{number}/items/{ITEMS[0]}/")
    for code in ITEMS[:2]:
        reviewer.sees(re.compile(f"^{code} "))
        reviewer.taps_on(reviewer.page.locator("label.choice", has_text=SCORED))
        reviewer.presses("Score bewaren")
        reviewer.is_told(f"Je score voor {code} is bewaard.")
    form = reviewer.page.locator("form", has=reviewer.page.locator("input[name=score]"))
    token = form.locator("input[name=csrfmiddlewaretoken]").input_value()
    for code in ITEMS[2:]:
        address = f"{reviewer.product.address}/o/{HOUSE}/reviews/{number}/items/{code}/score/"
        sent = {"score": "4", "csrfmiddlewaretoken": token}
        answer = reviewer.context.request.post(address, form=sent, max_redirects=0)
        assert answer.status == 302, f"{code}: {answer.status}"
    reviewer.opens(f"reviews/{number}/items/")
    reviewer.sees("25 van 25 onderdelen hebben jouw score.")
    reviewer.does_not_see("de ander:")
    reviewer.presses("Ik ben klaar met scoren")
