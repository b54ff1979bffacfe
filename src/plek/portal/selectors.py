"""What a client sees of himself."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from plek.accounts.models import User
from plek.audit.selectors import Look, views_of_client
from plek.benefits.selectors.changes import has_open_notice
from plek.benefits.selectors.reminders import Todo, open_todos_array, todos_in, todos_of
from plek.caseload import supply
from plek.caseload.choices import ReferralState
from plek.caseload.models import Client, ReferralEvent, RightsRequest, Trajectory, Wish
from plek.caseload.selectors.client_page import Story, client_story
from plek.caseload.selectors.rights import requests_of
from plek.caseload.selectors.trajectories import open_trajectory, wishes
from plek.organisations.models import Membership
from plek.shared.errors import NotFound


@dataclass(frozen=True)
class OwnStory:
    """A client's own story with his jobs, and what the team asks him about his question to start."""

    story: Story
    jobs: tuple[supply.JobFact, ...]
    question: str
    todos: tuple[Todo, ...]
    """What he has to do about his benefit, as far as it is open."""
    amounts_changed: bool
    """Since his last calculation of what work leaves of a benefit, and nobody looked at it with him yet."""


def own_client(by: Membership) -> Client:
    """The record of who is signed in. Raises ``NotFound`` while none is tied to him."""
    found = Client.objects.visible_to(by).select_related("treatment_team", "ips_team").first()
    if found is None:
        raise NotFound
    return found


def own_story(by: Membership, now: datetime) -> OwnStory | None:
    """Everything on the client's own page; None while no record is tied to him."""
    around = {"changed": has_open_notice(), "todos": open_todos_array()}
    mine = Client.objects.visible_to(by).annotate(**around).values("number", *around).first()
    if mine is None:
        return None
    story = client_story(by, mine["number"], now)
    asked = story.open_referral
    return OwnStory(
        story, _jobs(by, [c.trajectory.pk for c in story.courses]), _question(asked) if asked else "",
        tuple(todos_in(mine["todos"])), mine["changed"],
    )  # fmt: skip


def own_trajectory(by: Membership) -> Trajectory:
    """The trajectory that runs now. Raises ``NotFound`` when there is none."""
    found = Trajectory.objects.visible_to(by).filter(ended_on__isnull=True).order_by("-pk").first()
    if found is None:
        raise NotFound
    return found


def own_wishes(by: Membership, trajectory: Trajectory) -> list[Wish]:
    """What he said before, newest first."""
    return wishes(by, trajectory)[1:]


def own_looks(by: Membership) -> list[Look]:
    """Who looked at his record; his own visits left out."""
    looks = views_of_client(by, own_client(by).pk)
    return [look for look in looks if look.member_id != by.pk]


def own_todos(by: Membership, client: Client, at: datetime) -> list[Todo]:
    """What he has to do about his benefit, and what he did lately."""
    return todos_of(by, client.pk, at)


def own_helper(by: Membership, client: Client) -> User | None:
    """Who guides him now."""
    running = open_trajectory(by, client.pk)
    return running.specialist.user if running else None


def own_requests(by: Membership) -> list[RightsRequest]:
    """What he asked about his record, newest first."""
    return requests_of(by, own_client(by))


def _jobs(by: Membership, trajectories: list[int]) -> tuple[supply.JobFact, ...]:
    if not trajectories:
        return ()
    found = [job for supplier in supply.job_facts for jobs in supplier(by, trajectories).values() for job in jobs]
    return tuple(sorted(found, key=lambda job: job.started_on, reverse=True))


def _question(referral: Mapping[str, Any]) -> str:
    """What the IPS team asked last, if it waits for an answer."""
    if referral["state"] != ReferralState.QUESTION:
        return ""
    last = ReferralEvent.objects.filter(referral_id=referral["pk"]).order_by("-at", "-pk").first()
    return last.text if last and last.state == ReferralState.QUESTION else ""
