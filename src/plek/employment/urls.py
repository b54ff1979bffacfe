"""Addresses of employment."""

from django.urls import URLPattern

app_name = "employment"
urlpatterns: list[URLPattern] = []
