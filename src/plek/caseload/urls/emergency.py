"""Addresses: a record in an emergency."""

from django.urls import URLPattern, path

from plek.caseload.views import emergency

urlpatterns: list[URLPattern] = [
    path("emergency/", emergency.emergency, name="emergency"),
    path("emergency/<int:access>/", emergency.emergency_record, name="emergency_record"),
    path("emergency/looks/", emergency.emergency_looks, name="emergency_looks"),
    path("emergency/looks/<int:access>/", emergency.emergency_look, name="emergency_look"),
]
