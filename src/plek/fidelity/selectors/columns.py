"""What several teams recorded, as columns: what is counted, for all teams at once.

Days are the ordinals of ``date``; ``FAR`` stands for a day that has not come. Rows of one table name rows of
another by their place in it, and -1 for none.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from plek.fidelity.selectors.rows import Adviser, Change, Course, Job, Person, Request, Sitting, Talk, Visit, Week
from plek.fidelity.selectors.team_book import Team

Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float64]

FAR = (1 << 22) - 1
UNKNOWN = -1


def stretched(begins: Ints, ends: Ints) -> tuple[Ints, Ints]:
    """Every place from ``begins`` until ``ends``, for one pair after another: of which pair, and the place."""
    lengths = np.maximum(ends - begins, 0)
    pair = np.repeat(np.arange(len(begins)), lengths)
    offset = np.arange(len(pair)) - np.repeat(np.cumsum(lengths) - lengths, lengths)
    return pair, begins[pair] + offset


def places(known: Ints, wanted: Ints) -> Ints:
    """Where each of the wanted stands among the known, which differ; -1 for who does not."""
    if not len(known):
        return np.full(len(wanted), UNKNOWN)
    order = np.argsort(known)
    near = np.minimum(np.searchsorted(known, wanted, sorter=order), len(known) - 1)
    return np.where(known[order[near]] == wanted, order[near], UNKNOWN)


@dataclass(frozen=True)
class People:
    """Who works in a team; someone of two teams stands here twice."""

    rows: Sequence[Person]
    team: Ints
    pk: Ints
    is_leader: Flags


@dataclass(frozen=True)
class Spans:
    """Stretches of days of ``owner``, until ``ends`` (exclusive)."""

    owner: Ints
    begins: Ints
    ends: Ints


@dataclass(frozen=True)
class Times:
    """How much everyone works from a day on, in the order of people and days; everyone has one or more.

    ``fte`` is NaN where it is not on record.
    """

    owner: Ints
    begins: Ints
    fte: Floats


@dataclass(frozen=True)
class Weeks:
    """Hours in hundredths, so that sums are exact; ``UNKNOWN`` where they were not entered."""

    rows: Sequence[Week]
    person: Ints
    monday: Ints
    support: Ints
    other: Ints
    outside: Ints


@dataclass(frozen=True)
class Sittings:
    """``meeting`` is the place of the last sitting of the same meeting in the same team."""

    rows: Sequence[Sitting]
    person: Ints
    meeting: Ints
    day: Ints
    kind: Ints
    of_team: Ints
    team_kind: Ints
    has_log_review: Flags


@dataclass(frozen=True)
class Courses:
    """Trajectories; ``met`` is ``UNKNOWN`` without a first meeting."""

    rows: Sequence[Course]
    pk: Ints
    team: Ints
    client: Ints
    benefit: Ints
    treatment_team: Ints
    met: Ints
    ended: Ints
    end_reason: Ints


@dataclass(frozen=True)
class Guides:
    """Who guided which trajectory; ``person`` is ``UNKNOWN`` for who is not of the team."""

    course: Ints
    person: Ints
    begins: Ints
    ends: Ints


@dataclass(frozen=True)
class Reached:
    """Milestones, and conversations that were rounded off: of which kind or by whom."""

    course: Ints
    what: Ints
    day: Ints


@dataclass(frozen=True)
class Jobs:
    """In the order of their trajectories and starts."""

    rows: Sequence[Job]
    course: Ints
    employer: Ints
    occupation: Ints
    starts: Ints
    ended: Ints
    heard: Ints
    is_placement: Flags
    is_competitive: Flags
    openness: Ints


@dataclass(frozen=True)
class Changes:
    """Of hours or pay of a job; ``since`` is the day from which the former held."""

    rows: Sequence[Change]
    job: Ints
    day: Ints
    since: Ints


@dataclass(frozen=True)
class Requests:
    """Referrals."""

    rows: Sequence[Request]
    team: Ints
    source: Ints
    state: Ints
    day: Ints


@dataclass(frozen=True)
class Advisers:
    """Registers of advisers on benefits: in which team they are looked up, who, and when."""

    rows: Sequence[Adviser]
    team: Ints
    member: Ints
    begins: Ints
    ends: Ints
    is_planner: Flags


@dataclass(frozen=True)
class Talks:
    """Contacts with or about clients, in the order of trajectories, days and numbers."""

    rows: Sequence[Talk]
    course: Ints
    member: Ints
    day: Ints
    held_with: Ints
    mode: Ints
    setting: Ints
    work_phase: Ints
    topics: Ints
    was_missed: Flags
    visit: Ints
    """Equal for those of one visit, ``UNKNOWN`` for those of none."""
    is_of_treatment: Flags


@dataclass(frozen=True)
class Visits:
    """Contacts with employers, in the order of teams, days and numbers; -1 without a trajectory of the team."""

    rows: Sequence[Visit]
    team: Ints
    course: Ints
    member: Ints
    employer: Ints
    day: Ints
    mode: Ints
    decides: Flags
    fits: Ints
    purpose: Ints


@dataclass(frozen=True)
class Columns:
    """All tables of some teams."""

    teams: tuple[Team, ...]
    people: People
    here: Spans
    elsewhere: Spans
    away: Spans
    times: Times
    weeks: Weeks
    sittings: Sittings
    courses: Courses
    guides: Guides
    milestones: Reached
    advice: Reached
    jobs: Jobs
    changes: Changes
    requests: Requests
    advisers: Advisers
    talks: Talks
    visits: Visits
