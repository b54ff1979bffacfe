"""Planning a review: its team, days and reviewers, the checklist, the talks, and calling it off."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID

from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from plek.audit.choices import Action
from plek.engines.fidelity_scoring import load_scale
from plek.fidelity import policies
from plek.fidelity.choices import OVER, ReviewState, Source
from plek.fidelity.models import ChecklistTick, PlannedTalk, Review, ReviewStep, Seat
from plek.fidelity.procedure import procedure
from plek.fidelity.selectors.indication import SCALE
from plek.fidelity.selectors.reviews.people import has_worked_in, reviewers_of
from plek.fidelity.services.reviews.loading import enter, load, load_to_prepare, log
from plek.notices.services import send_mail
from plek.organisations.choices import Role, TeamKind
from plek.organisations.formality import language_for
from plek.organisations.models import Membership, Team
from plek.shared.dates import written
from plek.shared.errors import NotFound, Refused
from plek.shared.numbering import next_number

LONGEST_VISIT = 14


@dataclass(frozen=True)
class Plan:
    """What a review begins with."""

    key: UUID
    team: str
    begins_on: date
    ends_on: date
    reviewers: Sequence[int]


def plan_review(*, by: Membership, at: datetime, on: date, plan: Plan, base_url: str = "") -> Review:
    """Plan a review of one team and ask two reviewers, by mail too. The same key twice plans once.

    ``base_url`` is the scheme and host of the link; without one nobody is mailed.
    """
    policies.may_plan(by.role).demand()
    team = _team(by, plan.team)
    if known := Review.objects.visible_to(by).filter(key=plan.key).first():
        return known
    members = _reviewers(by, team, plan.reviewers, on)
    _refuse_second(team)
    _refuse_days(plan.begins_on, plan.ends_on)
    review = Review.objects.create(
        organisation_id=by.organisation_id, key=plan.key, number=_number(by), team=team, scale=SCALE,
        scale_version=load_scale(SCALE).version, visit_begins_on=plan.begins_on, visit_ends_on=plan.ends_on,
        planned_by=by, planned_at=at,
    )  # fmt: skip
    Seat.objects.bulk_create(
        Seat(organisation_id=by.organisation_id, review=review, place=place, member=member)
        for place, member in enumerate(members, 1)
    )
    ReviewStep.objects.create(
        organisation_id=by.organisation_id, review=review, state=ReviewState.PLANNING, made_by=by, made_at=at
    )
    log(by, review, Action.CREATE, "review.planned", team=team.code)
    for member in members if base_url else ():
        _ask(by, review, member, base_url)
    return review


def _ask(by: Membership, review: Review, member: Membership, base_url: str) -> None:
    path = reverse("fidelity:review", kwargs={"organisation": by.organisation.slug, "number": review.number})
    language = language_for(member.role, by.organisation, member.user.language)
    with translation.override(language):
        day = written(review.visit_begins_on, "j F Y")
    send_mail(
        to=member.user.email, subject=gettext_lazy("You are asked for a fidelity review"),
        template="fidelity/mail/asked", language=language,
        context={
            "name": member.user.get_short_name(), "organisation": by.organisation.name, "day": day,
            "link": f"{base_url}{path}",
        },
    )  # fmt: skip


def move_visit(*, by: Membership, number: str, begins_on: date, ends_on: date) -> None:
    """Other days for the visit."""
    review = load(by, number)
    policies.may_plan(by.role).demand()
    policies.may_prepare(review).demand()
    _refuse_days(begins_on, ends_on)
    review.visit_begins_on, review.visit_ends_on = begins_on, ends_on
    review.save(update_fields=["visit_begins_on", "visit_ends_on"])
    log(by, review, Action.UPDATE, "review.visit_moved")


def tick(*, by: Membership, at: datetime, number: str, point: str, is_ready: bool) -> None:
    """A point of the checklist is ready, or is not after all."""
    review = load(by, number)
    policies.may_plan(by.role).demand()
    policies.may_prepare(review).demand()
    if point not in {known.code for known in procedure().checklist}:
        raise NotFound
    if is_ready:
        ChecklistTick.objects.get_or_create(
            organisation_id=by.organisation_id, review=review, code=point,
            defaults={"ticked_by": by, "ticked_at": at},
        )  # fmt: skip
    else:
        ChecklistTick.objects.filter(review=review, code=point).delete()
    log(by, review, Action.UPDATE, "review.checklist_changed", point=point)


def plan_talk(
    *, by: Membership, number: str, source: Source, held_on: date, held_at: time | None = None, place: int | None
) -> None:
    """Plan an interview or observation on a day of the visit, for one reviewer or both."""
    review = load_to_prepare(by, number)
    if not review.visit_begins_on <= held_on <= review.visit_ends_on:
        raise Refused(_("This day is not one of the visit. Choose a day of the visit."), field="held_on")
    seat = Seat.objects.filter(review=review, place=place).first() if place else None
    PlannedTalk.objects.create(
        organisation_id=by.organisation_id, review=review, source=source, held_on=held_on, held_at=held_at,
        seat=seat,
    )  # fmt: skip
    log(by, review, Action.UPDATE, "review.talk_planned", source=source)


def drop_talk(*, by: Membership, number: str, talk: int) -> None:
    """A planned talk does not take place."""
    review = load_to_prepare(by, number)
    removed, _kinds = PlannedTalk.objects.filter(review=review, pk=talk).delete()
    if not removed:
        raise NotFound
    log(by, review, Action.UPDATE, "review.talk_dropped")


def cancel_review(*, by: Membership, at: datetime, number: str, reason: str) -> None:
    """Call it off, with the reason; the reviewers' term ends with it."""
    review = load(by, number)
    policies.may_plan(by.role).demand()
    policies.may_cancel(review).demand()
    why = because(reason)
    review.final_on = timezone.localtime(at).date()
    review.save(update_fields=["final_on"])
    enter(review, ReviewState.CANCELLED, by=by, at=at, reason=why)


def because(reason: str) -> str:
    """Refuses an empty reason."""
    if not reason.strip():
        raise Refused(_("Say why in a few words."), field="reason")
    return reason.strip()


def _team(by: Membership, code: str) -> Team:
    found = Team.objects.visible_to(by).filter(code=code, kind=TeamKind.IPS, closed_on__isnull=True).first()
    if found is None or (by.role != Role.ADMINISTRATOR and found.pk not in by.team_ids):
        raise NotFound
    return found


def _reviewers(by: Membership, team: Team, chosen: Sequence[int], on: date) -> list[Membership]:
    policies.are_two(chosen).demand()
    known = list(reviewers_of(by, on).filter(pk__in=chosen))
    if len(known) != 2 or len({member.user_id for member in known}) != 2:
        raise Refused(_("Choose two different people who are reviewers here."), field="reviewers")
    for member in known:
        policies.is_independent(has_worked_in(member, team)).demand()
    return sorted(known, key=lambda member: member.pk)


def _refuse_second(team: Team) -> None:
    if Review.objects.filter(team=team).exclude(state__in=OVER).exists():
        raise Refused(_("A review of this team is running already. Finish or cancel it first."), field="team")


def _refuse_days(begins_on: date, ends_on: date) -> None:
    if ends_on < begins_on:
        raise Refused(_("The visit ends before it begins. Choose a later last day."), field="ends_on")
    if (ends_on - begins_on).days > LONGEST_VISIT:
        raise Refused(_("A visit takes a few days. Choose a last day within two weeks."), field="ends_on")


def _number(by: Membership) -> str:
    return next_number(Review.objects.visible_to(by), by=by, field="number", prefix="MG")
