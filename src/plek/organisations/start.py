"""Where each role begins."""

from django.urls import reverse

from plek.organisations.choices import Role
from plek.organisations.models import Membership

START = {
    Role.EMPLOYMENT_SPECIALIST: "caseload:today",
    Role.IPS_TEAM_LEADER: "caseload:today",
    Role.PRACTITIONER: "caseload:clients",
    Role.CLIENT: "portal:me",
    Role.ADMINISTRATOR: "organisations:waiting",
    Role.FIDELITY_REVIEWER: "fidelity:reviews",
}


def start_page(member: Membership) -> str:
    """The address of the first page of this role at its organisation."""
    name = START.get(Role(member.role), "organisations:welcome")
    return reverse(name, kwargs={"organisation": member.organisation.slug})
