"""The pages of a conversation: steps that follow each other, what is wrong beside its field, what is kept."""

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext

from conftest import House
from plek.benefits.answers import FIELDS_OF
from plek.benefits.forms.steps import FORMS
from plek.benefits.models import Plan, Scenario, SituationPart
from plek.caseload.choices import Benefit
from plek.caseload.tests.factories import ClientFactory, TrajectoryFactory
from plek.employers.models import Employer
from plek.employment.models import Job
from plek.organisations.models import Membership
from plek.shared.tenancy import inside

SignIn = Callable[[Membership], Browser]
ROOT = "/o/ggz-veenland/clients/C9/benefits/"


@pytest.fixture(autouse=True)
def _on_a_tuesday() -> Iterator[None]:
    with time_machine.travel("2026-11-24 10:00:00+01:00", tick=False):
        yield


@pytest.fixture(autouse=True)
def _client_with_a_job(house: House) -> None:
    own: dict[str, Any] = {"organisation": house.organisation}
    with inside(house.organisation.pk):
        made = ClientFactory(
            **own, treatment_team=house.fact, ips_team=house.ips, number="C9", benefit=Benefit.BIJSTAND
        )
        course = TrajectoryFactory(client=made, ips_team=house.ips, specialist=house.specialist, number="TR9")
        employer = Employer.objects.create(**own, code="W9", name="Bakkerij De Korenaar")
        Job.objects.create(
            **own, number="J9", trajectory=course, employer=employer, title="Bakker", started_on="2026-10-01",
            hours_per_week=12, gross_per_month=800, contract="tijdelijk", is_competitive=True,
        )  # fmt: skip


@pytest.fixture
def browser(house: House, sign_in: SignIn) -> Browser:
    return sign_in(house.specialist)


def text_of(answer: Any) -> str:
    words = re.sub(r"<[^>]+>", " ", answer.content.decode().split("<main")[1])
    return re.sub(r"\s+", " ", words).replace("\xa0", " ").replace("&#x27;", "'")


def begin(browser: Browser, *agreed: str) -> None:
    assert browser.post(f"{ROOT}begin/", {"agreed": agreed})["Location"] == f"{ROOT}steps/household/"


def tell(browser: Browser, step: str, **answers: str) -> Any:
    return browser.post(f"{ROOT}steps/{step}/", answers)


def told(house: House) -> dict[str, Any]:
    with inside(house.organisation.pk):
        return {part.step: part.answers for part in SituationPart.objects.order_by("pk")}


def test_what_the_record_knows_is_used_when_both_say_so(browser: Browser, house: House) -> None:
    page = text_of(browser.get(f"{ROOT}begin/"))
    assert "Geboortedatum: 28 februari 1990" in page
    assert "Uitkering: bijstand" in page
    assert "Werkt nu: Bakker bij Bakkerij De Korenaar, 12 uur per week, € 800,00 bruto per maand" in page
    begin(browser, "kind", "work")
    assert {"benefit", "work"} == set(told(house)), "what was not ticked is asked"
    assert "Uit het dossier, door beiden goedgevonden: uitkering, werk van nu" in text_of(browser.get(ROOT))
    assert 'value="12"' in browser.get(f"{ROOT}steps/work/").content.decode()


def test_the_steps_follow_each_other_and_all_may_stay_open(browser: Browser, house: House) -> None:
    begin(browser)
    at = f"{ROOT}steps/household/"
    seen = []
    while "/steps/" in at:
        seen.append(at.split("/")[-2])
        at = browser.post(at, {})["Location"]
    assert seen == ["household", "benefit", "work", "housing", "allowances", "costs", "municipality"]
    assert at == f"{ROOT}plans/"
    assert set(told(house)) == set(seen)


def test_a_benefit_that_asks_more_asks_it_on_the_same_step(browser: Browser) -> None:
    begin(browser)
    assert "former_wage" not in browser.get(f"{ROOT}steps/benefit/").content.decode()
    assert tell(browser, "benefit", kind="wia_lau")["Location"] == f"{ROOT}steps/benefit/"
    page = browser.get(f"{ROOT}steps/benefit/").content.decode()
    assert [f'name="{name}"' in page for name in ("former_wage", "remaining_capacity", "reference_wage")] == [
        True, True, False,
    ]  # fmt: skip
    assert tell(browser, "benefit", kind="wia_lau", former_wage="2400")["Location"] == f"{ROOT}steps/work/"
    assert "Gemeente" not in text_of(browser.get(f"{ROOT}steps/work/")), "only social assistance asks for that"


