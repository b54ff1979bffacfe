"""Who may let a client in to his own page, and in which state."""

from django.utils.translation import gettext_lazy as _

from plek.caseload.models import Client
from plek.organisations.choices import CLIENT_RECORD_ROLES
from plek.organisations.models import Membership
from plek.organisations.policies import YES, Verdict


def may_arrange_access(by: Membership) -> Verdict:
    """Whoever guides or treats the client, within his care relationship."""
    if by.role in CLIENT_RECORD_ROLES:
        return YES
    return Verdict(_("Only the IPS team and the treatment team arrange a client's access."))


def may_give_access(client: Client, held: Membership | None) -> Verdict:
    """Access goes to the client's own e-mail address, once at a time."""
    if held is not None:
        return Verdict(_("This client has access or was invited already. Reload the page to see how it stands."))
    if not client.email:
        return Verdict(_("There is no e-mail address of this client yet. Add it to the details first."))
    return YES


def may_send_again(held: Membership | None) -> Verdict:
    """Only an invitation that waits is sent again or withdrawn."""
    if held is not None and held.is_pending:
        return YES
    return Verdict(_("There is no invitation waiting any more. Reload the page to see how it stands."))


def may_end_access(held: Membership | None) -> Verdict:
    """Only access that was taken up can end."""
    if held is not None and not held.is_pending:
        return YES
    return Verdict(_("This client has no access at the moment. Reload the page to see how it stands."))
