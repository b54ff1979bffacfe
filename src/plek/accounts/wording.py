"""What the events of accounts are called in the log."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

EVENTS: dict[str, str | Promise] = {
    "account.signed_in": _("signed in"),
    "account.signed_out": _("signed out"),
    "account.sign_in_failed": _("signing in failed"),
    "account.locked": _("account locked for a while"),
    "account.second_factor_failed": _("second step failed"),
    "account.reset_asked": _("new password asked for"),
    "account.password_changed": _("password changed"),
    "account.second_factor_added": _("second factor added"),
    "account.second_factor_removed": _("second factor removed"),
    "account.second_factor_reset": _("second factor reset"),
    "account.recovery_codes_renewed": _("recovery codes renewed"),
    "account.recovery_code_used": _("recovery code used"),
    "account.session_ended": _("session ended"),
    "account.settings_changed": _("own settings changed"),
    "account.address_change_asked": _("other e-mail address asked for"),
    "account.address_changed": _("e-mail address changed"),
}
