"""Addresses that allauth looks up by its own names."""

from django.urls import path, re_path

from plek.accounts.views import entrance, password, second_factor

urlpatterns = [
    path("login/", entrance.SignIn.as_view(), name="account_login"),
    path("login/passkey/", second_factor.PasskeySignIn.as_view(), name="mfa_login_webauthn"),
    path("login/code/", second_factor.SecondStep.as_view(), name="mfa_authenticate"),
    path("logout/", entrance.SignOut.as_view(), name="account_logout"),
    path("inactive/", entrance.Inactive.as_view(), name="account_inactive"),
    path("password/reset/", entrance.Reset.as_view(), name="account_reset_password"),
    path("password/reset/sent/", entrance.ResetDone.as_view(), name="account_reset_password_done"),
    path(
        "password/reset/done/", entrance.ResetFromLinkDone.as_view(), name="account_reset_password_from_key_done"
    ),
    re_path(
        r"^password/reset/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        entrance.ResetFromLink.as_view(), name="account_reset_password_from_key",
    ),
    path("password/change/", password.ChangePassword.as_view(), name="account_change_password"),
    path("password/set/", password.SetPassword.as_view(), name="account_set_password"),
    path("confirm/password/", password.ConfirmByPassword.as_view(), name="account_reauthenticate"),
    path("confirm/code/", password.ConfirmByCode.as_view(), name="mfa_reauthenticate"),
    path("confirm/passkey/", password.ConfirmByPasskey.as_view(), name="mfa_reauthenticate_webauthn"),
    path("second-factor/", second_factor.Overview.as_view(), name="mfa_index"),
    path("second-factor/app/", second_factor.ActivateApp.as_view(), name="mfa_activate_totp"),
    path("second-factor/app/remove/", second_factor.RemoveApp.as_view(), name="mfa_deactivate_totp"),
    path("second-factor/codes/", second_factor.Codes.as_view(), name="mfa_view_recovery_codes"),
    path("second-factor/codes/new/", second_factor.RenewCodes.as_view(), name="mfa_generate_recovery_codes"),
    path("second-factor/codes/file/", second_factor.DownloadCodes.as_view(), name="mfa_download_recovery_codes"),
    path("second-factor/passkey/", second_factor.AddPasskey.as_view(), name="mfa_add_webauthn"),
    path("second-factor/passkey/<int:pk>/name/", second_factor.RenamePasskey.as_view(), name="mfa_edit_webauthn"),
    path(
        "second-factor/passkey/<int:pk>/remove/",
        second_factor.RemovePasskey.as_view(), name="mfa_remove_webauthn",
    ),
]  # fmt: skip
