"""Addresses of the caseload, one file per group of pages."""

from plek.caseload.urls import board, clients, day, emergency, people, rights

app_name = "caseload"
urlpatterns = [
    *day.urlpatterns, *clients.urlpatterns, *rights.urlpatterns, *board.urlpatterns, *people.urlpatterns,
    *emergency.urlpatterns,
]  # fmt: skip
