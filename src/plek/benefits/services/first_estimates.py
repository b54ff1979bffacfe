"""Keeping a first estimate with a client, as the begin of the conversation or as a part of it."""

from dataclasses import asdict, replace
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from plek.benefits.answers import FIELDS_OF, Answers, from_text
from plek.benefits.choices import Per, Step
from plek.benefits.estimates import Estimate
from plek.benefits.local import LocalFigure
from plek.benefits.models import Conversation, Scenario, SituationPart
from plek.benefits.models.conversation import MOST_PLANS
from plek.benefits.services import conversations
from plek.caseload.models import Client
from plek.organisations.models import Membership

ASKED = (Step.HOUSEHOLD, Step.BENEFIT, Step.WORK, Step.HOUSING, Step.MUNICIPALITY)
"""Steps of which the six questions ask something."""
WEEKS = 52


def keep_first_estimate(
    *, by: Membership, at: datetime, client: str, estimate: Estimate, local: LocalFigure | None = None
) -> Scenario:
    """Its answers become those of the open conversation, or of a new one; the estimate itself is kept too.

    What is not known in it leaves standing what was told before.
    """
    if not _has_open(by, client):
        conversations.begin_conversation(by=by, at=at, client=client, known={})
    answers = asdict(_by_the_hour(estimate.answers))
    for step in ASKED:
        told = {name: answers[name] for name in FIELDS_OF[step] if answers[name] not in (None, ())}
        if told:
            conversations.fill_in(by=by, at=at, client=client, step=step, answers=_known(by, client, step) | told)
    for place, plan in enumerate(estimate.plans[:MOST_PLANS], start=1):
        conversations.set_plan(by=by, client=client, place=place, details=plan.details)
    return conversations.keep_scenario(
        by=by, at=at, client=client, title=_("First estimate"), estimate=estimate, local=local
    )


def _has_open(by: Membership, client: str) -> bool:
    seen = Client.objects.visible_to(by).filter(number=client)
    return Conversation.objects.visible_to(by).filter(client__in=seen, finished_at__isnull=True).exists()


def _known(by: Membership, client: str, step: Step) -> dict[str, Any]:
    """What stands of a step of the open conversation."""
    parts = SituationPart.objects.visible_to(by).filter(conversation__client__number=client, step=step)
    part = parts.filter(conversation__finished_at__isnull=True).order_by("-pk").first()
    return from_text(part.answers) if part else {}


def _by_the_hour(answers: Answers) -> Answers:
    """Pay by the month as pay by the hour; without hours it is only that of its own plan."""
    if not answers.pay or answers.per == Per.HOUR:
        return answers
    hourly = round(answers.pay * 12 / WEEKS / answers.hours, 2) if answers.hours else None
    return replace(answers, pay=hourly, per=Per.HOUR)
