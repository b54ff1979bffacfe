"""Reads of referrals: the inbox, one with its thread, and whom one can refer."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, QuerySet

from plek.caseload.models import Client, Referral, ReferralEvent, Trajectory
from plek.caseload.policies.referrals import OPEN
from plek.organisations.models import Membership
from plek.shared.errors import NotFound

ANSWERED_SINCE = timedelta(days=60)
CHOICES_AT_MOST = 500


@dataclass(frozen=True)
class Inbox:
    """What waits, longest first, and what was answered lately, newest first."""

    waiting: Sequence[Referral]
    answered: Sequence[Referral]


def inbox(by: Membership, on: date) -> Inbox:
    """Referrals of clients whom ``by`` may see. What was said in them stays sealed."""
    seen = (
        Referral.objects.visible_to(by).select_related("client__treatment_team", "ips_team", "referrer__user")
        .defer("wish", "strengths", "good_to_know")
    )  # fmt: skip
    waiting = seen.filter(state__in=OPEN).order_by("referred_on", "pk")
    answered = (
        seen.exclude(state__in=OPEN).filter(decided_at__date__gte=on - ANSWERED_SINCE).order_by("-decided_at")
    )
    return Inbox(list(waiting[:200]), list(answered[:50]))


def referral_by_id(by: Membership, referral_id: int) -> Referral:
    """One referral with its client. Raises ``NotFound``."""
    seen = Referral.objects.visible_to(by).filter(pk=referral_id)
    found = seen.select_related(
        "client__treatment_team", "client__ips_team", "ips_team", "referrer__user", "trajectory__specialist__user"
    ).first()  # fmt: skip
    if found is None:
        raise NotFound
    return found


def is_visible(by: Membership, referral_id: int) -> bool:
    """A no closes the record to a team that never guided: may ``by`` still see it?"""
    return Referral.objects.visible_to(by).filter(pk=referral_id).exists()


def thread(by: Membership, referral: Referral) -> list[ReferralEvent]:
    """What was asked and answered, oldest first."""
    events = ReferralEvent.objects.visible_to(by).filter(referral=referral)
    return list(events.select_related("by__user").order_by("at", "pk"))


def free_to_refer(by: Membership) -> list[Client]:
    """Clients whom ``by`` sees and who have no trajectory and no open referral, by name."""
    return list(_free(by).order_by("sort_name")[:CHOICES_AT_MOST])


def _free(by: Membership) -> QuerySet[Client]:
    guided = Trajectory.objects.filter(client=OuterRef("pk"), ended_on__isnull=True)
    asked = Referral.objects.filter(client=OuterRef("pk"), state__in=OPEN)
    return Client.objects.visible_to(by).filter(~Exists(guided), ~Exists(asked))
