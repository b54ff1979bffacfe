"""What the small forms of a trajectory print."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from plek.caseload.selectors.trajectories import Room
from plek.organisations.models import Membership


def specialist_choices(rooms: Sequence[Room]) -> list[tuple[Membership, str]]:
    """Each specialist with the size of the caseload beside what fits the hours, and whether he is away."""
    return [(room.member, away(_label(room)) if room.is_away else _label(room)) for room in rooms]


def away(said: str) -> str:
    """What is said of somebody, with that he is away."""
    return _("%(said)s · away") % {"said": said}


def _label(room: Room) -> str:
    if room.fits is None:
        return _("%(name)s · %(count)d clients") % {"name": room.name, "count": room.open_count}
    return _("%(name)s · %(count)d of %(fits)d clients") % {
        "name": room.name, "count": room.open_count, "fits": room.fits
    }  # fmt: skip
