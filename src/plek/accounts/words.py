"""The sentences of signing in: what went wrong and what to do, and what was done."""

from django.utils.translation import gettext_lazy as _

ACCOUNT_ERRORS = {
    "account_inactive": _("This account is closed. Ask the administrator of your organisation to open it again."),
    "email_password_mismatch": _(
        "This e-mail address and password do not belong together. Check both, or choose a new password."
    ),
    "enter_current_password": _("This is not your password. Type the password you use now."),
    "incorrect_password": _("This is not your password. Type the password you use now."),
    "incorrect_code": _(
        "This code is not right (any more). Type the code your app shows now, "
        "or a recovery code you have not used."
    ),
    "invalid_password_reset": _("This link does not work any more. Ask for a new one."),
    "rate_limited": _("That was too often. Wait a minute, then try again."),
    "too_many_login_attempts": _("Too many attempts went wrong. Wait a few minutes, then try again."),
}
MFA_ERRORS = {
    "incorrect_code": ACCOUNT_ERRORS["incorrect_code"],
    "cannot_generate_recovery_codes": _("Set up an authenticator app or a passkey first."),
}
PASSWORD_ERRORS = {
    "password_too_short": _(
        "This password is too short. Take at least 12 characters, for example four words in a row."
    ),
    "password_too_common": _(
        "Many people use this password, so it is easy to guess. Take for example four words in a row."
    ),
    "password_too_similar": _(
        "This password looks like your name or address. Choose something that others do not know."
    ),
}
PASSKEY_FAILED = _("This passkey did not work. Try again, or use another way.")
MESSAGES = {
    "account/messages/password_changed.txt": _("Your password has been changed."),
    "account/messages/password_set.txt": _("Your password has been set."),
    "mfa/messages/totp_activated.txt": _("Your authenticator app works."),
    "mfa/messages/totp_deactivated.txt": _("The authenticator app has been removed."),
    "mfa/messages/webauthn_added.txt": _("Your passkey works."),
    "mfa/messages/webauthn_removed.txt": _("The passkey has been removed."),
}
REAUTHENTICATION = {
    "reauthenticate": _("Use your password"),
    "mfa_reauthenticate": _("Use a code"),
    "mfa_reauthenticate:webauthn": _("Use a passkey"),
}
IDLED = _("You were signed out because nothing was done for a while. Sign in to go on where you were.")
