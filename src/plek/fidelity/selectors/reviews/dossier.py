"""One review with what every page about it needs, and the list of them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from itertools import groupby
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.functions import JSONObject

from plek.engines.fidelity_scoring import load_scale
from plek.engines.fidelity_scoring.scale import Scale
from plek.fidelity.models import Consensus, EvidenceBook, Review, ScaleWording, Seat
from plek.fidelity.procedure import Standing
from plek.fidelity.selectors.indication import in_words_of
from plek.organisations.models import Membership
from plek.shared.errors import NotFound


@dataclass(frozen=True)
class Cover:
    """What stands on an evidence book: its months, and the scores that records alone gave.

    It ``opens`` until it is wiped; one that an earlier version made before books were sealed never does.
    """

    first: date
    last: date
    scores: Mapping[str, int | None]
    opens: bool


@dataclass(frozen=True)
class Dossier:
    """``mine`` is the seat of the reader; None for who does not review it."""

    review: Review
    seats: tuple[Seat, ...]
    mine: Seat | None
    book: Cover | None
    """Of the last evidence book."""
    wordings: tuple[Mapping[str, Any], ...] = ()
    """Official texts that the organisation laid in."""
    scores: Mapping[str, int] = field(default_factory=dict)
    """What was agreed on, by item; only where it was asked for."""

    @property
    def standing(self) -> Standing:
        return Standing(
            state=self.review.state, visit_begins_on=self.review.visit_begins_on,
            visit_ends_on=self.review.visit_ends_on, final_on=self.review.final_on,
            signed=frozenset(seat.place for seat in self.seats if seat.signed_at),
            finished=frozenset(seat.place for seat in self.seats if seat.finished_at),
            has_book=self.book is not None and not self.needs_new_book, mine=self.mine.place if self.mine else 0,
        )  # fmt: skip

    @property
    def reviewers(self) -> dict[int, str]:
        """Their names by their place."""
        return {seat.place: seat.member.user.name for seat in self.seats}

    @property
    def has_open_book(self) -> bool:
        return self.book is not None and self.book.opens

    @property
    def needs_new_book(self) -> bool:
        """There is a book that does not open, and that was not wiped."""
        return self.book is not None and not self.book.opens and self.review.notes_removed_at is None

    @cached_property
    def scale(self) -> Scale:
        """In the version that was rated on, in the words of the organisation if it has any."""
        return in_words_of(load_scale(self.review.scale, self.review.scale_version), self.wordings)

    @property
    def signed_seat(self) -> Seat:
        """The seat of the reader, who has signed. ``NotFound`` for anybody else: evidence is for reviewers."""
        if self.mine is None or self.mine.signed_at is None:
            raise NotFound
        return self.mine


def reviews_of(by: Membership) -> list[Dossier]:
    """All that ``by`` may see, the latest visit first."""
    return _dossiers(by, Review.objects.visible_to(by))


def dossier_of(by: Membership, number: str, *, has_scores: bool = False) -> Dossier:
    """``NotFound`` for what ``by`` may not see."""
    found = _dossiers(by, Review.objects.visible_to(by).filter(number=number), has_scores=has_scores)
    if not found:
        raise NotFound
    return found[0]


def _dossiers(by: Membership, reviews: QuerySet[Review], *, has_scores: bool = False) -> list[Dossier]:
    """One question, asked by the seats, since every review has two."""
    books = (
        EvidenceBook.objects.filter(review_id=OuterRef("review_id"))
        .order_by("-made_at", "-pk")
        .values(json=JSONObject(first="first", last="last", scores="scores", seal="seal"))
    )
    texts = ScaleWording.objects.visible_to(by).filter(scale=OuterRef("review__scale")).values("given")
    agreed = (
        Consensus.objects.filter(review_id=OuterRef("review_id"))
        .order_by("decided_at", "pk")
        .values(json=JSONObject(item="item", score="score"))
    )
    seats = Seat.objects.filter(review__in=reviews.values("pk")).annotate(
        cover=Subquery(books[:1]), wordings=ArraySubquery(texts),
        agreed=ArraySubquery(agreed if has_scores else agreed.none()),
    )  # fmt: skip
    rows = seats.select_related("review__team", "member__user").order_by(
        "-review__visit_begins_on", "-review_id", "place"
    )
    return [_dossier(by, list(two)) for _, two in groupby(rows, key=lambda seat: seat.review_id)]


def _dossier(by: Membership, seats: list[Any]) -> Dossier:
    mine = next((seat for seat in seats if seat.member_id == by.pk), None)
    first = seats[0]
    return Dossier(
        first.review, tuple(seats), mine, _cover(first.cover), tuple(first.wordings),
        {row["item"]: row["score"] for row in first.agreed or ()},
    )  # fmt: skip


def _cover(row: Mapping[str, Any] | None) -> Cover | None:
    if row is None:
        return None
    first, last = date.fromisoformat(row["first"]), date.fromisoformat(row["last"])
    return Cover(first, last, row["scores"], opens=bool(row["seal"]))
