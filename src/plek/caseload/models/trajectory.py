"""A trajectory with its phases, its specialists and the moments the method asks for."""

from django.db import models
from django.db.models import F, Q

from plek.caseload.choices import EndReason, Funding, MilestoneKind, Phase, TrajectoryKind
from plek.caseload.models.client import Client
from plek.caseload.models.referral import OfVisibleClientQuerySet, Referral
from plek.organisations.models import Membership, Team
from plek.shared.encryption import EncryptedTextField
from plek.shared.models import ScopedModel


class OfVisibleTrajectoryQuerySet(OfVisibleClientQuerySet):
    """Rows that hang on a trajectory and are seen by whoever may see its client."""

    client_path = "trajectory__client"


class Trajectory(ScopedModel):
    """One course of one kind for one client, from first meeting to end.

    ``phase``, ``phase_since`` and ``specialist`` repeat the open rows of PhaseSpell and Assignment, so that
    lists need no history.
    """

    number = models.CharField(max_length=20)
    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="trajectories")
    kind = models.CharField(max_length=16, choices=TrajectoryKind, default=TrajectoryKind.IPS)
    ips_team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="+")
    referral = models.OneToOneField(
        Referral, null=True, blank=True, on_delete=models.PROTECT, related_name="trajectory"
    )
    referrer = models.ForeignKey(Membership, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    referred_on = models.DateField()
    first_meeting_on = models.DateField(null=True, blank=True)
    specialist = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="trajectories")
    funding = models.CharField(max_length=10, choices=Funding, blank=True)
    wish = EncryptedTextField()
    next_step = EncryptedTextField()
    next_step_on = models.DateField(null=True, blank=True)
    phase = models.CharField(max_length=16, choices=Phase, default=Phase.GETTING_TO_KNOW)
    phase_since = models.DateField()
    ended_on = models.DateField(null=True, blank=True)
    end_reason = models.CharField(max_length=14, choices=EndReason, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = OfVisibleClientQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "number"], name="one_trajectory_per_number"),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True)
                | Q(first_meeting_on__isnull=True)
                | Q(ended_on__gte=F("first_meeting_on")),
                name="trajectory_ends_after_begin",
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | ~Q(end_reason=""), name="trajectory_end_has_a_reason"
            ),
        ]
        indexes = [
            models.Index(
                fields=["organisation", "specialist", "phase"],
                condition=Q(ended_on__isnull=True),
                name="open_trajectories_mine",
            ),
            models.Index(
                fields=["organisation", "ips_team", "phase"],
                condition=Q(ended_on__isnull=True),
                name="open_trajectories_team",
            ),
            models.Index(
                fields=["organisation", "client"],
                condition=Q(ended_on__isnull=True),
                name="open_trajectories_client",
            ),
        ]

    def __str__(self) -> str:
        return self.number


class Wish(ScopedModel):
    """What the client wants, each time in his own words; the last one also stands on the trajectory."""

    append_only = True

    trajectory = models.ForeignKey(Trajectory, on_delete=models.PROTECT, related_name="wishes")
    text = EncryptedTextField()
    said_at = models.DateTimeField()
    written_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")

    objects = OfVisibleTrajectoryQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["organisation", "trajectory", "said_at"], name="wishes_of_trajectory")]

    def __str__(self) -> str:
        return f"wish {self.pk}"


class PhaseSpell(ScopedModel):
    """In this phase from begin until end (exclusive)."""

    trajectory = models.ForeignKey(Trajectory, on_delete=models.CASCADE, related_name="phase_spells")
    phase = models.CharField(max_length=16, choices=Phase)
    begins_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    objects = OfVisibleTrajectoryQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["trajectory"], condition=Q(ends_on__isnull=True), name="one_open_phase"
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("begins_on")), name="phase_ends_after_begin"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.trajectory_id}: {self.phase}"


class Assignment(ScopedModel):
    """Guided by this specialist from begin until end (exclusive)."""

    trajectory = models.ForeignKey(Trajectory, on_delete=models.CASCADE, related_name="assignments")
    specialist = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="assignments")
    begins_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    objects = OfVisibleTrajectoryQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["trajectory"], condition=Q(ends_on__isnull=True), name="one_open_assignment"
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("begins_on")),
                name="assignment_ends_after_begin",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.trajectory_id} with {self.specialist_id}"


class Milestone(ScopedModel):
    """A moment reached. A mistake is taken back by a later row with ``is_withdrawn``."""

    append_only = True

    trajectory = models.ForeignKey(Trajectory, on_delete=models.PROTECT, related_name="milestones")
    kind = models.CharField(max_length=16, choices=MilestoneKind)
    reached_on = models.DateField()
    is_withdrawn = models.BooleanField(default=False)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")

    objects = OfVisibleTrajectoryQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["organisation", "trajectory", "kind"], name="milestones_of_trajectory")]

    def __str__(self) -> str:
        return f"{self.trajectory_id}: {self.kind}"
