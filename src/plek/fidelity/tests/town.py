"""A team with half a year behind it, made from a fixed seed: untidy on purpose, with gaps and corrections."""

import uuid
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from conftest import House
from plek.caseload.models import (
    Assignment,
    Attendance,
    Contact,
    Meeting,
    Milestone,
    PhaseSpell,
    Trajectory,
    WorkedWeek,
)
from plek.caseload.tests.factories import ClientFactory, ContactFactory, ReferralFactory
from plek.employers.models import Employer, EmployerContact
from plek.employers.tests.factories import EmployerContactFactory, EmployerFactory
from plek.employment.choices import NEVER_COMPETITIVE
from plek.employment.models import Job
from plek.employment.tests.factories import JobFactory, JobTermsFactory
from plek.fidelity.tests.dates import BEGAN, LAST
from plek.organisations.choices import TeamKind
from plek.organisations.models import Absence, Team, WorkingTime
from plek.organisations.tests.factories import TeamFactory
from plek.shared.tenancy import inside

NOON = datetime(2026, 10, 1, 12, tzinfo=UTC)


@dataclass(frozen=True)
class Town:
    """What the tests look for again."""

    teams: list[Team]
    employers: list[Employer]
    courses: list[Trajectory]


def build_town(house: House, seed: int = 7, clients: int = 40) -> Town:
    """Fill the house: trajectories, contacts, jobs, meetings and hours between October 2025 and September 2026."""
    chance = Random(seed)
    with inside(house.organisation.pk):
        own: dict[str, Any] = {"organisation": house.organisation}
        teams = [house.fact, *(TeamFactory(**own, code=f"F{n}", kind=TeamKind.FACT) for n in (2, 3, 4))]
        employers = [EmployerFactory(**own) for _ in range(12)]
        courses = [_course(house, chance, chance.choice(teams)) for _ in range(clients)]
        for course in courses:
            _contacts(house, chance, course, employers)
            _jobs(chance, course, employers)
            _milestones(house, chance, course)
        _changes(house, Random(seed))
        _general_visits(house, chance, employers)
        _hours(house, chance)
        _working_times(house)
        _meetings(house, chance)
        Absence.objects.create(
            **own, membership=house.specialist, kind="leave", begins_on=date(2026, 7, 6), ends_on=date(2026, 8, 3)
        )
    return Town(teams, employers, courses)


def _day(chance: Random, first: date = BEGAN, last: date = LAST) -> date:
    return first + timedelta(days=chance.randint(0, max(0, (last - first).days)))


def _course(house: House, chance: Random, team: Team) -> Trajectory:
    client = ClientFactory(
        organisation=house.organisation, treatment_team=team, ips_team=house.ips,
        benefit=chance.choice(["", "geen", "WIA", "bijstand", "Wajong"]),
    )  # fmt: skip
    referred = _day(chance, last=date(2026, 9, 1))
    met = None if chance.random() < 0.1 else referred + timedelta(days=chance.randint(0, 20))
    ended = _day(chance, met + timedelta(days=5)) if met and chance.random() < 0.3 else None
    guide = chance.choice([house.specialist, house.colleague])
    reason = chance.choice(["werkt stabiel", "geen contact", "verhuisd"]) if ended else ""
    course = Trajectory.objects.create(
        organisation=house.organisation, number=f"TR{client.pk}", client=client, ips_team=house.ips,
        referred_on=referred, first_meeting_on=met, specialist=guide, phase="searching", phase_since=referred,
        ended_on=ended, end_reason=reason,
    )  # fmt: skip
    PhaseSpell.objects.create(
        organisation=house.organisation, trajectory=course, phase="searching", begins_on=referred, ends_on=ended
    )
    _assign(house, chance, course, referred, ended)
    if chance.random() < 0.8:
        ReferralFactory(
            organisation=house.organisation, client=client, ips_team=house.ips, referred_on=referred,
            source=chance.choice(["treatment_team", "client", "family"]), state="accepted",
        )  # fmt: skip
    return course


def _assign(house: House, chance: Random, course: Trajectory, begins: date, ended: date | None) -> None:
    """Some are handed over halfway, a few to the leader."""
    spans = [(course.specialist, begins, ended)]
    if chance.random() < 0.3 and (ended or LAST) > begins + timedelta(days=30):
        other = house.leader if chance.random() < 0.2 else house.colleague
        change = _day(chance, begins + timedelta(days=1), (ended or LAST) - timedelta(days=1))
        spans = [(course.specialist, begins, change), (other, change, ended)]
    for who, first, last in spans:
        Assignment.objects.create(
            organisation=course.organisation, trajectory=course, specialist=who, begins_on=first, ends_on=last
        )


