"""What is ready for a review, and what is planned."""

from django.db.models import F, QuerySet

from plek.fidelity.models import ChecklistTick, PlannedTalk, PolicyFile, Review, ReviewStep
from plek.shared.errors import NotFound


def ticks_of(review: Review) -> QuerySet[ChecklistTick]:
    """The points of the checklist that are ready, with who said so."""
    return ChecklistTick.objects.filter(review=review).select_related("ticked_by__user")


def talks_of(review: Review) -> QuerySet[PlannedTalk]:
    """In the order of their days and times."""
    rows = PlannedTalk.objects.filter(review=review).select_related("seat")
    return rows.order_by("held_on", F("held_at").asc(nulls_last=True), "source", "pk")


def policies_of(review: Review) -> QuerySet[PolicyFile]:
    """Without what stands in them."""
    return PolicyFile.objects.filter(review=review).defer("content").order_by("name", "pk")


def policy_of(review: Review, policy: int) -> PolicyFile:
    """One file with what stands in it."""
    found: PolicyFile | None = PolicyFile.objects.filter(review=review, pk=policy).first()
    if found is None:
        raise NotFound
    return found


def steps_of(review: Review) -> QuerySet[ReviewStep]:
    """The history, oldest first."""
    rows = ReviewStep.objects.filter(review=review).select_related("made_by__user")
    return rows.order_by("made_at", "pk")
