"""The page about what a person keeps: figures, ranges, errors per field, both languages, who may come in."""

import re
from collections.abc import Callable, Iterator
from datetime import date
from html.parser import HTMLParser
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from conftest import House
from plek.audit.models import Entry
from plek.engines.benefit_rules import Result, calculate, read_situation
from plek.engines.benefit_rules.amounts import spoken
from plek.organisations.choices import CLIENT_RECORD_ROLES, Role
from plek.organisations.models import Membership
from plek.organisations.tests.factories import member
from plek.shared.tenancy import inside

SignIn = Callable[[Membership], Client]
PAGE = "/o/ggz-veenland/benefits/"
ON = date(2026, 11, 24)
WAJONG = {
    "kind": "wajong_able", "born": "1990-04-12", "partner": "no", "hours": "16", "pay": "15,50", "per": "hour",
}  # fmt: skip


@pytest.fixture(autouse=True)
def _on_a_tuesday() -> Iterator[None]:
    with time_machine.travel("2026-11-24 10:00:00+01:00", tick=False):
        yield


@pytest.fixture
def browser(house: House, sign_in: SignIn) -> Client:
    return sign_in(house.specialist)


@pytest.fixture
def english(browser: Client) -> Client:
    browser.post("/account/language/", {"language": "en"})
    return browser


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def text_of(response: Any) -> str:
    """All words of the page behind each other, with plain spaces."""
    parser = _Words()
    parser.feed(response.content.decode())
    return re.sub(r"\s+", " ", " ".join(parser.words))


def engine(hours: float = 16, kind: str = "wajong", **benefit: object) -> Result:
    situation = read_situation({
        "on": ON, "person": {"born": date(1990, 4, 12)}, "benefit": {"kind": kind, **benefit},
        "work": {"gross": round(15.5 * hours * 52 / 12, 2), "hours_week": hours},
    })  # fmt: skip
    found = calculate([situation])[0]
    assert isinstance(found, Result)
    return found


def euro(figure: Any, language: str = "nl") -> str:
    return spoken(abs(float(getattr(figure, "values", figure))), "money", language)


