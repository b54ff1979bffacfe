"""Addresses of employers."""

from django.urls import path

from plek.employers import views

app_name = "employers"
urlpatterns = [
    path("employers/", views.employer_list, name="list"),
    path("employers/new/", views.new_employer, name="new"),
    path("employers/<str:code>/", views.employer, name="employer"),
    path("employers/<str:code>/edit/", views.edit_employer, name="edit"),
    path("employer-contacts/new/", views.log_contact, name="log_contact"),
    path("employer-contacts/find/", views.find, name="find"),
    path("employer-contacts/<uuid:key>/correct/", views.correct_contact, name="correct_contact"),
    path("employer-contacts/<uuid:key>/withdraw/", views.withdraw_contact, name="withdraw_contact"),
]
