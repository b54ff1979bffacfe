"""What the rules look at and what they say: frozen, without a clock and without a database."""

from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True)
class JobFacts:
    """A job of the trajectory. ``heard_on`` is when its end was heard."""

    number: str
    title: str
    employer: str
    started_on: date
    ended_on: date | None = None
    heard_on: date | None = None

    def lasts_on(self, day: date) -> bool:
        """Is it going on? The last day itself still counts as working."""
        return self.started_on <= day and (self.ended_on is None or self.ended_on >= day)


@dataclass(frozen=True)
class TrajectoryFacts:
    """One open trajectory. A day that is None is not known to have been.

    ``last_contact_on`` is that of a contact with the client that took place.
    """

    number: str
    kind: str
    phase: str
    phase_since: date
    referred_on: date
    first_meeting_on: date | None = None
    last_contact_on: date | None = None
    first_employer_contact_on: date | None = None
    profile_ready_on: date | None = None
    plan_reviewed_on: date | None = None
    benefits_talk_on: date | None = None
    openness_talk_on: date | None = None
    next_step_on: date | None = None
    next_appointment_on: date | None = None
    jobs: tuple[JobFacts, ...] = field(default=())


@dataclass(frozen=True)
class MemberFacts:
    """The specialist or leader himself: since when, and the last supervision attended."""

    since: date
    last_supervision_on: date | None = None


@dataclass(frozen=True)
class ReferralFacts:
    """A referral that waits for an answer."""

    number: int
    referred_on: date


@dataclass(frozen=True)
class Line:
    """One thing to do and why: the rule, about what, by when, and the figures for its sentence.

    ``day`` counts from ``since`` and ``limit`` is the day by which it should have been done. ``never``: it is
    not known to have been at all, so there is nothing to count from.
    """

    rule: str
    subject: str
    since: date
    due_on: date
    day: int
    limit: int
    job: JobFacts | None = None
    never: bool = False

    @property
    def key(self) -> str:
        """Names this line, also tomorrow: rule, subject, and the job that it is about."""
        return f"{self.rule}:{self.subject}" + (f":{self.job.number}" if self.job else "")
