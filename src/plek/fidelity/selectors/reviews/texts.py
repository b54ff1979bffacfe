"""Texts of a report as they stand."""

from django.db.models import QuerySet

from plek.fidelity.choices import FINAL
from plek.fidelity.models import Consensus, Improvement, Passage, Review
from plek.organisations.models import Membership

EARLIER = 3
"""So many earlier reviews stand beside this one."""


def passages_of(review: Review) -> dict[tuple[str, str], str]:
    """By part and item, the last text; for who may see the review."""
    rows = Passage.objects.filter(review=review).order_by("written_at", "pk")
    return {(row.part, row.item): row.text for row in rows}


def plan_of(review: Review) -> QuerySet[Improvement]:
    """The actions, with who does them and whether they are done."""
    rows = Improvement.objects.filter(review=review).select_related("task__owner__user")
    return rows.order_by("task__due_on", "pk")


def earlier_scores(by: Membership, review: Review) -> list[tuple[Review, dict[str, int]]]:
    """Agreed scores of earlier reviews of the team whose report is final, the latest first."""
    rows = Review.objects.filter(
        organisation_id=by.organisation_id, team_id=review.team_id, scale=review.scale, state__in=FINAL,
        visit_begins_on__lt=review.visit_begins_on,
    ).order_by("-visit_begins_on")[:EARLIER]  # fmt: skip
    found: dict[int, tuple[Review, dict[str, int]]] = {row.pk: (row, {}) for row in rows}
    agreed = Consensus.objects.filter(review_id__in=found).order_by("decided_at", "pk")
    for pk, item, score in agreed.values_list("review_id", "item", "score"):
        found[pk][1][item] = score
    return list(found.values())
