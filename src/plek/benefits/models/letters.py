"""Letters that went home with a client, and notices that amounts changed since a scenario was kept."""

from django.db import models

from plek.benefits.models.conversation import Scenario
from plek.caseload.models import Client
from plek.caseload.models.referral import OfVisibleClientQuerySet
from plek.organisations.models import Membership
from plek.shared.models import ScopedModel


class Letter(ScopedModel):
    """That a letter was made of a scenario, in which language and by whom. The letter itself is made anew."""

    append_only = True

    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="+")
    scenario = models.ForeignKey(Scenario, on_delete=models.PROTECT, related_name="letters")
    language = models.CharField(max_length=2)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")

    objects = OfVisibleClientQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["organisation", "scenario", "made_at"], name="letters_of_scenario")]

    def __str__(self) -> str:
        return f"letter {self.pk}"


class ChangeNotice(ScopedModel):
    """Since a scenario was kept other amounts hold, and with them it comes out otherwise: told once for each
    rule set, and not again while ``outcome``, a mark of how it comes out, stays the same. ``seen_at`` is when
    somebody of the IPS team said that it was looked at."""

    client = models.ForeignKey(Client, on_delete=models.PROTECT, related_name="+")
    scenario = models.ForeignKey(Scenario, on_delete=models.PROTECT, related_name="change_notices")
    rule_set = models.CharField(max_length=40)
    outcome = models.CharField(max_length=16)
    found_on = models.DateField()
    seen_at = models.DateTimeField(null=True, blank=True)
    seen_by = models.ForeignKey(Membership, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    objects = OfVisibleClientQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["scenario", "rule_set"], name="one_change_notice_per_rule_set")
        ]
        indexes = [models.Index(fields=["organisation", "client", "found_on"], name="change_notices_of_client")]

    def __str__(self) -> str:
        return f"change notice {self.pk}"
