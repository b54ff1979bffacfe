"""May this member, in this state of a review, do this? A verdict with a sentence."""

from collections.abc import Collection, Iterable

from django.utils.translation import gettext_lazy as _

from plek.fidelity.choices import NOTING, OVER, Part, ReviewState
from plek.fidelity.models import Review, Seat
from plek.organisations.choices import CASELOAD_ROLES, Role
from plek.organisations.policies import YES, Verdict

PLANNERS = frozenset({Role.IPS_TEAM_LEADER, Role.ADMINISTRATOR})
"""Who plans a review and makes the plan."""
ANSWERING = PLANNERS | {Role.DIRECTOR}
"""Who answers the report."""
REVIEW_ROLES = ANSWERING | {Role.FIDELITY_REVIEWER, Role.EMPLOYMENT_SPECIALIST}
"""Who finds something among the reviews."""
PRACTISING_ROLES = CASELOAD_ROLES | {Role.FIDELITY_REVIEWER}
"""Who practises rating."""
STATES_BACK = {
    ReviewState.RATING: ReviewState.VISIT, ReviewState.REPORT: ReviewState.CONSENSUS,
    ReviewState.RESPONSE: ReviewState.REPORT,
}  # fmt: skip
"""Where a step back leads. From consensus there is none: who saw the other's scores cannot rate alone any more."""


def may_plan(role: str) -> Verdict:
    """The leader of the team and the administrator; which team, the loading makes sure."""
    if role in PLANNERS:
        return YES
    return Verdict(_("Only the IPS team leader or an administrator plans a review."))


def may_answer(role: str) -> Verdict:
    """Whoever plans, and the director."""
    if role in ANSWERING:
        return YES
    return Verdict(_("Only the IPS team leader, an administrator or a director answers a report."))


def may_practise(role: str) -> Verdict:
    """Reviewers, and the team that wants to look at itself with the same eyes."""
    if role in PRACTISING_ROLES:
        return YES
    return Verdict(_("Vignettes are for reviewers and for the IPS team."))


def is_independent(is_of_team: bool) -> Verdict:
    """Who works or ever worked in the team cannot review it."""
    if not is_of_team:
        return YES
    return Verdict(
        _("A reviewer who works in this team, or has worked in it, is not independent. Choose somebody else."),
        field="reviewers",
    )


def are_two(reviewers: Collection[int]) -> Verdict:
    """Two persons, not one twice."""
    if len(set(reviewers)) == 2:
        return YES
    return Verdict(_("A review is done by two reviewers. Choose two."), field="reviewers")


def has_signed(seat: Seat | None) -> Verdict:
    """A reviewer begins by signing; who has no seat is no reviewer of this review."""
    if seat is None or seat.signed_at is not None:
        return YES
    return Verdict(_("Sign the statement of independence first."))


def may_prepare(review: Review) -> Verdict:
    """Checklist, talks, policies and the evidence book, until rating begins."""
    if review.state in (ReviewState.PLANNING, ReviewState.VISIT):
        return YES
    return Verdict(_("The preparation is over: the reviewers are rating. Nothing can be added any more."))


def may_make_book(review: Review, needs_new: bool) -> Verdict:
    """Until rating begins; afterwards only in place of a book that does not open."""
    if needs_new and review.state in NOTING:
        return YES
    return may_prepare(review)


def may_begin_visit(review: Review, seats: Iterable[Seat], has_book: bool) -> Verdict:
    """Both signed, and the evidence is on the table."""
    if review.state != ReviewState.PLANNING:
        return Verdict(_("The visit has begun already. Reload the page to see where the review is."))
    if not has_book:
        return Verdict(_("There is no evidence book yet. Let Plek make it first."))
    if any(seat.signed_at is None for seat in seats):
        return Verdict(_("Both reviewers sign the statement of independence first."))
    return YES


def is_in(review: Review, state: ReviewState) -> Verdict:
    """Only in this state."""
    if review.state == state:
        return YES
    return Verdict(_("The review is in another step now. Reload the page to see where it is."))


def may_note(review: Review, seat: Seat) -> Verdict:
    """Who signed, during the visit and as long as scores are made."""
    if not (signed := has_signed(seat)):
        return signed
    if review.state in NOTING and review.notes_removed_at is None:
        return YES
    return Verdict(_("Notes are written from the visit until the consensus. Reload the page to see where it is."))


def may_rate(review: Review, seat: Seat) -> Verdict:
    """Alone, after the visit, until one says to have finished."""
    if review.state != ReviewState.RATING:
        return Verdict(_("Scores are given after the visit and before the consensus."))
    if seat.finished_at is not None:
        return Verdict(_("You have finished rating. Take that back first, as long as the other has not finished."))
    return YES


def may_finish(review: Review, seat: Seat, given: int, of: int) -> Verdict:
    """Every item has a score."""
    open_items = of - given
    if open_items:
        return Verdict(_("Some items have no score yet. Give every item a score first."))
    return may_rate(review, seat)


def may_step_back(review: Review, seats: Iterable[Seat]) -> Verdict:
    """One step, where it is sensible."""
    if review.state not in STATES_BACK:
        return Verdict(_("From this step there is no way back."))
    if review.state == ReviewState.RATING and any(seat.finished_at for seat in seats):
        return Verdict(_("A reviewer has finished rating already, so the visit cannot be opened again."))
    return YES


def may_cancel(review: Review) -> Verdict:
    """As long as nobody has rated."""
    if review.state in (ReviewState.PLANNING, ReviewState.VISIT):
        return YES
    return Verdict(_("Scores are being given. A review is cancelled before that, or finished."))


def may_write(review: Review, part: str) -> Verdict:
    """The report by the reviewers before it is final, the response after it."""
    return is_in(review, ReviewState.RESPONSE if part == Part.RESPONSE else ReviewState.REPORT)


def may_plan_action(review: Review) -> Verdict:
    """The plan grows from the final report on, also after the review was closed."""
    if review.state in (ReviewState.RESPONSE, ReviewState.CLOSED):
        return YES
    return Verdict(_("The plan is made once the report is final."))


def is_running(review: Review) -> Verdict:
    """Not over."""
    if review.state not in OVER:
        return YES
    return Verdict(_("This review is over. Nothing changes any more."))
