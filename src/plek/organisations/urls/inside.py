"""Addresses of the people, teams and settings of one organisation."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
