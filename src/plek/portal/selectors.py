"""What a client sees of himself."""

from dataclasses import dataclass
from datetime import date, datetime

from plek.audit.selectors import Look, views_of_client
from plek.benefits.selectors.changes import open_notices
from plek.caseload import supply
from plek.caseload.models import Client, Referral, ReferralEvent, RightsRequest, Trajectory, Wish
from plek.caseload.policies.referrals import OPEN
from plek.caseload.selectors.client_page import Story, client_story
from plek.caseload.selectors.rights import requests_of
from plek.caseload.selectors.trajectories import wishes
from plek.organisations.models import Absence, Membership, current
from plek.shared.errors import NotFound


@dataclass(frozen=True)
class OwnStory:
    """A client's own story with his jobs, who stands in today, and his open question to start."""

    story: Story
    jobs: tuple[supply.JobFact, ...]
    stand_in: Membership | None
    referral: Referral | None
    question: str
    amounts_changed: bool
    """Since his last calculation of what work leaves of a benefit, and nobody looked at it with him yet."""


def own_client(by: Membership) -> Client:
    """The record of who is signed in. Raises ``NotFound`` while none is tied to him."""
    found = Client.objects.visible_to(by).select_related("treatment_team", "ips_team").first()
    if found is None:
        raise NotFound
    return found


def own_story(by: Membership, now: datetime, on: date) -> OwnStory | None:
    """Everything on the client's own page; None while no record is tied to him."""
    number = Client.objects.visible_to(by).values_list("number", flat=True).first()
    if number is None:
        return None
    story = client_story(by, number, now)
    running = story.current
    asked = _open_referral(by)
    return OwnStory(
        story, _jobs(by, [c.trajectory.pk for c in story.courses]),
        _stand_in(running, on) if running else None, asked, _question(asked) if asked else "",
        bool(open_notices(by, story.client.pk)),
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


def own_requests(by: Membership) -> list[RightsRequest]:
    """What he asked about his record, newest first."""
    return requests_of(by, own_client(by))


def _jobs(by: Membership, trajectories: list[int]) -> tuple[supply.JobFact, ...]:
    if not trajectories:
        return ()
    found = [job for supplier in supply.job_facts for jobs in supplier(by, trajectories).values() for job in jobs]
    return tuple(sorted(found, key=lambda job: job.started_on, reverse=True))


def _stand_in(trajectory: Trajectory, on: date) -> Membership | None:
    away = Absence.objects.filter(current(on), membership_id=trajectory.specialist_id, cover__isnull=False)
    absence = away.select_related("cover__user").first()
    return absence.cover if absence else None


def _open_referral(by: Membership) -> Referral | None:
    return Referral.objects.visible_to(by).filter(state__in=OPEN).select_related("ips_team").first()


def _question(referral: Referral) -> str:
    """What the IPS team asked last, if it waits for an answer."""
    events = ReferralEvent.objects.filter(referral=referral).order_by("-at", "-pk")
    last = events.first()
    return last.text if last and last.state == referral.state == "question" else ""
