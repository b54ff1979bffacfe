"""Writing about jobs and education."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from uuid import UUID, uuid4

import pytest
from django.db import IntegrityError, transaction

from conftest import House
from plek.audit.models import Entry
from plek.caseload.choices import Phase
from plek.caseload.models import Trajectory
from plek.caseload.tests.factories import ClientFactory, TrajectoryFactory
from plek.employers.models import Employer
from plek.employers.tests.factories import EmployerFactory
from plek.employment import selectors, services
from plek.employment.models import Education, Job, JobTerms
from plek.employment.tests.factories import EducationFactory, JobFactory
from plek.shared.errors import NotFound, Refused
from plek.shared.tenancy import inside

NOW = datetime(2026, 11, 24, 10, tzinfo=UTC)
TODAY = date(2026, 11, 24)
JOB = services.JobDetails(
    title="Afwasser", started_on=TODAY, hours_per_week=Decimal(16), contract="tijdelijk", is_competitive=True
)


@pytest.fixture(autouse=True)
def _inside(house: House) -> Iterator[None]:
    with inside(house.organisation.pk):
        yield


@pytest.fixture
def trajectory(house: House) -> Trajectory:
    client = ClientFactory(organisation=house.organisation, treatment_team=house.fact, ips_team=house.ips)
    return TrajectoryFactory(client=client, ips_team=house.ips, specialist=house.specialist)


@pytest.fixture
def bakery(house: House) -> Employer:
    return EmployerFactory(organisation=house.organisation)


class TestStart:
    def start(self, house: House, trajectory: Trajectory, bakery: Employer, **fields: object) -> Job:
        given = {"details": JOB, "move_to": ""} | fields
        return services.start_job(
            by=house.specialist, at=NOW, on=TODAY, trajectory_number=trajectory.number, employer=bakery, **given
        )

    def test_is_recorded_and_logged(self, house: House, trajectory: Trajectory, bakery: Employer) -> None:
        job = self.start(house, trajectory, bakery)
        assert (job.number, job.title, job.version) == ("BN0001", "Afwasser", 1)
        entry = Entry.objects.get(event="job.started")
        assert (entry.client_id, entry.object_id) == (trajectory.client_id, "BN0001")
        assert "Afwasser" not in str(entry.detail)

    def test_the_phase_goes_only_where_it_was_told(
        self, house: House, trajectory: Trajectory, bakery: Employer
    ) -> None:
        self.start(house, trajectory, bakery)
        trajectory.refresh_from_db()
        assert trajectory.phase == Phase.SEARCHING
        self.start(house, trajectory, bakery, details=replace(JOB, title="Bezorger"), move_to=Phase.FOLLOW_ALONG)
        trajectory.refresh_from_db()
        assert trajectory.phase == Phase.FOLLOW_ALONG

    def test_sent_twice_stands_once(self, house: House, trajectory: Trajectory, bakery: Employer) -> None:
        self.start(house, trajectory, bakery)
        with pytest.raises(Refused):
            self.start(house, trajectory, bakery)
        assert Job.objects.count() == 1

    @pytest.mark.parametrize(
        ("wrong", "field"),
        [
            ({"contract": "proefplaatsing"}, "is_competitive"),
            ({"started_on": date(2031, 1, 1)}, "started_on"),
            ({"occupation": "9999"}, "occupation"),
        ],
    )
    def test_refuses_with_the_field_to_mend(
        self, house: House, trajectory: Trajectory, bakery: Employer, wrong: dict[str, object], field: str
    ) -> None:
        with pytest.raises(Refused) as refusal:
            self.start(house, trajectory, bakery, details=replace(JOB, **wrong))
        assert refusal.value.field == field

    def test_only_on_an_open_trajectory(self, house: House, trajectory: Trajectory, bakery: Employer) -> None:
        Trajectory.objects.filter(pk=trajectory.pk).update(ended_on=TODAY, end_reason="verhuisd")
        with pytest.raises(Refused):
            self.start(house, trajectory, bakery)

    def test_not_by_a_practitioner_and_not_found_by_a_stranger(
        self, house: House, trajectory: Trajectory, bakery: Employer
    ) -> None:
        common = {
            "at": NOW,
            "on": TODAY,
            "trajectory_number": trajectory.number,
            "employer": bakery,
            "details": JOB,
        }
        with pytest.raises(Refused):
            services.start_job(by=house.practitioner, **common)
        with pytest.raises(NotFound):
            services.start_job(by=house.stranger, **common)

    def test_the_database_too_refuses_a_competitive_trial(self, trajectory: Trajectory, bakery: Employer) -> None:
        with pytest.raises(IntegrityError, match="job_competitive"), transaction.atomic():
            JobFactory(trajectory=trajectory, employer=bakery, contract="proefplaatsing", is_competitive=True)


class TestChange:
    def change(self, house: House, job: Job, version: int = 1, **fields: object) -> Job:
        return services.change_job(
            by=house.specialist, at=NOW, on=TODAY, number=job.number, version=version, employer=job.employer,
            details=replace(JOB, started_on=date(2026, 10, 5), **fields),
        )  # fmt: skip

    def test_logs_the_names_of_what_changed(self, house: House, trajectory: Trajectory, bakery: Employer) -> None:
        job = JobFactory(trajectory=trajectory, employer=bakery, title="Afwasser")
        self.change(house, job, hours_per_week=Decimal(24))
        job.refresh_from_db()
        assert (job.hours_per_week, job.version) == (Decimal(24), 2)
        assert Entry.objects.get(event="job.changed").detail == {"fields": ["hours_per_week"]}

    def test_a_colleague_who_was_first_is_not_overwritten(
        self, house: House, trajectory: Trajectory, bakery: Employer
    ) -> None:
        job = JobFactory(trajectory=trajectory, employer=bakery, version=3)
        with pytest.raises(services.Conflict):
            self.change(house, job, version=2)
        job.refresh_from_db()
        assert job.title == "Winkelmedewerker"

    def test_the_start_stays_before_the_end(self, house: House, trajectory: Trajectory, bakery: Employer) -> None:
        job = JobFactory(
            trajectory=trajectory, employer=bakery, started_on=date(2026, 9, 1), ended_on=date(2026, 9, 9)
        )
        with pytest.raises(Refused) as refusal:
            self.change(house, job)
        assert refusal.value.field == "started_on"


class TestEnd:
    def end(self, house: House, job: Job, **fields: object) -> Job:
        given = {"ended_on": TODAY, "heard_on": TODAY, "reason": "ontslag"} | fields
        return services.end_job(by=house.specialist, at=NOW, on=TODAY, number=job.number, **given)

    def test_ends_and_moves_where_it_was_told(
        self, house: House, trajectory: Trajectory, bakery: Employer
    ) -> None:
        job = self.end(house, JobFactory(trajectory=trajectory, employer=bakery), move_to=Phase.RESTING)
        trajectory.refresh_from_db()
        assert (job.ended_on, job.end_heard_on, job.end_reason) == (TODAY, TODAY, "ontslag")
        assert trajectory.phase == Phase.RESTING

    def test_once_only(self, house: House, trajectory: Trajectory, bakery: Employer) -> None:
        job = self.end(house, JobFactory(trajectory=trajectory, employer=bakery))
        with pytest.raises(Refused):
            self.end(house, job)

    def test_also_when_the_trajectory_ended_before(
        self, house: House, trajectory: Trajectory, bakery: Employer
    ) -> None:
        job = JobFactory(trajectory=trajectory, employer=bakery)
        Trajectory.objects.filter(pk=trajectory.pk).update(ended_on=TODAY, end_reason="werkt stabiel")
        assert self.end(house, job, move_to=Phase.SEARCHING).ended_on == TODAY
        trajectory.refresh_from_db()
        assert trajectory.phase == Phase.SEARCHING

    def test_not_before_it_began(self, house: House, trajectory: Trajectory, bakery: Employer) -> None:
        job = JobFactory(trajectory=trajectory, employer=bakery)
        with pytest.raises(Refused) as refusal:
            self.end(house, job, ended_on=date(2026, 1, 1))
        assert refusal.value.field == "ended_on"

    def test_a_mistaken_end_can_be_taken_back(
        self, house: House, trajectory: Trajectory, bakery: Employer
    ) -> None:
        job = self.end(house, JobFactory(trajectory=trajectory, employer=bakery))
        again = services.reopen_job(by=house.specialist, at=NOW, number=job.number)
        assert (again.ended_on, again.end_heard_on, again.end_reason) == (None, None, "")
        assert Entry.objects.filter(event="job.end_taken_back").exists()


class TestEducation:
    def test_begins_once(self, house: House, trajectory: Trajectory) -> None:
        common = {
            "by": house.specialist, "at": NOW, "on": TODAY, "trajectory_number": trajectory.number,
            "title": "Mbo Kok", "started_on": TODAY, "level": "2",
        }  # fmt: skip
        assert services.start_education(**common).level == "2"
        with pytest.raises(Refused):
            services.start_education(**common)
        assert Entry.objects.get(event="education.started").client_id == trajectory.client_id

    def test_ends_with_a_result(self, house: House, trajectory: Trajectory) -> None:
        row = EducationFactory(trajectory=trajectory)
        services.end_education(
            by=house.specialist, at=NOW, on=TODAY, education_id=row.pk, ended_on=TODAY, result="gehaald"
        )
        assert Education.objects.get().result == "gehaald"

    def test_a_stranger_finds_nothing(self, house: House, trajectory: Trajectory) -> None:
        row = EducationFactory(trajectory=trajectory)
        with pytest.raises(NotFound):
            services.end_education(
                by=house.stranger, at=NOW, on=TODAY, education_id=row.pk, ended_on=TODAY, result="gehaald"
            )


class TestTerms:
    @pytest.fixture
    def job(self, trajectory: Trajectory, bakery: Employer) -> Job:
        return JobFactory(trajectory=trajectory, employer=bakery, hours_per_week=Decimal(16))

    def change(self, house: House, job: Job, on: date, hours: int, key: UUID | None = None) -> JobTerms:
        return services.change_terms(
            by=house.specialist, at=NOW, on=TODAY, key=key or uuid4(), number=job.number, begins_on=on,
            hours_per_week=Decimal(hours), gross_per_month=None,
        )  # fmt: skip

    def test_a_change_stands_beside_the_start_and_is_logged(self, house: House, job: Job) -> None:
        self.change(house, job, date(2026, 11, 2), 20)
        self.change(house, job, date(2026, 12, 1), 24)
        later = selectors.terms_of(house.specialist, [job.pk])[job.pk]
        days = (date(2026, 11, 1), date(2026, 11, 2), TODAY, date(2026, 12, 1))
        assert [selectors.terms_on(job, later, day).hours_per_week for day in days] == [16, 20, 20, 24]
        job.refresh_from_db()
        assert job.hours_per_week == 16
        assert Entry.objects.filter(event="job.terms_changed", object_id=job.number).count() == 2

    def test_sent_twice_stands_once(self, house: House, job: Job) -> None:
        key = uuid4()
        assert self.change(house, job, TODAY, 20, key) == self.change(house, job, TODAY, 20, key)
        assert JobTerms.objects.count() == 1

    @pytest.mark.parametrize(
        ("on", "hours", "field"),
        [
            (date(2026, 10, 5), 20, "begins_on"), (date(2027, 11, 26), 20, "begins_on"),
            (date(2026, 11, 2), 24, "begins_on"), (date(2026, 11, 3), 20, "hours_per_week"),
        ],
    )  # fmt: skip
    def test_what_cannot_be_is_refused_beside_its_field(
        self, house: House, job: Job, on: date, hours: int, field: str
    ) -> None:
        self.change(house, job, date(2026, 11, 2), 20)
        with pytest.raises(Refused) as refused:
            self.change(house, job, on, hours)
        assert refused.value.field == field

    def test_after_the_end_nothing_changes(self, house: House, job: Job) -> None:
        Job.objects.filter(pk=job.pk).update(ended_on=date(2026, 11, 1))
        with pytest.raises(Refused):
            self.change(house, job, date(2026, 11, 2), 20)

    def test_the_start_does_not_move_past_a_change(self, house: House, job: Job, bakery: Employer) -> None:
        self.change(house, job, date(2026, 11, 2), 20)
        with pytest.raises(Refused) as refused:
            services.change_job(
                by=house.specialist, at=NOW, on=TODAY, number=job.number, version=1, employer=bakery, details=JOB
            )
        assert refused.value.field == "started_on"

    def test_a_mistake_is_taken_back_and_can_be_recorded_anew(self, house: House, job: Job) -> None:
        made = self.change(house, job, TODAY, 20)
        services.take_back_terms(by=house.specialist, at=NOW, key=uuid4(), number=job.number, terms=made.pk)
        assert not selectors.terms_of(house.specialist, [job.pk])[job.pk]
        with pytest.raises(NotFound):
            services.take_back_terms(by=house.specialist, at=NOW, key=uuid4(), number=job.number, terms=made.pk)
        self.change(house, job, TODAY, 24)
        assert [row.hours_per_week for row in selectors.terms_of(house.specialist, [job.pk])[job.pk]] == [24]
        assert Entry.objects.filter(event="job.terms_taken_back").count() == 1
