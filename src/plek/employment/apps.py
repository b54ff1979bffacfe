from django.apps import AppConfig


class EmploymentConfig(AppConfig):
    name = "plek.employment"
