"""What the team did: visits, employers, jobs, studies, meetings and hours."""

import uuid
from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from plek.caseload.choices import ContactWith, MeetingKind, Mode, Phase, Setting, Topic, WorkPhase
from plek.caseload.models import Attendance, Contact, ContactNote, Meeting, WorkedWeek
from plek.config.demo.clients import Course, at_noon
from plek.config.demo.places import Ggz
from plek.config.demo.words import words
from plek.employers.choices import Purpose
from plek.employers.models import Employer, EmployerContact
from plek.employment.choices import Contract, EducationResult, FoundVia, JobEndReason, Openness
from plek.employment.models import Education, Job, JobTerms
from plek.organisations.models import Membership, Team

HISTORY_DAYS = 548
TOWNS = ("Veenstad", "Oosterwold", "Wierhuizen", "Noorderkoog")
WORK_PHASES = {
    Phase.GETTING_TO_KNOW: WorkPhase.ENGAGEMENT,
    Phase.PROFILE: WorkPhase.PROFILE,
    Phase.SEARCHING: WorkPhase.SEARCH,
    Phase.STARTING: WorkPhase.PLACEMENT,
    Phase.FOLLOW_ALONG: WorkPhase.FOLLOW_ALONG,
    Phase.ROUNDING_OFF: WorkPhase.FOLLOW_ALONG,
    Phase.RESTING: WorkPhase.ENGAGEMENT,
}
DAYS_BETWEEN = {
    Phase.GETTING_TO_KNOW: 7,
    Phase.PROFILE: 7,
    Phase.SEARCHING: 9,
    Phase.STARTING: 5,
    Phase.FOLLOW_ALONG: 19,
    Phase.ROUNDING_OFF: 18,
    Phase.RESTING: 28,
}


def build_work(random: Random, ggz: Ggz, courses: list[Course], today: date) -> None:
    """Everything that follows from the courses, inserted in bulk."""
    contacts = [c for course in courses for c in _visits(random, course, today)]
    contacts.sort(key=lambda contact: contact.held_on)
    Contact.objects.bulk_create(contacts, batch_size=2000)
    ContactNote.objects.bulk_create(
        (
            ContactNote(organisation=ggz.organisation, contact=contact, text=random.choice(words()["notes"]))
            for contact in contacts
            if contact.has_note
        ),
        batch_size=2000,
    )
    employers = _employers(random, ggz)
    _employer_contacts(random, ggz, courses, employers, today)
    _jobs(random, courses, employers, today)
    _studies(random, courses, today)
    _meetings(random, ggz, today)
    _weeks(random, ggz, today)


def _visits(random: Random, course: Course, today: date) -> Iterator[Contact]:
    trajectory, life = course.trajectory, course.life
    day = life.first_meeting_on
    over = life.ended_on or today
    while day < over:
        phase = next(
            (p for p, s in life.phases if s.begins_on <= day and (s.ends_on is None or day < s.ends_on)),
            Phase.SEARCHING,
        )
        if day.weekday() < 5:
            yield _visit(random, course, day, phase)
        day += timedelta(days=max(1, int(random.gauss(DAYS_BETWEEN[phase], 2.5))))
        if life.is_late and day > today - timedelta(days=random.randint(12, 26)):
            return
    for job in life.jobs:
        for offset in (-4, 2):
            near = job.begins_on + timedelta(days=offset)
            if life.first_meeting_on <= near < over and not (life.is_late and offset > 0):
                yield _visit(random, course, near, Phase.STARTING)
    if random.random() < 0.7:
        near = life.first_meeting_on + timedelta(days=random.randint(5, 40))
        if near < over:
            yield _contact(random, trajectory.specialist, course, near, ContactWith.TREATMENT_TEAM, Phase.PROFILE)


def _visit(random: Random, course: Course, day: date, phase: Phase) -> Contact:
    return _contact(random, course.trajectory.specialist, course, day, ContactWith.CLIENT, phase)


