"""Who may enter and change clients and trajectories."""

from django.utils.translation import gettext as _

from plek.caseload.models import Client, Trajectory
from plek.organisations.choices import CASELOAD_ROLES, CLIENT_RECORD_ROLES
from plek.organisations.models import Membership
from plek.shared.errors import Refused


def may_enter_client(by: Membership, treatment_team_id: int) -> None:
    """IPS staff enter anyone; a practitioner enters clients of his own team."""
    if by.role in CASELOAD_ROLES:
        return
    if by.role in CLIENT_RECORD_ROLES and treatment_team_id in by.team_ids:
        return
    raise Refused(_("Choose a treatment team in which you work yourself."), field="treatment_team")


def may_change_client(by: Membership) -> None:
    """Whoever sees a client by his care relationship may correct what is known of him."""
    if by.role not in CLIENT_RECORD_ROLES:
        raise Refused(_("Your role may read this record but not change it."))


def may_guide(by: Membership) -> None:
    """Trajectories are led by IPS staff."""
    if by.role not in CASELOAD_ROLES:
        raise Refused(_("Only the IPS team can change a trajectory. Ask the employment specialist."))


def must_be_open(trajectory: Trajectory) -> None:
    if trajectory.ended_on is not None:
        raise Refused(_("This trajectory has ended. Start a new one first: the door is open."))


def must_have_no_open_trajectory(client: Client) -> None:
    if client.trajectories.filter(ended_on__isnull=True).exists():
        raise Refused(_("This client already has a trajectory. Open the client to go on with it."))
