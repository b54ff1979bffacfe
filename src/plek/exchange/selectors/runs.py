"""Imports that someone follows in the browser, and who acts on the command line."""

from uuid import UUID

from django.utils.translation import gettext as _

from plek.exchange.models import ImportRun
from plek.organisations.choices import Role
from plek.organisations.models import Membership, Organisation
from plek.shared.errors import NotFound, Refused

SHOWN = 10


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


def runs(by: Membership) -> list[ImportRun]:
    """The latest imports of this member, without what was uploaded."""
    mine = ImportRun.objects.visible_to(by).defer("mends", "report").order_by("-made_at")
    return list(mine[:SHOWN])


def run(by: Membership, key: UUID) -> ImportRun:
    """One import of this member. Raises ``NotFound``."""
    found: ImportRun | None = ImportRun.objects.visible_to(by).filter(key=key).first()
    if found is None:
        raise NotFound
    return found
