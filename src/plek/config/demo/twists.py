"""What happens beside the straight road: words that changed, joint visits, slips put right, a question, a no."""

import uuid
from datetime import date, timedelta
from decimal import Decimal

from plek.caseload.choices import (
    ContactWith,
    DeclineReason,
    Mode,
    ReferralSource,
    ReferralState,
    Setting,
    WorkPhase,
)
from plek.caseload.models import Contact, ContactNote, Referral, ReferralEvent, SavedView, Wish
from plek.config.demo.clients import Course, at_noon
from plek.config.demo.places import Ggz
from plek.config.demo.words import words
from plek.organisations.models import Membership
from plek.organisations.selectors import first_administrator
from plek.organisations.services.working_time import keep_working_time

NAMESPACE = uuid.UUID("6d1c0f6e-6f2b-4d5e-9a55-706c656b0001")
COPIED = (
    "trajectory", "held_on", "held_at", "held_with", "mode", "setting", "minutes", "work_phase", "topics",
    "was_missed",
)  # fmt: skip
CHANGED_DAYS_AGO, HALF_A_DAY = 75, Decimal("0.10")


def build_twists(ggz: Ggz, courses: list[Course], today: date) -> None:
    """All of it; nothing is drawn, so that the rest of the region stays as it is."""
    _wishes(courses)
    _visits_together(ggz, courses, today)
    _slips(ggz.specialists[0], today)
    _asked_again(ggz, courses, today)
    _view(ggz.specialists[0])
    _more_hours(ggz, today)


def _wishes(courses: list[Course]) -> None:
    """Each wish as it was said; every sixth person said something else before."""
    said = []
    for n, course in enumerate(courses):
        trajectory, begin = course.trajectory, course.life.first_meeting_on
        if n % 6 == 0:
            earlier = words()["wishes"][(n // 6) % len(words()["wishes"])]
            said.append(_wish(course, earlier, begin))
        said.append(_wish(course, trajectory.wish, begin + timedelta(days=2 if n % 6 == 0 else 0)))
    Wish.objects.bulk_create(said)


def _wish(course: Course, text: str, on: date) -> Wish:
    trajectory = course.trajectory
    return Wish(
        organisation_id=trajectory.organisation_id, trajectory=trajectory, text=text, said_at=at_noon(on),
        written_by=trajectory.specialist,
    )  # fmt: skip


def _visits_together(ggz: Ggz, courses: list[Course], today: date) -> None:
    """Two clients on one visit: once to an open day, for each specialist."""
    day = today - timedelta(days=3 + today.weekday())
    rows = []
    for member in ggz.specialists:
        own = [c for c in courses if c.trajectory.specialist_id == member.pk and c.life.ended_on is None][:2]
        visit = uuid.uuid5(NAMESPACE, f"visit {member.code}")
        rows += [
            Contact(
                organisation=ggz.organisation, key=uuid.uuid5(visit, course.trajectory.number), visit=visit,
                member=member, trajectory=course.trajectory, held_on=day, held_with=ContactWith.CLIENT,
                mode=Mode.FACE_TO_FACE, setting=Setting.OUTDOORS, minutes=60, work_phase=WorkPhase.SEARCH,
                recorded_at=at_noon(day), recorded_by=member,
            )
            for course in own
        ]  # fmt: skip
    Contact.objects.bulk_create(rows)


def _slips(member: Membership, today: date) -> None:
    """One contact put right, one taken back with the reason."""
    mistaken, double = Contact.objects.filter(
        member=member, held_with=ContactWith.CLIENT, visit=None, held_on__lt=today
    ).order_by("-held_on", "-pk")[:2]  # fmt: skip
    _instead_of(mistaken, minutes=(mistaken.minutes or 30) + 15)
    taken_back = _instead_of(double, is_withdrawn=True, has_note=True)
    ContactNote.objects.create(
        organisation_id=member.organisation_id, contact=taken_back, text="Per ongeluk dubbel vastgelegd."
    )


def _instead_of(contact: Contact, **changed: object) -> Contact:
    same = {name: getattr(contact, name) for name in COPIED}
    row: Contact = Contact.objects.create(
        organisation_id=contact.organisation_id, key=uuid.uuid5(NAMESPACE, str(contact.key)),
        member=contact.member, corrects=contact,
        recorded_at=contact.recorded_at + timedelta(hours=1), recorded_by=contact.member,
        **(same | changed),
    )  # fmt: skip
    return row


def _asked_again(ggz: Ggz, courses: list[Course], today: date) -> None:
    """Two people asked to come back: one referral was returned with a question, one answered with a no."""
    open_now = {c.trajectory.client_id for c in courses if c.life.ended_on is None}
    past = [c for c in courses if c.life.ended_on and c.trajectory.client_id not in open_now]
    asked = _referral(ggz, past[0], today - timedelta(days=5), ReferralState.QUESTION)
    _thread(ggz, asked, ReferralState.QUESTION, "Wil je erbij zijn als we kennismaken, of liever eerst alleen?")
    declined = _referral(
        ggz, past[1], today - timedelta(days=9), ReferralState.DECLINED, decline_reason=DeclineReason.ELSEWHERE,
        decided_at=at_noon(today - timedelta(days=7)),
    )  # fmt: skip
    _thread(ggz, declined, ReferralState.QUESTION, "Klopt het dat er al iemand van de gemeente meehelpt?")
    _thread(ggz, declined, ReferralState.WAITING, "Ja, en dat bevalt goed.")
    _thread(
        ggz, declined, ReferralState.DECLINED, "Dan laten we het daarbij. Terugkomen kan altijd, zonder wachttijd."
    )


def _referral(ggz: Ggz, course: Course, on: date, state: ReferralState, **more: object) -> Referral:
    before = course.trajectory.referral
    assert before is not None  # noqa: S101 every course of the region began with one
    referral: Referral = Referral.objects.create(
        organisation=ggz.organisation, client=course.trajectory.client, ips_team=ggz.ips,
        source=ReferralSource.TREATMENT_TEAM, referrer=before.referrer, referred_on=on, wish=before.wish,
        strengths=before.strengths, state=state, **more,
    )  # fmt: skip
    _thread(ggz, referral, ReferralState.WAITING, "")
    return referral


def _thread(ggz: Ggz, referral: Referral, state: ReferralState, text: str) -> None:
    """The next step, a few hours after the one before; asked and decided by the team, answered by who referred."""
    step = ReferralEvent.objects.filter(referral=referral).count()
    referrer = referral.referrer or ggz.leader
    ReferralEvent.objects.create(
        organisation=ggz.organisation, referral=referral, state=state, text=text,
        at=at_noon(referral.referred_on) + timedelta(hours=16 * step),
        by=referrer if state == ReferralState.WAITING else ggz.leader,
    )  # fmt: skip


def _view(member: Membership) -> None:
    SavedView.objects.create(
        organisation_id=member.organisation_id, membership=member, name="Even geen contact gehad",
        query="quiet=14&sort=last",
    )  # fmt: skip


def _more_hours(ggz: Ggz, today: date) -> None:
    """Someone works half a day more since some months; what he worked before stays on record."""
    member, at = ggz.specialists[2], at_noon(today - timedelta(days=CHANGED_DAYS_AGO))
    by, now = first_administrator(ggz.organisation.slug), Decimal(str(member.fte))
    for fte, on in ((now - HALF_A_DAY, member.begins_on), (now, at.date())):
        keep_working_time(member, fte, on, by=by, at=at)