def rows(response: Any) -> list[str]:
    """The lines of the table of now beside work."""
    table = re.search(r'id="beside.*?</table>', response.content.decode(), re.DOTALL)
    assert table
    found = re.findall(r"<tr>.*?</tr>", table.group(), re.DOTALL)[1:]
    return [re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", row)).replace("\xa0", " ").strip() for row in found]


def test_the_questions_come_first(browser: Client) -> None:
    answer = browser.get(PAGE)
    text = text_of(answer)
    assert answer.status_code == 200
    assert "Wat houd ik over" in text
    for question in ("1. Uitkering", "2. Leeftijd", "3. Thuis", "4. Werk", "5. Huur", "6. Gemeente"):
        assert question in text
    assert "Te besteden" not in text


def test_now_stands_beside_four_plans_with_the_figures_of_the_engine(browser: Client) -> None:
    found = rows(browser.post(PAGE, WAJONG))
    assert [line.split(" €")[0] for line in found] == [
        "Nu, zonder werk", "12 uur", "16 uur (eigen plan)", "20 uur", "28 uur",
    ]  # fmt: skip
    assert euro(engine().now.disposable) in found[0]
    for line, hours in zip(found[1:], (12, 16, 20, 28), strict=True):
        result = engine(hours)
        assert euro(result.with_work.disposable) in line
        assert f"+ {euro(result.difference)}" in line
        assert f"{round(100 * (result.spendable_rate or 0))} cent" in line


def test_the_same_in_english(english: Client) -> None:
    answer = english.post(PAGE, {**WAJONG, "pay": "15.50"})
    result, text = engine(), text_of(answer)
    assert "What comes in from whom" in text
    assert euro(result.with_work.benefit, "en") in text
    assert "Your Wajong is 70% of the minimum wage less your pay" in text
    assert f"0.7 × (2337.00 - {float(result.with_work.earnings.values) / 100:.2f})" in text
    assert "Wajong, article 2:40" in text


def test_each_amount_opens_its_steps(browser: Client) -> None:
    answer = browser.post(PAGE, WAJONG)
    text, result = text_of(answer), engine()
    for figure in (result.with_work.earnings, result.with_work.benefit, result.with_work.tax):
        assert euro(figure) in text
    assert "Je Wajong is 70% van het minimumloon min je loon" in text
    assert "0,7 × (2337,00 - 1074,67)" in text
    assert "Wajong, artikel 2:40 · 24 november 2026 · wet" in text
    assert "Wet IB 2001, artikel 8.11 · 24 november 2026 · niet bij de wet nagekeken *" in text
    content = answer.content.decode()
    assert content.count('<details class="kept-amount') == 4 + 4 * 5, "pay, benefit, tax, allowance and the sum"


def test_nothing_unverified_goes_without_its_mark(browser: Client) -> None:
    """Tax and allowances rest on amounts from secondary sources, the benefit itself on the law."""
    content = browser.post(PAGE, WAJONG).content.decode()
    for label, is_sure in (("Wajong van UWV (bruto)", True), ("Belasting", False), ("Te besteden", False)):
        summaries = re.findall(rf"<summary><span>{re.escape(label)}</span>.*?</summary>", content, re.DOTALL)
        assert len(summaries) == 5
        assert all(("niet bij de wet nagekeken" in summary) is not is_sure for summary in summaries)


def test_the_drawing_marks_each_break_and_the_table_stands_beside_it(browser: Client) -> None:
    content = browser.post(PAGE, WAJONG).content.decode()
    breaks = content.count('<line class="kept-break')
    assert breaks > 1
    assert content.count('class="kept-number"') == breaks
    assert "arbeidskorting" in content.lower()
    hours = re.search(r'id="hours.*?</table>', content, re.DOTALL)
    assert hours
    assert hours.group().count("<tr>") == 42
    assert "style=" not in content.split('id="over-hours')[1].split("</figure>")[0]


def test_what_is_not_known_shows_as_a_range(browser: Client) -> None:
    answer = browser.post(PAGE, {"kind": "wajong", "per": "hour", "partner": "no", "born": "1990-04-12",
                                 "hours": "16", "pay": "15,50"})  # fmt: skip
    able, unable = engine(), engine(capacity=False)
    line = next(row for row in rows(answer) if row.startswith("16 uur"))
    low, high = sorted([able.with_work.disposable.values, unable.with_work.disposable.values])
    assert f"{euro(low)} tot {euro(high)}" in line
    text = text_of(answer)
    assert "Wajong met en zonder arbeidsvermogen" in text
    assert "De stappen horen bij: kan werken." in text
    assert "de manier waarop er eerst het minst overblijft" in text


def test_all_may_be_unknown_but_the_kind(browser: Client) -> None:
    answer = browser.post(PAGE, {"kind": "bijstand", "per": "hour"})
    text = text_of(answer)
    assert answer.status_code == 200
    for said in (
        "met en zonder partner", "van geen andere huisgenoten tot en met drie",
        "met de oude en met de nieuwe regels",
        "Geen geboortedatum", "gerekend met het minimumloon, € 14,99 per uur", "gerekend zonder huurtoeslag",
        "eerste zes maanden",
    ):  # fmt: skip
        assert said in text.replace("\xa0", " ")


def test_without_the_kind_it_says_what_is_missing(browser: Client) -> None:
    answer = browser.post(PAGE, {"per": "hour", "hours": "16"})
    assert answer.status_code == 200
    assert "Zonder de soort uitkering is er niets te zeggen" in text_of(answer)
    assert 'value="16"' in answer.content.decode()


def test_a_missing_wage_is_a_range_that_says_between_what(browser: Client) -> None:
    answer = browser.post(PAGE, {**WAJONG, "kind": "wia_lgu"})
    assert "oude loon van het minimumloon tot het hoogste dagloon" in text_of(answer)
    assert "niet bekend" not in rows(answer)[1]
    assert "–" in rows(answer)[1]


def test_a_missing_class_is_said_and_no_figure_made_up(browser: Client) -> None:
    answer = browser.post(PAGE, {**WAJONG, "kind": "wia_lau"})
    assert "De klasse van arbeidsongeschiktheid is niet bekend" in text_of(answer)
    assert "niet bekend" in rows(answer)[1]
    assert '<svg class="kept-drawing' not in answer.content.decode()


def test_rent_that_cannot_be_calculated_says_so(browser: Client) -> None:
    text = text_of(browser.post(PAGE, {**WAJONG, "rent": "600"}))
    assert "De huurtoeslag is niet bekend en zit niet in wat er te besteden is." in text


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("born", "1990-02-31", "Voer een geldige datum in"),
        ("born", "2030-01-01", "Deze geboortedatum kan niet op deze datum. Kijk de dag en het jaar na."),
        ("born", "2010-01-01", "Deze uitkering begint op 18 jaar. Kies een andere uitkering"),
        ("hours", "61", "60"),
        ("hours", "veel", "Schrijf dit in cijfers"),
        ("pay", "-5", "ten minste 0"),
        ("pay", "x", "Schrijf dit in cijfers"),
        ("rent", "-1", "ten minste 0"),
        ("children", "vier", "Schrijf leeftijden van 0 tot en met 17"),
        ("children", "18", "Schrijf leeftijden van 0 tot en met 17"),
        ("children", " ".join("4" * 13), "meer kinderen"),
        ("housemates", "21", "20"),
        ("partner_gross", "1500", "Er is geen partner. Maak dit leeg, of vul in dat er een partner is."),
        ("kind", "loterij", "loterij"),
        ("partner", "misschien", "misschien"),
        ("exemption", "99", "99"),
    ],
)
def test_bad_input_gets_a_sentence_and_the_rest_is_kept(
    browser: Client, field: str, typed: str, sentence: str
) -> None:
    answer = browser.post(PAGE, {**WAJONG, "rent": "612,34", field: typed})
    content = answer.content.decode()
    assert answer.status_code == 422
    form = answer.context["form"]
    assert set(form.errors) <= {field, "kind"}
    assert sentence in str(form.errors)
    assert 'value="612,34"' in content or field == "rent"
    assert "<title>Fout" in content
    assert 'id="beside' not in content


