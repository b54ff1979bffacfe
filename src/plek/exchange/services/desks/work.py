"""Employers, jobs and education."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from plek.employers.models import Employer
from plek.employment.choices import EducationResult
from plek.employment.models import Education, Job
from plek.exchange.services.desks.base import KeyedDesk, set_fields
from plek.exchange.workbook.checking import Accepted


class EmployerDesk(KeyedDesk):
    sheet = "Werkgevers"

    def add(self, batch: Sequence[Accepted]) -> None:
        employers = [
            Employer(organisation_id=self.intake.organisation_id, code=one.row.code, **_employer(one.row))
            for one in batch
        ]
        for employer in Employer.objects.bulk_create(employers):
            self.intake.ids[self.sheet][employer.code] = employer.pk

    def change(self, batch: Sequence[tuple[int, Accepted]]) -> None:
        for employer, one in self.changed_rows(Employer, batch):
            set_fields(employer, _employer(one.row) | {"version": employer.version + 1})
            employer.save()


def _employer(row: Any) -> dict[str, object]:
    return {"name": row.name, "kvk": row.kvk, "sector": row.sector, "town": row.place}


class JobDesk(KeyedDesk):
    sheet = "Banen"

    def add(self, batch: Sequence[Accepted]) -> None:
        jobs = [
            Job(organisation_id=self.intake.organisation_id, number=one.row.number, **self._values(one.row))
            for one in batch
        ]
        for job in Job.objects.bulk_create(jobs):
            self.intake.touch(job.trajectory_id)

    def change(self, batch: Sequence[tuple[int, Accepted]]) -> None:
        for job, one in self.changed_rows(Job, batch):
            set_fields(job, self._values(one.row) | {"version": job.version + 1})
            job.save()
            self.intake.touch(job.trajectory_id)

    def _values(self, row: Any) -> dict[str, object]:
        return {
            "trajectory_id": self.id_of("Trajecten", row.trajectory),
            "employer_id": self.id_of("Werkgevers", row.employer),
            "title": row.title,
            "occupation": row.occupation,
            "started_on": row.started_on,
            "hours_per_week": row.hours,
            "gross_per_month": row.wage,
            "contract": row.contract,
            "is_competitive": row.competitive,
            "openness": row.openness,
            "found_via": row.found_through,
            "ended_on": row.ended_on,
            "end_heard_on": row.end_heard_on,
            "end_reason": row.end_reason,
        }


class EducationDesk(KeyedDesk):
    sheet = "Opleidingen"

    def merged(self, one: Accepted, old: Any) -> Any:
        row = super().merged(one, old)
        return replace(row, result=row.result or (old.result if old else EducationResult.ONGOING.value))

    def add(self, batch: Sequence[Accepted]) -> None:
        made = Education.objects.bulk_create(
            Education(organisation_id=self.intake.organisation_id, **self._values(one.row)) for one in batch
        )
        for one in made:
            self.intake.touch(one.trajectory_id)

    def change(self, batch: Sequence[tuple[int, Accepted]]) -> None:
        for education, one in self.changed_rows(Education, batch):
            set_fields(education, self._values(one.row))
            education.save()
            self.intake.touch(education.trajectory_id)

    def _values(self, row: Any) -> dict[str, Any]:
        return {
            "trajectory_id": self.id_of("Trajecten", row.trajectory),
            "title": row.course,
            "level": row.level,
            "started_on": row.started_on,
            "ended_on": row.ended_on,
            "result": row.result,
        }
