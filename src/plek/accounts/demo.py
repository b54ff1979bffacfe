"""Signing in to the demo: the made-up people to choose from, and the code their telephone would show.

Whoever fills the demo registers a supplier: ``demo.supply(lambda: [DemoAccount(…), …])``. Outside demo mode
this file gives nothing, whatever is registered.
"""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from allauth.mfa import app_settings
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from allauth.mfa.utils import decrypt
from django.conf import settings
from django.contrib.auth.models import AnonymousUser

from plek.accounts.codes import is_used
from plek.accounts.models import User


@dataclass(frozen=True)
class DemoAccount:
    """Someone made up: the role in words, the address and the password to sign in with."""

    label: str
    email: str
    password: str


Supplier = Callable[[], Sequence[DemoAccount]]
_suppliers: list[Supplier] = []


def supply(supplier: Supplier) -> None:
    """Register who can be chosen on the sign-in page of the demo."""
    _suppliers.append(supplier)


def accounts() -> list[DemoAccount]:
    """Everyone to choose from; nobody outside demo mode."""
    if not settings.DEMO:
        return []
    return [account for supplier in _suppliers for account in supplier()]


def _account_of(user: User | AnonymousUser) -> DemoAccount | None:
    email = getattr(user, "email", "")
    return next((account for account in accounts() if account.email == email), None)


def password_of(user: User | AnonymousUser) -> str:
    """The password of a demo account, to be typed where it is asked again; else empty."""
    account = _account_of(user)
    return account.password if account else ""


def code_of(user: User | AnonymousUser) -> str:
    """The code that opens the second step for a demo account, as "123 456"; else empty."""
    if not isinstance(user, User) or _account_of(user) is None:
        return ""
    app = Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).first()
    if app is None:
        return ""
    secret, step = decrypt(app.data["secret"]), int(time.time()) // app_settings.TOTP_PERIOD
    codes = [format_hotp_value(hotp_value(secret, step + ahead)) for ahead in (0, 1)]
    code = next((code for code in codes if not is_used(user.pk, code)), codes[0])
    return f"{code[:3]} {code[3:]}"
