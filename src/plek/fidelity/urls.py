"""Addresses of fidelity; that of an item stands last, because any word may be one."""

from django.urls import path

from plek.fidelity.views import indication, what_if, wordings

app_name = "fidelity"
urlpatterns = [
    path("fidelity/", indication.indication, name="indication"),
    path("fidelity/indication.pdf", indication.indication_pdf, name="indication_pdf"),
    path("fidelity/indication.csv", indication.indication_csv, name="indication_csv"),
    path("fidelity/wordings/", wordings.wordings, name="wordings"),
    path("fidelity/wordings/<int:wording>/remove/", wordings.remove, name="remove_wording"),
    path("fidelity/what-if/", what_if.what_if, name="what_if"),
    path("fidelity/<str:item>/", indication.records, name="records"),
]
