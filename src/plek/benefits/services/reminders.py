"""To-dos about the benefit as tasks on the list of the specialist, the monthly ones one at a time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from plek.audit.choices import Action
from plek.audit.services import record
from plek.benefits import policies
from plek.benefits.models import Conversation, Reminder
from plek.caseload.models import Task, Trajectory
from plek.caseload.selectors.trajectories import open_trajectory
from plek.caseload.services.clients import load_client
from plek.caseload.services.tasks import add_task, close_task, open_task_again
from plek.engines.benefit_rules.months import last_day, month_after
from plek.organisations.choices import Role
from plek.organisations.models import Membership
from plek.shared.errors import NotFound, Refused


@dataclass(frozen=True)
class Chosen:
    """One to-do that was chosen; of a monthly one the first month it is about, and the last."""

    key: str
    text: str
    due_on: date
    about: date | None = None
    last_month: date | None = None


def remind_of(*, by: Membership, at: datetime, client: str, chosen: Sequence[Chosen]) -> int:
    """Make a task of each, unless it is one already; returns how many are new."""
    found = load_client(by, client)
    policies.may_advise(by).demand()
    talk = Conversation.objects.filter(client=found).order_by("-begun_at", "-pk").first()
    if talk is None:
        raise NotFound
    course = open_trajectory(by, found.pk)
    if course is None:
        raise Refused(_("There is no open trajectory, so there is nobody's list to put this on."))
    there = set(Reminder.objects.filter(conversation__client=found).values_list("key", flat=True))
    new = [one for one in chosen if one.key not in there]
    for one in new:
        _remind(by, at, talk, course, one)
    record(
        by=by, action=Action.CREATE, event="benefits.reminded", client_id=found.pk,
        object_kind="benefits_conversation", object_id=talk.pk, detail={"tasks": len(new)},
    )  # fmt: skip
    return len(new)


def follow_up(by: Membership, at: datetime, task: Task) -> None:
    """After the task of one month is done comes that of the next, until the last month."""
    done = Reminder.objects.filter(task=task, last_month__isnull=False).select_related("conversation").first()
    if done is None or task.trajectory is None or done.about >= done.last_month:
        return
    about = month_after(done.about, 1)
    key = f"{done.key.split(':')[0]}::{about.isoformat()}"
    if not Reminder.objects.filter(conversation=done.conversation, key=key).exists():
        following = Chosen(key, done.text, last_day(month_after(about, 1)), about, done.last_month)
        owner = task.trajectory.specialist_id if by.role == Role.CLIENT else task.owner_id
        _remind(by, at, done.conversation, task.trajectory, following, owner)


def tick_todo(*, by: Membership, at: datetime, todo: int) -> None:
    """The client did it himself; with it the task of his specialist is done. Doing it twice changes nothing."""
    found = _load(by, todo)
    policies.may_tick(by).demand()
    close_task(by, at, found.task)
    _record(by, found, "benefits.todo_done")


def untick_todo(*, by: Membership, todo: int) -> None:
    """Not done after all."""
    found = _load(by, todo)
    policies.may_tick(by).demand()
    open_task_again(by, found.task)
    _record(by, found, "benefits.todo_reopened")


def _load(by: Membership, todo: int) -> Reminder:
    seen = Reminder.objects.visible_to(by).select_related("task__trajectory", "conversation")
    found: Reminder | None = seen.select_for_update(of=("self", "task")).filter(pk=todo).first()
    if found is None:
        raise NotFound
    return found


def _record(by: Membership, todo: Reminder, event: str) -> None:
    record(
        by=by, action=Action.UPDATE, event=event, client_id=todo.conversation.client_id,
        object_kind="benefits_reminder", object_id=todo.pk,
    )  # fmt: skip


def _remind(
    by: Membership, at: datetime, talk: Conversation, course: Trajectory, one: Chosen, owner: int | None = None
) -> None:
    month = f" ({date_format(one.about, 'F Y')})" if one.about else ""
    task = add_task(
        by=by, at=at, text=one.text + month, due_on=one.due_on, trajectory=course.number,
        owner=owner if owner != by.pk else None,
    )  # fmt: skip
    Reminder.objects.create(
        organisation_id=by.organisation_id, conversation=talk, key=one.key, task=task, text=one.text,
        about=one.about, last_month=one.last_month,
    )  # fmt: skip
