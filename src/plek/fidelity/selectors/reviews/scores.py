"""Scores as they stand: of each reviewer, and agreed on."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import F, IntegerField, QuerySet, Value

from plek.fidelity.models import Consensus, Note, Rating, Review
from plek.organisations.models import Membership
from plek.shared.encryption import EncryptedTextField

Scores = dict[str, int]
BOTH = 0
"""The place at which stands what the two agreed on."""


@dataclass(frozen=True)
class Agreed:
    """The score that both stand for, and why: in words, or because each ``was_equal`` alone."""

    score: int
    reason: str
    was_equal: bool = False


@dataclass(frozen=True)
class Scoring:
    """By place of the reviewer the last score of each item, as far as one may see it, and what was agreed."""

    given: dict[int, Scores] = field(default_factory=dict)
    agreed: dict[str, Agreed] = field(default_factory=dict)


def scoring_of(by: Membership, review: Review) -> Scoring:
    """One question; for who may see the review."""
    scoring = Scoring()
    for place, item, score, reason, was_equal, _at, _pk in _rows(by, review):
        if place == BOTH:
            scoring.agreed[item] = Agreed(score, reason, was_equal)
        else:
            scoring.given.setdefault(place, {})[item] = score
    return scoring


def _rows(by: Membership, review: Review) -> Iterable[Any]:
    """A later row stands in place of an earlier one."""
    agreed = Consensus.objects.filter(review=review).values_list(
        Value(BOTH, IntegerField()), "item", "score", "reason", "was_equal", F("decided_at"), "pk"
    )
    given = (
        Rating.objects.visible_to(by)
        .filter(review=review)
        .values_list(
            "seat__place", "item", "score", Value(None, EncryptedTextField()), Value(False), F("given_at"), "pk"
        )
    )
    rows: Iterable[Any] = agreed.union(given, all=True)
    return sorted(rows, key=lambda row: row[-2:])


def notes_of(by: Membership, review: Review) -> QuerySet[Note]:
    """In the order they were written; of the other only once both have finished."""
    rows = Note.objects.visible_to(by).filter(review=review).select_related("seat")
    return rows.order_by("item", "written_at", "pk")
