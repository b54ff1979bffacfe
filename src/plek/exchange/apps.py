from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    name = "plek.exchange"

    def ready(self) -> None:
        from plek.audit.supply import event_labels
        from plek.exchange.wording import EVENTS

        event_labels.update(EVENTS)
