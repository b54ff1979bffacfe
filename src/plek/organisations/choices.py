"""Kinds of organisation and team, and the roles with what each may enter."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class OrganisationKind(models.TextChoices):
    GGZ = "ggz", _("Mental health care (ggz)")
    SUPPORTED_HOUSING = "ribw", _("Supported housing (RIBW)")
    MUNICIPALITY = "gemeente", _("Municipality")
    UWV = "uwv", _("UWV office")


class TeamKind(models.TextChoices):
    FACT = "FACT", "FACT"
    VIP = "VIP", _("VIP (early psychosis)")
    OUTPATIENT = "polikliniek", _("Outpatient clinic")
    CLINIC = "kliniek", _("Clinic")
    SUPPORTED_HOUSING = "RIBW", _("Supported housing")
    IPS = "IPS", "IPS"
    OFFICE = "kantoor", pgettext_lazy("team kind", "Office")


class Role(models.TextChoices):
    """What someone does at an organisation. One person may hold several; one is in use at a time."""

    EMPLOYMENT_SPECIALIST = "employment_specialist", _("employment specialist")
    IPS_TEAM_LEADER = "ips_team_leader", _("IPS team leader")
    PRACTITIONER = "practitioner", _("practitioner")
    DIRECTOR = "director", _("director")
    AGENCY_PROFESSIONAL = "agency_professional", _("agency professional")
    FIDELITY_REVIEWER = "fidelity_reviewer", _("fidelity reviewer")
    REGION_COORDINATOR = "region_coordinator", _("region coordinator")
    RESEARCHER = "researcher", _("researcher")
    ADMINISTRATOR = "administrator", _("administrator")
    CLIENT = "client", _("client")


CASELOAD_ROLES = frozenset({Role.EMPLOYMENT_SPECIALIST, Role.IPS_TEAM_LEADER})
"""Those who work the caseload: log, plan, move."""

CLIENT_RECORD_ROLES = CASELOAD_ROLES | {Role.PRACTITIONER}
"""Those who may open a client's record, within their care relationship."""

WORKBOOK_ROLES = frozenset({Role.IPS_TEAM_LEADER, Role.ADMINISTRATOR})
"""Those who bring the team workbook in and take it out."""

STAFF_ROLES = frozenset(Role) - {Role.CLIENT}
ALL_ROLES = frozenset(Role)


class AbsenceKind(models.TextChoices):
    LEAVE = "leave", _("leave")
    ILLNESS = "illness", _("illness")
    OTHER = "other", _("other absence")
