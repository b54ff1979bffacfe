"""Only the addresses of the look, so that its tests stand on their own."""

from django.urls import include, path

urlpatterns = [path("ui/", include("plek.shared.ui.urls"))]
