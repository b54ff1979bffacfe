"""The report, the answer to it, and the plan."""

from copy import copy
from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from plek.audit.choices import Action
from plek.caseload.services.tasks import add_task
from plek.fidelity import policies
from plek.fidelity.choices import Part, ReviewState
from plek.fidelity.models import Improvement, Passage, Review
from plek.fidelity.selectors.reviews.people import owners_of
from plek.fidelity.selectors.reviews.texts import passages_of
from plek.fidelity.services.reviews.loading import enter, load, load_seat, log
from plek.organisations.models import Membership
from plek.shared.errors import Refused


def write_passage(*, by: Membership, at: datetime, number: str, part: Part, item: str = "", text: str) -> None:
    """Write a text of the report or the response. An earlier text stays in the history."""
    review = load(by, number) if part == Part.RESPONSE else load_seat(by, number)[0]
    if part == Part.RESPONSE:
        policies.may_answer(by.role).demand()
    policies.may_write(review, part).demand()
    if passages_of(review).get((part, item), "") == text.strip():
        return
    Passage.objects.create(
        organisation_id=by.organisation_id, review=review, part=part, item=item, text=text.strip(),
        written_by=by, written_at=at,
    )  # fmt: skip
    log(by, review, Action.CREATE, "review.text_written", part=part, item=item)


def finish_report(*, by: Membership, at: datetime, number: str) -> None:
    """The report is final: team, leader and administrator read it, and the plan begins."""
    review, _seat = load_seat(by, number)
    policies.is_in(review, ReviewState.REPORT).demand()
    if not passages_of(review).get((Part.STRENGTHS, "")):
        raise Refused(_("Say first what this team does well: a report begins with its strengths."))
    review.final_on = timezone.localtime(at).date()
    review.save(update_fields=["final_on"])
    enter(review, ReviewState.RESPONSE, by=by, at=at)


def add_action(
    *, by: Membership, at: datetime, number: str, item: str, text: str, owner: int, due_on: date
) -> Improvement:
    """Add an action to the plan. It is a task of its owner, and so on his Today until it is done."""
    review = load(by, number)
    policies.may_plan(by.role).demand()
    policies.may_plan_action(review).demand()
    if not owners_of(review.team, timezone.localtime(at).date()).filter(pk=owner).exists():
        raise Refused(_("Choose somebody who works in this team."), field="owner")
    label = f"{item}: {text.strip()}" if item and text.strip() else text
    task = add_task(by=_in_team(by, review), at=at, text=label, due_on=due_on, owner=owner)
    made: Improvement = Improvement.objects.create(
        organisation_id=by.organisation_id, review=review, item=item, task=task
    )
    log(by, review, Action.CREATE, "review.action_planned", item=item)
    return made


def _in_team(by: Membership, review: Review) -> Membership:
    """Gives tasks in the team of the review only, and in the own role."""
    giver = copy(by)
    giver.__dict__["_team_ids"] = [review.team_id]
    return giver


def close_review(*, by: Membership, at: datetime, number: str) -> None:
    """Report, response and plan are there. The reviewers' term ends."""
    review = load(by, number)
    policies.may_plan(by.role).demand()
    policies.is_in(review, ReviewState.RESPONSE).demand()
    if not passages_of(review).get((Part.RESPONSE, "")):
        raise Refused(_("Write the response to the report first."))
    if not Improvement.objects.filter(review=review).exists():
        raise Refused(_("Add at least one action to the plan first."))
    enter(review, ReviewState.CLOSED, by=by, at=at)
