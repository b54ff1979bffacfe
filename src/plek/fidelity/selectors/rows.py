"""What one team recorded, as plain rows; no sealed text and no name of a client."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from plek.employment.choices import NEVER_COMPETITIVE
from plek.engines.measures import Period


@dataclass(frozen=True, slots=True)
class Span:
    """From begin until end (exclusive)."""

    begins_on: date
    ends_on: date | None = None

    def holds(self, day: date) -> bool:
        return self.begins_on <= day and (self.ends_on is None or day < self.ends_on)


@dataclass(frozen=True, slots=True)
class Week:
    """The hours of one person in the week that begins on ``monday``; None where they were not entered."""

    person_id: int
    monday: date
    support: Decimal
    other: Decimal | None
    outside: Decimal | None

    @property
    def all(self) -> Decimal | None:
        return None if self.other is None else self.support + self.other


@dataclass(frozen=True, slots=True)
class Sitting:
    """One person at one meeting."""

    person_id: int
    meeting_id: int
    held_on: date
    kind: str
    team_id: int | None
    team_kind: str
    has_log_review: bool


@dataclass(frozen=True, slots=True)
class Time:
    """How much someone works from a day on; None while it is not on record."""

    begins_on: date
    fte: float | None


@dataclass(frozen=True, slots=True)
class Person:
    """Someone who works in the team, as specialist or leader. ``elsewhere`` are his times in other IPS teams.

    ``fte`` always held, unless there are ``times``: each until the next, the first also before.
    """

    pk: int
    code: str
    name: str
    is_leader: bool
    fte: float | None
    here: tuple[Span, ...]
    elsewhere: tuple[Span, ...] = ()
    away: tuple[Span, ...] = ()
    weeks: tuple[Week, ...] = ()
    sittings: tuple[Sitting, ...] = ()
    times: tuple[Time, ...] = ()


@dataclass(frozen=True, slots=True)
class Change:
    """Other hours or pay of a job from a day on; ``since`` is the day from which the former held."""

    pk: int
    course_id: int
    title: str
    changed_on: date
    since: date
    hours: Decimal
    hours_before: Decimal


@dataclass(frozen=True, slots=True)
class Job:
    """A job or placement; its last day still counts as working."""

    pk: int
    number: str
    course_id: int
    title: str
    employer_id: int
    employer: str
    occupation: str
    started_on: date
    ended_on: date | None
    end_heard_on: date | None
    contract: str
    is_competitive: bool
    openness: str
    changes: tuple[Change, ...] = ()
    """Of hours or pay after the start, in the order of their days."""

    @property
    def is_placement(self) -> bool:
        """Trial placement, work experience, sheltered or voluntary work."""
        return self.contract in NEVER_COMPETITIVE

    def is_held_in(self, period: Period) -> bool:
        return self.started_on <= period.last and (self.ended_on is None or self.ended_on >= period.first)


@dataclass(frozen=True, slots=True)
class Talk:
    """A contact as it stands: with the client or about the client."""

    pk: int
    course_id: int
    member_id: int
    held_on: date
    held_with: str
    mode: str
    setting: str
    work_phase: str
    topics: tuple[str, ...]
    was_missed: bool
    visit: str
    is_of_treatment: bool = False
    """Whether who was there is of the treatment team; only asked of a visit of several people or clients."""


@dataclass(frozen=True, slots=True)
class Visit:
    """A contact with an employer as it stands. ``course_id`` is None when it was not for a client of this team."""

    pk: int
    key: str
    course_id: int | None
    member_id: int
    employer_id: int
    employer_code: str
    employer: str
    held_on: date
    mode: str
    decides_on_hiring: bool
    fits_wish: bool | None
    purpose: str


@dataclass(frozen=True, slots=True)
class Adviser:
    """Someone in the register of advisers on benefits, in these days; a planner is trained for nothing else."""

    person_id: int
    span: Span
    is_planner: bool


@dataclass(frozen=True, slots=True)
class Course:
    """A trajectory with its specialists, milestones and jobs; talks and visits in the order of their days."""

    pk: int
    number: str
    client_id: int
    client_number: str
    benefit: str
    treatment_team_id: int
    first_meeting_on: date | None
    ended_on: date | None
    end_reason: str
    guides: tuple[tuple[int, Span], ...] = ()
    milestones: Mapping[str, tuple[date, ...]] = field(default_factory=dict)
    advice: tuple[tuple[int, date], ...] = ()
    """Who led a conversation about benefits, and the day on which it was rounded off."""
    jobs: tuple[Job, ...] = ()
    talks: tuple[Talk, ...] = ()
    visits: tuple[Visit, ...] = ()

    def is_open_in(self, period: Period) -> bool:
        """Had begun, and had not ended before."""
        met = self.first_meeting_on
        has_begun = met is not None and met <= period.last
        return has_begun and (self.ended_on is None or self.ended_on > period.first)


@dataclass(frozen=True, slots=True)
class Request:
    """A referral to the team."""

    pk: int
    client_id: int
    source: str
    state: str
    referred_on: date


Row = Person | Week | Sitting | Job | Change | Talk | Visit | Course | Request
