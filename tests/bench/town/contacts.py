"""What happened: contacts with clients, with their notes, and what lies ahead in the diary."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from plek.caseload.choices import ContactWith, MeetingKind, Mode, Setting, Topic
from plek.caseload.models import Appointment, Attendance, Contact, ContactNote, Meeting, Task, WorkedWeek
from plek.config.demo.words import words
from plek.config.demo.work import DAYS_BETWEEN, WORK_PHASES
from tests.bench.town.clients import HERE, Course
from tests.bench.town.copying import copy
from tests.bench.town.staff import LEADER, TEAM_OF, Staff

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
STARTS = (time(9, 30), time(11, 0), time(14, 0))
AHEAD, WEEKS = 14, 26


def build_contacts(random: Random, courses: list[Course], today: date) -> int:
    """Copies the contacts of every trajectory and a note for half of them; answers how many contacts."""
    contacts = [row for course in courses for row in _of_course(random, course, today)]
    for n, row in enumerate(contacts, 1):
        row["id"] = n
    copy(Contact, contacts)
    notes = words()["notes"]
    noted = (row["id"] for row in contacts if row["has_note"])
    copy(ContactNote, (HERE | {"id": n, "contact_id": n, "text": random.choice(notes)} for n in noted))
    return len(contacts)


def _of_course(random: Random, course: Course, today: date) -> Iterator[dict[str, Any]]:
    for phase, spell in course.life.phases:
        on = spell.begins_on
        while on < (spell.ends_on or today):
            yield _contact(random, course, on, WORK_PHASES[phase])
            on += timedelta(days=max(1, int(random.gauss(DAYS_BETWEEN[phase], 2.5))))


def _contact(random: Random, course: Course, on: date, work_phase: str) -> dict[str, Any]:
    is_face = random.random() < 0.72
    setting = random.choice([Setting.OUTDOORS, Setting.OUTDOORS, Setting.HOME, Setting.OFFICE]) if is_face else ""
    return HERE | {
        "key": UUID(int=random.getrandbits(128), version=4), "member_id": course.specialist,
        "recorded_by_id": course.specialist, "trajectory_id": course.trajectory, "held_on": on,
        "held_with": ContactWith.CLIENT if random.random() < 0.93 else ContactWith.TREATMENT_TEAM,
        "mode": Mode.FACE_TO_FACE if is_face else Mode.PHONE, "setting": setting,
        "minutes": random.choice([30, 45, 60]) if is_face else 10, "work_phase": work_phase,
        "topics": random.sample(Topic.values, k=random.choice([0, 0, 1, 2])), "was_missed": random.random() < 0.06,
        "has_note": random.random() < 0.5, "recorded_at": f"{on} 13:00+00",
    }  # fmt: skip


def build_diary(random: Random, staff: Staff, courses: list[Course], today: date) -> None:
    """Copies three appointments a day for every specialist, open tasks, and the weekly meetings of every team."""
    own: dict[int, list[Course]] = {}
    for course in courses:
        if course.life.ended_on is None:
            own.setdefault(course.specialist, []).append(course)
    copy(Appointment, _numbered(_appointments(random, own, today)))
    copy(Task, _numbered(_tasks(random, own, today)))
    meetings = [(team, today - timedelta(days=7 * week + 3)) for team in staff.ips_teams for week in range(WEEKS)]
    copy(Meeting, _numbered(_meeting(team, on) for team, on in meetings))
    copy(Attendance, _numbered(_attendances(staff, meetings)))
    copy(WorkedWeek, _numbered(_hours(random, staff, today)))


def _numbered(rows: Iterator[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for n, row in enumerate(rows, 1):
        yield HERE | row | {"id": n}


def _appointments(random: Random, own: dict[int, list[Course]], today: date) -> Iterator[dict[str, Any]]:
    about = words()["appointment_about"]
    for member, courses in own.items():
        for day in range(AHEAD):
            for at in STARTS:
                starts_at = datetime.combine(today + timedelta(days=day), at, AMSTERDAM)
                yield {
                    "membership_id": member, "trajectory_id": random.choice(courses).trajectory,
                    "starts_at": starts_at, "place": random.choice(words()["places"]),
                    "about": random.choice(about),
                }  # fmt: skip


def _tasks(random: Random, own: dict[int, list[Course]], today: date) -> Iterator[dict[str, Any]]:
    for member, courses in own.items():
        for text in random.sample(words()["tasks"], k=4):
            yield {
                "owner_id": member, "made_by_id": member, "trajectory_id": random.choice(courses).trajectory,
                "text": text, "due_on": today + timedelta(days=random.randint(-2, 6)),
                "made_at": f"{today - timedelta(days=5)} 12:00+00",
            }  # fmt: skip


def _hours(random: Random, staff: Staff, today: date) -> Iterator[dict[str, Any]]:
    """Entered by every specialist for the half year before."""
    monday = today - timedelta(days=today.weekday())
    for member in staff.specialists:
        for week in range(1, WEEKS + 1):
            support = random.choice([28, 30, 32])
            yield {
                "membership_id": member, "monday": monday - timedelta(weeks=week), "support_hours": support,
                "other_hours": 4, "outside_hours": round(support * random.choice([0.5, 0.6, 0.75])),
            }  # fmt: skip


def _meeting(team: int, on: date) -> dict[str, Any]:
    return {"team_id": team, "held_on": on, "kind": MeetingKind.GROUP_SUPERVISION}


def _attendances(staff: Staff, meetings: list[tuple[int, date]]) -> Iterator[dict[str, Any]]:
    for number, (team, _on) in enumerate(meetings, 1):
        first = staff.ips_teams.index(team) * TEAM_OF
        for member in [LEADER, *staff.specialists[first : first + TEAM_OF]]:
            yield {"meeting_id": number, "membership_id": member}
