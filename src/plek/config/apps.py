from django.apps import AppConfig
from django.conf import settings


class ConfigConfig(AppConfig):
    """Registers the checks that look at the whole house."""

    name = "plek.config"

    def ready(self) -> None:
        from plek.config import checks  # noqa: F401

        if settings.DEMO:
            from plek.accounts import demo
            from plek.config.demo.region import accounts

            demo.supply(accounts)
