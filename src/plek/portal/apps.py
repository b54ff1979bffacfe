from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "plek.portal"

    def ready(self) -> None:
        from plek.audit.supply import event_labels
        from plek.portal.wording import EVENTS

        event_labels.update(EVENTS)
