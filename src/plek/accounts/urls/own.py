"""Addresses of one's own account."""

from django.urls import path

from plek.accounts.views import own, password, second_factor

app_name = "accounts"
urlpatterns = [
    path("", own.settings, name="settings"),
    path("language/", own.language, name="language"),
    path("address/", own.address, name="address"),
    path("address/<str:token>/", own.confirm_address, name="confirm_address"),
    path("sessions/", own.sessions, name="sessions"),
    path("sessions/stay/", own.keep_alive, name="keep_alive"),
    path("sessions/elsewhere/end/", own.end_sessions_elsewhere, name="end_sessions_elsewhere"),
    path("sessions/<str:reference>/end/", own.end_session, name="end_session"),
    path("confirm/", password.confirm, name="confirm"),
    path("second-factor/first/", second_factor.first, name="second_factor_first"),
]
