"""What a client has to do about his benefit: on his own page, ticked off by himself, and the letter about it."""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext
from django.utils.html import strip_tags

from conftest import House
from plek.audit.models import Entry
from plek.benefits.answers import Answers, PlanDetails
from plek.benefits.choices import Kind, PlanKind
from plek.benefits.local import LocalFigure, SchemeFigure
from plek.benefits.models import Letter, Reminder, Scenario
from plek.benefits.services.reminders import Chosen, remind_of
from plek.benefits.tests.factories import cost, scenario_kept
from plek.caseload.models import Client, Task
from plek.caseload.tests.factories import ClientFactory, TrajectoryFactory, client_in_care
from plek.organisations.choices import Role
from plek.organisations.models import Membership, Organisation
from plek.organisations.tests.factories import member
from plek.shared.tenancy import inside

pytestmark = pytest.mark.django_db
SignIn = Callable[[Membership], Browser]
AT, ON = datetime(2026, 11, 24, 9, tzinfo=UTC), date(2026, 11, 24)
HERE = "/o/ggz-veenland/me/"
FAMILIAR = re.compile(r"\b(?:je|jij|jou|jouw|jullie)\b", re.IGNORECASE)
ONCE = Chosen("allowances:job_start:2026-12-01", "Toeslagen: geef het door", date(2026, 12, 29))
MONTHLY = Chosen("ww_statement::2026-12-01", "UWV: vul in", date(2027, 1, 31), date(2026, 12, 1),
                 date(2027, 1, 1))  # fmt: skip
OPEN_END = Chosen("municipality_statement::2026-12-01", "Gemeente: lever in", date(2027, 1, 1), date(2026, 12, 1),
                  date(2026, 12, 1))  # fmt: skip


@pytest.fixture(autouse=True)
def at_nine() -> Any:
    with time_machine.travel(AT, tick=False):
        yield


@pytest.fixture
def own(house: House) -> Membership:
    return member(Role.CLIENT, organisation=house.organisation, on=ON)


@pytest.fixture
def kept(house: House, own: Membership) -> Scenario:
    """Of the client who signs in, with three to-dos that were chosen."""
    me = client_in_care(house, user=own.user)
    with inside(house.organisation.pk):
        made = scenario_kept(
            house.specialist, me, Answers(kind="ww", former_wage=2400), [PlanDetails(hours=12)], ON
        )
        remind_of(by=house.specialist, at=AT, client="C7", chosen=[ONCE, MONTHLY, OPEN_END])
    return made


def todo(house: House, code: str) -> Reminder:
    with inside(house.organisation.pk):
        return Reminder.objects.filter(key__startswith=code).select_related("task").latest("pk")


def test_my_own_page_says_whom_to_tell_what_how_and_by_when(
    house: House, own: Membership, kept: Scenario, sign_in: SignIn
) -> None:
    browser = sign_in(own)
    for page in ("", "money/"):
        said = browser.get(HERE + page).content.decode()
        for words in (
            "Wat ik moet doen", "Geef je nieuwe inkomen voor het hele jaar door", "Mijn toeslagen, met DigiD",
            "Uiterlijk op 29 december 2026.", "Over december 2026: uiterlijk op 31 januari 2027.",
            "Over december 2026: vanaf 1 januari 2027. De instantie zegt wat de laatste dag is.",
        ):  # fmt: skip
            assert words in said, words
    browser.post("/account/language/", {"language": "en"})
    assert "At the latest on 29 December 2026." in browser.get(f"{HERE}money/").content.decode()


def test_reasons_and_to_dos_say_u_where_the_organisation_does(
    house: House, own: Membership, kept: Scenario, sign_in: SignIn
) -> None:
    browser = sign_in(own)
    for page, familiar, formal in (
        ("money/", "Geef je nieuwe inkomen", "Geef uw nieuwe inkomen"),
        (f"money/{kept.pk}/", "van je oude loon min wat je nu verdient", "van uw oude loon min wat u nu verdient"),
    ):
        said = []
        for is_formal in (False, True):
            Organisation.objects.filter(pk=house.organisation.pk).update(is_formal=is_formal)
            said.append(browser.get(HERE + page).content.decode())
        assert (familiar in said[0], formal in said[1]) == (True, True), page
        assert FAMILIAR.findall(strip_tags(said[1].partition("<main")[2].partition("</main>")[0])) == []


def test_i_tick_it_off_myself_and_with_it_the_task_of_my_specialist_is_done(
    house: House, own: Membership, kept: Scenario, sign_in: SignIn
) -> None:
    browser, monthly = sign_in(own), todo(house, "ww_statement")
    for _twice in range(2):
        assert browser.post(f"{HERE}to-do/{monthly.pk}/done/")["Location"] == f"{HERE}money/"
    with inside(house.organisation.pk):
        assert Task.objects.get(pk=monthly.task_id).done_at == AT
    following = todo(house, "ww_statement")
    assert following.about == date(2027, 1, 1), "the next month follows by itself"
    assert following.task.owner_id == house.specialist.pk
    assert "Gedaan op 24 november 2026." in browser.get(f"{HERE}money/").content.decode()
    assert "Gedaan op" not in browser.get(HERE).content.decode()
    browser.post(f"{HERE}to-do/{monthly.pk}/not-done/")
    with inside(house.organisation.pk):
        assert Task.objects.get(pk=monthly.task_id).done_at is None
        told = Entry.objects.filter(event__startswith="benefits.todo_").values_list("event", "client_id")
        assert set(told) == {("benefits.todo_done", kept.client_id), ("benefits.todo_reopened", kept.client_id)}


