"""Imports that someone follows in the browser, and who acts on the command line."""

from django.utils.translation import gettext as _

from plek.organisations.choices import Role
from plek.organisations.models import Membership, Organisation
from plek.shared.errors import Refused


def first_administrator(slug: str) -> Membership:
    """Who is named in the log for what is done on the command line.

    Raises ``Refused`` when there is no such organisation or it has no administrator.
    """
    if not Organisation.objects.filter(slug=slug).exists():
        raise Refused(
            _("There is no organisation %(slug)s. Make it with plek create-organisation.") % {"slug": slug}
        )
    here = Membership.objects.filter(organisation__slug=slug, role=Role.ADMINISTRATOR)
    found: Membership | None = here.select_related("organisation").order_by("begins_on", "pk").first()
    if found is None:
        raise Refused(_("%(slug)s has no administrator yet. Invite one first.") % {"slug": slug})
    return found
