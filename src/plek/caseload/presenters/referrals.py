"""What the pages about referrals print."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from plek.caseload.choices import ReferralSource, ReferralState
from plek.caseload.models import Referral, ReferralEvent
from plek.caseload.policies.referrals import CLOSED_WITHOUT_START, OPEN, is_from
from plek.caseload.selectors.referrals import Inbox
from plek.organisations.choices import CASELOAD_ROLES
from plek.organisations.models import Membership
from plek.shared.working_days import working_days

MEET_WITHIN = 10
"""Working days within which client and specialist meet (the norm that English IPS services publish)."""
TONES = {
    ReferralState.WAITING: "", ReferralState.QUESTION: "soon", ReferralState.ACCEPTED: "good",
    ReferralState.DECLINED: "done", ReferralState.WITHDRAWN: "done",
}  # fmt: skip


@dataclass(frozen=True)
class ReferralLine:
    """One referral in the inbox."""

    pk: int
    name: str
    number: str
    team: str
    ips_team: str
    asked_by: str
    referred_on: date
    state: str
    tone: str
    working_days: int
    waiting: str
    is_late: bool
    answer: str


@dataclass(frozen=True)
class InboxPage:
    """The inbox."""

    waiting: tuple[ReferralLine, ...]
    answered: tuple[ReferralLine, ...]
    norm: int


@dataclass(frozen=True)
class Step:
    """One step in the thread: who did what, and the words with it."""

    at: datetime
    who: str
    did: str
    text: str
    state: str


@dataclass(frozen=True)
class ReferralPage:
    """One referral with its thread and what this member may do with it."""

    line: ReferralLine
    wish: str
    strengths: str
    good_to_know: str
    is_client_informed: bool
    steps: tuple[Step, ...]
    may_answer: bool
    may_reply: bool
    may_withdraw: bool
    may_reopen: bool
    trajectory: str
    specialist: str


def inbox_page(found: Inbox, on: date) -> InboxPage:
    """The inbox, with how long each has waited."""
    return InboxPage(
        tuple(referral_line(r, on) for r in found.waiting),
        tuple(referral_line(r, on) for r in found.answered),
        MEET_WITHIN,
    )


def referral_line(referral: Referral, on: date) -> ReferralLine:
    """One referral as a line; an answered one stopped waiting on the day of the answer."""
    decided_on = timezone.localtime(referral.decided_at).date() if referral.decided_at else on
    days = working_days(referral.referred_on, decided_on)
    return ReferralLine(
        pk=referral.pk, name=referral.client.name, number=referral.client.number,
        team=str(referral.client.treatment_team), ips_team=str(referral.ips_team), asked_by=_asked_by(referral),
        referred_on=referral.referred_on, state=str(referral.get_state_display()),
        tone=TONES[ReferralState(referral.state)], working_days=days,
        waiting=_waiting(days),
        is_late=referral.state in OPEN and days > MEET_WITHIN, answer=str(referral.get_decline_reason_display()),
    )  # fmt: skip


def referral_page(by: Membership, referral: Referral, steps: Sequence[ReferralEvent], on: date) -> ReferralPage:
    """One referral, with what ``by`` may do."""
    begun = getattr(referral, "trajectory", None)
    answers = by.role in CASELOAD_ROLES and referral.ips_team_id in by.team_ids
    return ReferralPage(
        line=referral_line(referral, on), wish=referral.wish, strengths=referral.strengths,
        good_to_know=referral.good_to_know, is_client_informed=referral.is_client_informed,
        steps=tuple(_step(step, first=i == 0) for i, step in enumerate(steps)),
        may_answer=answers and referral.state in OPEN, may_reply=referral.state == ReferralState.QUESTION,
        may_withdraw=referral.state in OPEN and is_from(by, referral),
        may_reopen=referral.state in CLOSED_WITHOUT_START,
        trajectory=begun.number if begun else "", specialist=begun.specialist.user.name if begun else "",
    )  # fmt: skip


def _waiting(days: int) -> str:
    return ngettext("%(n)d working day", "%(n)d working days", days) % {"n": days} if days else _("since today")


def _asked_by(referral: Referral) -> str:
    who = referral.referrer_name or (referral.referrer.user.name if referral.referrer else "")
    if referral.source == ReferralSource.CLIENT:
        return str(referral.get_source_display())
    return f"{who} ({referral.get_source_display()})" if who else str(referral.get_source_display())


def _step(event: ReferralEvent, *, first: bool) -> Step:
    done = {
        ReferralState.WAITING: _("referred") if first else _("answered"), ReferralState.QUESTION: _("asked"),
        ReferralState.ACCEPTED: _("accepted"), ReferralState.DECLINED: _("declined"),
        ReferralState.WITHDRAWN: _("withdrew"),
    }  # fmt: skip
    return Step(event.at, event.by.user.name, done[ReferralState(event.state)], event.text, event.state)
