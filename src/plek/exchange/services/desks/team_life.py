"""Meetings of the teams and the hours of their people."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from plek.caseload.models import Attendance, Meeting, WorkedWeek
from plek.exchange.services.desks.base import AppendDesk, KeyedDesk, set_fields
from plek.exchange.workbook.checking import Accepted


class MeetingDesk(AppendDesk):
    """The order in which people are listed makes no other meeting."""

    sheet = "Overleg"

    def same(self, row: Any) -> Any:
        return replace(row, present=tuple(sorted(row.present)))

    def add(self, batch: Sequence[Accepted]) -> None:
        made = Meeting.objects.bulk_create(self._meeting(one.row) for one in batch)
        Attendance.objects.bulk_create(
            (
                Attendance(
                    organisation_id=self.intake.organisation_id,
                    meeting_id=meeting.pk,
                    membership_id=self.id_of("Medewerkers", code),
                )
                for meeting, one in zip(made, batch, strict=True)
                for code in one.row.present
            ),
            batch_size=2_000,
        )

    def _meeting(self, row: Any) -> Meeting:
        return Meeting(
            organisation_id=self.intake.organisation_id,
            held_on=row.on,
            kind=row.kind,
            team_id=self.intake.id_of("Teams", row.team),
            was_job_development_discussed=row.acquisition,
        )


class HoursDesk(KeyedDesk):
    sheet = "Uren"

    def add(self, batch: Sequence[Accepted]) -> None:
        WorkedWeek.objects.bulk_create(
            WorkedWeek(organisation_id=self.intake.organisation_id, **self._values(one.row)) for one in batch
        )

    def change(self, batch: Sequence[tuple[int, Accepted]]) -> None:
        for week, one in self.changed_rows(WorkedWeek, batch):
            set_fields(week, self._values(one.row))
            week.save()

    def _values(self, row: Any) -> dict[str, Any]:
        year, week = row.week.split("-W")
        return {
            "membership_id": self.id_of("Medewerkers", row.staff),
            "monday": date.fromisocalendar(int(year), int(week), 1),
            "support_hours": row.guidance,
            "other_hours": row.other,
            "outside_hours": row.outside,
        }
