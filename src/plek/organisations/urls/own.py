"""Addresses of a person across organisations."""

from django.urls import path

from plek.organisations.views import own

urlpatterns = [
    path("", own.home, name="home"),
    path("roles/", own.memberships, name="memberships"),
    path("invitation/<slug:organisation>/<str:token>/", own.accept, name="accept_invitation"),
    path("begin/<int:house>/<str:token>/", own.accept_quietly, name="accept_quietly"),
]
