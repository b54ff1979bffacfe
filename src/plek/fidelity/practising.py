"""Who practises rating."""

from django.utils.translation import gettext_lazy as _

from plek.organisations.choices import CASELOAD_ROLES, Role
from plek.organisations.models import Membership
from plek.organisations.policies import YES, Verdict

PRACTISING_ROLES = CASELOAD_ROLES | {Role.FIDELITY_REVIEWER}


def may_practise(by: Membership) -> Verdict:
    """Reviewers, and the team that wants to look at itself with the same eyes."""
    if by.role in PRACTISING_ROLES:
        return YES
    return Verdict(_("Vignettes are for reviewers and for the IPS team."))
