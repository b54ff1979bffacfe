"""Addresses: what clients ask about their record, and its destruction."""

from django.urls import URLPattern, path

from plek.caseload.views import keeping, rights

urlpatterns: list[URLPattern] = [
    path("clients/<str:number>/rights/", rights.rights, name="client_rights"),
    path("clients/<str:number>/rights/<int:asked>/", rights.answer, name="answer_rights"),
    path("clients/<str:number>/rights/<int:asked>/withdraw/", rights.withdraw, name="withdraw_rights"),
    path("clients/<str:number>/record/", rights.whole_record, name="client_record"),
    path("clients/<str:number>/destruction/", rights.propose, name="propose_destruction"),
    path("records/", rights.records, name="records"),
    path("records/term/", keeping.term, name="term"),
    path("records/<int:destruction>/", rights.destruction, name="destruction"),
    path("records/<int:destruction>/destroy/", rights.destroy, name="destroy_record"),
    path("records/<int:destruction>/keep/", rights.keep, name="keep_record"),
    path("records/<int:destruction>/take-back/", rights.take_back, name="take_back_destruction"),
]
