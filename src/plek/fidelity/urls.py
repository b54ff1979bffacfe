"""Addresses of fidelity."""

from django.urls import path

from plek.fidelity import views

app_name = "fidelity"
urlpatterns = [
    path("fidelity/", views.indication, name="indication"),
    path("fidelity/<str:item>/", views.records, name="records"),
]
