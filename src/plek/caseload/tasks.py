"""The worker's door: tidying the caseload, once a day."""

from django.utils import timezone
from django_tasks import task


@task()
def tidy() -> int:
    """Remove drafts to which nobody came back; answers how many."""
    from plek.caseload.services import drafts

    return drafts.tidy_everywhere(at=timezone.now())
