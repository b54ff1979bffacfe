from django.apps import AppConfig


class BenefitsConfig(AppConfig):
    name = "plek.benefits"
