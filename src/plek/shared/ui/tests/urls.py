"""Only the addresses of the look and the one that the frame asks for, so that its tests stand on their own."""

from django.urls import include, path

from plek.shared.ui.views import look

account = ([path("language/", look, name="language")], "accounts")
urlpatterns = [path("ui/", include("plek.shared.ui.urls")), path("account/", include(account))]
