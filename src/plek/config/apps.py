from django.apps import AppConfig


class ConfigConfig(AppConfig):
    """Registers the checks that look at the whole house."""

    name = "plek.config"

    def ready(self) -> None:
        from plek.config import checks  # noqa: F401
