"""The worker's door: it is told only which mail, never to whom or what."""

from django.utils import timezone
from django_tasks import task


@task()
def deliver(mail_id: int) -> None:
    """Send one mail of the outbox."""
    from plek.notices import services

    services.deliver_mail(mail_id=mail_id, at=timezone.now())
