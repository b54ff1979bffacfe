"""Rounding a conversation off: who led it, that it counts, and the contact that it was."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from plek.audit.choices import Action
from plek.benefits import policies
from plek.benefits.models import Conversation
from plek.benefits.selectors.advisers import advisers_on
from plek.benefits.services.conversations import load_open, record_talk
from plek.caseload.choices import ContactWith, MilestoneKind, Topic
from plek.caseload.models import Trajectory
from plek.caseload.selectors.contacts import colleagues_of
from plek.caseload.selectors.trajectories import open_trajectory
from plek.caseload.services.contacts import Occurrence, log_contact
from plek.caseload.services.milestones import reach_milestone
from plek.organisations.models import Membership


@dataclass(frozen=True)
class Held:
    """How the talk was held, to be logged as a contact under a key of its own."""

    key: UUID
    mode: str
    setting: str
    minutes: int | None


def finish_conversation(
    *, by: Membership, at: datetime, on: date, client: str, led_by: int | None = None, held: Held | None = None
) -> Conversation:
    """Round it off; with an open trajectory the benefits counselling counts as done on this day, and the talk is
    logged as a contact where that is ``held``."""
    talk = load_open(by, client)
    leader = _leader(by, led_by, on)
    talk.finished_at, talk.led_by = at, leader
    talk.save(update_fields=["finished_at", "led_by"])
    course = open_trajectory(by, talk.client_id)
    if course is not None:
        reach_milestone(
            by=by, at=at, on=on, trajectory=course.number, kind=MilestoneKind.BENEFITS_ADVICE, reached_on=on
        )
        if held is not None:
            _log(by, at, on, course, leader, held)
    record_talk(by, talk, Action.UPDATE, "benefits.finished", {
        "counted": course is not None, "led_by": leader.pk, "logged": bool(course and held),
    })  # fmt: skip
    return talk


def _leader(by: Membership, led_by: int | None, on: date) -> Membership:
    """Who led it: without an answer who rounds it off."""
    if led_by in (None, by.pk):
        return by
    found = next((one for one in advisers_on(by, on) if one.pk == led_by), None)
    policies.may_have_led(is_own=False, is_adviser=found is not None).demand()
    return found or by


def _log(
    by: Membership, at: datetime, on: date, course: Trajectory, leader: Membership, held: Held
) -> None:  # fmt: skip
    """A contact with the client about the benefit; who led it was there too, if he shares a team with ``by``."""
    together = colleagues_of(by, on).filter(pk=leader.pk).values_list("pk", flat=True)
    what = Occurrence(
        held_on=on, held_with=ContactWith.CLIENT, mode=held.mode, setting=held.setting, minutes=held.minutes,
        topics=(Topic.BENEFIT,),
    )  # fmt: skip
    log_contact(by=by, at=at, key=held.key, what=what, clients=[course.number], colleagues=list(together))
