"""Addresses of fidelity; that of an item stands last, because any word may be one."""

from django.urls import path

from plek.fidelity.views import indication

app_name = "fidelity"
urlpatterns = [
    path("fidelity/", indication.indication, name="indication"),
    path("fidelity/indication.pdf", indication.indication_pdf, name="indication_pdf"),
    path("fidelity/indication.csv", indication.indication_csv, name="indication_csv"),
    path("fidelity/<str:item>/", indication.records, name="records"),
]
