"""What the documents of an organisation have at their head."""

from plek.organisations.models import Membership, Organisation
from plek.shared.documents import Letterhead
from plek.shared.ui.theme import DEFAULTS


def letterhead_of(by: Membership) -> Letterhead:
    """Name, colour and logo of the organisation of ``by``."""
    here = Organisation.objects.only("name", "theme", "logo").get(pk=by.organisation_id)
    return Letterhead(here.name, here.theme.get("accent", DEFAULTS["accent"]), bytes(here.logo))
