"""One desk per sheet: it compares right rows with what is stored, and writes what is new or changed."""

from collections.abc import Callable

from plek.exchange.services.desks.base import Desk, Intake
from plek.exchange.services.desks.contacts import ContactDesk, EmployerContactDesk
from plek.exchange.services.desks.house import OrganisationDesk, TeamDesk
from plek.exchange.services.desks.people import ClientDesk, StaffDesk
from plek.exchange.services.desks.team_life import HoursDesk, MeetingDesk
from plek.exchange.services.desks.trajectories import TrajectoryDesk
from plek.exchange.services.desks.work import EducationDesk, EmployerDesk, JobDesk

DESKS: dict[str, Callable[[Intake], Desk]] = {
    "Organisatie": OrganisationDesk,
    "Teams": TeamDesk,
    "Medewerkers": StaffDesk,
    "Cliënten": ClientDesk,
    "Trajecten": TrajectoryDesk,
    "Contacten": ContactDesk,
    "Werkgevers": EmployerDesk,
    "Werkgeverscontacten": EmployerContactDesk,
    "Banen": JobDesk,
    "Opleidingen": EducationDesk,
    "Overleg": MeetingDesk,
    "Uren": HoursDesk,
}

__all__ = ["DESKS", "Desk", "Intake"]
