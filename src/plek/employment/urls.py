"""Addresses of employment."""

from django.urls import path

from plek.employment import views

app_name = "employment"
urlpatterns = [
    path("trajectories/<str:number>/jobs/", views.jobs, name="jobs"),
    path("trajectories/<str:number>/jobs/new/", views.start_job, name="start_job"),
    path("trajectories/<str:number>/education/new/", views.start_education, name="start_education"),
    path("jobs/<str:number>/edit/", views.change_job, name="change_job"),
    path("jobs/<str:number>/end/", views.end_job, name="end_job"),
    path("jobs/<str:number>/reopen/", views.reopen_job, name="reopen_job"),
    path("jobs/<str:number>/terms/new/", views.change_terms, name="change_terms"),
    path("jobs/<str:number>/terms/<int:terms>/take-back/", views.take_back_terms, name="take_back_terms"),
    path("education/<int:education>/end/", views.end_education, name="end_education"),
]
