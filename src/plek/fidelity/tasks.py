"""The worker's door: each night, what has to be kept or to go."""

from django.utils import timezone
from django_tasks import task


@task()
def record_months() -> int:
    """Keep how every team stood at the end of a month; answers how many rows were added."""
    from plek.fidelity.services import recording

    now = timezone.now()
    return recording.record_everywhere(today=timezone.localdate(now), at=now)


@task()
def forget() -> int:
    """Remove the notes of reviews whose report has been final for two weeks; answers of how many. Once a day."""
    from plek.fidelity.services.reviews import forgetting

    return forgetting.forget_everywhere(at=timezone.now())
