"""The role of a client: begun, invited again, withdrawn and ended by ``caseload``, which asks first who may."""

from dataclasses import dataclass
from datetime import date, datetime
from itertools import count

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from plek.accounts.models import User
from plek.organisations.choices import Role
from plek.organisations.models import Invitation, Membership, Organisation
from plek.organisations.services.invitations import Sent, lock_pending, send_link, silence, user_with
from plek.organisations.services.people import end_sessions
from plek.shared.errors import Refused
from plek.shared.tenancy import scope


@dataclass(frozen=True)
class Guest:
    """Which client comes in: what he is called, where his mail goes, and his number."""

    name: str
    email: str
    number: str


def begin(*, organisation: Organisation, guest: Guest, base_url: str, on: date, at: datetime) -> Sent:
    """Invite a client; until he accepts, nobody can act in this role.

    Who has an account already keeps it. Refuses an address that lets another client of this organisation in.
    """
    user = user_with(guest.email, guest.name)
    held = Membership.objects.filter(organisation=organisation, user=user, role=Role.CLIENT, ends_on__isnull=True)
    if held.exists():
        raise Refused(
            _("With this e-mail address someone else has access here. Ask the client for an address of their own.")
        )
    membership = Membership.objects.create(
        organisation=organisation, user=user, role=Role.CLIENT, is_pending=True, begins_on=on,
        code=_code(organisation, guest.number),
    )  # fmt: skip
    return send_link(membership, base_url, at)


def again(*, membership: Membership, base_url: str, at: datetime) -> Sent:
    """Send a new link; the old one stops working."""
    lock_pending(membership)
    silence(membership, at)
    return send_link(membership, base_url, at)


def withdraw(*, membership: Membership, at: datetime) -> None:
    """Take the invitation back: its link stops working and the role never begins."""
    locked = lock_pending(membership)
    silence(membership, at)
    locked.ends_on = locked.begins_on
    locked.save(update_fields=["ends_on"])


def end(*, membership: Membership, on: date) -> User:
    """End the role from today; all sessions of this person end at once."""
    membership.ends_on = max(on, membership.begins_on)
    membership.save(update_fields=["ends_on"])
    end_sessions(membership.user_id)
    return membership.user


def forget(*, organisation: Organisation, number: str, user_id: int | None) -> None:
    """Remove every role that this client had here, and the account of who has no other role anywhere."""
    own = Q(code=number) | Q(code__startswith=f"{number}-") | Q(user_id=user_id)
    roles = Membership.objects.filter(own, organisation=organisation, role=Role.CLIENT)
    users = list(User.objects.filter(pk__in=roles.values("user_id")))
    Invitation.objects.filter(membership__in=roles).delete()
    roles.delete()
    for user in users:
        end_sessions(user.pk)
        with scope(organisation_id=organisation.pk, user_id=user.pk):
            if not Membership.objects.filter(user=user).exists():
                user.delete()


def _code(organisation: Organisation, number: str) -> str:
    """The client's number, with a count behind it when he had access before."""
    taken = set(Membership.objects.filter(organisation=organisation).values_list("code", flat=True))
    codes = (f"{number[:16]}-{n}" if n > 1 else number for n in count(1))
    return next(code for code in codes if code not in taken)
