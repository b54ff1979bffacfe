"""Scores as they stand: of each reviewer, and agreed on."""

from django.db.models import QuerySet

from plek.fidelity.models import Consensus, Note, Rating, Review
from plek.organisations.models import Membership

Scores = dict[str, int]


def ratings_of(by: Membership, review: Review) -> dict[int, Scores]:
    """By place of the reviewer, the last score of each item; only those that ``by`` may see."""
    rows = Rating.objects.visible_to(by).filter(review=review).order_by("given_at", "pk")
    found: dict[int, Scores] = {}
    for place, item, score in rows.values_list("seat__place", "item", "score"):
        found.setdefault(place, {})[item] = score
    return found


def consensus_of(review: Review) -> dict[str, Consensus]:
    """By item, the last one agreed on; for who may see the review."""
    return {row.item: row for row in _agreed(review)}


def _agreed(review: Review) -> QuerySet[Consensus]:
    return Consensus.objects.filter(review=review).order_by("decided_at", "pk")


def notes_of(by: Membership, review: Review) -> QuerySet[Note]:
    """In the order they were written; of the other only once both have finished."""
    rows = Note.objects.visible_to(by).filter(review=review).select_related("seat")
    return rows.order_by("item", "written_at", "pk")
