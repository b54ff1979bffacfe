"""Employers, the contacts with them, jobs, and the log of who looked at whom."""

import hashlib
from collections.abc import Iterator
from datetime import date, timedelta
from random import Random
from typing import Any
from uuid import UUID

from plek.audit.models import Entry, Head
from plek.caseload.choices import Mode
from plek.config.demo.words import words
from plek.employers.choices import Purpose
from plek.employers.models import Employer, EmployerContact
from plek.employment.choices import Contract, JobEndReason
from plek.employment.models import Job
from tests.bench.town.clients import BEGINS, ENDS, HERE, Course
from tests.bench.town.copying import copy
from tests.bench.town.staff import ORGANISATION, OWN_CLIENTS

CLIENTS_TO_AN_EMPLOYER = 10
LOOKS = 12
"""Rows in the log for each trajectory."""


def build_work(random: Random, courses: list[Course], today: date) -> None:
    """Copies employers, two contacts with them each month of a search, and every job."""
    employers = max(OWN_CLIENTS, len(courses) // CLIENTS_TO_AN_EMPLOYER)
    copy(Employer, (_employer(random, n) for n in range(1, employers + 1)))
    visits = (row for course in courses for row in _visits(random, course, employers, today))
    copy(EmployerContact, (row | {"id": n} for n, row in enumerate(visits, 1)))
    jobs = (row for course in courses for row in _jobs(random, course, employers))
    copy(Job, (row | {"id": n, "number": f"J{n}"} for n, row in enumerate(jobs, 1)))


def _employer(random: Random, n: int) -> dict[str, Any]:
    sector = random.choice(list(words()["employers"]))
    name = f"{sector.capitalize()} {random.choice(BEGINS)}{random.choice(ENDS)}"
    return HERE | {"id": n, "code": f"W{n}", "name": name, "sector": sector, "town": "Veenstad"}


def _visits(random: Random, course: Course, employers: int, today: date) -> Iterator[dict[str, Any]]:
    life = course.life
    on = life.first_employer_on
    while on is not None and on < (life.ended_on or today):
        if not life.works_on(on):
            yield _visit(random, course, random.randint(1, employers), on)
        on += timedelta(days=random.randint(10, 24))


def _visit(random: Random, course: Course, employer: int, on: date) -> dict[str, Any]:
    return HERE | {
        "key": UUID(int=random.getrandbits(128), version=4), "member_id": course.specialist,
        "recorded_by_id": course.specialist, "employer_id": employer, "trajectory_id": course.trajectory,
        "held_on": on, "decides_on_hiring": random.random() < 0.75, "mode": random.choice([*Mode.values,
        Mode.FACE_TO_FACE]),
        "purpose": random.choice(Purpose.values), "recorded_at": f"{on} 15:00+00",
    }  # fmt: skip


def _jobs(random: Random, course: Course, employers: int) -> Iterator[dict[str, Any]]:
    for spell in course.life.jobs:
        title, occupation, _sector = random.choice(words()["jobs"])
        yield HERE | {
            "trajectory_id": course.trajectory, "employer_id": random.randint(1, employers), "title": title,
            "occupation": occupation, "started_on": spell.begins_on, "ended_on": spell.ends_on,
            "end_heard_on": spell.ends_on, "end_reason": JobEndReason.OWN_CHOICE if spell.ends_on else "",
            "hours_per_week": random.choice([12, 16, 20, 24]), "contract": Contract.FIXED_TERM,
            "is_competitive": True,
        }  # fmt: skip


def build_log(courses: list[Course], today: date) -> None:
    """Copies a log of the usual length. Its chain is not sound: no workload verifies it."""
    mark = hashlib.sha256(b"bench").digest()
    rows = ((course, look) for look in range(LOOKS) for course in courses)
    copy(Entry, (_entry(n, course, look, mark, today) for n, (course, look) in enumerate(rows, 1)))
    copy(Head, [{"organisation_id": ORGANISATION, "sequence": len(courses) * LOOKS, "hash": mark}])


def _entry(n: int, course: Course, look: int, mark: bytes, today: date) -> dict[str, Any]:
    is_view = look % 3 > 0
    return HERE | {
        "id": n, "sequence": n, "at": f"{today - timedelta(days=LOOKS - look)} 10:00+00", "outcome": "success",
        "action": "R" if is_view else "U", "event": "client.viewed" if is_view else "trajectory.next_step_agreed",
        "user_id": course.specialist, "membership_id": course.specialist, "role": "employment_specialist",
        "client_id": course.client, "object_kind": "client", "object_id": str(course.client),
        "permission": "employment_specialist", "previous_hash": mark, "hash": mark,
    }  # fmt: skip