def test_pay_for_no_hours_is_a_contradiction(browser: Client) -> None:
    answer = browser.post(PAGE, {**WAJONG, "hours": "0", "per": "month", "pay": "900"})
    assert answer.status_code == 422
    assert answer.context["form"].errors == {
        "hours": ["Er is loon, maar er zijn geen uren. Vul de uren per week in."]
    }


def test_errors_speak_english_too(english: Client) -> None:
    answer = english.post(PAGE, {**WAJONG, "pay": "15.50", "partner_gross": "1500"})
    assert answer.status_code == 422
    assert "There is no partner. Leave this empty, or say that there is a partner." in text_of(answer)


def test_after_the_last_known_amounts_those_are_used_and_it_says_so(house: House, sign_in: SignIn) -> None:
    with time_machine.travel("2027-01-04 10:00:00+01:00", tick=False):
        answer = sign_in(house.specialist).post(PAGE, WAJONG)
    assert answer.status_code == 200
    said = "Vanaf 1-1-2027 zijn deze bedragen nog niet bekend: minimumloon, inkomstenbelasting, zorgtoeslag."
    assert said in text_of(answer)


def test_a_year_after_the_last_known_amounts_nothing_is_calculated(house: House, sign_in: SignIn) -> None:
    with time_machine.travel("2028-01-04 10:00:00+01:00", tick=False):
        answer = sign_in(house.specialist).post(PAGE, WAJONG)
    assert answer.status_code == 422
    assert "De bedragen zijn bekend van" in text_of(answer)


