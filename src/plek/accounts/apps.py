from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "plek.accounts"

    def ready(self) -> None:
        from plek.accounts import events
        from plek.accounts.wording import EVENTS
        from plek.audit.supply import event_labels

        events.connect()
        event_labels.update(EVENTS)
