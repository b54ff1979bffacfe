"""What happens to an account goes into the audit log; its owner hears by mail what another could have done."""

import time
from typing import Any

from allauth.account import signals as account_signals
from allauth.mfa import signals as mfa_signals
from allauth.mfa.models import Authenticator
from django.contrib.auth import signals as auth_signals
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from plek.accounts import lockout, second_factor
from plek.accounts.addressing import note_reader, of_person
from plek.accounts.devices import describe
from plek.accounts.models import Session, User
from plek.accounts.sessions import DEVICE, SIGNED_IN_AT
from plek.audit.choices import Action, Outcome
from plek.audit.services import record_platform
from plek.notices.services import send_mail

KINDS = {
    Authenticator.Type.TOTP: "authenticator app",
    Authenticator.Type.WEBAUTHN: "passkey",
    Authenticator.Type.RECOVERY_CODES: "recovery codes",
}


def signed_in(sender: Any, request: HttpRequest, user: User, **_: Any) -> None:
    """A new session: since when, on what device, whether it owes a second factor, how to address its reader."""
    request.session[SIGNED_IN_AT] = time.time()
    request.session[DEVICE] = describe(request.headers.get("User-Agent", ""))
    second_factor.review(request, user)
    note_reader(request, user, timezone.localdate())
    record_platform(event="account.signed_in", user_id=user.pk)


def signed_out(sender: Any, request: HttpRequest, user: User | None, **_: Any) -> None:
    if user is not None:
        record_platform(event="account.signed_out", user_id=user.pk)


def sign_in_failed(*, email: str, locked: bool) -> None:
    """A wrong password; what was typed is not written down, only whose account it was, if anyone's."""
    user_id = User.objects.filter(email=email.strip().lower()).values_list("pk", flat=True).first()
    record_platform(event="account.sign_in_failed", outcome=Outcome.FAILED, user_id=user_id)
    if locked:
        record_platform(event="account.locked", outcome=Outcome.REFUSED, user_id=user_id)


def code_failed(*, user: User, locked: bool) -> None:
    """A wrong code in the second step."""
    record_platform(event="account.second_factor_failed", outcome=Outcome.FAILED, user_id=user.pk)
    if locked:
        record_platform(event="account.locked", outcome=Outcome.REFUSED, user_id=user.pk)


def reset_asked(*, user: User) -> None:
    record_platform(event="account.reset_asked", user_id=user.pk)


def password_changed(sender: Any, request: HttpRequest, user: User, **_: Any) -> None:
    """Whoever else is signed in with the old password is signed out."""
    end_other_sessions(user, request.session.session_key or "")
    record_platform(event="account.password_changed", action=Action.UPDATE, user_id=user.pk)
    lockout.forget(lockout.PASSWORD, user.email)
    warn(user, PASSWORD_CHANGED)


def factor_added(sender: Any, request: HttpRequest, user: User, authenticator: Authenticator, **_: Any) -> None:
    second_factor.review(request, user)
    detail = {"kind": KINDS[authenticator.type]}
    record_platform(event="account.second_factor_added", action=Action.CREATE, user_id=user.pk, detail=detail)
    if authenticator.type != Authenticator.Type.RECOVERY_CODES:
        warn(user, FACTOR_ADDED)


def factor_removed(sender: Any, request: HttpRequest, user: User, authenticator: Authenticator, **_: Any) -> None:
    second_factor.review(request, user)
    detail = {"kind": KINDS[authenticator.type]}
    record_platform(event="account.second_factor_removed", action=Action.DELETE, user_id=user.pk, detail=detail)
    if authenticator.type != Authenticator.Type.RECOVERY_CODES:
        warn(user, FACTOR_REMOVED)


def codes_renewed(sender: Any, request: HttpRequest, user: User, **_: Any) -> None:
    record_platform(event="account.recovery_codes_renewed", action=Action.UPDATE, user_id=user.pk)
    warn(user, CODES_RENEWED)


def factor_used(sender: Any, request: HttpRequest, user: User, authenticator: Authenticator, **_: Any) -> None:
    """Only the use of a recovery code is worth a line; the rest is part of signing in."""
    if authenticator.type == Authenticator.Type.RECOVERY_CODES:
        record_platform(event="account.recovery_code_used", user_id=user.pk)
        warn(user, CODE_USED)


def end_other_sessions(user: User, kept_key: str) -> int:
    """End every session of this user but one; works at once, for the rows are the sessions."""
    return Session.objects.filter(user=user).exclude(session_key=kept_key).delete()[0]


def warn(user: User, what: object) -> None:
    """Tell the owner of an account what was changed in it."""
    send_mail(
        to=user.email, subject=_("Something was changed in your Plek account"), template="accounts/mail/changed",
        context={"name": user.get_short_name(), "what": what}, language=of_person(user, timezone.localdate()),
    )  # fmt: skip


PASSWORD_CHANGED = _("Your password was changed. You were signed out on all other devices.")
FACTOR_ADDED = _("A new way to prove who you are (an authenticator app or a passkey) was added.")
FACTOR_REMOVED = _("A way to prove who you are (an authenticator app or a passkey) was removed.")
CODES_RENEWED = _("New recovery codes were made. The old ones do not work any more.")
CODE_USED = _("Someone signed in with one of your recovery codes.")


def connect() -> None:
    """Listen to Django and allauth; called once at start."""
    pairs = (
        (auth_signals.user_logged_in, signed_in), (auth_signals.user_logged_out, signed_out),
        (account_signals.password_changed, password_changed), (account_signals.password_set, password_changed),
        (account_signals.password_reset, password_changed), (mfa_signals.authenticator_added, factor_added),
        (mfa_signals.authenticator_removed, factor_removed), (mfa_signals.authenticator_reset, codes_renewed),
        (mfa_signals.authenticator_used, factor_used),
    )  # fmt: skip
    for signal, receiver in pairs:
        signal.connect(receiver, dispatch_uid=f"plek.accounts.{receiver.__name__}")
