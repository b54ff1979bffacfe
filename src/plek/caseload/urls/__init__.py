"""Addresses of the caseload, one file per group of pages."""

from plek.caseload.urls import board, clients, day, people

app_name = "caseload"
urlpatterns = [*day.urlpatterns, *clients.urlpatterns, *board.urlpatterns, *people.urlpatterns]
