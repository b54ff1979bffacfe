"""The specialist's day: appointments, own tasks, what was put off, and how the rules are tuned."""

from typing import Self

from django.db import models
from django.db.models import Q

from plek.caseload.choices import Mode, Setting
from plek.caseload.models.client import Client
from plek.caseload.models.contact import Contact
from plek.caseload.models.trajectory import Trajectory
from plek.organisations.choices import CASELOAD_ROLES
from plek.organisations.models import Membership
from plek.shared.encryption import EncryptedTextField
from plek.shared.models import ScopedModel, ScopedQuerySet


class OwnQuerySet(ScopedQuerySet):
    """Rows that only their own member sees."""

    def visible_to(self, by: Membership) -> Self:  # type: ignore[override]
        return super().visible_to(by).filter(membership_id=by.pk)


class AppointmentQuerySet(ScopedQuerySet):
    def visible_to(self, by: Membership) -> Self:  # type: ignore[override]
        """One's own, and those with a client whom ``by`` may see."""
        clients = Client.objects.visible_to(by).values("pk")
        return super().visible_to(by).filter(Q(membership_id=by.pk) | Q(trajectory__client__in=clients))


class TaskQuerySet(ScopedQuerySet):
    def visible_to(self, by: Membership) -> Self:  # type: ignore[override]
        """One's own, those one gave, and of IPS staff those about a client whom they may see."""
        seen = Q(owner_id=by.pk) | Q(made_by_id=by.pk)
        if by.role in CASELOAD_ROLES:
            seen |= Q(trajectory__client__in=Client.objects.visible_to(by).values("pk"))
        return super().visible_to(by).filter(seen)


class Appointment(ScopedModel):
    """A moment agreed. Its place is sealed: it may be someone's home.

    ``mode`` and ``setting`` are what its contact will have; ``contact`` is that contact once it happened.
    ``version`` rises with every move, so that calendars follow.
    """

    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="appointments")
    trajectory = models.ForeignKey(
        Trajectory, null=True, blank=True, on_delete=models.PROTECT, related_name="appointments"
    )
    starts_at = models.DateTimeField()
    minutes = models.PositiveSmallIntegerField(default=60)
    place = EncryptedTextField()
    about = EncryptedTextField()
    mode = models.CharField(max_length=8, choices=Mode, default=Mode.FACE_TO_FACE)
    setting = models.CharField(max_length=8, choices=Setting, blank=True)
    contact = models.ForeignKey(
        Contact, null=True, blank=True, on_delete=models.PROTECT, related_name="appointments"
    )
    cancelled_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = AppointmentQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["organisation", "membership", "starts_at"], name="appointments_of_member")]

    def __str__(self) -> str:
        return f"appointment {self.pk}"


class Task(ScopedModel):
    """Something to do, for oneself or a colleague."""

    is_note_of_staff = True

    owner = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="tasks")
    trajectory = models.ForeignKey(
        Trajectory, null=True, blank=True, on_delete=models.PROTECT, related_name="tasks"
    )
    text = EncryptedTextField()
    due_on = models.DateField()
    made_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True, blank=True)

    objects = TaskQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(
                fields=["organisation", "owner", "due_on"],
                condition=Q(done_at__isnull=True),
                name="open_tasks_of_owner",
            )
        ]

    def __str__(self) -> str:
        return f"task {self.pk}"


class Snooze(ScopedModel):
    """A line of the today page put off until a day, with the reason. ``line`` is rule code and subject."""

    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="+")
    line = models.CharField(max_length=80)
    until = models.DateField()
    reason = EncryptedTextField()
    made_at = models.DateTimeField()

    objects = OwnQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["membership", "line"], name="one_snooze_per_line")]

    def __str__(self) -> str:
        return self.line


class RuleSetting(ScopedModel):
    """How an organisation tuned one rule of the today page; what is empty follows the method."""

    rule = models.CharField(max_length=40)
    is_on = models.BooleanField(default=True)
    days = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "rule"], name="one_setting_per_rule")]

    def __str__(self) -> str:
        return self.rule


class SavedView(ScopedModel):
    """A name for a way of looking at the caseload table: its sort, filters and columns."""

    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=60)
    query = models.CharField(max_length=500)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["membership", "name"], name="one_view_per_name")]

    def __str__(self) -> str:
        return self.name
