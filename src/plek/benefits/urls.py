"""Addresses of benefits."""

from django.urls import path

from plek.benefits import views

app_name = "benefits"
urlpatterns = [path("benefits/", views.estimate, name="estimate")]
