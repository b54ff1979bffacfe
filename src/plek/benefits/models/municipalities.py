"""What municipalities do of their own: how they leave pay beside social assistance, and their local schemes."""

from django.db import models
from django.db.models import F, Q

from plek.benefits.choices import Exemption
from plek.shared.following import FollowedModel


class MunicipalRow(FollowedModel):
    """What both kinds of line share: of which municipality, from when, by which source, and who wrote it down.

    ``place`` is the name as it is compared. Never overwritten: a later row corrects or withdraws.
    """

    municipality = models.CharField(max_length=80)
    place = models.CharField(max_length=80)
    begins_on = models.DateField()
    source = models.CharField(max_length=300)
    link = models.CharField(max_length=300, blank=True)

    class Meta:
        abstract = True


class ExemptionRegime(MunicipalRow):
    """By which rules a municipality leaves pay beside social assistance from a day on, until its next row."""

    exemption = models.CharField(max_length=8, choices=[(one.value, one.label) for one in Exemption])

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "key"], name="one_exemption_regime_per_key")
        ]
        indexes = [models.Index(fields=["organisation", "place", "begins_on"], name="exemption_regimes")]

    def __str__(self) -> str:
        return f"{self.municipality}: {self.exemption} from {self.begins_on}"


class LocalScheme(MunicipalRow):
    """A scheme of a municipality as a free line: what it is, what it gives, for whom, until when (exclusive).

    It is shown, never calculated with.
    """

    name = models.CharField(max_length=120)
    gives = models.CharField(max_length=300)
    for_whom = models.CharField(max_length=300, blank=True)
    ends_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "key"], name="one_local_scheme_per_key"),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gt=F("begins_on")),
                name="local_scheme_ends_after_begin",
            ),
        ]
        indexes = [models.Index(fields=["organisation", "place"], name="local_schemes")]

    def __str__(self) -> str:
        return f"{self.municipality}: {self.name}"
