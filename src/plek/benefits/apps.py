from django.apps import AppConfig


class BenefitsConfig(AppConfig):
    name = "plek.benefits"

    def ready(self) -> None:
        from plek.audit.supply import event_labels
        from plek.benefits.wording import EVENTS

        event_labels.update(EVENTS)