@pytest.mark.parametrize(
    ("step", "field", "typed", "sentence"),
    [
        ("household", "born", "2026-02-31", "geldige datum"),
        (
            "household",
            "born",
            "2030-01-01",
            "Deze geboortedatum kan niet op deze datum. Kijk de dag en het jaar na.",
        ),
        ("household", "partner_gross", "-1", "ten minste 0"),
        ("household", "children", "vier", "Schrijf leeftijden"),
        ("work", "now_hours", "61", "60"),
        ("work", "wage_value", "20", "30"),
        ("allowances", "wealth", "-5", "ten minste 0"),
        ("costs", "contributions", "41", "40"),
        ("municipality", "exemption", "99", "99"),
    ],
)
def test_bad_input_gets_a_sentence_and_nothing_is_kept(
    browser: Browser, house: House, step: str, field: str, typed: str, sentence: str
) -> None:
    begin(browser)
    answer = tell(browser, step, **{field: typed})
    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {field}
    assert sentence in str(answer.context["form"].errors)
    assert told(house) == {}


def test_answers_that_contradict_each_other_are_pointed_at_where_they_are_asked(browser: Browser) -> None:
    begin(browser)
    assert tell(browser, "household", partner="no", partner_gross="1500").context["form"].errors == {
        "partner_gross": ["Er is geen partner. Maak dit leeg, of vul in dat er een partner is."]
    }
    assert tell(browser, "work", now_hours="0", now_gross="900").context["form"].errors == {
        "now_hours": ["Er is loon, maar er zijn geen uren. Vul de uren per week in."]
    }
    tell(browser, "benefit", kind="bijstand")
    answer = tell(browser, "household", born="2010-01-01")
    assert answer.status_code == 302, "the age is no mistake of this step alone"
    assert "Deze uitkering begint op 18 jaar. Kies een andere uitkering" in text_of(browser.get(f"{ROOT}compare/"))


def test_plans_are_added_changed_and_left_out(browser: Browser, house: House) -> None:
    begin(browser)
    plan = {
        "kind": "vacancy",
        "title": "Kok",
        "hours": "16",
        "pay": "15,50",
        "per": "hour",
        "starts_on": "2027-01-04",
    }
    browser.post(f"{ROOT}plans/", plan)
    page = text_of(browser.get(f"{ROOT}plans/"))
    assert "Kok, 16 uur € 15,50 een uur · vanaf 4 januari 2027" in page
    assert "Er zijn vier plannen." in page
    browser.post(f"{ROOT}plans/1/remove/")
    with inside(house.organisation.pk):
        assert [plan.place for plan in Plan.objects.order_by("place")] == [2, 3, 4]
    for wrong, sentence in (
        ({"hours": ""}, "hoeveel uur"), ({"hours": "61"}, "60"), ({"starts_on": "2020-01-01"}, "vorige maand"),
        ({"hours": "0"}, "geen uren"),
    ):  # fmt: skip
        answer = browser.post(
            f"{ROOT}plans/4/", plan | {"pay": "" if "hours" in wrong and not wrong["hours"] else "15"} | wrong
        )
        assert answer.status_code == 422
        assert sentence in str(answer.context["form"].errors)


def test_now_beside_the_plans_month_by_month_and_kept(browser: Browser, house: House, sign_in: SignIn) -> None:
    begin(browser, "born", "kind", "work")
    tell(browser, "household", born="1990-02-28", partner="no", housemates="0")
    tell(browser, "costs", costs="60", contributions="5")
    page = text_of(browser.get(f"{ROOT}compare/"))
    for words in (
        "Nu, 12 uur werk", "20 uur", "28 uur", "Waar iets verandert", "Maand voor maand", "december 2026",
        "Pensioen en andere inhoudingen", "Kosten van werk", "In elk plan komt het werk in de plaats",
        "met de oude en met de nieuwe regels", "Gemeente: uitkering",
    ):  # fmt: skip
        assert words in page
    kept = browser.post(f"{ROOT}compare/", {"title": "Vóór de baan"})["Location"]
    reader = sign_in(house.practitioner)
    shown = text_of(reader.get(kept))
    assert "Bewaard op 24 november 2026" in shown
    assert "Versie van de regels" in shown
    figures = re.findall(r"€ [\d.]+,\d\d", page.split("Wat er van wie binnenkomt")[1].split("Waar mee is")[0])
    assert figures == re.findall(
        r"€ [\d.]+,\d\d", shown.split("Wat er van wie binnenkomt")[1].split("Waar mee is")[0]
    )


