"""Who may lead a benefits conversation, and in which state."""

from django.utils.translation import gettext_lazy as _

from plek.organisations.choices import CASELOAD_ROLES
from plek.organisations.models import Membership
from plek.organisations.policies import YES, Verdict


def may_advise(by: Membership) -> Verdict:
    """The conversation is led by IPS staff; practitioners and the client himself read what came of it."""
    if by.role in CASELOAD_ROLES:
        return YES
    return Verdict(_("Only the IPS team leads this conversation. Ask the employment specialist."))


def may_begin(has_open: bool) -> Verdict:
    """One conversation at a time."""
    if has_open:
        return Verdict(_("There is an open conversation about the benefit already. Go on with that one."))
    return YES


def may_fill_in(has_open: bool) -> Verdict:
    """Answers, plans and scenarios belong to an open conversation."""
    if has_open:
        return YES
    return Verdict(_("This conversation was rounded off. Begin a new one: what was told comes along."))
