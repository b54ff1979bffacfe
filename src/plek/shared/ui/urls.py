"""The gallery of components, the choice of look, and the accessibility statement."""

from django.urls import path

from plek.shared.ui import views

app_name = "ui"
urlpatterns = [
    path("", views.gallery, name="gallery"),
    path("look/", views.look, name="look"),
    path("accessibility/", views.accessibility, name="accessibility"),
]