def test_without_the_kind_of_benefit_it_says_what_is_missing(browser: Browser) -> None:
    begin(browser)
    assert "Zonder de soort uitkering" in text_of(browser.get(f"{ROOT}compare/"))
    assert browser.post(f"{ROOT}compare/", {"title": "x"}).status_code == 200


def test_who_does_not_guide_reads_but_finds_nothing_to_press(
    browser: Browser, house: House, sign_in: SignIn
) -> None:
    begin(browser)
    browser.post(f"{ROOT}notes/", {"text": "Zorgen over schulden"})
    reader = sign_in(house.practitioner)
    page = text_of(reader.get(ROOT))
    assert "Huishouden" in page
    assert "schulden" not in page
    assert "Afronden" not in page
    for address in ("begin/", "steps/household/", "plans/", "compare/", "finish/", "notes/"):
        assert reader.post(ROOT + address, {}).status_code == 403


def test_a_first_estimate_is_kept_with_a_client_and_nothing_is_typed_twice(browser: Browser, house: House) -> None:
    typed = {"kind": "bijstand", "partner": "no", "hours": "16", "pay": "900", "per": "month", "rent": "500"}
    page = browser.post("/o/ggz-veenland/benefits/", typed)
    assert "Bewaar bij deze cliënt" in text_of(page)
    answer = browser.post("/o/ggz-veenland/benefits/keep/", typed | {"client": "C9"})
    assert answer["Location"] == ROOT
    with inside(house.organisation.pk):
        kept = Scenario.objects.get()
        assert kept.title == "Eerste schatting"
        assert sorted(told(house)) == ["benefit", "household", "housing", "work"]
        assert '"pay": 12.98' in told(house)["work"]
        assert Plan.objects.count() == 4
    assert browser.post("/o/ggz-veenland/benefits/keep/", typed).status_code == 422


@pytest.mark.parametrize(
    "address",
    ["", "steps/household/", "plans/", "compare/", "to-do/", "finish/", "scenarios/{kept}/",
     "scenarios/{kept}/letter/", "scenarios/{kept}/changes/"],
)  # fmt: skip
def test_a_page_costs_the_same_however_much_was_told(browser: Browser, address: str) -> None:
    begin(browser, "kind")
    kept = browser.post(f"{ROOT}compare/", {"title": "De eerste"})["Location"].rstrip("/").split("/")[-1]
    page = ROOT + address.format(kept=kept)
    browser.get(page)
    costs = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as asked:
            assert browser.get(page).status_code == 200
        costs.append(sum("SAVEPOINT" not in q["sql"] and "set_config" not in q["sql"] for q in asked))
        for step in ("household", "work", "costs"):
            tell(browser, step)
        for _again in range(2):
            browser.post(f"{ROOT}notes/", {"text": "Nog iets"})
            browser.post(f"{ROOT}compare/", {"title": "Nog een"})
    assert costs[0] == costs[1] <= 10


def test_beginning_leads_to_the_conversation_that_is_open(browser: Browser) -> None:
    begin(browser)
    assert browser.get(f"{ROOT}begin/")["Location"] == ROOT


def test_every_step_shows_again_all_that_was_told_in_it() -> None:
    for step, form in FORMS.items():
        assert set(form.base_fields) == set(FIELDS_OF[step]), step


def test_a_partner_with_pay_is_asked_about_too_and_what_was_told_stands_on_paper(browser: Browser) -> None:
    begin(browser)
    tell(browser, "household", partner="yes", partner_gross="900", born="1990-04-12", housemates="0")
    tell(browser, "benefit", kind="bijstand")
    page = text_of(browser.get(f"{ROOT}steps/benefit/"))
    assert "Zei een arts dat je partner maar een aantal uren kan werken?" in page
    tell(browser, "benefit", kind="bijstand", partner_exemption_months_used="2", partner_limited_hours="no")
    found = text_of(browser.get(f"{ROOT}compare/"))
    assert "Hoeveel maanden geleden telde een deel van het loon van je partner voor het eerst niet mee? 2" in found
    assert "Het loon van je partner telt hier helemaal mee" not in found
    tell(browser, "household", partner="no", born="1990-04-12", housemates="0")
    assert "partner" not in text_of(browser.get(f"{ROOT}steps/benefit/"))
