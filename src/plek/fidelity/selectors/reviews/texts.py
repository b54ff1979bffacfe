"""Texts of a report as they stand."""

from django.db.models import Max, QuerySet

from plek.fidelity.choices import FINAL
from plek.fidelity.models import Consensus, Improvement, Passage, Review
from plek.organisations.models import Membership

EARLIER = 3
"""So many earlier reviews stand beside this one."""


def passages_of(review: Review, *, until: int | None = None) -> dict[tuple[str, str], str]:
    """By part and item, the last text, or the last ``until`` a passage; for who may see the review."""
    rows = Passage.objects.filter(review=review).order_by("pk")
    if until is not None:
        rows = rows.filter(pk__lte=until)
    return {(row.part, row.item): row.text for row in rows}


def newest_passage(review: Review) -> int:
    """Every later one has a higher number; 0 when nothing was written yet."""
    return Passage.objects.filter(review=review).aggregate(last=Max("pk"))["last"] or 0


def plan_of(review: Review) -> QuerySet[Improvement]:
    """The actions, with who does them and whether they are done."""
    rows = Improvement.objects.filter(review=review).select_related("task__owner__user")
    return rows.order_by("task__due_on", "pk")


def earlier_scores(by: Membership, review: Review) -> list[tuple[Review, dict[str, int]]]:
    """Agreed scores of earlier reviews of the team whose report is final, the latest first."""
    agreed = Consensus.objects.filter(
        review__organisation_id=by.organisation_id, review__team_id=review.team_id, review__scale=review.scale,
        review__state__in=FINAL, review__visit_begins_on__lt=review.visit_begins_on,
    ).select_related("review").order_by("-review__visit_begins_on", "review_id", "decided_at", "pk")  # fmt: skip
    found: dict[int, tuple[Review, dict[str, int]]] = {}
    for row in agreed.defer("reason"):
        found.setdefault(row.review_id, (row.review, {}))[1][row.item] = row.score
    return list(found.values())[:EARLIER]