def _contacts(house: House, chance: Random, course: Trajectory, employers: list[Employer]) -> None:
    begins, ends = course.first_meeting_on or course.referred_on, course.ended_on or LAST
    for _ in range(chance.randint(0, 30)):
        member, day = chance.choice([course.specialist, house.colleague]), _day(chance, begins, ends)
        talk = ContactFactory(
            trajectory=course, member=member, held_on=day,
            held_with=chance.choices(
                ["cliënt", "behandelteam", "naaste", "UWV", "gemeente", "werkgever"], [12, 2, 1, 1, 1, 1]
            )[0],
            mode=chance.choice(["fysiek", "fysiek", "telefoon", "video"]),
            setting=chance.choice(["kantoor", "thuis", "buiten", "werkplek", ""]),
            work_phase=chance.choice(["", "kennismaken", "profiel", "zoeken", "plaatsen", "coachen", "volgen"]),
            topics=chance.choice([[], [], ["uitkering"], ["openheid"], ["openheid", "uitkering"]]),
            was_missed=chance.random() < 0.12,
            visit=chance.choice([None, None, uuid.UUID(int=chance.randint(1, 40) << 32 | day.toordinal())]),
        )  # fmt: skip
        if chance.random() < 0.05:
            _withdraw(talk)
        elif talk.visit and (talk.visit.int >> 32) % 3 == 0:
            _goes_along(house, talk)
        elif talk.was_missed and talk.held_with == "cliënt":
            _reaches_out(house, talk)
    for _ in range(chance.randint(0, 6)):
        _visit(chance, employers, course.specialist, _day(chance, begins, ends), course)


def _goes_along(house: House, talk: Contact) -> None:
    """Someone of the treatment team was there too."""
    ContactFactory(
        trajectory=talk.trajectory, member=house.practitioner, held_on=talk.held_on, held_with=talk.held_with,
        mode=talk.mode, setting=talk.setting, was_missed=talk.was_missed, visit=talk.visit,
    )  # fmt: skip


def _reaches_out(house: House, talk: Contact) -> None:
    """The treatment team tries by itself."""
    ContactFactory(
        trajectory=talk.trajectory, member=house.practitioner, held_on=talk.held_on, held_with="cliënt",
        mode="fysiek", setting="thuis", was_missed=talk.pk % 2 == 0,
    )  # fmt: skip


def _withdraw(talk: Contact) -> None:
    Contact.objects.create(
        organisation_id=talk.organisation_id, key=uuid.uuid4(), member_id=talk.member_id,
        trajectory_id=talk.trajectory_id, held_on=talk.held_on, held_with=talk.held_with, mode=talk.mode,
        corrects=talk, is_withdrawn=True, recorded_at=NOON, recorded_by_id=talk.recorded_by_id,
    )  # fmt: skip


def _visit(chance: Random, employers: list[Employer], who: Any, day: date, course: Trajectory | None) -> None:
    made = EmployerContactFactory(
        employer=chance.choice(employers), member=who, held_on=day, trajectory=course,
        mode=chance.choice(["fysiek", "fysiek", "telefoon"]), decides_on_hiring=chance.random() < 0.7,
        fits_wish=chance.choice([True, True, False, None]) if course else None,
        purpose=chance.choice(["kennismaken", "bedrijf leren kennen", "onderhouden"]),
    )  # fmt: skip
    if chance.random() < 0.05:
        EmployerContact.objects.create(
            organisation_id=made.organisation_id, key=uuid.uuid4(), member=who, employer=made.employer,
            trajectory=course, held_on=day, decides_on_hiring=False, mode=made.mode, purpose=made.purpose,
            corrects=made, is_withdrawn=True, recorded_at=NOON, recorded_by=who,
        )  # fmt: skip


def _general_visits(house: House, chance: Random, employers: list[Employer]) -> None:
    for _ in range(60):
        who = chance.choice([house.specialist, house.colleague, house.leader])
        _visit(chance, employers, who, _day(chance), None)


