"""How django-allauth behaves here: no sign-up, our own lock-out, mail by the outbox, secrets sealed, our words."""

import base64
from typing import Any, cast

import qrcode
from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from qrcode.image.svg import SvgPathFillImage

from plek.accounts import events, lockout, reauthentication
from plek.accounts.addressing import of_person
from plek.accounts.devices import describe
from plek.accounts.models import User
from plek.accounts.words import ACCOUNT_ERRORS, MESSAGES, MFA_ERRORS, PASSWORD_ERRORS, REAUTHENTICATION
from plek.notices.services import send_mail
from plek.shared.encryption import decrypt, encrypt

SECRETS = "mfa_authenticator.data"
AUTHENTICATION_RECORDS = "account_authentication_methods"


class AccountAdapter(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | ACCOUNT_ERRORS

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def authenticate(self, request: HttpRequest, **credentials: Any) -> AbstractBaseUser | None:
        """Check a password, with a wait that grows with each wrong one."""
        email = str(credentials.get("email", ""))
        attempt = lockout.begin(lockout.PASSWORD, email, self.get_client_ip(request), timezone.now())
        if attempt.wait:
            raise too_many(attempt.wait)
        user = super().authenticate(request, **credentials)
        if user is None:
            events.sign_in_failed(email=email, locked=attempt.blocks)
        else:
            lockout.succeed(attempt)
        return user

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Nothing: ``authenticate`` has its own lock-out."""

    def reauthenticate(self, user: AbstractBaseUser, password: str) -> bool:
        found = self.authenticate(context.request, email=cast(User, user).email, password=password)
        return found is not None and found.pk == user.pk

    def login(self, request: HttpRequest, user: AbstractBaseUser) -> None:
        """Sign in; that is also a fresh proof of who this is."""
        super().login(request, user)
        records = request.session.get(AUTHENTICATION_RECORDS)
        if records:
            records[-1] |= {"reauthenticated": True, reauthentication.AT_SIGN_IN: True}
            request.session[AUTHENTICATION_RECORDS] = records

    def clean_password(self, password: str, user: AbstractBaseUser | None = None) -> str:
        """Django's checks in our words."""
        try:
            return super().clean_password(password, user)
        except ValidationError as found:
            codes = [error.code or "" for error in found.error_list]
            raise ValidationError([
                ValidationError(PASSWORD_ERRORS.get(code, message), code=code)
                for code, message in zip(codes, found.messages, strict=True)
            ]) from found  # fmt: skip

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        methods = super().get_reauthentication_methods(user)
        return [method | {"description": REAUTHENTICATION[method["id"]]} for method in methods]

    def send_password_reset_mail(self, user: AbstractBaseUser, email: str, context: dict[str, Any]) -> None:
        reader = cast(User, user)
        send_mail(
            to=reader.email, subject=_("Choose a new password for Plek"), template="accounts/mail/password_reset",
            context={"name": reader.get_short_name(), "url": context["password_reset_url"]},
            language=of_person(reader, timezone.localdate()),
        )  # fmt: skip
        events.reset_asked(user=reader)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Nothing: every mail about an account is ours, see ``events`` and ``services``."""

    def add_message(
        self, request: HttpRequest, level: int, message_template: str | None = None,
        message_context: dict[str, Any] | None = None, extra_tags: str = "", message: str | None = None,
    ) -> None:  # fmt: skip
        text = message or MESSAGES.get(message_template or "")
        if text:
            messages.add_message(request, level, str(text), extra_tags=extra_tags)


class SecondFactorAdapter(DefaultMFAAdapter):
    error_messages = DefaultMFAAdapter.error_messages | MFA_ERRORS

    def encrypt(self, text: str) -> str:
        return base64.b64encode(encrypt(text.encode(), bound_to=SECRETS)).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return decrypt(base64.b64decode(encrypted_text), bound_to=SECRETS).decode()

    def build_totp_svg(self, url: str) -> str:
        """The QR code on white, so that a camera also reads it in the dark theme."""
        image = qrcode.make(url, image_factory=SvgPathFillImage)
        return str(image.to_string().decode())

    def generate_authenticator_name(self, user: AbstractBaseUser, type: Authenticator.Type) -> str:
        return describe(context.request.headers.get("User-Agent", "")) or "Passkey"

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        return super().get_public_key_credential_rp_entity() | {"name": "Plek"}


def too_many(seconds: int) -> ValidationError:
    """The sentence about a wait, the same for known and unknown accounts."""
    if seconds < 60:
        text = ngettext(
            "Too many attempts went wrong. Wait %(count)s second, then try again.",
            "Too many attempts went wrong. Wait %(count)s seconds, then try again.", seconds,
        )  # fmt: skip
        return ValidationError(text % {"count": seconds}, code="too_many_attempts")
    minutes = -(-seconds // 60)
    text = ngettext(
        "Too many attempts went wrong. Wait %(count)s minute, then try again, or choose a new password.",
        "Too many attempts went wrong. Wait %(count)s minutes, then try again, or choose a new password.", minutes,
    )  # fmt: skip
    return ValidationError(text % {"count": minutes}, code="too_many_attempts")
