"""The pages about jobs and education: who may come in, what a form does."""

import re
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from conftest import House
from plek.audit.models import Entry
from plek.caseload.models import Trajectory
from plek.caseload.tests.factories import ClientFactory, TrajectoryFactory
from plek.employers.models import Employer
from plek.employers.tests.factories import EmployerFactory
from plek.employment.models import Education, Job
from plek.employment.tests.factories import EducationFactory, JobFactory
from plek.organisations.models import Membership
from plek.shared.tenancy import inside

SignIn = Callable[[Membership], Client]
BASE = "/o/ggz-veenland/"


@pytest.fixture(autouse=True)
def _on_a_tuesday() -> Iterator[None]:
    with time_machine.travel("2026-11-24 10:00:00+01:00", tick=False):
        yield


@pytest.fixture
def trajectory(house: House) -> Trajectory:
    with inside(house.organisation.pk):
        client = ClientFactory(
            organisation=house.organisation, treatment_team=house.fact, ips_team=house.ips, first_name="Anna",
            last_name="de Vries",
        )  # fmt: skip
        return TrajectoryFactory(client=client, ips_team=house.ips, specialist=house.specialist, number="T0001")


@pytest.fixture
def bakery(house: House) -> Employer:
    with inside(house.organisation.pk):
        return EmployerFactory(organisation=house.organisation, code="WG0007", name="Bakkerij Jansen")


@pytest.fixture
def job(house: House, trajectory: Trajectory, bakery: Employer) -> Job:
    with inside(house.organisation.pk):
        return JobFactory(trajectory=trajectory, employer=bakery, number="BN0001", openness="leidinggevende")


def typed(**fields: Any) -> dict[str, Any]:
    return {
        "employer": "WG0007", "title": "Afwasser", "started_on": "2026-11-23", "hours_per_week": "16,5",
        "contract": "tijdelijk", "is_competitive": "yes", "move_to": "follow_along",
    } | fields  # fmt: skip


WRITES = ("trajectories/T0001/jobs/new/", "trajectories/T0001/education/new/", "jobs/BN0001/edit/",
          "jobs/BN0001/end/", "jobs/BN0001/reopen/", "jobs/BN0001/terms/new/")  # fmt: skip


@pytest.mark.parametrize("address", WRITES)
def test_who_may_write(house: House, job: Job, sign_in: SignIn, address: str) -> None:
    assert sign_in(house.specialist).get(BASE + address).status_code == 200
    assert sign_in(house.practitioner).get(BASE + address).status_code == 403
    assert sign_in(house.stranger).get(BASE + address).status_code == 404
    at_home = f"/o/{house.stranger.organisation.slug}/"
    assert sign_in(house.stranger).get(at_home + address).status_code == 404
    assert sign_in(house.stranger).post(at_home + address, typed()).status_code == 404


