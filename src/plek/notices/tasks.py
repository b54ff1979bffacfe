"""The worker's door: it is told only which mail, never to whom or what."""

from django.utils import timezone
from django_tasks import task


@task()
def deliver(mail_id: int) -> None:
    """Send one mail of the outbox."""
    from plek.notices import services

    services.deliver_mail(mail_id=mail_id, at=timezone.now())


@task()
def tidy() -> int:
    """Remove the trace of mail sent or given up long ago; answers how many. Once a day is enough."""
    from plek.notices import services

    return services.tidy(at=timezone.now())
