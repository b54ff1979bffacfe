"""What the hand-over page prints: how much there is, and how full the colleagues are."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from plek.caseload.models import Handover
from plek.caseload.presenters.trajectories import away
from plek.caseload.selectors.handover import Receiver, Work
from plek.caseload.services.dividing import capacity
from plek.organisations.models import Membership


@dataclass(frozen=True)
class Colleague:
    """One line of the table of colleagues; by name, not by fullness."""

    name: str
    role: str
    fte: str
    load: int
    fits: str
    is_away: bool


@dataclass(frozen=True)
class HandoverPage:
    """Whose caseload, how much, and who could take over."""

    number: int
    name: str
    role: str
    work: Work
    colleagues: Sequence[Colleague]
    sees_names: bool
    planned_on: date | None
    planned_leaves: bool


def handover_page(
    leaver: Membership, work: Work, able: Sequence[Receiver], planned: Handover | None, *, sees_names: bool
) -> HandoverPage:
    """Put the page together."""
    return HandoverPage(
        number=leaver.pk,
        name=leaver.user.name,
        role=leaver.get_role_display(),
        work=work,
        colleagues=[_colleague(one) for one in able],
        sees_names=sees_names,
        planned_on=planned.effective_on if planned else None,
        planned_leaves=bool(planned and planned.ends_membership),
    )


def name_of(one: Receiver) -> str:
    """What a colleague is called, and whether he is away."""
    name: str = one.membership.user.name
    return away(name) if one.is_away else name


def room_sentence(one: Receiver) -> str:
    """How many clients someone has beside how many fit the hours, and whether he is away."""
    return away(_room(one)) if one.is_away else _room(one)


def _room(one: Receiver) -> str:
    if not one.membership.fte:
        return ngettext("%(load)d client, hours not known", "%(load)d clients, hours not known", one.load) % {
            "load": one.load
        }
    return _("%(load)d of at most %(fits)s clients") % {
        "load": one.load,
        "fits": _number(capacity(one.membership)),
    }


def _colleague(one: Receiver) -> Colleague:
    member = one.membership
    fits = _number(capacity(member)) if member.fte else "–"
    fte = number_format(member.fte) if member.fte is not None else "–"
    return Colleague(member.user.name, member.get_role_display(), fte, one.load, fits, one.is_away)


def _number(value: object) -> str:
    return number_format(round(float(str(value)), 1)).removesuffix(",0").removesuffix(".0")
