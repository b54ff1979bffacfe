"""Signing in: address and password, and a new password after a lost one."""

from collections.abc import Mapping
from typing import Any

from allauth.account import forms as allauth
from django.utils.translation import gettext_lazy as _

from plek.accounts.forms.plain import PlainFields

ADDRESS = _("E-mail address")
PASSWORD = _("Password")
NEW_PASSWORD = _("New password")
LONG_ENOUGH = _(
    "At least 12 characters. Three or four words in a row are strong and easy to keep; spaces are fine."
)
TYPED_ADDRESS: Mapping[str, str] = {"autocapitalize": "none", "spellcheck": "false"}


class SignInForm(PlainFields, allauth.LoginForm):
    labels = {"login": ADDRESS, "password": PASSWORD}
    attributes = {"login": {"autocomplete": "username", **TYPED_ADDRESS}}


class ResetForm(PlainFields, allauth.ResetPasswordForm):
    labels = {"email": ADDRESS}
    attributes = {"email": {"autocomplete": "username", **TYPED_ADDRESS}}


class NewPasswordForm(PlainFields, allauth.ResetPasswordKeyForm):
    """One field: it can be shown, so it need not be typed twice. Also for the first password, with ``user``."""

    password2 = None
    labels = {"password1": NEW_PASSWORD}
    helps = {"password1": LONG_ENOUGH}


class ChangePasswordForm(PlainFields, allauth.ChangePasswordForm):
    password2 = None
    labels = {"oldpassword": _("The password you use now"), "password1": NEW_PASSWORD}
    helps = {"password1": LONG_ENOUGH}


class SetPasswordForm(PlainFields, allauth.SetPasswordForm):
    password2 = None
    labels = {"password1": PASSWORD}
    helps = {"password1": LONG_ENOUGH}


class ReauthenticateForm(PlainFields, allauth.ReauthenticateForm):
    labels = {"password": PASSWORD}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"].widget.attrs["autocomplete"] = "current-password"
