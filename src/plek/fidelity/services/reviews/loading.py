"""Loading a review to change it, entering its next state, and what is left in the log."""

from datetime import datetime
from typing import Any

from plek.audit.choices import Action
from plek.audit.services import record
from plek.fidelity import policies
from plek.fidelity.choices import ReviewState
from plek.fidelity.models import Review, ReviewStep, Seat
from plek.organisations.models import Membership
from plek.shared.errors import NotFound


def load(by: Membership, number: str) -> Review:
    """The review with this number, locked, for who may see it."""
    ids = Review.objects.visible_to(by).filter(number=number).values("pk")
    found: Review | None = (
        Review.objects.select_for_update(of=("self",)).select_related("team").filter(pk__in=ids).first()
    )
    if found is None:
        raise NotFound
    return found


def load_to_prepare(by: Membership, number: str) -> Review:
    """The same, to prepare it: refused for a reviewer who has not signed, and once rating has begun."""
    review = load(by, number)
    policies.has_signed(_seat_of(by, review)).demand()
    policies.may_prepare(review).demand()
    return review


def _seat_of(by: Membership, review: Review) -> Seat | None:
    found: Seat | None = Seat.objects.select_for_update(of=("self",)).filter(review=review, member=by).first()
    return found


def load_seat(by: Membership, number: str) -> tuple[Review, Seat]:
    """The review and the seat of ``by`` in it; both locked. ``NotFound`` for who does not review it."""
    review = load(by, number)
    seat = _seat_of(by, review)
    if seat is None:
        raise NotFound
    return review, seat


def enter(
    review: Review, state: ReviewState, *, by: Membership, at: datetime, reason: str = "", is_back: bool = False
) -> None:
    """Go to another state, which stays in the history."""
    review.state = state
    review.save(update_fields=["state"])
    ReviewStep.objects.create(
        organisation_id=review.organisation_id, review=review, state=state, is_back=is_back, reason=reason,
        made_by=by, made_at=at,
    )  # fmt: skip
    log(by, review, Action.UPDATE, "review.went_back" if is_back else "review.went_on", state=state)


def log(by: Membership, review: Review, action: Action, event: str, **detail: Any) -> None:
    """Names of items and counts; never a score or a word."""
    record(by=by, action=action, event=event, object_kind="review", object_id=review.number, detail=detail)
