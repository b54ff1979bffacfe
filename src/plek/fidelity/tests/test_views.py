"""The pages: what they say in both languages, what stands behind a number, and how much they ask."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client as Browser
from django.test.utils import CaptureQueriesContext

from conftest import House
from plek.audit.models import Entry
from plek.benefits.tests.factories import trained
from plek.caseload.tests.factories import ClientFactory, ContactFactory, TrajectoryFactory
from plek.employers.tests.factories import EmployerContactFactory, EmployerFactory
from plek.employment.tests.factories import JobFactory, JobTermsFactory
from plek.fidelity.tests.town import NOON, build_town
from plek.organisations.choices import Role
from plek.organisations.models import Membership
from plek.organisations.tests.factories import member
from plek.shared.tenancy import inside

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_in_october")]
SignIn = Callable[[Membership], Browser]
HERE = "/o/ggz-veenland/fidelity/"
DAY = date(2026, 10, 1)


@pytest.fixture
def _in_october() -> Iterator[None]:
    with time_machine.travel(DAY, tick=False):
        yield


def page(browser: Browser, path: str = "") -> str:
    answer = browser.get(HERE + path)
    assert answer.status_code == 200
    return str(answer.content.decode())


def a_client(house: House, **fields: Any) -> Any:
    with inside(house.organisation.pk):
        client = ClientFactory(
            organisation=house.organisation, treatment_team=house.fact, ips_team=house.ips, last_name="Zonderling"
        )
        made = {"specialist": house.specialist, "first_meeting_on": date(2026, 8, 1)} | fields
        return TrajectoryFactory(client=client, ips_team=house.ips, referred_on=date(2026, 7, 20), **made)


def test_the_leader_reads_each_item_as_an_indication_with_the_version(house: House, sign_in: SignIn) -> None:
    build_town(house)
    words = page(sign_in(house.leader), "?on=2026-09-30")
    for said in ("indicatie", "versie 2008-01-07", "Snel zoeken naar werk", "Steun van de directie", "mediaan"):
        assert said in words
    assert "1 april 2026 tot en met 30 september 2026" in words
    assert "Je eigen deel" not in words
    assert words.count('<li id="') == 25


def test_the_same_page_in_english(house: House, sign_in: SignIn) -> None:
    build_town(house)
    house.specialist.user.language = "en"
    house.specialist.user.save(update_fields=["language"])
    words = page(sign_in(house.specialist), "?on=2026-09-30")
    for said in ("indication", "version 2008-01-07", "Rapid job search", "Your own part", "Would raise it:"):
        assert said in words


def test_a_specialist_sees_the_own_part_first_and_no_colleague(house: House, sign_in: SignIn) -> None:
    build_town(house)
    words = page(sign_in(house.specialist))
    assert words.index("Je eigen deel") < words.index("Het team")
    assert house.colleague.user.name not in words


def test_without_records_the_page_says_how_to_begin(house: House, sign_in: SignIn) -> None:
    words = page(sign_in(house.leader))
    assert "In deze zes maanden is niets vastgelegd" in words
    assert "wacht op een beoordelaar" in words


def test_with_a_record_the_page_no_longer_says_so(house: House, sign_in: SignIn) -> None:
    a_client(house)
    assert "In deze zes maanden is niets vastgelegd" not in page(sign_in(house.leader))


def test_who_works_in_no_ips_team_is_told_so(house: House, sign_in: SignIn) -> None:
    by = member(Role.IPS_TEAM_LEADER, house.fact, organisation=house.organisation, on=DAY)
    assert "Je werkt niet in een IPS-team" in page(sign_in(by))
    assert sign_in(by).get(HERE + "SE4/").status_code == 404


@pytest.mark.parametrize("asked", ["?on=gisteren", "?on=2031-01-01", "?on=0001-01-01"])
def test_a_day_that_does_not_fit_is_today(house: House, sign_in: SignIn, asked: str) -> None:
    assert "tot en met 1 oktober 2026" in page(sign_in(house.leader), asked)


def test_a_month_before_shows_beside_the_score(house: House, sign_in: SignIn) -> None:
    course = a_client(house)
    with inside(house.organisation.pk):
        employer = EmployerFactory(organisation=house.organisation)
        for day in (date(2026, 8, 20), date(2026, 9, 20)):
            EmployerContactFactory(employer=employer, member=house.specialist, trajectory=course, held_on=day)
        JobFactory(trajectory=course, employer=employer, started_on=date(2026, 8, 5), contract="vast")
        for _ in range(9):
            JobFactory(trajectory=course, employer=employer, started_on=date(2026, 9, 15), contract="vast")
    assert "een maand eerder 1" in page(sign_in(house.leader), "?on=2026-09-30")


def test_behind_a_number_stand_its_records_with_their_pages(house: House, sign_in: SignIn) -> None:
    course = a_client(house)
    with inside(house.organisation.pk):
        contact = ContactFactory(trajectory=course, held_on=date(2026, 9, 10), work_phase="zoeken")
        employer = EmployerFactory(organisation=house.organisation)
        EmployerContactFactory(
            employer=employer, member=house.specialist, trajectory=course, held_on=date(2026, 8, 20)
        )
    browser = sign_in(house.leader)
    waits = page(browser, "SE4/")
    assert "19 dagen · eerste gesprek 1 augustus 2026" in waits
    assert f"/o/ggz-veenland/clients/{course.client.number}/" in waits
    assert f"/o/ggz-veenland/contacts/{contact.pk}/" in page(browser, "ST3/")
    assert f"/o/ggz-veenland/employers/{employer.code}/" in page(browser, "SE6/")


def test_a_trajectory_that_was_closed_stands_with_the_day_that_it_ended(house: House, sign_in: SignIn) -> None:
    course = a_client(house, ended_on=date(2026, 9, 3), end_reason="geen contact")
    with inside(house.organisation.pk):
        ContactFactory(trajectory=course, held_on=date(2026, 8, 10), was_missed=True)
    closed = page(sign_in(house.leader), "SE14/?on=2026-09-30").split("<h2")[1]
    assert "eerste gesprek 1 augustus 2026 · beëindigd 3 september 2026" in closed


def test_a_missing_first_meeting_leads_to_where_it_is_mended(house: House, sign_in: SignIn) -> None:
    course = a_client(house, first_meeting_on=None)
    browser = sign_in(house.leader)
    assert "1 is niet volledig: aanvullen" in page(browser)
    mend = f"/o/ggz-veenland/trajectories/{course.number}/first-meeting/"
    assert mend in page(browser, "SE4/")
    assert browser.post(mend, {"met_on": "2026-08-01"}).status_code == 302
    assert "is niet volledig" not in page(browser).split('<li id="SE4">')[1].split('<li id="')[0]
    assert mend not in page(browser, "SE4/")


@pytest.mark.parametrize(
    ("item", "words"),
    [
        ("SE1", "Vul de uitkering in"), ("SE8", "Kies het beroep"), ("SE12", "Neem het einde terug"),
        ("SE5", "past bij de wens"), ("ST3", "welk werk dit was"), ("SE13", "uren van deze week"),
        ("OR5", "werktijd (fte)"),
    ],
)  # fmt: skip
def test_whatever_lacks_says_what_and_where(house: House, sign_in: SignIn, item: str, words: str) -> None:
    build_town(house)
    browser = sign_in(house.leader)
    shown = page(browser, f"{item}/?on=2026-09-30")
    assert words in shown
    for place in _mend_links(shown):
        assert browser.get(place).status_code == 200, place


def test_of_working_time_stands_what_changed_and_whom_to_ask(house: House, sign_in: SignIn) -> None:
    build_town(house)
    leader, name = sign_in(house.leader), house.administrator.user.name
    assert f"Een beheerder vult die in bij Mensen: {name}." in page(leader, "OR5/?on=2026-09-30")
    assert name not in page(leader, "SE4/?on=2026-09-30")
    words = page(leader, "ST1/?on=2026-09-30")
    assert "gemiddeld 0,82 fte · sinds 10 juni 2026 0,9 fte" in words
    assert "gemiddeld 0,73 fte · sinds 3 augustus 2026 1 fte" in words


def _mend_links(words: str) -> list[str]:
    parts = words.split('small" href="')[1:]
    return [part.split('"')[0].replace("&amp;", "&") for part in parts][:3]


def test_a_change_of_hours_without_advice_stands_behind_se1_with_the_way_to_log_it(
    house: House, sign_in: SignIn
) -> None:
    course = a_client(house)
    with inside(house.organisation.pk):
        course.client.benefit = "WIA"
        course.client.save(update_fields=["benefit"])
        employer = EmployerFactory(organisation=house.organisation)
        job = JobFactory(trajectory=course, employer=employer, started_on=date(2026, 6, 1))
        JobTermsFactory(job=job, begins_on=date(2026, 9, 7), recorded_by=house.specialist, recorded_at=NOON)
        trained(house.leader, by=house.leader)
    shown = page(sign_in(house.leader), "SE1/?on=2026-09-30")
    changes = shown.split("cliënten met een uitkering: daarvan voorafgegaan door nieuw advies")[1]
    assert "van 20 naar 24 uur per week" in changes
    assert f"/contacts/new/?trajectory={course.number}&amp;topic=uitkering" in changes


def test_hours_of_colleagues_are_listed_for_the_leader_only(house: House, sign_in: SignIn) -> None:
    build_town(house)
    assert house.colleague.user.name in page(sign_in(house.leader), "SE13/?on=2026-09-30&page=2")
    mine = page(sign_in(house.specialist), "SE13/?on=2026-09-30")
    assert house.colleague.user.name not in mine
    assert "alleen de IPS-teamleider ziet ze per persoon" in mine


def test_every_item_has_its_page(house: House, sign_in: SignIn) -> None:
    build_town(house)
    for by in (house.leader, house.specialist):
        browser = sign_in(by)
        for item in ("ST1", "OR1", "OR2", "OR3", "OR4", "OR6", "OR7", "OR8", "SE2", "SE3", "SE7", "SE9", "SE14"):
            assert item in page(browser, f"{item}/?on=2026-09-30")
    assert browser.get(HERE + "XX9/").status_code == 404


def test_others_have_no_business_here(house: House, sign_in: SignIn) -> None:
    for by, status in ((house.stranger, 404), (house.practitioner, 403), (house.administrator, 403)):
        for path in ("", "SE4/"):
            assert sign_in(by).get(HERE + path).status_code == status


def test_another_team_of_the_house_is_not_found(house: House, sign_in: SignIn) -> None:
    assert sign_in(house.leader).get(f"{HERE}?team={house.fact.code}").status_code == 404
    assert sign_in(house.specialist).get(f"{HERE}SE4/?team=NOPE").status_code == 404


def test_looking_is_logged_without_names(house: House, sign_in: SignIn) -> None:
    a_client(house)
    page(sign_in(house.leader), "SE4/")
    with inside(house.organisation.pk):
        entry = Entry.objects.order_by("-sequence").first()
    assert (entry.event, entry.detail) == ("fidelity.records_viewed", {"item": "SE4", "shown": 1})


@pytest.mark.parametrize(("path", "at_most"), [("", 10), ("SE4/", 10), ("SE12/", 10)])
def test_a_page_asks_as_much_for_many_as_for_few(house: House, sign_in: SignIn, path: str, at_most: int) -> None:
    a_client(house)
    browser = sign_in(house.leader)
    page(browser, path)
    few = _asked(browser, path)
    build_town(house)
    assert _asked(browser, path) == few <= at_most


def _asked(browser: Browser, path: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        page(browser, path + "?on=2026-09-30")
    only_in_tests = ("SAVEPOINT", "RELEASE", "select set_config")
    return sum(not query["sql"].startswith(only_in_tests) for query in asked.captured_queries)
