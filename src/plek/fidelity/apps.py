from django.apps import AppConfig


class FidelityConfig(AppConfig):
    name = "plek.fidelity"

    def ready(self) -> None:
        from plek.audit.supply import event_labels
        from plek.fidelity.wording import EVENTS

        event_labels.update(EVENTS)
