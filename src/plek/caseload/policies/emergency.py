"""Who may open a record in an emergency, and who may look at that afterwards."""

from collections.abc import Collection
from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from plek.caseload.models import EmergencyAccess
from plek.organisations.choices import CLIENT_RECORD_ROLES, Role
from plek.organisations.models import Membership
from plek.organisations.policies import YES, Verdict

LOOK_WITHIN = timedelta(days=7)
"""Our own choice, as is the hour: no law that we know of names a term."""


def may_open(by: Membership, lookers: Collection[Membership]) -> Verdict:
    """Who treats or guides people here, and only while somebody else looks at it afterwards."""
    if by.role not in CLIENT_RECORD_ROLES:
        return Verdict(_("Only who treats or guides people here opens a record in an emergency."))
    if not by.organisation.privacy_officer_id or not lookers:
        return Verdict(
            _("Your organisation has no emergency access: nobody is named to look at it. Ask an administrator.")
        )
    return YES


def may_look(by: Membership, access: EmergencyAccess) -> Verdict:
    """The privacy officer or an administrator; never who opened it, and once."""
    if by.role != Role.ADMINISTRATOR and by.pk != by.organisation.privacy_officer_id:
        return Verdict(_("Only the privacy officer and administrators look at emergency access."))
    if access.user_id == by.user_id:
        return Verdict(_("You opened this record yourself. Somebody else looks at it."))
    if hasattr(access, "look"):
        return Verdict(_("Somebody has looked at this already. Reload the page to see what came of it."))
    return YES
