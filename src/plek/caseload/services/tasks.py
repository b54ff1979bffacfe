"""Tasks for oneself or a colleague."""

from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from plek.audit.choices import Action
from plek.audit.services import record
from plek.caseload.models import Task, Trajectory
from plek.caseload.selectors.contacts import colleagues_of
from plek.caseload.supply import task_followers
from plek.organisations.choices import CASELOAD_ROLES
from plek.organisations.models import Membership
from plek.shared.errors import NotFound, Refused


def add_task(
    *, by: Membership, at: datetime, text: str, due_on: date, owner: int | None = None, trajectory: str = ""
) -> Task:
    """Note something to do. ``owner`` is a colleague's membership; without one it is one's own."""
    about = _trajectory(by, trajectory) if trajectory else None
    task = Task(
        organisation_id=by.organisation_id, owner=_owner(by, owner, about, timezone.localtime(at).date()),
        trajectory=about,
        text=text.strip(), due_on=due_on, made_by=by, made_at=at,
    )  # fmt: skip
    if not task.text:
        raise Refused(_("Write what is to be done."), field="text")
    task.save(force_insert=True)
    _record(by, task, Action.CREATE, "task.added")
    return task


def finish_task(*, by: Membership, at: datetime, task: int) -> Task:
    """Done. Doing it twice changes nothing."""
    found = _load(by, task)
    close_task(by, at, found)
    return found


def reopen_task(*, by: Membership, task: int) -> Task:
    """Not done after all."""
    found = _load(by, task)
    open_task_again(by, found)
    return found


def close_task(by: Membership, at: datetime, task: Task) -> None:
    """The same for a task that was loaded, locked and allowed: by its owner, or by the client whom it is about."""
    if task.done_at is None:
        _write(by, task, at, "task.done")
        for follow in task_followers:
            follow(by, at, task)


def open_task_again(by: Membership, task: Task) -> None:
    """The same for a task that was loaded, locked and allowed."""
    if task.done_at is not None:
        _write(by, task, None, "task.reopened")


def _write(by: Membership, task: Task, done_at: datetime | None, event: str) -> None:
    task.done_at = done_at
    task.save(update_fields=["done_at"])
    _record(by, task, Action.UPDATE, event)


def _load(by: Membership, task: int) -> Task:
    found = Task.objects.visible_to(by).select_for_update(of=("self",)).filter(pk=task).first()
    if found is None:
        raise NotFound
    return found


def _trajectory(by: Membership, number: str) -> Trajectory:
    found = Trajectory.objects.visible_to(by).filter(number=number).select_related("specialist").first()
    if found is None:
        raise NotFound
    return found


def _owner(by: Membership, owner: int | None, about: Trajectory | None, on: date) -> Membership:
    if owner in (None, by.pk):
        return by
    if about is not None and owner == about.specialist_id:
        return about.specialist
    found = colleagues_of(by, on).filter(pk=owner, role__in=CASELOAD_ROLES).first()
    if found is None:
        raise Refused(_("Choose a colleague of your own team."), field="owner")
    return found


def _record(by: Membership, task: Task, action: Action, event: str) -> None:
    client_id = task.trajectory.client_id if task.trajectory else None
    record(by=by, action=action, event=event, client_id=client_id, object_kind="task", object_id=task.pk)
