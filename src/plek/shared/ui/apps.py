from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "plek.shared.ui"
    label = "ui"
