"""Sign-in, second factor, sessions and own settings."""

from django.urls import include, path

urlpatterns = [path("", include("allauth.urls"))]
