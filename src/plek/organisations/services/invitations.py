"""Inviting people: a link that works once, for seven days, of which only the hash is kept."""

import hashlib
import secrets
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from plek.accounts.models import User
from plek.audit.choices import Action
from plek.audit.services import record
from plek.notices.services import send_mail
from plek.organisations.choices import Role
from plek.organisations.codes import next_code
from plek.organisations.formality import language_for
from plek.organisations.models import Invitation, Membership, Organisation, Team, TeamMembership
from plek.organisations.policies import may_administrate
from plek.shared.errors import NotFound, Refused

VALID_FOR = timedelta(days=7)
LETTERS = {str(Role.CLIENT): "organisations/mail/client_invitation"}


@dataclass(frozen=True)
class Sent:
    """An invitation as it left: who was invited, and the path of the link, known only now."""

    membership: Membership
    path: str


@dataclass(frozen=True)
class Newcomer:
    """What must be known to invite someone. An empty code is made."""

    name: str
    email: str
    role: str
    begins_on: date
    teams: Collection[Team] = ()
    profession: str = ""
    fte: Decimal | None = None
    code: str = ""


def invite(*, by: Membership, newcomer: Newcomer, base_url: str, at: datetime) -> Sent:
    """Give someone a role here and send the link with which he takes it up.

    Who has an account already keeps it and gets a role more. ``base_url`` is the scheme and host of the link.
    """
    may_administrate(by.role).demand()
    user = user_with(newcomer.email, newcomer.name)
    if Membership.objects.visible_to(by).filter(user=user, role=newcomer.role, ends_on__isnull=True).exists():
        raise Refused(_("This person has this role here already. Look under People."), field="email")
    membership = _membership(by.organisation, user, newcomer)
    sent = send_link(membership, base_url, at)
    record(
        by=by,
        action=Action.CREATE,
        event="member.invited",
        object_kind="membership",
        object_id=membership.pk,
        detail={"role": newcomer.role, "teams": len(newcomer.teams)},
    )
    return sent


def resend_invitation(*, by: Membership, membership: Membership, base_url: str, at: datetime) -> Sent:
    """Send a new link; the old one stops working."""
    may_administrate(by.role).demand()
    lock_pending(membership)
    silence(membership, at)
    record(
        by=by,
        action=Action.EXECUTE,
        event="member.invited_again",
        object_kind="membership",
        object_id=membership.pk,
    )
    return send_link(membership, base_url, at)


def revoke_invitation(*, by: Membership, membership: Membership, on: date, at: datetime) -> None:
    """Take an invitation back: the link stops working and the role never begins."""
    may_administrate(by.role).demand()
    locked = lock_pending(membership)
    silence(membership, at)
    locked.ends_on = locked.begins_on
    locked.save(update_fields=["ends_on"])
    TeamMembership.objects.filter(membership=locked).delete()
    record(
        by=by,
        action=Action.UPDATE,
        event="member.invitation_revoked",
        object_kind="membership",
        object_id=locked.pk,
    )


def open_invitation(*, token: str, at: datetime, for_update: bool = False) -> Invitation | None:
    """The invitation of a link that still works, in the organisation in use; None for any other link."""
    found = Invitation.objects.filter(token_hash=hash_of(token), used_at__isnull=True, expires_at__gt=at)
    found = found.select_related("membership__user", "organisation").defer("organisation__logo")
    return (found.select_for_update(of=("self",)) if for_update else found).first()


def accept_invitation(*, token: str, at: datetime, password: str = "") -> Membership:
    """Take up the role; a newcomer chooses a password. The link works once, whoever comes first."""
    invitation = open_invitation(token=token, at=at, for_update=True)
    if invitation is None:
        raise NotFound
    membership = invitation.membership
    if not membership.user.has_usable_password():
        validate_password(password, membership.user)
        membership.user.set_password(password)
        membership.user.save(update_fields=["password"])
    invitation.used_at, membership.is_pending = at, False
    invitation.save(update_fields=["used_at"])
    membership.save(update_fields=["is_pending"])
    record(
        by=membership,
        action=Action.EXECUTE,
        event="member.accepted",
        object_kind="membership",
        object_id=membership.pk,
    )
    return membership


def make_link(membership: Membership, at: datetime) -> str:
    """A fresh link, as a path; only its hash is kept. That of a client names no organisation: it goes by mail."""
    token = secrets.token_urlsafe(32)
    Invitation.objects.create(
        organisation=membership.organisation,
        membership=membership,
        token_hash=hash_of(token),
        sent_at=at,
        expires_at=at + VALID_FOR,
    )
    if membership.role == Role.CLIENT:
        house = membership.organisation_id
        return reverse("organisations:accept_quietly", kwargs={"house": house, "token": token})
    slug = membership.organisation.slug
    return reverse("organisations:accept_invitation", kwargs={"organisation": slug, "token": token})


def hash_of(token: str) -> str:
    """What is kept of a link."""
    return hashlib.sha256(token.encode()).hexdigest()


def is_mail_on() -> bool:
    """Does mail leave this installation? If not, the administrator hands over the link himself."""
    return "smtp" in settings.EMAIL_BACKEND


def user_with(email: str, name: str) -> User:
    """Who has this address; somebody new, without a password, when nobody has."""
    known = User.objects.filter(email__iexact=email.strip()).first()
    return known or User.objects.create_user(email, name.strip())


def _membership(organisation: Organisation, user: User, newcomer: Newcomer) -> Membership:
    codes = Membership.objects.filter(organisation=organisation).values_list("code", flat=True)
    if newcomer.code and newcomer.code in codes:
        raise Refused(_("This code is in use. Choose another one, or leave it empty."), field="code")
    membership = Membership.objects.create(
        organisation=organisation,
        user=user,
        role=newcomer.role,
        is_pending=True,
        code=newcomer.code or next_code(newcomer.role, codes),
        profession=newcomer.profession,
        fte=newcomer.fte,
        begins_on=newcomer.begins_on,
    )
    TeamMembership.objects.bulk_create(
        TeamMembership(organisation=organisation, membership=membership, team=team, begins_on=newcomer.begins_on)
        for team in newcomer.teams
    )
    return membership


def send_link(membership: Membership, base_url: str, at: datetime) -> Sent:
    """Mail a fresh link; to a client in words that name neither organisation nor care."""
    path, user = make_link(membership, at), membership.user
    send_mail(
        to=user.email,
        subject=_("Your invitation to Plek"),
        template=LETTERS.get(membership.role, "organisations/mail/invitation"),
        context={
            "name": user.get_short_name(),
            "organisation": membership.organisation.name,
            "link": f"{base_url}{path}",
            "until": at + VALID_FOR,
            "is_new": not user.has_usable_password(),
        },
        language=language_for(membership.role, membership.organisation, user.language),
    )
    return Sent(membership, path)


def lock_pending(membership: Membership) -> Membership:
    """The invited member, locked. Refuses when there is nothing to accept any more."""
    locked: Membership = Membership.objects.select_for_update().get(pk=membership.pk)
    if not locked.is_pending:
        raise Refused(_("This invitation has been accepted already."))
    if locked.ends_on is not None:
        raise Refused(_("This invitation was withdrawn. Invite this person again."))
    return locked


def silence(membership: Membership, at: datetime) -> None:
    """All links sent so far stop working."""
    Invitation.objects.filter(membership=membership, used_at__isnull=True, expires_at__gt=at).update(expires_at=at)