def _contact(
    random: Random, member: Membership, course: Course, day: date, held_with: ContactWith, phase: Phase
) -> Contact:
    face = random.random() < 0.72
    mode = Mode.FACE_TO_FACE if face else random.choice([Mode.PHONE, Mode.PHONE, Mode.MESSAGE, Mode.VIDEO])
    places = [Setting.OUTDOORS] * 5 + [Setting.HOME] * 3 + [Setting.OFFICE] * 3
    if course.life.works_on(day):
        places += [Setting.WORKPLACE] * 4
    topics = random.sample(Topic.values, k=random.choice([0, 0, 1, 1, 2]))
    return Contact(
        organisation_id=member.organisation_id,
        key=uuid.UUID(int=random.getrandbits(128), version=4),
        member=member,
        trajectory=course.trajectory,
        held_on=day,
        held_with=held_with,
        mode=mode,
        setting=random.choice(places) if face else (Setting.ONLINE if mode == Mode.VIDEO else ""),
        minutes=random.choice([30, 45, 45, 60, 60, 75]) if face else random.choice([5, 10, 15]),
        work_phase=WORK_PHASES[phase],
        topics=topics,
        was_missed=random.random() < 0.06,
        has_note=random.random() < 0.5,
        recorded_at=at_noon(day),
        recorded_by=member,
    )


def _employers(random: Random, ggz: Ggz) -> list[Employer]:
    named = [(sector, name) for sector, names in words()["employers"].items() for name in names]
    return Employer.objects.bulk_create(
        Employer(
            organisation=ggz.organisation,
            code=f"W{n}",
            name=name,
            sector=sector,
            town=random.choice(TOWNS),
            kvk=str(random.randint(10_000_000, 89_999_999)),
        )
        for n, (sector, name) in enumerate(named, 1)
    )


def _employer_contacts(
    random: Random, ggz: Ggz, courses: list[Course], employers: list[Employer], today: date
) -> None:
    rows = []
    for course in courses:
        first = course.life.first_employer_on
        over = course.life.ended_on or today
        if first is not None:
            rows.append(
                _employer_contact(
                    random, course.trajectory.specialist, course, random.choice(employers), first, face=True
                )
            )
            later = first + timedelta(days=random.randint(6, 15))
            while later < over and not course.life.works_on(later):
                rows.append(
                    _employer_contact(
                        random, course.trajectory.specialist, course, random.choice(employers), later
                    )
                )
                later += timedelta(days=random.randint(5, 24))
    for day in range(HISTORY_DAYS):
        on = today - timedelta(days=day + 1)
        if on.weekday() < 5:
            member = random.choice(ggz.specialists)
            rows.append(_employer_contact(random, member, None, random.choice(employers), on))
    EmployerContact.objects.bulk_create(rows, batch_size=2000)


def _employer_contact(
    random: Random,
    member: Membership,
    course: Course | None,
    employer: Employer,
    on: date,
    *,
    face: bool = False,
) -> EmployerContact:
    face = face or random.random() < 0.7
    return EmployerContact(
        organisation_id=member.organisation_id,
        key=uuid.UUID(int=random.getrandbits(128), version=4),
        member=member,
        employer=employer,
        trajectory=course.trajectory if course else None,
        held_on=on,
        person=random.choice(["", "mw. Prins", "dhr. Vos", "mw. Kaya", "dhr. Bos"]),
        decides_on_hiring=random.random() < 0.75,
        mode=Mode.FACE_TO_FACE if face else random.choice([Mode.PHONE, Mode.MESSAGE]),
        fits_wish=random.random() < 0.88 if course else None,
        purpose=random.choice(
            [Purpose.LEARN, Purpose.PROPOSE, Purpose.PROPOSE, Purpose.MAINTAIN] if course else Purpose.values
        ),
        recorded_at=at_noon(on),
        recorded_by=member,
    )


def _jobs(random: Random, courses: list[Course], employers: list[Employer], today: date) -> None:
    by_sector: dict[str, list[Employer]] = {}
    for employer in employers:
        by_sector.setdefault(employer.sector, []).append(employer)
    jobs: list[Job] = []
    for course in courses:
        for spell in course.life.jobs:
            title, occupation, sector = random.choice(words()["jobs"])
            hours = random.choice([8, 12, 12, 16, 16, 20, 20, 24, 28, 32])
            ended = spell.ends_on
            jobs.append(
                Job(
                    organisation_id=course.trajectory.organisation_id,
                    number=f"J{5000 + len(jobs)}",
                    trajectory=course.trajectory,
                    employer=random.choice(by_sector[sector]),
                    title=title,
                    occupation=occupation,
                    started_on=spell.begins_on,
                    hours_per_week=hours,
                    gross_per_month=round(hours * 4.33 * random.uniform(14.8, 18.5), 2),
                    contract=random.choice(
                        [Contract.FIXED_TERM] * 6 + [Contract.PERMANENT, Contract.ON_CALL, Contract.AGENCY]
                    ),
                    is_competitive=True,
                    openness=random.choice(Openness.values),
                    found_via=random.choice(FoundVia.values),
                    ended_on=ended,
                    end_heard_on=ended + timedelta(days=random.randint(0, 6)) if ended else None,
                    end_reason=random.choice(JobEndReason.values) if ended else "",
                )
            )
    Job.objects.bulk_create(jobs)
    _changes(courses, jobs, today)


