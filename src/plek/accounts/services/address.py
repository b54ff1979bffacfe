"""Another e-mail address: only after a link that was sent to it has been opened."""

import hashlib
import secrets
from collections.abc import Callable
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from plek.accounts.addressing import of_person
from plek.accounts.models import EmailChange, User
from plek.audit.choices import Action
from plek.audit.services import record_platform
from plek.notices.services import send_mail
from plek.shared.errors import Refused

LASTS = timedelta(hours=24)


def hashed(token: str) -> str:
    """What is kept of a link: enough to know it again, not to make it."""
    return hashlib.sha256(token.encode()).hexdigest()


@transaction.atomic
def propose_address(*, by: User, email: str, link: Callable[[str], str], at: datetime) -> None:
    """Send a link to the new address; ``link`` makes the address of the page that confirms.

    An address that already has an account gets a mail that says so: the screen tells nobody.
    """
    email = email.strip().lower()
    if email == by.email:
        raise Refused(_("This is already your address. Type another one."), field="email")
    EmailChange.objects.filter(user=by).delete()
    taken, token = User.objects.filter(email__iexact=email).exists(), secrets.token_urlsafe(32)
    if not taken:
        EmailChange.objects.create(user=by, email=email, token_hash=hashed(token), expires_at=at + LASTS)
    send_mail(
        to=email, subject=_("Confirm your address for Plek"),
        template="accounts/mail/address_taken" if taken else "accounts/mail/address_confirm",
        context={"url": link(token)}, language=of_person(by, timezone.localdate(at)),
    )  # fmt: skip
    record_platform(event="account.address_change_asked", user_id=by.pk)


@transaction.atomic
def change_address(*, token: str, at: datetime) -> User:
    """Use the link, once: the new address is in force, the old one is told. Raises ``Refused``."""
    waiting = EmailChange.objects.select_for_update().select_related("user")
    change = waiting.filter(token_hash=hashed(token), expires_at__gt=at).first()
    if change is None:
        raise Refused(_("This link does not work any more. Ask for a new one in your settings."))
    user, old = change.user, change.user.email
    user.email = change.email
    change.delete()
    try:
        with transaction.atomic():
            user.save(update_fields=["email"])
    except IntegrityError as taken:
        raise Refused(_("This address already has an account. Choose another address.")) from taken
    record_platform(event="account.address_changed", action=Action.UPDATE, user_id=user.pk)
    tell_old_address(user, old, at)
    return user


def tell_old_address(user: User, old: str, at: datetime) -> None:
    """Whoever reads the old address learns that it is no longer the one to sign in with."""
    send_mail(
        to=old, subject=_("Something was changed in your Plek account"), template="accounts/mail/changed",
        context={"name": user.get_short_name(), "what": _("From now on you sign in with another e-mail address.")},
        language=of_person(user, timezone.localdate(at)),
    )  # fmt: skip
