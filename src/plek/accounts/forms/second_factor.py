"""The second step: codes and passkeys."""

from typing import Any

from allauth.account.adapter import get_adapter as account_adapter
from allauth.core import context
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base import forms as base
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from plek.accounts import codes, events, lockout
from plek.accounts.adapters import too_many
from plek.accounts.forms.plain import PlainFields
from plek.accounts.models import User
from plek.accounts.words import PASSKEY_FAILED

ONE_FIELD = {
    "autocomplete": "one-time-code",
    "inputmode": "numeric",
    "autocapitalize": "none",
    "spellcheck": "false",
}
UNREADABLE = (LookupError, AttributeError, TypeError, ValueError)
NAME_OF_PASSKEY = _("Name of this passkey")


class GuardedCode(PlainFields):
    """One field for a code of the app or a recovery code; spaces are fine, each code counts once."""

    user: User
    labels = {"code": _("Code")}
    attributes = {"code": ONE_FIELD}

    def clean_code(self) -> str:
        address = account_adapter().get_client_ip(context.request)
        attempt = lockout.begin(lockout.SECOND_FACTOR, str(self.user.pk), address, timezone.now())
        if attempt.wait:
            raise too_many(attempt.wait)
        try:
            code = str(super().clean_code())  # type: ignore[misc]
            if not codes.use(self.user.pk, code):
                raise get_adapter().validation_error("incorrect_code")
        except ValidationError:
            events.code_failed(user=self.user, locked=attempt.blocks)
            raise
        lockout.succeed(attempt)
        return code


class CodeForm(GuardedCode, base.AuthenticateForm):
    pass


class ReauthenticateCodeForm(GuardedCode, base.ReauthenticateForm):
    pass


class ActivateAppForm(GuardedCode, totp.ActivateTOTPForm):
    labels = {"code": _("The six digits your app shows now")}


class RemoveAppForm(PlainFields, totp.DeactivateTOTPForm):
    pass


class PasskeyErrors:
    """Whatever is wrong with a passkey's answer, the person can only try again or choose another way."""

    def add_error(self, field: str | None, error: Any) -> None:
        super().add_error(None, ValidationError(PASSKEY_FAILED, code="passkey"))  # type: ignore[misc]
        self.cleaned_data.pop("credential", None)  # type: ignore[attr-defined]


class ReadsPasskey(PasskeyErrors):
    """A passkey's answer that cannot be read is a wrong answer, not a fault."""

    def clean_credential(self) -> Any:
        try:
            return super().clean_credential()  # type: ignore[misc]
        except UNREADABLE as broken:
            raise ValidationError(PASSKEY_FAILED) from broken


class PasskeyForm(ReadsPasskey, webauthn.AuthenticateWebAuthnForm):
    pass


class PasskeySignInForm(ReadsPasskey, webauthn.LoginWebAuthnForm):
    pass


class ReauthenticatePasskeyForm(ReadsPasskey, webauthn.ReauthenticateWebAuthnForm):
    pass


class AddPasskeyForm(PasskeyErrors, PlainFields, webauthn.AddWebAuthnForm):
    """Every passkey is a full one: it also signs in alone, so it asks for a finger, face or PIN."""

    passwordless = None
    labels = {"name": NAME_OF_PASSKEY}
    helps = {"name": _("So that you know it again, for example: telephone of work.")}
    attributes = {"name": {"maxlength": "60", "autocomplete": "off"}}

    def clean(self) -> dict[str, Any]:
        self.cleaned_data["passwordless"] = True
        try:
            return super().clean()
        except UNREADABLE as broken:
            raise ValidationError(PASSKEY_FAILED) from broken


class RenamePasskeyForm(PlainFields, webauthn.EditWebAuthnForm):
    name = forms.CharField(max_length=60)
    labels = {"name": NAME_OF_PASSKEY}
    attributes = {"name": {"autocomplete": "off"}}
