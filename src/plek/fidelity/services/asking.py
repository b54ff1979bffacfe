"""Asking for the indication outside a page, which is logged."""

from datetime import date

from django.utils.translation import gettext as _

from plek.audit.choices import Action
from plek.audit.services import record
from plek.fidelity.selectors.indication import Indication, indication_of, scales
from plek.fidelity.selectors.readers import as_leader
from plek.organisations.choices import TeamKind
from plek.organisations.models import Team
from plek.organisations.selectors import first_administrator
from plek.shared.errors import Refused


def ask(*, organisation: str, team: str, on: date, scale: str) -> Indication:
    """The indication of one IPS team, for who runs the machine; logged for the first administrator.

    Raises ``Refused`` for an organisation, team or scale that is not there.
    """
    administrator = first_administrator(organisation)
    asked = Team.objects.filter(organisation_id=administrator.organisation_id, code=team).first()
    if asked is None or asked.kind != TeamKind.IPS:
        raise Refused(_("There is no IPS team %(team)s. Look for its code under Teams.") % {"team": team})
    if scale not in scales():
        known = ", ".join(scales())
        raise Refused(_("There is no scale %(scale)s. Choose from: %(known)s.") % {"scale": scale, "known": known})
    found = indication_of(as_leader(administrator, asked.pk), team=team, on=on, scale=scale).indication
    if found is None:
        raise Refused(_("Nobody worked in %(team)s in these months. Choose another day.") % {"team": team})
    record(
        by=administrator,
        action=Action.READ,
        event="fidelity.asked",
        object_kind="team",
        object_id=team,
        source="cli",
    )
    return found