@pytest.mark.parametrize("role", list(Role))
def test_only_those_who_open_records_come_in(house: House, sign_in: SignIn, role: Role) -> None:
    browser = sign_in(member(role, organisation=house.organisation, on=ON))
    for answer in (browser.get(PAGE), browser.post(PAGE, WAJONG)):
        assert answer.status_code == (200 if role in CLIENT_RECORD_ROLES else 403)


def test_a_stranger_finds_nothing(house: House, sign_in: SignIn) -> None:
    browser = sign_in(house.stranger)
    assert browser.get(PAGE).status_code == browser.post(PAGE, WAJONG).status_code == 404


def test_the_place_stands_in_the_rail(browser: Client, house: House, sign_in: SignIn) -> None:
    assert f'href="{PAGE}"' in browser.get(PAGE).content.decode()
    elsewhere = sign_in(house.administrator).get("/o/ggz-veenland/people/").content.decode()
    assert f'href="{PAGE}"' not in elsewhere


def test_nothing_is_stored_and_nothing_personal_is_in_an_address(browser: Client, house: House) -> None:
    with inside(house.organisation.pk):
        before = Entry.objects.count()
    with CaptureQueriesContext(
        connection,
    ) as asked:
        answer = browser.post(PAGE, WAJONG)
    assert len(asked) <= 10
    assert not [q for q in asked if re.match(r"(?i)\s*(insert|update|delete)", q["sql"])]
    content = answer.content.decode()
    assert "1990-04-12" not in "".join(re.findall(r'(?:href|action|src)="[^"]*"', content))
    with inside(house.organisation.pk):
        assert Entry.objects.count() == before


def test_a_jump_that_is_only_not_knowing_is_said(browser: Client) -> None:
    """Of a couple on social assistance the yearly income is not known, and so the care allowance is not."""
    couple = {**WAJONG, "kind": "bijstand", "partner": "yes", "housemates": "0", "exemption": "31-2"}
    said = "Een toeslag is niet bij alle uren bekend"
    assert said in text_of(browser.post(PAGE, couple))
    assert said not in text_of(browser.post(PAGE, WAJONG))


def test_the_sum_of_the_amounts_is_what_is_left(browser: Client) -> None:
    result = engine()
    month = result.with_work
    care = euro(month.allowances["zorgtoeslag"])
    terms = f"{euro(month.earnings)} + {euro(month.benefit)} − {euro(month.tax)} + {care}"
    assert f"{terms} = {euro(month.disposable)}" in text_of(browser.post(PAGE, WAJONG)).replace("\xa0", " ")


def test_what_was_typed_stands_with_the_figures_for_paper(browser: Client) -> None:
    typed = {**WAJONG, "rent": "600", "children": "4, 9"}
    main = browser.post(PAGE, typed).content.decode().split("</main>")[0]
    facts = re.findall(r"<dt>(.*?)</dt><dd>(.*?)</dd>", main)
    assert {label: value.replace("\xa0", " ") for label, value in facts} == {
        "Uitkering": "Wajong, kan werken", "Geboortedatum": "12 april 1990", "Partner": "geen partner",
        "Kinderen thuis": "4, 9", "Uren per week": "16 uur", "Loon": "€ 15,50 een uur", "Huur": "€ 600,00",
    }  # fmt: skip


def test_the_table_over_hours_carries_its_marks(browser: Client) -> None:
    table = re.search(r'id="hours.*?</thead>', browser.post(PAGE, WAJONG).content.decode(), re.DOTALL)
    assert table
    heads = re.findall(r"<th .*?</th>", table.group(), re.DOTALL)
    assert ["niet bij de wet nagekeken" in head for head in heads] == [
        False,
        False,
        False,
        True,
        True,
        True,
        False,
    ]