class TestJobs:
    def test_a_practitioner_of_the_treatment_team_reads_along(
        self, house: House, job: Job, sign_in: SignIn
    ) -> None:
        response = sign_in(house.practitioner).get(BASE + "trajectories/T0001/jobs/")
        text = response.content.decode()
        assert "Winkelmedewerker" in text
        assert "jobs/new" not in text
        assert "employers/WG0007" not in text

    def test_the_view_is_logged_for_the_client(
        self, house: House, job: Job, trajectory: Trajectory, sign_in: SignIn
    ) -> None:
        sign_in(house.specialist).get(BASE + "trajectories/T0001/jobs/")
        with inside(house.organisation.pk):
            assert Entry.objects.get(event="jobs.viewed").client_id == trajectory.client_id

    def test_an_administrator_and_a_stranger_do_not_come_in(self, house: House, job: Job, sign_in: SignIn) -> None:
        assert sign_in(house.administrator).get(BASE + "trajectories/T0001/jobs/").status_code == 403
        assert sign_in(house.stranger).get(BASE + "trajectories/T0001/jobs/").status_code == 404

    def test_costs_the_same_for_one_job_and_thirty(
        self, house: House, job: Job, trajectory: Trajectory, bakery: Employer, sign_in: SignIn
    ) -> None:
        browser, counts = sign_in(house.specialist), []
        for number in (0, 30):
            with inside(house.organisation.pk):
                for _ in range(number):
                    JobFactory(trajectory=trajectory, employer=bakery)
                    EducationFactory(trajectory=trajectory, title=f"Cursus {_}")
            with CaptureQueriesContext(connection) as queries:
                browser.get(BASE + "trajectories/T0001/jobs/")
            counts.append(
                sum(not q["sql"].startswith(("SAVEPOINT", "RELEASE", "select set_config")) for q in queries)
            )
        assert counts[0] == counts[1]
        assert counts[1] <= 10

    def test_the_page_of_the_employer_never_shows_who_may_know(
        self, house: House, job: Job, sign_in: SignIn
    ) -> None:
        assert (
            "leidinggevende" in sign_in(house.specialist).get(BASE + "trajectories/T0001/jobs/").content.decode()
        )
        assert "leidinggevende" not in sign_in(house.specialist).get(BASE + "employers/WG0007/").content.decode()


class TestStart:
    address = BASE + "trajectories/T0001/jobs/new/"

    def test_six_fields_and_the_phase_by_a_question(
        self, house: House, trajectory: Trajectory, bakery: Employer, sign_in: SignIn
    ) -> None:
        browser = sign_in(house.specialist)
        form = browser.get(self.address).context["form"]
        assert form["move_to"].value() == "follow_along"
        assert {value for value, _ in form.fields["move_to"].choices} == {"follow_along", "starting", "stay"}
        assert browser.post(self.address, typed()).status_code == 302
        with inside(house.organisation.pk):
            job = Job.objects.get()
            trajectory.refresh_from_db()
        assert (float(job.hours_per_week), job.started_on, job.is_competitive) == (16.5, date(2026, 11, 23), True)
        assert trajectory.phase == "follow_along"

    def test_staying_in_the_phase_is_a_choice(
        self, house: House, trajectory: Trajectory, bakery: Employer, sign_in: SignIn
    ) -> None:
        sign_in(house.specialist).post(self.address, typed(move_to="stay"))
        with inside(house.organisation.pk):
            trajectory.refresh_from_db()
        assert trajectory.phase == "searching"

    def test_no_answer_about_the_phase_is_asked_again(
        self, house: House, trajectory: Trajectory, bakery: Employer, sign_in: SignIn
    ) -> None:
        response = sign_in(house.specialist).post(self.address, typed(move_to=""))
        assert response.status_code == 422
        assert "move_to" in response.context["form"].errors

    def test_the_definition_and_its_source_stand_beside_the_field(
        self, house: House, trajectory: Trajectory, sign_in: SignIn
    ) -> None:
        text = sign_in(house.specialist).get(self.address).content.decode()
        assert "IPS-25" in text
        assert "minimumloon" in text

    def test_a_trial_is_no_competitive_job(
        self, house: House, trajectory: Trajectory, bakery: Employer, sign_in: SignIn
    ) -> None:
        response = sign_in(house.specialist).post(self.address, typed(contract="proefplaatsing"))
        assert response.status_code == 422
        assert "is_competitive" in response.context["form"].errors
        assert sign_in(house.specialist).post(
            self.address, typed(contract="proefplaatsing", is_competitive="no")
        ).status_code == 302  # fmt: skip

    def test_a_new_employer_by_name_and_one_alike_by_choice(
        self, house: House, trajectory: Trajectory, bakery: Employer, sign_in: SignIn
    ) -> None:
        browser = sign_in(house.specialist)
        alike = browser.post(self.address, typed(employer="", name="Bakerij Jansen", town="Assen"))
        assert alike.status_code == 422
        assert [code for code, _ in alike.context["form"].fields["employer"].widget.choices] == ["WG0007"]
        with inside(house.organisation.pk):
            assert not Job.objects.exists()
        assert browser.post(self.address, typed(employer="", name="Garage Smit")).status_code == 302
        with inside(house.organisation.pk):
            assert Job.objects.get().employer.name == "Garage Smit"

    @pytest.mark.parametrize(
        ("occupation", "code"),
        [("9412", "9412"), ("keukenhulp, afwasser (9412)", "9412"), ("stukadoor", "7123"), ("", "")],
    )
    def test_an_occupation_by_code_choice_or_word(
        self, house: House, trajectory: Trajectory, bakery: Employer, sign_in: SignIn, occupation: str, code: str
    ) -> None:
        assert sign_in(house.specialist).post(self.address, typed(occupation=occupation)).status_code == 302
        with inside(house.organisation.pk):
            assert Job.objects.get().occupation == code

    @pytest.mark.parametrize("occupation", ["monteur", "xyzzy", "9999"])
    def test_a_word_that_is_not_clear_is_asked_again(
        self, house: House, trajectory: Trajectory, bakery: Employer, sign_in: SignIn, occupation: str
    ) -> None:
        response = sign_in(house.specialist).post(self.address, typed(occupation=occupation))
        assert response.status_code == 422
        assert "occupation" in response.context["form"].errors


