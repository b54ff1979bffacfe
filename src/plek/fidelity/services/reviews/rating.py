"""Scores: each alone, and then together."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from plek.audit.choices import Action
from plek.engines.fidelity_scoring import agreement, load_scale
from plek.fidelity import policies
from plek.fidelity.choices import ReviewState
from plek.fidelity.models import Consensus, Rating, Review, Seat
from plek.fidelity.selectors.reviews.scores import scoring_of
from plek.fidelity.services.reviews.loading import enter, load_seat, log
from plek.fidelity.services.reviews.planning import because
from plek.organisations.models import Membership
from plek.shared.errors import NotFound, Refused


def give_score(*, by: Membership, at: datetime, number: str, item: str, score: int) -> None:
    """Score an item, alone. Another score later is another row; the same score again adds none."""
    review, seat = load_seat(by, number)
    policies.may_rate(review, seat).demand()
    _known(review, item)
    if scoring_of(by, review).given.get(seat.place, {}).get(item) != score:
        Rating.objects.create(
            organisation_id=by.organisation_id, review=review, seat=seat, item=item, score=score, given_at=at
        )
        log(by, review, Action.CREATE, "review.scored", item=item)


def finish_rating(*, by: Membership, at: datetime, number: str) -> None:
    """Say to be done. When both are, each sees the other's scores and the consensus begins."""
    review, seat = load_seat(by, number)
    items = [item.code for item in load_scale(review.scale, review.scale_version).items]
    given = scoring_of(by, review).given.get(seat.place, {})
    policies.may_finish(review, seat, len(given), len(items)).demand()
    seat.finished_at = at
    seat.save(update_fields=["finished_at"])
    log(by, review, Action.EXECUTE, "review.rating_finished")
    if not Seat.objects.filter(review=review, finished_at__isnull=True).exists():
        _compare(by, review, items)
        enter(review, ReviewState.CONSENSUS, by=by, at=at)


def _compare(by: Membership, review: Review, items: list[str]) -> None:
    """Keep how far the two agree: from here on it can be told without telling a score."""
    given = scoring_of(by, review).given
    found = agreement([(given[1][code], given[2][code]) for code in items])
    review.agreement = {
        "items": found.pairs, "exact": found.exact, "within_one": found.within_one, "kappa": found.kappa,
    }  # fmt: skip
    review.save(update_fields=["agreement"])


def take_up_rating(*, by: Membership, number: str) -> None:
    """Not done after all; only as long as the other has not finished either."""
    review, seat = load_seat(by, number)
    policies.is_in(review, ReviewState.RATING).demand()
    seat.finished_at = None
    seat.save(update_fields=["finished_at"])
    log(by, review, Action.UPDATE, "review.rating_taken_up")


def agree(*, by: Membership, at: datetime, number: str, item: str, score: int, reason: str) -> None:
    """The score that both stand for, with the reason. Another one later is another row."""
    review, _seat = load_seat(by, number)
    policies.is_in(review, ReviewState.CONSENSUS).demand()
    _known(review, item)
    _settle(by, at, review, item, score, reason=because(reason))


def _settle(by: Membership, at: datetime, review: Review, item: str, score: int, **why: Any) -> None:
    Consensus.objects.create(
        organisation_id=by.organisation_id, review=review, item=item, score=score, decided_by=by, decided_at=at,
        **why,
    )  # fmt: skip
    log(by, review, Action.CREATE, "review.agreed", item=item)


def agree_on_equal(*, by: Membership, at: datetime, number: str) -> int:
    """Every item without a consensus on which both gave the same score gets that score; answers how many."""
    review, _seat = load_seat(by, number)
    policies.is_in(review, ReviewState.CONSENSUS).demand()
    found = scoring_of(by, review)
    given, other = found.given[1], found.given[2]
    equal = [code for code, score in given.items() if other.get(code) == score and code not in found.agreed]
    for code in equal:
        _settle(by, at, review, code, given[code], was_equal=True)
    return len(equal)


def end_consensus(*, by: Membership, at: datetime, number: str) -> None:
    """Every item has its score; the report can be written."""
    review, _seat = load_seat(by, number)
    policies.is_in(review, ReviewState.CONSENSUS).demand()
    if len(scoring_of(by, review).agreed) < len(load_scale(review.scale, review.scale_version).items):
        raise Refused(_("Some items have no consensus yet. Agree on every item first."))
    enter(review, ReviewState.REPORT, by=by, at=at)


def _known(review: Review, item: str) -> None:
    if item not in {known.code for known in load_scale(review.scale, review.scale_version).items}:
        raise NotFound
