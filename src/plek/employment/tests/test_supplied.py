"""What employment and employers supply to the pages below and beside them."""

from collections.abc import Iterator
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from conftest import House
from plek.caseload import supply
from plek.caseload.models import Trajectory
from plek.caseload.tests.factories import ClientFactory, TrajectoryFactory
from plek.employers import supplied as by_employers
from plek.employers import supply as to_employers
from plek.employers.models import Employer
from plek.employers.tests.factories import EmployerContactFactory, EmployerFactory
from plek.employment import supplied
from plek.employment.tests.factories import EducationFactory, JobFactory
from plek.shared.tenancy import inside

TODAY = date(2026, 11, 24)


@pytest.fixture(autouse=True)
def _inside(house: House) -> Iterator[None]:
    with inside(house.organisation.pk):
        yield


@pytest.fixture
def trajectory(house: House) -> Trajectory:
    client = ClientFactory(
        organisation=house.organisation, treatment_team=house.fact, ips_team=house.ips, preferred_name="Anneke"
    )
    return TrajectoryFactory(client=client, ips_team=house.ips, specialist=house.specialist)


@pytest.fixture
def bakery(house: House) -> Employer:
    return EmployerFactory(organisation=house.organisation, name="Bakkerij Jansen", code="WG0007")


def test_all_are_registered() -> None:
    assert supplied.job_facts in supply.job_facts
    assert supplied.at_work in supply.at_work
    assert supplied.work_events in supply.events
    assert by_employers.first_contacts in supply.first_employer_contacts
    assert by_employers.contact_events in supply.events
    assert by_employers.find in supply.finders
    assert supplied.jobs_at in to_employers.jobs_at


def test_job_facts_of_many_in_one_query(house: House, trajectory: Trajectory, bakery: Employer) -> None:
    JobFactory(trajectory=trajectory, employer=bakery, title="Nu")
    JobFactory(
        trajectory=trajectory,
        employer=bakery,
        title="Eerst",
        started_on=date(2026, 1, 1),
        ended_on=date(2026, 2, 1),
    )
    with CaptureQueriesContext(connection) as queries:
        facts = supplied.job_facts(house.specialist, [trajectory.pk, 99])
    assert len(queries) == 1
    assert [fact.title for fact in facts[trajectory.pk]] == ["Eerst", "Nu"]
    assert facts[trajectory.pk][0].ended_on == date(2026, 2, 1)
    assert facts[trajectory.pk][1].employer == "Bakkerij Jansen"
    assert supplied.job_facts(house.stranger, [trajectory.pk]) == {}


@pytest.mark.parametrize(
    ("began", "ended", "works"),
    [
        (date(2026, 11, 24), None, True),
        (date(2026, 11, 25), None, False),
        (date(2026, 10, 1), date(2026, 11, 24), True),
        (date(2026, 10, 1), date(2026, 11, 23), False),
    ],
)
def test_at_work_on_a_day(trajectory: Trajectory, bakery: Employer, began: date, ended: date, works: bool) -> None:
    JobFactory(trajectory=trajectory, employer=bakery, started_on=began, ended_on=ended)
    found = Trajectory.objects.annotate(works=supplied.at_work("pk", TODAY)).get(pk=trajectory.pk)
    assert found.works is works


def test_events_of_work_newest_first(house: House, trajectory: Trajectory, bakery: Employer) -> None:
    JobFactory(trajectory=trajectory, employer=bakery, title="Bezorger", ended_on=date(2026, 11, 1))
    EducationFactory(trajectory=trajectory, title="Mbo Kok", started_on=date(2026, 11, 2))
    with CaptureQueriesContext(connection) as queries:
        events = supplied.work_events(house.specialist, [trajectory.pk], 10)
    assert len(queries) == 1
    assert events[0].text == "Mbo Kok"
    assert [event.kind for event in events] == ["education", "job"]
    assert "Bezorger" in events[1].text
    assert events[1].until == date(2026, 11, 1)
    assert events[1].url.endswith(f"/trajectories/{trajectory.number}/jobs/")
    assert len(supplied.work_events(house.specialist, [trajectory.pk], 1)) == 1


def test_jobs_at_an_employer_name_only_whom_one_may_see(
    house: House, trajectory: Trajectory, bakery: Employer
) -> None:
    other = ClientFactory(organisation=house.organisation, treatment_team=house.fact)
    hidden = TrajectoryFactory(client=other, ips_team=house.fact, specialist=house.colleague)
    JobFactory(trajectory=trajectory, employer=bakery, title="Afwasser")
    JobFactory(trajectory=hidden, employer=bakery, title="Bezorger", started_on=date(2026, 1, 1))
    seen, unseen = supplied.jobs_at(house.specialist, bakery.pk)
    assert (seen.client, seen.trajectory) == (trajectory.client.name, trajectory.number)
    assert (unseen.title, unseen.client, unseen.trajectory) == ("Bezorger", "", "")
    assert supplied.jobs_at(house.practitioner, bakery.pk) == []


def test_facts_and_events_of_employer_contacts(house: House, trajectory: Trajectory, bakery: Employer) -> None:
    common = {"employer": bakery, "member": house.specialist, "trajectory": trajectory}
    EmployerContactFactory(**common, held_on=date(2026, 11, 1), mode="telefoon")
    EmployerContactFactory(**common, held_on=date(2026, 11, 3))
    mistaken = EmployerContactFactory(**common, held_on=date(2026, 11, 9))
    EmployerContactFactory(**common, held_on=date(2026, 11, 9), corrects=mistaken, is_withdrawn=True)
    assert by_employers.first_contacts(house.specialist, [trajectory.pk]) == {trajectory.pk: date(2026, 11, 3)}
    events = by_employers.contact_events(house.specialist, [trajectory.pk], 5)
    assert [event.on for event in events] == [date(2026, 11, 3), date(2026, 11, 1)]
    assert "Bakkerij Jansen" in events[0].text


def test_search_finds_employers_for_who_keeps_them(house: House, bakery: Employer) -> None:
    hit = by_employers.find(house.specialist, "bakerij", 5)[0]
    assert (hit.label, hit.hint, hit.kind) == ("Bakkerij Jansen", "Assen", "employer")
    assert hit.url.endswith("/employers/WG0007/")
    assert by_employers.find(house.practitioner, "bakerij", 5) == []
    assert by_employers.find(house.stranger, "bakerij", 5) == []
