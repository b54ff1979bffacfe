"""Addresses: ``own`` for a person across organisations, ``inside`` for one organisation."""

from django.urls import include, path

from plek.organisations.urls import inside, own

app_name = "organisations"
urlpatterns = [*own.urlpatterns, path("o/<slug:organisation>/", include(inside.urlpatterns))]
