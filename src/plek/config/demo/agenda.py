"""Appointments and own tasks around today, so that the day is full."""

from datetime import date, datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo

from plek.caseload.models import Appointment, ClientVisit, Task
from plek.config.demo.clients import Course, at_noon
from plek.config.demo.places import Ggz
from plek.config.demo.words import words
from plek.organisations.models import Membership

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
LAST_LOOKED_DAYS_AGO = 3
STARTS = (time(9, 30), time(11, 0), time(13, 30), time(15, 0))
STARTS_BETWEEN = (time(8, 30), time(12, 15), time(16, 15), time(17, 15))
"""Of who is covered: the cover has appointments at the other hours."""


def build_agenda(random: Random, ggz: Ggz, courses: list[Course], today: date) -> None:
    """Up to three appointments each working day for the coming two weeks, and a few tasks for everyone."""
    appointments, tasks = [], []
    for member in ggz.specialists:
        own = [c for c in courses if c.trajectory.specialist_id == member.pk and c.life.ended_on is None]
        for offset in range(12):
            day = today + timedelta(days=offset)
            if offset == 0 or day.weekday() < 5:
                seen = random.sample(own, k=min(3, len(own)))
                moments = random.sample(STARTS_BETWEEN if member == ggz.covered else STARTS, k=len(seen))
                appointments += [
                    _appointment(random, member, c, day, at) for c, at in zip(seen, moments, strict=True)
                ]
        tasks += [
            Task(
                organisation=ggz.organisation,
                owner=member,
                made_by=member,
                text=text,
                made_at=at_noon(today - timedelta(days=4)),
                trajectory=random.choice(own).trajectory if own and random.random() < 0.6 else None,
                due_on=today + timedelta(days=random.randint(-2, 4)),
            )
            for text in random.sample(words()["tasks"], k=3)
        ]
    Appointment.objects.bulk_create(appointments)
    Task.objects.bulk_create(tasks)
    ClientVisit.objects.bulk_create(_last_visits(courses, today))


def _last_visits(courses: list[Course], today: date) -> list[ClientVisit]:
    """Each specialist opened the own records some days ago, so that what is new since then stands out."""
    return [
        ClientVisit(
            organisation_id=course.trajectory.organisation_id,
            membership=course.trajectory.specialist,
            client=course.trajectory.client,
            visited_at=at_noon(today - timedelta(days=LAST_LOOKED_DAYS_AGO)),
        )
        for course in courses
    ]


def _appointment(random: Random, member: Membership, course: Course, day: date, at: time) -> Appointment:
    return Appointment(
        organisation_id=course.trajectory.organisation_id,
        membership=member,
        trajectory=course.trajectory,
        starts_at=datetime.combine(day, at, AMSTERDAM),
        minutes=random.choice([45, 60]),
        place=random.choice(words()["places"]),
        about=random.choice(words()["appointment_about"]),
    )
