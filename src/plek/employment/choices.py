"""Enums of jobs and education."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Contract(models.TextChoices):
    PERMANENT = "vast", _("permanent")
    FIXED_TERM = "tijdelijk", _("fixed term")
    ON_CALL = "oproep", _("on call")
    AGENCY = "uitzend", _("temporary agency")
    SELF_EMPLOYED = "zelfstandig", _("self-employed")
    TRIAL_PLACEMENT = "proefplaatsing", _("trial placement")
    WORK_EXPERIENCE = "werkervaringsplaats", _("work experience place")
    SHELTERED = "beschut", _("sheltered work")
    VOLUNTARY = "vrijwilligerswerk", _("voluntary work")


NEVER_COMPETITIVE = frozenset(
    {Contract.TRIAL_PLACEMENT, Contract.WORK_EXPERIENCE, Contract.SHELTERED, Contract.VOLUNTARY}
)
"""Contracts that cannot be a competitive job: they are set aside, unpaid, or limited by a programme."""


class Openness(models.TextChoices):
    """To whom at work the client tells about his condition."""

    NOBODY = "niemand", _("nobody")
    MANAGER = "leidinggevende", _("manager")
    COLLEAGUES = "collega's", _("colleagues")
    EVERYONE = "iedereen", _("everyone")


class FoundVia(models.TextChoices):
    SPECIALIST = "trajectbegeleider", _("employment specialist")
    CLIENT = "cliënt", _("client")
    NETWORK = "netwerk", _("network")
    VACANCY = "vacature", _("vacancy")


class JobEndReason(models.TextChoices):
    OWN_CHOICE = "eigen keuze", _("own choice")
    DISMISSED = "ontslag", _("dismissal")
    CONTRACT_ENDED = "contract afgelopen", _("contract ended")
    BETTER_JOB = "beter werk", _("better job")
    HEALTH = "gezondheid", _("health")
    OTHER = "anders", pgettext_lazy("job end reason", "other")


class EducationResult(models.TextChoices):
    ONGOING = "bezig", _("ongoing")
    COMPLETED = "gehaald", _("completed")
    STOPPED = "gestopt", _("stopped")
