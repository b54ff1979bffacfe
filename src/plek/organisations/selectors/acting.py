"""Who acts: the memberships a person holds and the one in use."""

from datetime import date
from functools import cache
from typing import Any

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import QuerySet, Value
from django.utils.translation import gettext as _

from plek.organisations.choices import Role
from plek.organisations.models import Membership, Organisation, current
from plek.shared.composed import Composed, Place
from plek.shared.errors import Refused


def memberships_of(user_id: Any, on: date | Place) -> QuerySet[Membership]:
    """All roles a user holds now, at every organisation; needs a scope with ``user_id``."""
    return _acting(on).filter(user_id=user_id).order_by("organisation__name", "pk")


def membership_in_use(user_id: int, slug: str, preferred_id: int | None, on: date) -> Membership | None:
    """The role in use at one organisation: the preferred one, else the first; None for a stranger."""
    held = _held().ask({"user_id": user_id, "on": on, "slug": slug})
    return next((m for m in held if m.pk == preferred_id), held[0] if held else None)


@cache
def _held() -> Composed:
    """Asked for every page, so composed once."""
    return Composed(
        memberships_of(Place("user_id", int), Place("on", date)).filter(organisation__slug=Place("slug", str))
    )


def acting(membership_id: int, on: date) -> Membership:
    """A membership ready to be the ``by`` of reads and writes on this day.

    Raises ``Membership.DoesNotExist`` when it is not in force.
    """
    found: list[Membership] = _in_force().ask({"pk": membership_id, "on": on})
    if not found:
        raise Membership.DoesNotExist
    return found[0]


@cache
def _in_force() -> Composed:
    """Asked for every command and task, so composed once."""
    return Composed(_acting(Place("on", date)).select_related("user").filter(pk=Place("pk", int)))


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


def slug_of(house: int) -> str:
    """What stands in the addresses of an organisation; empty when there is none with this number."""
    return Organisation.objects.filter(pk=house).values_list("slug", flat=True).first() or ""


def _acting(on: date | Place) -> QuerySet[Membership]:
    teams = ArrayAgg(
        "team_memberships__team_id", filter=current(on, prefix="team_memberships__"), default=Value([])
    )
    in_force = Membership.objects.current(on).filter(is_pending=False)
    return in_force.select_related("organisation").defer("organisation__logo").annotate(_team_ids=teams)