class TestChange:
    def test_shows_what_stands_and_keeps_the_rest(self, house: House, job: Job, sign_in: SignIn) -> None:
        browser = sign_in(house.specialist)
        form = browser.get(BASE + "jobs/BN0001/edit/").context["form"]
        assert form["employer"].value() == "WG0007"
        assert browser.post(BASE + "jobs/BN0001/edit/", typed(version="1")).status_code == 302
        with inside(house.organisation.pk):
            job.refresh_from_db()
        assert (job.title, job.openness, job.version) == ("Afwasser", "", 2)

    def test_a_conflict_shows_both(self, house: House, job: Job, sign_in: SignIn) -> None:
        with inside(house.organisation.pk):
            Job.objects.filter(pk=job.pk).update(title="Vakkenvuller", version=2)
        response = sign_in(house.specialist).post(BASE + "jobs/BN0001/edit/", typed(version="1"))
        assert response.status_code == 422
        text = response.content.decode()
        assert "Vakkenvuller" in text
        assert 'value="Afwasser"' in text
        assert 'name="version" value="2"' in text


class TestEnd:
    def test_proposes_to_search_on_and_asks(
        self, house: House, job: Job, trajectory: Trajectory, sign_in: SignIn
    ) -> None:
        with inside(house.organisation.pk):
            Trajectory.objects.filter(pk=trajectory.pk).update(phase="follow_along")
        browser = sign_in(house.specialist)
        form = browser.get(BASE + "jobs/BN0001/end/").context["form"]
        assert form["move_to"].value() == "searching"
        ended = {"ended_on": "2026-11-20", "heard_on": "2026-11-23", "reason": "ontslag", "move_to": "stay"}
        assert browser.post(BASE + "jobs/BN0001/end/", ended).status_code == 302
        assert browser.post(BASE + "jobs/BN0001/end/", ended).status_code == 422
        with inside(house.organisation.pk):
            job.refresh_from_db()
        assert (job.ended_on, job.end_heard_on) == (date(2026, 11, 20), date(2026, 11, 23))

    def test_is_taken_back(self, house: House, job: Job, sign_in: SignIn) -> None:
        with inside(house.organisation.pk):
            Job.objects.filter(pk=job.pk).update(ended_on=date(2026, 11, 1), end_reason="ontslag")
        assert sign_in(house.specialist).post(BASE + "jobs/BN0001/reopen/").status_code == 302
        with inside(house.organisation.pk):
            job.refresh_from_db()
        assert job.ended_on is None


