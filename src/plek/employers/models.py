"""Employers as relations of the IPS team; nothing here holds health data of a client."""

from typing import Self

from django.db import models
from django.db.models import Q

from plek.caseload.choices import Mode
from plek.caseload.models import Client, Trajectory
from plek.employers.choices import Purpose
from plek.organisations.choices import CASELOAD_ROLES
from plek.organisations.models import Membership
from plek.shared.following import FollowedModel, FollowedQuerySet
from plek.shared.models import ScopedModel, ScopedQuerySet


class EmployerQuerySet(ScopedQuerySet):
    def visible_to(self, by: Membership) -> Self:  # type: ignore[override]
        """Employers are shared by all who work the caseload; nobody else sees them."""
        mine = super().visible_to(by)
        return mine if by.role in CASELOAD_ROLES else mine.none()

    @staticmethod
    def _for_visible_client(by: Membership) -> Q:
        return Q(trajectory__client__in=Client.objects.visible_to(by).values("pk"))


class Employer(ScopedModel):
    """A firm where people may work."""

    code = models.CharField(max_length=20)
    name = models.CharField(max_length=160)
    kvk = models.CharField(max_length=8, blank=True)
    sector = models.CharField(max_length=80, blank=True)
    town = models.CharField(max_length=80, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = EmployerQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "code"], name="one_employer_per_code")]
        indexes = [models.Index(fields=["organisation", "name"], name="employers_by_name")]

    def __str__(self) -> str:
        return self.name


class EmployerContactQuerySet(FollowedQuerySet):
    def visible_to(self, by: Membership) -> Self:  # type: ignore[override]
        """All generic contacts, and those for a client whom ``by`` may see."""
        return self.of_relations(by).filter(Q(trajectory__isnull=True) | self._for_visible_client(by))

    def for_clients(self, by: Membership) -> Self:
        """Only those for a client whom ``by`` may see: of known trajectories found at once by the index."""
        return self.of_relations(by).filter(self._for_visible_client(by))

    def of_relations(self, by: Membership) -> Self:
        """Every contact with the employers that all caseload workers share: who spoke when and why.

        For dates, colleagues and stages only; whoever takes a trajectory from here goes by ``visible_to``.
        """
        mine = super().visible_to(by)
        return mine if by.role in CASELOAD_ROLES else mine.none()

    @staticmethod
    def _for_visible_client(by: Membership) -> Q:
        return Q(trajectory__client__in=Client.objects.visible_to(by).values("pk"))


class EmployerContact(FollowedModel):
    """A contact with an employer, generic or for one client. Never overwritten: a later row corrects."""

    outlives_client = ("trajectory",)

    member = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    employer = models.ForeignKey(Employer, on_delete=models.PROTECT, related_name="contacts")
    trajectory = models.ForeignKey(
        Trajectory, null=True, blank=True, on_delete=models.PROTECT, related_name="employer_contacts"
    )
    held_on = models.DateField()
    person = models.CharField(max_length=120, blank=True)
    decides_on_hiring = models.BooleanField()
    mode = models.CharField(max_length=8, choices=Mode)
    fits_wish = models.BooleanField(null=True, blank=True)
    purpose = models.CharField(max_length=22, choices=Purpose)

    objects = EmployerContactQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "key"], name="one_employer_contact_per_key")
        ]
        indexes = [
            models.Index(
                fields=["organisation", "trajectory", "held_on"], name="emp_contacts_of_trajectory",
                include=["member", "mode", "is_withdrawn"],
            ),
            models.Index(
                fields=["organisation", "member", "held_on"], name="emp_contacts_of_member",
                include=["mode", "decides_on_hiring", "trajectory"],
            ),
            models.Index(fields=["organisation", "employer", "held_on"], name="emp_contacts_of_employer"),
            models.Index(fields=["corrects"], condition=Q(corrects__isnull=False), name="emp_contacts_corrected"),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"employer contact {self.pk}"