def _changes(courses: list[Course], jobs: list[Job], today: date) -> None:
    """One in four who stay gets other hours after some months; drawn apart, so that the rest stays as it was."""
    random = Random("changes of hours")  # noqa: S311 invented records
    guides = {c.trajectory.pk: c.trajectory.specialist for c in courses}
    rows = []
    for job in jobs:
        on = job.started_on + timedelta(days=random.randint(70, 150))
        before = float(job.hours_per_week)
        hours = max(4.0, before + random.choice([-4, 4, 4, 8]))
        lasts = on < min(job.ended_on or today, today)
        if random.random() < 0.25 and lasts and hours != before:
            rows.append(
                JobTerms(
                    organisation_id=job.organisation_id,
                    key=uuid.UUID(int=random.getrandbits(128), version=4),
                    job=job,
                    begins_on=on,
                    hours_per_week=hours,
                    gross_per_month=round(float(job.gross_per_month or 0) / before * hours, 2),
                    recorded_at=at_noon(on),
                    recorded_by=guides[job.trajectory_id],
                )
            )
    JobTerms.objects.bulk_create(rows)


def _studies(random: Random, courses: list[Course], today: date) -> None:
    young = [c for c in courses if (today - c.trajectory.client.born_on).days < 28 * 365]
    rows = []
    for course in random.sample(young, k=min(12, len(young))):
        begin = course.life.first_meeting_on + timedelta(days=60)
        if begin < (course.life.ended_on or today):
            rows.append(
                Education(
                    organisation_id=course.trajectory.organisation_id,
                    trajectory=course.trajectory,
                    started_on=begin,
                    title=random.choice(
                        [
                            "Mbo Helpende zorg",
                            "Mbo Logistiek medewerker",
                            "Cursus vorkheftruck",
                            "Hbo Social Work",
                        ]
                    ),
                    level=random.choice(["mbo", "cursus", "hbo"]),
                    result=EducationResult.ONGOING,
                )
            )
    Education.objects.bulk_create(rows)


def _meetings(random: Random, ggz: Ggz, today: date) -> None:
    meetings, present = [], []
    for week in range(HISTORY_DAYS // 7):
        monday = today - timedelta(days=today.weekday() + 7 * (week + 1))
        if random.random() < 0.9:
            meetings.append(
                _meeting(
                    ggz,
                    monday + timedelta(days=1),
                    MeetingKind.GROUP_SUPERVISION,
                    ggz.ips,
                    random.random() < 0.8,
                )
            )
            present.append([ggz.leader, *(m for m in ggz.specialists if random.random() < 0.85)])
        for number, team in enumerate(ggz.treatment_teams):
            meetings.append(_meeting(ggz, monday + timedelta(days=number), MeetingKind.TEAM, team, False))
            present.append([ggz.specialists[number], ggz.practitioners[2 * number]])
    Meeting.objects.bulk_create(meetings)
    Attendance.objects.bulk_create(
        Attendance(organisation=ggz.organisation, meeting=meeting, membership=member)
        for meeting, members in zip(meetings, present, strict=True)
        for member in members
    )


def _meeting(ggz: Ggz, on: date, kind: MeetingKind, team: Team, discussed: bool) -> Meeting:
    return Meeting(
        organisation=ggz.organisation,
        held_on=on,
        kind=kind,
        team=team,
        was_job_development_discussed=discussed,
    )


def _weeks(random: Random, ggz: Ggz, today: date) -> None:
    rows = []
    for week in range(1, HISTORY_DAYS // 7):
        monday = today - timedelta(days=today.weekday() + 7 * week)
        for member in ggz.specialists:
            hours = float(member.fte or 0) * 36
            support = round(hours * random.uniform(0.9, 1.0), 1)
            rows.append(
                WorkedWeek(
                    organisation=ggz.organisation,
                    membership=member,
                    monday=monday,
                    support_hours=support,
                    other_hours=round(hours - support, 1),
                    outside_hours=round(hours * random.uniform(0.5, 0.75), 1),
                )
            )
    WorkedWeek.objects.bulk_create(rows, batch_size=2000)
