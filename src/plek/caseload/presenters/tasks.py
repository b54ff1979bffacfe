"""The page of tasks."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from plek.caseload.models import Task
from plek.caseload.presenters.wording import by_when


@dataclass(frozen=True)
class TaskRow:
    """One task. ``whose`` names the colleague who does it, ``given_by`` the one who gave it."""

    pk: int
    text: str
    when: str
    is_late: bool
    is_done: bool
    client: str
    client_number: str
    whose: str
    given_by: str


def task_rows(tasks: Iterable[Task], me: int, today: date) -> list[TaskRow]:
    """Tasks as lines."""
    return [_row(t, me, today) for t in tasks]


def _row(task: Task, me: int, today: date) -> TaskRow:
    client = task.trajectory.client if task.trajectory else None
    return TaskRow(
        task.pk, task.text, by_when(task.due_on, today), task.due_on < today, task.done_at is not None,
        client.name if client else "", client.number if client else "",
        "" if task.owner_id == me else task.owner.user.name,
        "" if task.made_by_id == me else task.made_by.user.name,
    )  # fmt: skip
