"""Jobs and education of a trajectory, each with begin and end."""

from typing import Self

from django.db import models
from django.db.models import F, Q

from plek.caseload.models import Trajectory
from plek.caseload.models.trajectory import OfVisibleTrajectoryQuerySet
from plek.employers.models import Employer
from plek.employment.choices import NEVER_COMPETITIVE, Contract, EducationResult, FoundVia, JobEndReason, Openness
from plek.organisations.choices import CASELOAD_ROLES
from plek.organisations.models import Membership
from plek.shared.encryption import EncryptedTextField
from plek.shared.following import FollowedModel, FollowedQuerySet
from plek.shared.models import ScopedModel, ScopedQuerySet


class JobQuerySet(OfVisibleTrajectoryQuerySet):
    def at_shared_employers(self, by: Membership) -> Self:
        """Every job at the employers that all caseload workers share, also of clients whom ``by`` may not see.

        For titles and dates only; who works there is asked of ``visible_to``.
        """
        mine = ScopedQuerySet.visible_to(self, by)
        return mine if by.role in CASELOAD_ROLES else mine.none()


class Job(ScopedModel):
    """One job with one employer. Hours per week and gross euros per month are those at the start."""

    number = models.CharField(max_length=20)
    trajectory = models.ForeignKey(Trajectory, on_delete=models.PROTECT, related_name="jobs")
    employer = models.ForeignKey(Employer, on_delete=models.PROTECT, related_name="jobs")
    title = models.CharField(max_length=120)
    occupation = models.CharField(max_length=4, blank=True)
    started_on = models.DateField()
    hours_per_week = models.DecimalField(max_digits=4, decimal_places=1)
    gross_per_month = models.DecimalField(max_digits=9, decimal_places=2, null=True, blank=True)
    contract = models.CharField(max_length=20, choices=Contract)
    is_competitive = models.BooleanField()
    openness = EncryptedTextField(choices=Openness)
    """To whom the client tells it: that there is something to tell says something about health."""
    found_via = models.CharField(max_length=18, choices=FoundVia, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    end_heard_on = models.DateField(null=True, blank=True)
    end_reason = models.CharField(max_length=18, choices=JobEndReason, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = JobQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "number"], name="one_job_per_number"),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("started_on")), name="job_ends_after_start"
            ),
            models.CheckConstraint(condition=Q(hours_per_week__gt=0, hours_per_week__lte=80), name="job_hours"),
            models.CheckConstraint(
                condition=Q(is_competitive=False) | ~Q(contract__in=sorted(NEVER_COMPETITIVE)),
                name="job_competitive",
            ),
        ]
        indexes = [
            models.Index(
                fields=["organisation", "trajectory", "started_on"], name="jobs_of_trajectory",
                include=["ended_on", "is_competitive"],
            ),
            models.Index(fields=["organisation", "employer"], name="jobs_of_employer"),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.title} ({self.number})"


class JobTermsQuerySet(FollowedQuerySet):
    def visible_to(self, by: Membership) -> Self:  # type: ignore[override]
        """Terms of jobs of clients whom ``by`` may see."""
        return super().visible_to(by).filter(job__in=Job.objects.visible_to(by).values("pk"))


class JobTerms(FollowedModel):
    """Other hours or pay of a job from a day on, until the next such day. Never overwritten: a later row may say
    that this was a mistake."""

    job = models.ForeignKey(Job, on_delete=models.PROTECT, related_name="terms")
    begins_on = models.DateField()
    hours_per_week = models.DecimalField(max_digits=4, decimal_places=1)
    gross_per_month = models.DecimalField(max_digits=9, decimal_places=2, null=True, blank=True)

    objects = JobTermsQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "key"], name="one_job_terms_per_key"),
            models.CheckConstraint(condition=Q(hours_per_week__gt=0, hours_per_week__lte=80), name="terms_hours"),
        ]
        indexes = [models.Index(fields=["organisation", "job", "begins_on"], name="terms_of_job")]

    def __str__(self) -> str:
        return f"terms {self.pk} of job {self.job_id}"


class Education(ScopedModel):
    """A course or study followed in the regular system."""

    trajectory = models.ForeignKey(Trajectory, on_delete=models.PROTECT, related_name="educations")
    title = models.CharField(max_length=120)
    level = models.CharField(max_length=60, blank=True)
    started_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)
    result = models.CharField(max_length=8, choices=EducationResult, default=EducationResult.ONGOING)

    objects = OfVisibleTrajectoryQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["trajectory", "title", "started_on"], name="one_education_per_begin"),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("started_on")),
                name="education_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return self.title
