"""Addresses of the log."""

from django.urls import path

from plek.audit import views

app_name = "audit"
urlpatterns = [
    path("log/", views.log, name="log"),
    path("log/export/", views.export, name="export"),
    path("log/sample/", views.sample, name="sample"),
    path("log/report/", views.report, name="report"),
]
