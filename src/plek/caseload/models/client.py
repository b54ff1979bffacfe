"""The client, as far as the caseload needs to know a person."""

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from plek.caseload.choices import Benefit, ContactPreference, Gender
from plek.organisations.choices import CASELOAD_ROLES, Role
from plek.organisations.models import Membership, Team
from plek.shared.encryption import SealedBytesField
from plek.shared.models import ScopedModel, ScopedQuerySet


class ClientQuerySet(ScopedQuerySet):
    def visible_to(self, by: Membership) -> Self:  # type: ignore[override]
        """The clients whom ``by`` may see: IPS staff those of their IPS teams, practitioners those of their
        treatment teams, a client himself; nobody else any.

        Who reads in the name of an emergency access sees the one client whom a row of his own names, while it
        lasts (ADR 0018)."""
        mine = super().visible_to(by)
        if emergency := getattr(by, "emergency", None):
            access, at = emergency
            return mine.filter(emergencies=access, emergencies__user=by.user_id, emergencies__ends_at__gt=at)
        if by.role == Role.CLIENT:
            return mine.filter(user_id=by.user_id)
        if by.role in CASELOAD_ROLES:
            return mine.filter(ips_team_id__in=by.team_ids)
        if by.role == Role.PRACTITIONER:
            return mine.filter(treatment_team_id__in=by.team_ids)
        return mine.none()


class Client(ScopedModel):
    """A person who wants work. ``ips_team`` is set by the referral and opens the record to that team."""

    number = models.CharField(max_length=20)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    first_name = models.CharField(max_length=80)
    last_name = models.CharField(max_length=120)
    preferred_name = models.CharField(max_length=80, blank=True)
    sort_name = models.CharField(max_length=220)
    pronoun = models.CharField(max_length=30, blank=True)
    born_on = models.DateField()
    gender = models.CharField(max_length=1, choices=Gender, blank=True)
    has_no_address = models.BooleanField(default=False)
    street = models.CharField(max_length=120, blank=True)
    postcode = models.CharField(max_length=7, blank=True)
    municipality = models.CharField(max_length=80, blank=True)
    phone = models.CharField(max_length=30, blank=True)
    email = models.EmailField(blank=True)
    contact_preference = models.CharField(max_length=10, choices=ContactPreference, blank=True)
    treatment_team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="+")
    ips_team = models.ForeignKey(Team, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    in_care_since = models.DateField(null=True, blank=True)
    benefit = models.CharField(max_length=10, choices=Benefit, blank=True)
    education_level = models.CharField(max_length=60, blank=True)
    emergency_name = models.CharField(max_length=120, blank=True)
    emergency_phone = models.CharField(max_length=30, blank=True)
    emergency_relation = models.CharField(max_length=60, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = ClientQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "number"], name="one_client_per_number"),
            models.UniqueConstraint(
                fields=["organisation", "user"], condition=Q(user__isnull=False), name="one_client_per_user"
            ),
        ]
        indexes = [
            models.Index(fields=["organisation", "ips_team", "sort_name"], name="clients_of_ips_team"),
            models.Index(fields=["organisation", "treatment_team", "sort_name"], name="clients_of_team"),
            models.Index(fields=["organisation", "sort_name", "id"], name="clients_by_name"),
            models.Index(fields=["organisation", "born_on"], name="clients_by_birth"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """What the person is called."""
        return f"{self.preferred_name or self.first_name} {self.last_name}"


class NationalNumber(ScopedModel):
    """The BSN: sealed to its row, found by a keyed hash, each view logged; never in a file."""

    in_record = False

    client = models.OneToOneField(Client, on_delete=models.CASCADE, related_name="national_number")
    sealed = SealedBytesField(bound_by="client_id")
    lookup = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "lookup"], name="one_client_per_bsn")]

    def __str__(self) -> str:
        return "•••••••••"


class SearchGram(ScopedModel):
    """Pieces of what something is called (see ``plek.shared.spelling``), so that search forgives slips and needs
    no extension.

    Equality on a piece is leakproof, so the index serves below row-level security too.
    """

    gram = models.CharField(max_length=12)
    kind = models.CharField(max_length=10)
    object_id = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "gram", "kind", "object_id"], name="one_gram_per_object"
            )
        ]
        indexes = [models.Index(fields=["organisation", "kind", "object_id"], name="grams_of_object")]

    def __str__(self) -> str:
        return self.gram


class ClientVisit(ScopedModel):
    """When a colleague last opened this client's page, to show what changed since."""

    in_record = False

    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="+")
    client = models.ForeignKey(Client, on_delete=models.CASCADE, related_name="+")
    visited_at = models.DateTimeField()
    before_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["membership", "client"], name="one_visit_per_colleague")]

    def __str__(self) -> str:
        return f"{self.membership_id} at {self.client_id}"
