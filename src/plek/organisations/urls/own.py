"""Addresses of a person across organisations."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
