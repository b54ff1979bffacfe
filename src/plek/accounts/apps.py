from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "plek.accounts"

    def ready(self) -> None:
        from plek.accounts import events

        events.connect()
