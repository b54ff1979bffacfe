"""Addresses: ``entrance`` under allauth's own names, of which only those stand here that have a page of ours."""

from django.urls import include, path

urlpatterns = [
    path("", include("plek.accounts.urls.own")),
    path("", include("plek.accounts.urls.entrance")),
]
