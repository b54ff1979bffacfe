"""The worker's door: it is told only numbers."""

from django_tasks import task


@task()
def work_on(organisation_id: int, run_id: int) -> None:
    """Check or take in one uploaded workbook."""
    from django.utils import timezone

    from plek.exchange.services import runs

    runs.work(organisation_id=organisation_id, run_id=run_id, at=timezone.now())


@task()
def wipe() -> int:
    """Wipe every upload older than a day; answers how many. Once an hour is enough."""
    from django.utils import timezone

    from plek.exchange.services import wiping

    return wiping.wipe_everywhere(at=timezone.now())
