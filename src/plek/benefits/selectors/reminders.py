"""To-dos about the benefit that became tasks, as the client himself sees them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef, Q
from django.db.models.functions import JSONObject

from plek.benefits.models import Reminder
from plek.organisations.models import Membership
from plek.shared.encryption import opened_from_json

SHOWN_DONE = timedelta(days=31)


@dataclass(frozen=True)
class Todo:
    """One to-do: the code of the duty in the engine, and what stands on the list of the specialist."""

    pk: int
    code: str
    text: str
    about: date | None
    due_on: date
    done_at: datetime | None


def todos_of(by: Membership, client_id: int, at: datetime) -> list[Todo]:
    """What is open, the first to be done first, and then what was done lately."""
    seen = Reminder.objects.visible_to(by).filter(conversation__client_id=client_id).select_related("task")
    rows = seen.filter(Q(task__done_at__isnull=True) | Q(task__done_at__gt=at - SHOWN_DONE))
    found = [
        Todo(row.pk, row.key.split(":")[0], row.text, row.about, row.task.due_on, row.task.done_at) for row in rows
    ]
    return sorted(found, key=lambda one: (one.done_at is not None, one.due_on, one.pk))


def open_todos_array() -> ArraySubquery:
    """What is open of a client, the first to be done first, for a question about clients that carries it along."""
    rows = Reminder.objects.filter(conversation__client=OuterRef("pk"), task__done_at__isnull=True)
    told = {"pk": F("pk"), "key": F("key"), "text": F("text"), "about": F("about"), "due_on": F("task__due_on")}
    return ArraySubquery(rows.order_by("task__due_on", "pk").values(json=JSONObject(**told)))


def todos_in(rows: Iterable[Mapping[str, Any]]) -> list[Todo]:
    """The to-dos of such an array."""
    return [
        Todo(
            row["pk"], row["key"].split(":")[0], opened_from_json(Reminder, "text", row["text"]),
            row["about"] and date.fromisoformat(row["about"]), date.fromisoformat(row["due_on"]), None,
        )
        for row in rows
    ]  # fmt: skip