def _jobs(chance: Random, course: Trajectory, employers: list[Employer]) -> None:
    begins, ends = course.first_meeting_on or course.referred_on, course.ended_on or LAST
    for _ in range(chance.choice([0, 0, 1, 1, 2])):
        started = _day(chance, begins, ends)
        ended = _day(chance, started, LAST) if chance.random() < 0.4 else None
        contract = chance.choice(
            ["vast", "tijdelijk", "tijdelijk", "oproep", "proefplaatsing", "vrijwilligerswerk"]
        )
        JobFactory(
            trajectory=course, employer=chance.choice(employers), started_on=started, ended_on=ended,
            end_heard_on=ended if ended and chance.random() < 0.7 else None, contract=contract,
            end_reason="ontslag" if ended else "", occupation=chance.choice(["", "5120", "5223", "9112", "4110"]),
            is_competitive=contract not in NEVER_COMPETITIVE and chance.random() < 0.9,
            openness=chance.choice(["", "leidinggevende"]),
        )  # fmt: skip


def _changes(house: House, chance: Random) -> None:
    """Of hours or pay, by a chance of their own; some lie after the end of the job, some were a mistake."""
    for job in Job.objects.order_by("pk"):
        for _ in range(chance.choice([0, 0, 1, 2])):
            on = _day(chance, job.started_on + timedelta(days=1), LAST + timedelta(days=20))
            made = JobTermsFactory(job=job, begins_on=on, recorded_by=house.specialist, recorded_at=NOON)
            if chance.random() < 0.15:
                JobTermsFactory(
                    job=job, begins_on=on, recorded_by=house.specialist, recorded_at=NOON, corrects=made,
                    is_withdrawn=True,
                )  # fmt: skip


def _milestones(house: House, chance: Random, course: Trajectory) -> None:
    begins, ends = course.first_meeting_on or course.referred_on, course.ended_on or LAST
    for kind in ("profile_ready", "plan_reviewed", "benefits_advice", "openness_talk"):
        if chance.random() < 0.6:
            day = _day(chance, begins, ends)
            rows = [False, True] if chance.random() < 0.15 else [False]
            for n, is_withdrawn in enumerate(rows):
                Milestone.objects.create(
                    organisation=house.organisation, trajectory=course, kind=kind, reached_on=day,
                    is_withdrawn=is_withdrawn, recorded_at=NOON + timedelta(minutes=n),
                    recorded_by=house.specialist,
                )  # fmt: skip


def _working_times(house: House) -> None:
    """The specialist went from a day fewer to today's, after a mistake that was taken back; the colleague joined
    in hours before half a year ago."""
    own = {"organisation": house.organisation, "recorded_at": NOON, "recorded_by": house.administrator}
    for who, on, fte in (
        (house.specialist, date(2024, 1, 1), "0.70"), (house.specialist, date(2026, 6, 10), "0.90"),
        (house.colleague, date(2026, 2, 1), "0.60"), (house.colleague, date(2026, 8, 3), "1.00"),
    ):  # fmt: skip
        WorkingTime.objects.create(**own, membership=who, begins_on=on, fte=fte)
    wrong = WorkingTime.objects.create(**own, membership=house.specialist, begins_on=date(2026, 5, 4), fte="0.20")
    WorkingTime.objects.create(
        **own, membership=house.specialist, begins_on=wrong.begins_on, fte=wrong.fte, corrects=wrong,
        is_withdrawn=True,
    )  # fmt: skip


def _hours(house: House, chance: Random) -> None:
    for who in (house.specialist, house.colleague, house.leader):
        for n in range(52):
            support = Decimal(chance.randint(60, 120)) / 4
            WorkedWeek.objects.create(
                organisation=house.organisation, membership=who, monday=date(2025, 10, 6) + timedelta(weeks=n),
                support_hours=support, other_hours=chance.choice([None, Decimal(2), Decimal("4.5"), Decimal(0)]),
                outside_hours=chance.choice([None, support / 2, support]),
            )  # fmt: skip


def _meetings(house: House, chance: Random) -> None:
    for n in range(52):
        for kind, team in (
            ("groepssupervisie", house.ips),
            ("teamoverleg", house.fact),
            ("veldcoaching", house.ips),
        ):
            if chance.random() < 0.7:
                meeting = Meeting.objects.create(
                    organisation=house.organisation, held_on=date(2025, 10, 7) + timedelta(weeks=n), kind=kind,
                    team=team, was_job_development_discussed=kind == "groepssupervisie" and chance.random() < 0.8,
                )  # fmt: skip
                present = [m for m in (house.specialist, house.colleague, house.leader) if chance.random() < 0.6]
                for who in present:
                    Attendance.objects.create(organisation=house.organisation, meeting=meeting, membership=who)
    shared = Meeting.objects.create(
        organisation=house.organisation, held_on=date(2026, 5, 12), kind="resultaatbespreking", team=house.ips
    )
    Attendance.objects.create(organisation=house.organisation, meeting=shared, membership=house.leader)
