"""What higher floors supply to the pages of the caseload.

The caseload says in types what it would like to know of jobs, employers and studies; those contexts
register how to find it when they start. One call answers for many trajectories at once.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.db.models import Exists, QuerySet
from django.utils.functional import Promise

from plek.organisations.models import Membership

if TYPE_CHECKING:
    from plek.caseload.models import Task


@dataclass(frozen=True)
class JobFact:
    """A job as the day and the timeline need it; ``heard_on`` is when its end was heard."""

    number: str
    title: str
    employer: str
    started_on: date
    ended_on: date | None
    heard_on: date | None
    is_competitive: bool


@dataclass(frozen=True)
class Event:
    """Something that happened, for the client page: day, what kind, a sentence, and where to see it."""

    on: date
    kind: str
    text: str
    url: str
    until: date | None = None


@dataclass(frozen=True)
class Hit:
    """Something found: what it is called, a line that tells it apart, its kind and its address."""

    label: str
    hint: str
    kind: str
    url: str
    score: int


@dataclass(frozen=True)
class Duty:
    """Something of the organisation that waits for this member, for Today: what, why, by when, and where."""

    key: str
    title: str
    reason: str
    due_on: date
    url: str


@dataclass(frozen=True)
class DutySource:
    """Where duties come from.

    ``rows`` gives them as JSON, one value each, and is put into the one question of the desk, so that Today asks
    no more for it; ``told`` makes a duty of a row, or None for one that can wait.
    """

    rows: Callable[[Membership], QuerySet[Any, Any]]
    told: Callable[[Membership, Mapping[str, Any], date], Duty | None]


@dataclass(frozen=True)
class RecordKind:
    """How rows of one kind are printed in a client's record: a heading, and a label for each field shown."""

    title: "Label"
    fields: Mapping[str, "Label"]


Label = str | Promise
Trajectories = Collection[int]

job_facts: list[Callable[[Membership, Trajectories], Mapping[int, Sequence[JobFact]]]] = []
first_employer_contacts: list[Callable[[Membership, Trajectories], Mapping[int, date]]] = []
"""The day of the first standing contact with an employer, face to face, of each trajectory that had one."""
events: list[Callable[[Membership, Trajectories, int], Sequence[Event]]] = []
"""Called with ``by``, trajectory ids and how many events at most."""
finders: list[Callable[[Membership, str, int], Sequence[Hit]]] = []
"""Called with ``by``, what was typed and how many hits at most."""
duty_sources: list[DutySource] = []
at_work: list[Callable[[str, date], Exists]] = []
"""Called with the column that holds a trajectory's id, and a day: whether there is a job then, as a condition in
SQL, so that lists of thousands filter and sort on it."""
forgetters: list[Callable[[int, str], None]] = []
"""Called with an organisation and a client's number when that record is destroyed: what is kept sealed, and so
hangs on no row of the client, forgets him too."""
task_followers: list[Callable[[Membership, datetime, "Task"], None]] = []
"""Called after ``by`` has done a task, at that moment: what follows from it."""
record_kinds: dict[str, RecordKind] = {}
"""By the name of a model, such as ``caseload.Contact``: its place and its words in a client's record."""