def test_education_begins_and_ends(house: House, trajectory: Trajectory, sign_in: SignIn) -> None:
    browser = sign_in(house.specialist)
    begun = {"title": "Mbo Kok", "level": "2", "started_on": "2026-11-23"}
    assert browser.post(BASE + "trajectories/T0001/education/new/", begun).status_code == 302
    assert browser.post(BASE + "trajectories/T0001/education/new/", begun).status_code == 422
    with inside(house.organisation.pk):
        row = Education.objects.get()
    address = f"{BASE}education/{row.pk}/end/"
    assert browser.get(address).status_code == 200
    assert browser.post(address, {"ended_on": "2026-11-01", "result": "gehaald"}).status_code == 422
    assert browser.post(address, {"ended_on": "2026-11-24", "result": "gehaald"}).status_code == 302
    assert "gehaald" in browser.get(BASE + "trajectories/T0001/jobs/").content.decode()


def test_a_record_that_was_closed_asks_why(
    house: House, trajectory: Trajectory, job: Job, sign_in: SignIn
) -> None:
    with inside(house.organisation.pk):
        education = EducationFactory(trajectory=trajectory)
        Trajectory.objects.filter(pk=trajectory.pk).update(
            referred_on=date(2025, 9, 1), first_meeting_on=date(2025, 9, 10), ended_on=date(2026, 5, 1),
            end_reason="verhuisd",
        )  # fmt: skip
    browser, own = sign_in(house.specialist), f"{BASE}trajectories/T0001/"
    pages = [f"{own}{page}" for page in ("jobs/", "jobs/new/", "education/new/")]
    pages += [f"{BASE}jobs/BN0001/{page}/" for page in ("edit", "end", "reopen", "terms/new")]
    pages.append(f"{BASE}education/{education.pk}/end/")
    for page in pages:
        shown = browser.get(page)
        assert "Waarom open je dit dossier?" in shown.content.decode(), page
        assert "de Vries" not in shown.content.decode()
    number = trajectory.client.number
    answer = browser.post(f"{BASE}clients/{number}/why/", {"reason": "return", "next": shown.context["next"]})
    assert answer["Location"] == pages[-1]
    assert "de Vries" in browser.get(pages[0]).content.decode()
    with inside(house.organisation.pk):
        assert Entry.objects.get(event="jobs.viewed").purpose == "return"


class TestTerms:
    def test_a_change_is_recorded_shown_and_taken_back(self, house: House, job: Job, sign_in: SignIn) -> None:
        browser = sign_in(house.specialist)
        form = browser.get(BASE + "jobs/BN0001/terms/new/")
        assert form.context["form"].initial["hours_per_week"] == 20
        sent = {
            "key": str(uuid4()),
            "begins_on": "2026-11-02",
            "hours_per_week": "24,5",
            "gross_per_month": "1500",
        }
        assert browser.post(BASE + "jobs/BN0001/terms/new/", sent).status_code == 302
        page = browser.get(BASE + "trajectories/T0001/jobs/").content.decode()
        assert "24,5 uur per week" in page
        assert page.index("24,5 uur per week, € 1.500,00") < page.index("20 uur per week <")
        undo = re.search(r'href="([^"]+/take-back/)"', page)
        assert undo is not None
        assert browser.post(undo[1], {"key": str(uuid4())}).status_code == 302
        assert "24,5" not in browser.get(BASE + "trajectories/T0001/jobs/").content.decode()
        assert browser.get(undo[1]).status_code == 404

    def test_what_was_typed_stays_beside_the_reason(self, house: House, job: Job, sign_in: SignIn) -> None:
        sent = {"key": str(uuid4()), "begins_on": "2026-11-02", "hours_per_week": "20", "gross_per_month": ""}
        answer = sign_in(house.specialist).post(BASE + "jobs/BN0001/terms/new/", sent)
        assert answer.status_code == 422
        assert "Vul in wat er anders wordt" in answer.content.decode()
        assert 'value="2026-11-02"' in answer.content.decode()
