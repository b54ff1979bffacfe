"""The addresses of the product, and the bare page."""

from django.urls import path

from plek.config.urls import OF_AN_ORGANISATION
from plek.config.urls import handler403 as handler403
from plek.config.urls import handler404 as handler404
from plek.config.urls import handler500 as handler500
from plek.config.urls import urlpatterns as product
from tests.bench.site.views import bare

urlpatterns = [path(OF_AN_ORGANISATION + "bare/", bare), *product]
