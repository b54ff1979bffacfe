"""The clients of the synthetic region, their referrals and their trajectories."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from random import Random

from plek.caseload.choices import (
    Benefit,
    ContactPreference,
    Funding,
    Gender,
    MilestoneKind,
    Phase,
    ReferralSource,
    ReferralState,
)
from plek.caseload.models import (
    Assignment,
    Client,
    Milestone,
    PhaseSpell,
    Referral,
    ReferralEvent,
    Trajectory,
)
from plek.config.demo.lives import Life, draw_life
from plek.config.demo.places import Ggz
from plek.config.demo.words import words
from plek.organisations.models import Membership
from plek.shared.spelling import sort_key

CLIENTS, WAITING = 160, 7
LONGEST_AGO = 905
DAYS_BEHIND = 70
"""How far the milestones of a trajectory lag that nobody kept up with."""
EDUCATION = ("vmbo", "mbo 2", "mbo 3", "mbo 4", "havo", "hbo", "wo", "basisonderwijs")


@dataclass(frozen=True)
class Course:
    """A life with the rows that stand for it."""

    life: Life
    trajectory: Trajectory


def at_noon(day: date) -> datetime:
    """A moment on this day at which something was written down."""
    return datetime.combine(day, time(13, 0), UTC)


def build_clients(random: Random, ggz: Ggz, today: date) -> list[Course]:
    """160 clients: most with a trajectory, some waiting with a referral."""
    clients = Client.objects.bulk_create([_client(random, ggz, number, today) for number in range(CLIENTS)])
    waiting, started = clients[:WAITING], clients[WAITING:]
    lives = [draw_life(random, today, 3 + int(random.random() * LONGEST_AGO)) for _ in started]
    referrals = [_accepted(random, ggz, client, life) for client, life in zip(started, lives, strict=True)]
    open_ones = [_waiting(random, ggz, client, today) for client in waiting]
    Referral.objects.bulk_create([*referrals, *open_ones])
    ReferralEvent.objects.bulk_create(_events(referrals, open_ones))
    shares = _shares(random, ggz, len(started))
    courses = [
        Course(life, _trajectory(random, ggz, n, referral, life, specialist, today))
        for n, (referral, life, specialist) in enumerate(zip(referrals, lives, shares, strict=True))
    ]
    Trajectory.objects.bulk_create([course.trajectory for course in courses])
    _history(ggz, courses, today)
    return courses


def _client(random: Random, ggz: Ggz, number: int, today: date) -> Client:
    w = words()
    first, last = random.choice(w["first_names"]), random.choice(w["last_names"])
    is_young = random.random() < 0.25
    team = ggz.treatment_teams[2] if is_young else random.choice(ggz.treatment_teams)
    homeless = random.random() < 0.04
    return Client(
        organisation=ggz.organisation,
        number=f"C{2000 + number}",
        first_name=first,
        last_name=last,
        preferred_name=words()["nicknames"].get(first, "") if random.random() < 0.5 else "",
        sort_name=sort_key(first, last),
        pronoun=random.choice([""] * 9 + ["die/diens"]),
        gender=random.choice([Gender.FEMALE, Gender.MALE]),
        born_on=today
        - timedelta(
            days=365 * (random.randint(19, 27) if is_young else random.randint(26, 62)) + random.randint(0, 364)
        ),
        has_no_address=homeless,
        street="" if homeless else f"{random.choice(w['streets'])} {random.randint(1, 180)}",
        postcode=""
        if homeless
        else f"{random.randint(9700, 9799)} {random.choice('ABCDEGH')}{random.choice('ABCDEGH')}",
        municipality=random.choice(w["municipalities"]),
        phone=f"06-{random.randint(10000000, 99999999)}",
        email=random.choice(["", f"{number}@post.example"]),
        contact_preference=random.choice(ContactPreference.values),
        treatment_team=team,
        ips_team=ggz.ips,
        in_care_since=today - timedelta(days=random.randint(950, 3600)),
        benefit=random.choice(
            [Benefit.BIJSTAND] * 4 + [Benefit.WAJONG] * 3 + [Benefit.WIA] * 3 + [Benefit.ZW, Benefit.NONE]
        ),
        education_level=random.choice(EDUCATION),
        emergency_name=random.choice(["", f"{random.choice(w['first_names'])} {last}"]),
        emergency_relation="",
    )


def _accepted(random: Random, ggz: Ggz, client: Client, life: Life) -> Referral:
    source = random.choice([ReferralSource.TREATMENT_TEAM] * 7 + [ReferralSource.CLIENT, ReferralSource.FAMILY])
    return Referral(
        organisation=ggz.organisation,
        client=client,
        ips_team=ggz.ips,
        source=source,
        referrer=random.choice(ggz.practitioners),
        referred_on=life.referred_on,
        wish=random.choice(words()["wishes"]),
        strengths=random.choice(words()["strengths"]),
        state=ReferralState.ACCEPTED,
        decided_at=at_noon(life.referred_on + timedelta(days=2)),
    )


def _waiting(random: Random, ggz: Ggz, client: Client, today: date) -> Referral:
    own = random.random() < 0.3
    return Referral(
        organisation=ggz.organisation,
        client=client,
        ips_team=ggz.ips,
        source=ReferralSource.CLIENT if own else ReferralSource.TREATMENT_TEAM,
        referrer=random.choice(ggz.practitioners),
        referred_on=today - timedelta(days=random.randint(0, 19)),
        wish=random.choice(words()["wishes"]),
        strengths=random.choice(words()["strengths"]),
        good_to_know=random.choice(words()["good_to_know"]),
        state=ReferralState.WAITING,
    )


def _events(accepted: list[Referral], waiting: list[Referral]) -> list[ReferralEvent]:
    sent = [
        ReferralEvent(
            organisation_id=r.organisation_id,
            referral=r,
            at=at_noon(r.referred_on),
            by=r.referrer,
            state=ReferralState.WAITING,
        )
        for r in (*accepted, *waiting)
    ]
    taken = [
        ReferralEvent(
            organisation_id=r.organisation_id,
            referral=r,
            at=r.decided_at or at_noon(r.referred_on),
            by=r.referrer,
            state=ReferralState.ACCEPTED,
        )
        for r in accepted
    ]
    return sent + taken


def _shares(random: Random, ggz: Ggz, count: int) -> list[Membership]:
    """A specialist for each trajectory, in proportion to their hours."""
    weights = [float(m.fte or 0) for m in ggz.specialists]
    return random.choices(ggz.specialists, weights, k=count)


def _trajectory(
    random: Random, ggz: Ggz, n: int, referral: Referral, life: Life, specialist: Membership, today: date
) -> Trajectory:
    phase, spell = life.phases[-1]
    step = life.ended_on is None and phase != Phase.RESTING
    return Trajectory(
        organisation=ggz.organisation,
        number=f"T{3000 + n}",
        client=referral.client,
        ips_team=ggz.ips,
        referral=referral,
        referrer=referral.referrer,
        referred_on=life.referred_on,
        first_meeting_on=life.first_meeting_on,
        specialist=specialist,
        funding=random.choice([Funding.UWV, Funding.UWV, Funding.MUNICIPALITY, Funding.ZVW]),
        wish=referral.wish,
        next_step=random.choice(words()["next_steps"]) if step else "",
        next_step_on=today + timedelta(days=random.randint(-3, 14)) if step else None,
        phase=phase,
        phase_since=spell.begins_on,
        ended_on=life.ended_on,
        end_reason=life.end_reason,
    )


def _history(ggz: Ggz, courses: list[Course], today: date) -> None:
    organisation = ggz.organisation
    PhaseSpell.objects.bulk_create(
        PhaseSpell(
            organisation=organisation,
            trajectory=c.trajectory,
            phase=phase,
            begins_on=s.begins_on,
            ends_on=s.ends_on,
        )
        for c in courses
        for phase, s in c.life.phases
    )
    Assignment.objects.bulk_create(
        Assignment(
            organisation=organisation,
            trajectory=c.trajectory,
            specialist=c.trajectory.specialist,
            begins_on=c.life.first_meeting_on,
            ends_on=c.life.ended_on,
        )
        for c in courses
    )
    Milestone.objects.bulk_create(
        Milestone(
            organisation=organisation,
            trajectory=c.trajectory,
            kind=kind,
            reached_on=on,
            recorded_at=at_noon(on),
            recorded_by=c.trajectory.specialist,
        )
        for c in courses
        for kind, on in _milestones(c.life, today)
    )


def _milestones(life: Life, today: date) -> list[tuple[MilestoneKind, date]]:
    reached = [(MilestoneKind.PROFILE_READY, life.profile_on)] if life.profile_on else []
    if life.jobs and not life.is_late:
        reached.append((MilestoneKind.BENEFITS_ADVICE, life.jobs[0].begins_on - timedelta(days=12)))
    until = (life.ended_on or today) - timedelta(days=DAYS_BEHIND if life.is_late else 0)
    for kind, every in ((MilestoneKind.PLAN_REVIEWED, 84), (MilestoneKind.OPENNESS_TALK, 56)):
        on = life.first_meeting_on + timedelta(days=every // 2)
        while on < until:
            reached.append((kind, on))
            on += timedelta(days=every)
    return reached
