from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "plek.audit"

    def ready(self) -> None:
        from plek.audit.supply import event_labels
        from plek.audit.wording import EVENTS

        event_labels.update(EVENTS)
