"""The worker's door: tidying accounts, once a day."""

from django.utils import timezone
from django_tasks import task


@task()
def tidy() -> int:
    """Remove ended sessions, old attempts and links that were never opened; answers how many."""
    from plek.accounts import services

    return services.tidy(at=timezone.now())
