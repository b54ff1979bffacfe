"""Conversations about the benefit with a few clients of the invented region, kept with their calculations."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import F
from django.utils import timezone

from plek.benefits.answers import PlanDetails
from plek.benefits.choices import Kind, PlanKind, Step
from plek.benefits.estimates import Estimate, estimated
from plek.benefits.selectors.conversations import open_talk
from plek.benefits.services import conversations as services
from plek.benefits.services.finishing import finish_conversation
from plek.caseload.models import Trajectory
from plek.organisations.selectors.acting import acting

SITUATIONS: tuple[dict[Step, dict[str, Any]], ...] = (
    {
        Step.BENEFIT: {"kind": Kind.WAJONG_ABLE.value, "transitional_amount": None, "supplement": False},
        Step.HOUSEHOLD: {"partner": False, "partner_born": None, "partner_gross": None, "children": [],
                         "housemates": 0, "lives_with_parents": False},
        Step.HOUSING: {"rent": 612.34, "reference_income": None},
        Step.COSTS: {"contributions": None, "costs": 45.0},
    },
    {
        Step.BENEFIT: {"kind": Kind.SOCIAL_ASSISTANCE.value, "limited_hours": False, "exemption_months_used": 0},
        Step.HOUSEHOLD: {"partner": False, "partner_born": None, "partner_gross": None, "children": [6],
                         "housemates": 0, "lives_with_parents": False},
        Step.MUNICIPALITY: {"exemption": None},
    },
    {
        Step.BENEFIT: {"kind": Kind.WIA_SUPPLEMENT.value, "former_wage": 2650.0, "disability_class": "80-100",
                       "remaining_capacity": None, "supplement": None},
    },
)  # fmt: skip
"""What was told; the first of all, the second of most, the last of hardly anything."""


def build_talks(today: date) -> None:
    """One that is rounded off with its calculation kept (of the client who signs in), one that goes on, one just
    begun."""
    met = Trajectory.objects.filter(ended_on__isnull=True, first_meeting_on__lt=today).select_related("client")
    courses = list(met.order_by(F("client__user").asc(nulls_last=True), "client_id")[: len(SITUATIONS)])
    for place, (course, told) in enumerate(zip(courses, SITUATIONS, strict=False)):
        day = max(course.first_meeting_on or today, today - timedelta(days=9 + 3 * place))
        at = timezone.make_aware(datetime.combine(day, time(11)))
        here: dict[str, Any] = {"by": acting(course.specialist_id, today), "client": course.client.number}
        services.begin_conversation(**here, at=at, known={}, agreed=())
        for step, answers in told.items():
            services.fill_in(
                **here, at=at, step=step, answers=_with_birthday(step, answers, course.client.born_on)
            )
        vacancy = PlanDetails(PlanKind.VACANCY, "De bakkerij", 16, 15.5, starts_on=today + timedelta(days=30))
        services.set_plan(**here, place=4, details=vacancy)
        if place < 2:
            _keep(here, at, course.client_id)
        if place == 0:
            services.write_note(
                **here, at=at, text="Wil eerst klein beginnen. Maakt zich zorgen over de toeslagen."
            )
            finish_conversation(**here, at=at, on=timezone.localtime(at).date())


def _with_birthday(step: Step, answers: dict[str, Any], born: date) -> dict[str, Any]:
    return {"born": born, **answers} if step == Step.HOUSEHOLD else answers


def _keep(here: dict[str, Any], at: datetime, client_id: int) -> None:
    """What was calculated; after the last day of which amounts are known there is nothing to keep."""
    talk = open_talk(here["by"], client_id)
    found = estimated(talk.answers, timezone.localtime(at).date(), tuple(talk.plans.values()))
    if isinstance(found, Estimate):
        services.keep_scenario(**here, at=at, title="Wat houd ik over bij de bakkerij", estimate=found)
