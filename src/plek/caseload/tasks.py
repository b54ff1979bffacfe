"""The worker's door: tidying the caseload once a day, and reminding of what waits."""

from django.utils import timezone
from django_tasks import task


@task()
def tidy() -> int:
    """Remove drafts to which nobody came back; answers how many."""
    from plek.caseload.services import drafts

    return drafts.tidy_everywhere(at=timezone.now())


@task()
def remind_of_emergency(organisation_id: int, access_id: int, base_url: str) -> bool:
    """Tell who must look at an emergency access, when nobody has in time; answers whether."""
    from plek.caseload.services import emergency_reminders

    return emergency_reminders.remind(
        organisation_id=organisation_id, access_id=access_id, base_url=base_url, at=timezone.now()
    )
