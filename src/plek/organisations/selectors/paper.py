"""What the documents of an organisation have at their head."""

from plek.organisations.models import Membership
from plek.shared.documents import Letterhead
from plek.shared.ui.theme import DEFAULTS


def letterhead_of(by: Membership) -> Letterhead:
    """Name, colour and logo of the organisation of ``by``; the logo is only read where there is one."""
    here = by.organisation
    accent = here.theme.get("accent", DEFAULTS["accent"])
    return Letterhead(here.name, accent, bytes(here.logo) if here.logo_mark else b"")