def test_what_is_not_mine_i_cannot_tick_or_take(
    house: House, own: Membership, kept: Scenario, sign_in: SignIn
) -> None:
    one = todo(house, "allowances")
    other = member(Role.CLIENT, organisation=house.organisation, on=ON)
    with inside(house.organisation.pk):
        TrajectoryFactory(client=_client_of(house, other), ips_team=house.ips, specialist=house.specialist)
    for who, status in ((other, 404), (house.specialist, 403), (house.stranger, 404)):
        browser = sign_in(who)
        for address in (f"to-do/{one.pk}/done/", f"to-do/{one.pk}/not-done/", f"money/{kept.pk}/letter/"):
            assert browser.post(HERE + address).status_code == status, address
    mine = sign_in(own)
    for address in (f"to-do/{one.pk}/done/", f"to-do/{one.pk}/not-done/", f"money/{kept.pk}/letter/"):
        assert mine.get(HERE + address).status_code == 405, "looking changes nothing"
    with inside(house.organisation.pk):
        assert not Task.objects.filter(done_at__isnull=False).exists()
        assert not Letter.objects.exists()


def _client_of(house: House, other: Membership) -> Client:
    made: Client = ClientFactory(organisation=house.organisation, treatment_team=house.fact, user=other.user)
    return made


def test_i_take_the_letter_along(house: House, own: Membership, kept: Scenario, sign_in: SignIn) -> None:
    browser = sign_in(own)
    assert "Download de brief" in browser.get(f"{HERE}money/{kept.pk}/").content.decode()
    answer = browser.post(f"{HERE}money/{kept.pk}/letter/")
    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF-")
    with inside(house.organisation.pk):
        made = Letter.objects.get()
        assert (made.made_by_id, made.language) == (own.pk, "nl")
        assert Entry.objects.get(event="benefits.letter_made").client_id == kept.client_id


def test_my_calculation_says_what_the_letter_says_beside_the_amounts(
    house: House, own: Membership, sign_in: SignIn
) -> None:
    """What a study does, what the municipality gives, what was open, what I told; and "u" where that is chosen."""
    study = PlanDetails(PlanKind.STUDY, "Mbo", study_hours=24)
    young = Answers(kind=Kind.SOCIAL_ASSISTANCE, born=date(2003, 5, 1), housemates=0, exemption="31-2")
    scheme = SchemeFigure(
        "Individuele inkomenstoeslag", "€ 400 per jaar", "na drie jaar", "Verordening 2026", "",
        date(2026, 1, 1), date(2027, 1, 1),
    )  # fmt: skip
    me = client_in_care(house, user=own.user)
    with inside(house.organisation.pk):
        veenstad = LocalFigure("Veenstad", "31-2", "Verordening 2026", "", (scheme,))
        made = scenario_kept(house.specialist, me, young, [study, PlanDetails(hours=12)], ON, veenstad)
        Organisation.objects.filter(pk=house.organisation.pk).update(is_formal=True)
    page = strip_tags(sign_in(own).get(f"{HERE}money/{made.pk}/").content.decode())
    said = " ".join(page.split())
    for words in (
        "Wat een opleiding met de uitkering doet", "Opleiding: Mbo", "Participatiewet, artikel",
        "Individuele inkomenstoeslag: € 400 per jaar (na drie jaar), geldt in 2026.",
        "met en zonder partner", "1 mei 2003", "Wat u ons vertelde", "Vraag om het te verbeteren",
    ):  # fmt: skip
        assert words in said, words
    assert re.findall(r"\b(?:je|jij|jou|jouw|jullie)\b", said, re.IGNORECASE) == []


def test_without_to_dos_it_says_where_they_come_from(house: House, own: Membership, sign_in: SignIn) -> None:
    client_in_care(house, user=own.user)
    browser = sign_in(own)
    assert "kiezen jullie samen" in browser.get(f"{HERE}money/").content.decode()
    assert "Wat ik moet doen" not in browser.get(HERE).content.decode()


@pytest.mark.parametrize("page", ["", "money/", "money/{kept}/"])
def test_a_page_costs_the_same_however_much_there_is(
    house: House, own: Membership, kept: Scenario, sign_in: SignIn, page: str
) -> None:
    browser, costs = sign_in(own), []
    address = HERE + page.format(kept=kept.pk)
    browser.get(address)
    for more in range(2):
        with CaptureQueriesContext(connection) as asked:
            assert browser.get(address).status_code == 200
        costs.append(cost(asked))
        with inside(house.organisation.pk):
            chosen = [Chosen(f"allowances::{more}{n}", "Toeslagen", ON) for n in range(5)]
            remind_of(by=house.specialist, at=AT, client="C7", chosen=chosen)
    assert costs[0] == costs[1] <= 10
