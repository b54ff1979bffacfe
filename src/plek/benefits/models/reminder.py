"""To-dos about a benefit that client and specialist chose to be reminded of."""

from django.db import models

from plek.benefits.models.conversation import Conversation, OfVisibleConversationQuerySet
from plek.caseload.models import Task
from plek.shared.encryption import EncryptedTextField
from plek.shared.models import ScopedModel


class Reminder(ScopedModel):
    """One to-do that became a task; ``key`` keeps it from being put on the list twice.

    What comes back each month has the month that it is ``about`` and ``last_month``: when its task is done, that
    of the next month follows. ``text`` is what the task says, without the month.
    """

    conversation = models.ForeignKey(Conversation, on_delete=models.PROTECT, related_name="reminders")
    key = models.CharField(max_length=80)
    task = models.OneToOneField(Task, on_delete=models.PROTECT, related_name="benefits_reminder")
    text = EncryptedTextField()
    about = models.DateField(null=True, blank=True)
    last_month = models.DateField(null=True, blank=True)

    objects = OfVisibleConversationQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["conversation", "key"], name="one_reminder_per_duty")]

    def __str__(self) -> str:
        return self.key
