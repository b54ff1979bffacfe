"""Organisations, their teams and the people who work there, each with begin and end."""

from copy import copy
from datetime import date, datetime
from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from plek.organisations.choices import AbsenceKind, OrganisationKind, Role, TeamKind
from plek.shared.composed import Place
from plek.shared.following import FollowedQuerySet
from plek.shared.models import ScopedModel, ScopedQuerySet


class Region(models.Model):
    """One of the 35 labour-market regions."""

    read_only_table = True

    number = models.PositiveSmallIntegerField(primary_key=True)
    name = models.CharField(max_length=60, unique=True)

    class Meta:
        ordering = ["number"]

    def __str__(self) -> str:
        return self.name


class Organisation(models.Model):
    """The tenancy root. Its name is no secret; everything below it is."""

    slug = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=10, choices=OrganisationKind)
    region = models.ForeignKey(Region, null=True, blank=True, on_delete=models.PROTECT)
    theme = models.JSONField(default=dict, blank=True)
    logo = models.BinaryField(default=b"", blank=True, editable=True)
    logo_mark = models.CharField(max_length=16, blank=True)
    is_formal = models.BooleanField(default=False)
    is_demo = models.BooleanField(default=False)
    privacy_officer = models.ForeignKey(
        "organisations.Membership", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    """Is told of each emergency access and looks at it; while nobody is named there is none."""
    keeps_years = models.PositiveSmallIntegerField(null=True, blank=True)
    """How long records are kept after their last change, where no law that Plek knows says so."""
    keeps_because = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.name

    @property
    def logo_url(self) -> str:
        """Where the logo is served; another logo has another address, so that it may be kept for long."""
        if not self.logo_mark:
            return ""
        return reverse("organisations:logo", kwargs={"organisation": self.slug, "mark": self.logo_mark})


class Team(ScopedModel):
    """A treatment team, a supported-housing team, an office or an IPS team."""

    code = models.CharField(max_length=20)
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=12, choices=TeamKind)
    region = models.ForeignKey(Region, null=True, blank=True, on_delete=models.PROTECT)
    closed_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organisation", "code"], name="one_team_per_code")]

    def __str__(self) -> str:
        return self.name


def current(on: date | Place, *, prefix: str = "") -> Q:
    """Rows whose begin and end hold ``on``; the end is exclusive."""
    return Q(**{f"{prefix}begins_on__lte": on}) & (
        Q(**{f"{prefix}ends_on__isnull": True}) | Q(**{f"{prefix}ends_on__gt": on})
    )


class MembershipQuerySet(ScopedQuerySet):
    def current(self, on: date | Place) -> Self:
        return self.filter(current(on))

    def overseen_by(self, by: Any) -> Self:
        """The people whose working life ``by`` looks after: all staff for the administrator, those who ever worked
        in his teams for an IPS team leader, none for anybody else. Clients are nobody's staff."""
        here = self.visible_to(by).exclude(role=Role.CLIENT)
        if by.role == Role.ADMINISTRATOR:
            return here
        if by.role == Role.IPS_TEAM_LEADER:
            return here.filter(pk__in=here.filter(team_memberships__team_id__in=by.team_ids).values("pk"))
        return here.none()


class Membership(ScopedModel):
    """One person in one role at one organisation; the ``by`` of every read and write."""

    row_policy = "user_id = {user}"

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=24, choices=Role)
    code = models.CharField(max_length=20)
    profession = models.CharField(max_length=60, blank=True)
    fte = models.DecimalField(max_digits=4, decimal_places=2, null=True, blank=True)
    """Of today; what it was before is in ``WorkingTime``."""
    begins_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    is_pending = models.BooleanField(default=False)
    """Invited and not yet accepted: cannot act."""

    objects: ClassVar[Any] = MembershipQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "code"], name="one_membership_per_code"),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("begins_on")),
                name="membership_ends_after_begin",
            ),
            models.CheckConstraint(
                condition=Q(fte__isnull=True) | Q(fte__gte=0, fte__lte=1.5), name="membership_fte"
            ),
        ]
        indexes = [models.Index(fields=["user"], name="memberships_of_user")]

    def __str__(self) -> str:
        return f"{self.user} ({self.get_role_display()})"

    @property
    def emergency(self) -> tuple[int, datetime] | None:
        """The emergency access in whose name this copy of a membership reads, and when; see ``caseload``."""
        return self.__dict__.get("_emergency")

    @property
    def team_ids(self) -> list[int]:
        """Teams in which this member works on the day of acting; loaded by ``selectors.acting`` and the doors."""
        if "_team_ids" not in self.__dict__:
            raise RuntimeError("This membership does not act: load it with organisations.selectors.acting.")
        return list(self.__dict__["_team_ids"])

    def looking_at(self, team_id: int) -> "Membership":
        """The same member while he looks at one of his teams: he sees less, and never more."""
        looking = copy(self)
        looking.__dict__["_team_ids"] = [mine for mine in self.team_ids if mine == team_id]
        return looking


class TeamMembership(ScopedModel):
    """Works in this team from begin until end (exclusive)."""

    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="team_memberships")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="team_memberships")
    begins_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["membership", "team", "begins_on"], name="one_team_membership_per_begin"
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("begins_on")),
                name="team_membership_ends_after_begin",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.membership_id} in {self.team_id}"


class WorkingTime(ScopedModel):
    """The fte of someone from a day on, until the next such day; None while it is not known. Never overwritten: a
    later row corrects, or says that it was a mistake. Of whom no row stands, the fte of today always held."""

    append_only = True

    membership = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="working_times")
    begins_on = models.DateField()
    fte = models.DecimalField(max_digits=4, decimal_places=2, null=True, blank=True)
    corrects = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="corrected_by"
    )
    is_withdrawn = models.BooleanField(default=False)
    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")

    objects: ClassVar[Any] = FollowedQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(fte__isnull=True) | Q(fte__gte=0, fte__lte=1.5), name="working_time_fte"
            ),
        ]
        indexes = [models.Index(fields=["membership", "begins_on"], name="working_time_of_member")]

    def __str__(self) -> str:
        return f"{self.membership_id}: {self.fte} fte from {self.begins_on}"


class Absence(ScopedModel):
    """Away from begin until end (exclusive), with a colleague who covers."""

    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="absences")
    cover = models.ForeignKey(Membership, null=True, blank=True, on_delete=models.PROTECT, related_name="covering")
    kind = models.CharField(max_length=8, choices=AbsenceKind)
    begins_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(cover=F("membership")), name="absence_cover_is_another"),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("begins_on")), name="absence_ends_after_begin"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.membership_id}: {self.kind} from {self.begins_on}"


class Invitation(ScopedModel):
    """A link that works once; only its hash is kept."""

    membership = models.ForeignKey(Membership, on_delete=models.CASCADE, related_name="invitations")
    token_hash = models.CharField(max_length=64, unique=True)
    sent_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"invitation {self.pk}"
