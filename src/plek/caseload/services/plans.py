"""What the client wants, what happens next, and who pays."""

from datetime import date, datetime

from plek.caseload.choices import Funding
from plek.caseload.models import Trajectory, Wish
from plek.caseload.policies import clients as policy
from plek.caseload.services.trajectories import load_to_guide, load_trajectory, log, save
from plek.organisations.models import Membership


def say_wish(*, by: Membership, at: datetime, trajectory: str, text: str) -> Trajectory:
    """What the client wants, in his own words; earlier words are kept. Written by IPS staff or the client."""
    found = load_trajectory(by, trajectory)
    if by.user_id != found.client.user_id:
        policy.may_guide(by)
    policy.must_be_open(found)
    if text.strip() == found.wish:
        return found
    found.wish = text.strip()
    save(found, "wish")
    Wish.objects.create(
        organisation_id=by.organisation_id, trajectory=found, text=found.wish, said_at=at, written_by=by
    )
    log(by, found, "trajectory.wish")
    return found


def set_next_step(*, by: Membership, trajectory: str, text: str, due_on: date | None) -> Trajectory:
    """What happens next and by when; the client sees it at once."""
    found = load_to_guide(by, trajectory)
    found.next_step, found.next_step_on = text.strip(), due_on
    save(found, "next_step", "next_step_on")
    log(by, found, "trajectory.next_step")
    return found


def set_funding(*, by: Membership, trajectory: str, funding: Funding | str) -> Trajectory:
    """Who pays for the guidance; empty while not known."""
    found = load_to_guide(by, trajectory)
    found.funding = funding
    save(found, "funding")
    log(by, found, "trajectory.funding")
    return found
