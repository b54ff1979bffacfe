"""The worker's door of benefits: once a night."""

from django.utils import timezone
from django_tasks import task


@task()
def tell_changes() -> int:
    """Notices about kept calculations that come out otherwise now; answers how many."""
    from plek.benefits.services import changes

    now = timezone.now()
    return changes.tell_changes_everywhere(on=timezone.localdate(now), at=now)
