"""The clients, each with a current trajectory and one in four with an earlier one."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any

from plek.caseload.choices import (
    Benefit,
    EndReason,
    Funding,
    MilestoneKind,
    Phase,
    ReferralSource,
    ReferralState,
)  # fmt: skip
from plek.caseload.models import (
    Assignment,
    Client,
    ClientVisit,
    Milestone,
    PhaseSpell,
    Referral,
    SearchGram,
    Trajectory,
    Wish,
)  # fmt: skip
from plek.caseload.services.search import KIND, pieces
from plek.config.demo.lives import Life, draw_life
from plek.config.demo.words import words
from plek.shared.spelling import sort_key
from tests.bench.town.copying import copy
from tests.bench.town.staff import ORGANISATION, OWN_CLIENTS, Staff

BEGINS = (
    "Aal",
    "Berg",
    "Dal",
    "Eik",
    "Gras",
    "Hol",
    "Kamp",
    "Linde",
    "Meer",
    "Noor",
    "Oever",
    "Pol",
    "Rijn",
    "Veen",
)
MIDDLES = ("en", "er", "e", "s", "ing", "ma", "huis", "brug", "hof", "land")
ENDS = ("stra", "mans", "veld", "sma", "kamp", "wijk", "beek", "hout", "dijk", "boer", "dam", "rode")
HERE = {"organisation_id": ORGANISATION}


@dataclass(frozen=True)
class Course:
    """A life with the ids of its trajectory, client (number ``place`` on the list) and specialist."""

    life: Life
    trajectory: int
    client: int
    specialist: int
    ips_team: int

    @property
    def number(self) -> str:
        return f"T{self.trajectory}"


def build_clients(random: Random, staff: Staff, clients: int, today: date) -> list[Course]:
    """Copies the clients with all that hangs on their trajectories but contacts, jobs and employers."""
    people = [_client(random, staff, n, today) for n in range(clients)]
    courses = list(_courses(random, staff, clients, today))
    copy(Client, people)
    copy(Referral, (_referral(random, staff, c) for c in courses))
    copy(Trajectory, (_trajectory(random, c, today) for c in courses))
    copy(
        PhaseSpell,
        _numbered(_spell(c, phase, s.begins_on, s.ends_on) for c in courses for phase, s in c.life.phases),
    )
    copy(Assignment, _numbered(_assignment(c) for c in courses))
    copy(Wish, _numbered(_wish(random, c) for c in courses))
    copy(Milestone, _numbered(row for c in courses for row in _milestones(c)))
    copy(ClientVisit, _numbered(_visit(staff, n, today) for n in range(min(OWN_CLIENTS, clients))))
    copy(SearchGram, _numbered(_grams(people, courses)))
    return courses


def _numbered(rows: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for n, row in enumerate(rows, 1):
        yield HERE | row | {"id": n}


def _client(random: Random, staff: Staff, n: int, today: date) -> dict[str, Any]:
    w = words()
    first, last = (
        random.choice(w["first_names"]),
        random.choice(BEGINS) + random.choice(MIDDLES) + random.choice(ENDS),
    )
    last = random.choice(["", "", "van ", "de "]) + last
    return HERE | {
        "id": n + 1, "number": f"C{n + 1}", "first_name": first, "last_name": last,
        "sort_name": sort_key(first, last), "born_on": today - timedelta(days=random.randint(19 * 365, 62 * 365)),
        "street": f"{random.choice(w['streets'])} {random.randint(1, 180)}", "municipality": "Veenstad",
        "phone": f"06-{random.randint(10_000_000, 99_999_999)}", "treatment_team_id": staff.treatment_team_of(n),
        "ips_team_id": staff.ips_team_of(n), "benefit": random.choice(Benefit.values),
        "in_care_since": today - timedelta(days=random.randint(1000, 3600)),
    }  # fmt: skip


def _courses(random: Random, staff: Staff, clients: int, today: date) -> Iterator[Course]:
    trajectory = 0
    for n in range(clients):
        for is_open in [False, True] if n % 4 == 0 else [True]:
            trajectory += 1
            yield Course(
                _life(random, today, is_open=is_open),
                trajectory,
                n + 1,
                staff.specialist_of(n),
                staff.ips_team_of(n),
            )


def _life(random: Random, today: date, *, is_open: bool) -> Life:
    while True:
        ago = random.randint(3, 900) if is_open else random.randint(950, 1800)
        life = draw_life(random, today, ago)
        if (life.ended_on is None) == is_open:
            return life


def _referral(random: Random, staff: Staff, course: Course) -> dict[str, Any]:
    return HERE | {
        "id": course.trajectory, "client_id": course.client, "ips_team_id": course.ips_team,
        "source": ReferralSource.TREATMENT_TEAM, "referrer_id": random.choice(staff.practitioners),
        "referred_on": course.life.referred_on, "wish": random.choice(words()["wishes"]),
        "state": ReferralState.ACCEPTED, "decided_at": f"{course.life.referred_on} 12:00+00",
    }  # fmt: skip


def _trajectory(random: Random, course: Course, today: date) -> dict[str, Any]:
    life = course.life
    phase, spell = life.phases[-1]
    has_step = life.ended_on is None and phase != Phase.RESTING
    return HERE | {
        "id": course.trajectory, "number": course.number, "client_id": course.client,
        "ips_team_id": course.ips_team,
        "referral_id": course.trajectory, "referred_on": life.referred_on,
        "first_meeting_on": life.first_meeting_on,
        "specialist_id": course.specialist, "funding": random.choice(Funding.values),
        "wish": random.choice(words()["wishes"]), "phase": phase, "phase_since": spell.begins_on,
        "next_step": random.choice(words()["next_steps"]) if has_step else "",
        "next_step_on": today + timedelta(days=random.randint(-3, 14)) if has_step else None,
        "ended_on": life.ended_on, "end_reason": (life.end_reason or EndReason.OTHER) if life.ended_on else "",
    }  # fmt: skip


def _spell(course: Course, phase: str, begins_on: date, ends_on: date | None) -> dict[str, Any]:
    return {"trajectory_id": course.trajectory, "phase": phase, "begins_on": begins_on, "ends_on": ends_on}


def _assignment(course: Course) -> dict[str, Any]:
    return {
        "trajectory_id": course.trajectory, "specialist_id": course.specialist,
        "begins_on": course.life.first_meeting_on, "ends_on": course.life.ended_on,
    }  # fmt: skip


def _wish(random: Random, course: Course) -> dict[str, Any]:
    return {
        "trajectory_id": course.trajectory, "text": random.choice(words()["wishes"]),
        "said_at": f"{course.life.first_meeting_on} 12:00+00", "written_by_id": course.specialist,
    }  # fmt: skip


def _milestones(course: Course) -> Iterator[dict[str, Any]]:
    life = course.life
    reached = [
        (MilestoneKind.PROFILE_READY, life.profile_on),
        (MilestoneKind.OPENNESS_TALK, life.first_employer_on),
    ]
    for kind, on in reached:
        if on is not None:
            yield {
                "trajectory_id": course.trajectory, "kind": kind, "reached_on": on,
                "recorded_at": f"{on} 12:00+00", "recorded_by_id": course.specialist,
            }  # fmt: skip


def _visit(staff: Staff, n: int, today: date) -> dict[str, Any]:
    return {
        "membership_id": staff.specialists[0], "client_id": n + 1,
        "visited_at": f"{today - timedelta(days=9)} 12:00+00",
    }  # fmt: skip


def _grams(people: Sequence[dict[str, Any]], courses: Iterable[Course]) -> Iterator[dict[str, Any]]:
    numbers: dict[int, list[str]] = {}
    for course in courses:
        numbers.setdefault(course.client, []).append(course.number)
    for one in people:
        found = pieces(
            f"{one['first_name']} {one['last_name']}", [one["number"], *numbers[one["id"]]], one["phone"]
        )
        for gram in sorted(found):
            yield {"gram": gram, "kind": KIND, "object_id": one["id"]}
