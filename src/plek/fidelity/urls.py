"""Addresses of fidelity."""

from django.urls import path

from plek.fidelity.views import indication

app_name = "fidelity"
urlpatterns = [
    path("fidelity/", indication.indication, name="indication"),
    path("fidelity/<str:item>/", indication.records, name="records"),
]
