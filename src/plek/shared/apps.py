from django.apps import AppConfig
from django.db.models.signals import post_migrate


class SharedConfig(AppConfig):
    name = "plek.shared"

    def ready(self) -> None:
        from plek.shared.tenancy import secure_after_migrate

        post_migrate.connect(secure_after_migrate, sender=self)
