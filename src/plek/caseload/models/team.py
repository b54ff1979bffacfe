"""What the team does together, and the hours of its people."""

from typing import Self

from django.db import models
from django.db.models import Q

from plek.caseload.choices import MeetingKind
from plek.organisations.choices import CASELOAD_ROLES, Role
from plek.organisations.models import Membership, Team, TeamMembership
from plek.shared.models import ScopedModel, ScopedQuerySet


class MeetingQuerySet(ScopedQuerySet):
    def visible_to(self, by: Membership) -> Self:  # type: ignore[override]
        """Meetings of one's teams and those one attended."""
        attended = Attendance.objects.filter(membership_id=by.pk).values("meeting_id")
        return super().visible_to(by).filter(Q(team_id__in=by.team_ids) | Q(pk__in=attended))


class WorkedWeekQuerySet(ScopedQuerySet):
    def visible_to(self, by: Membership) -> Self:  # type: ignore[override]
        """One's own weeks; a team leader also sees those of the people in his teams."""
        mine = Q(membership_id=by.pk)
        if by.role == Role.IPS_TEAM_LEADER:
            people = TeamMembership.objects.filter(team_id__in=by.team_ids).values("membership_id")
            mine |= Q(membership_id__in=people)
        return super().visible_to(by).filter(mine)

    def of_teams(self, by: Membership) -> Self:
        """Weeks of everyone who works or worked in one's teams: for sums over a team only; whose hours they are is
        asked of ``visible_to``."""
        people = TeamMembership.objects.filter(team_id__in=by.team_ids).values("membership_id")
        mine = super().visible_to(by)
        return mine.filter(membership_id__in=people) if by.role in CASELOAD_ROLES else mine.none()


class Meeting(ScopedModel):
    """A meeting of a team, a supervision or a field mentoring."""

    held_on = models.DateField()
    kind = models.CharField(max_length=22, choices=MeetingKind)
    team = models.ForeignKey(Team, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    was_job_development_discussed = models.BooleanField(default=False)

    objects = MeetingQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["organisation", "team", "held_on"], name="meetings_of_team")]

    def __str__(self) -> str:
        return f"{self.kind} on {self.held_on}"


class Attendance(ScopedModel):
    """Was at this meeting."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="attendances")
    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="attendances")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["meeting", "membership"], name="one_attendance")]
        indexes = [models.Index(fields=["organisation", "membership"], name="attendances_of_member")]

    def __str__(self) -> str:
        return f"{self.membership_id} at {self.meeting_id}"


class WorkedWeek(ScopedModel):
    """Hours of one person in one ISO week (``monday`` is its first day)."""

    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="worked_weeks")
    monday = models.DateField()
    support_hours = models.DecimalField(max_digits=5, decimal_places=2)
    other_hours = models.DecimalField(max_digits=5, decimal_places=2, null=True, blank=True)
    outside_hours = models.DecimalField(max_digits=5, decimal_places=2, null=True, blank=True)

    objects = WorkedWeekQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["membership", "monday"], name="one_worked_week"),
            models.CheckConstraint(condition=Q(support_hours__gte=0), name="support_hours_not_negative"),
            models.CheckConstraint(condition=Q(monday__iso_week_day=1), name="week_begins_on_monday"),
        ]

    def __str__(self) -> str:
        return f"{self.membership_id}: {self.monday:%G-W%V}"
