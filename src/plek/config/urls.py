"""All addresses. Everything of an organisation stands below ``/o/<organisation>/``."""

from django.urls import include, path

from plek.config import health

OF_AN_ORGANISATION = "o/<slug:organisation>/"

urlpatterns = [
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("ui/", include("plek.shared.ui.urls")),
    path("", include("plek.organisations.urls")),
    path("account/", include("plek.accounts.urls")),
    path(OF_AN_ORGANISATION, include("plek.caseload.urls")),
    path(OF_AN_ORGANISATION, include("plek.employers.urls")),
    path(OF_AN_ORGANISATION, include("plek.employment.urls")),
    path(OF_AN_ORGANISATION, include("plek.benefits.urls")),
    path(OF_AN_ORGANISATION, include("plek.fidelity.urls")),
    path(OF_AN_ORGANISATION, include("plek.portal.urls")),
    path(OF_AN_ORGANISATION, include("plek.exchange.urls")),
    path(OF_AN_ORGANISATION, include("plek.audit.urls")),
]

handler400 = "plek.config.faults.not_understood"
handler403 = "plek.config.faults.forbidden"
handler404 = "plek.config.faults.not_found"
handler500 = "plek.config.faults.broken"
