"""Addresses of exchange."""

from django.urls import path

from plek.exchange import views

app_name = "exchange"
urlpatterns = [
    path("import/", views.imports, name="imports"),
    path("import/template/", views.template, name="template"),
    path("import/<uuid:key>/", views.run, name="run"),
    path("import/<uuid:key>/sheet/<int:place>/row/<int:number>/", views.row, name="row"),
    path("import/<uuid:key>/write/", views.write, name="write"),
    path("import/<uuid:key>/cancel/", views.cancel, name="cancel"),
    path("import/<uuid:key>/discard/", views.discard, name="discard"),
    path("import/<uuid:key>/result/", views.result, name="result"),
    path("export/", views.export, name="export"),
]
