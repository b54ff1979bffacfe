"""Asking to start, and answering: accept, ask back, decline with a fair reason, withdraw, reopen."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from plek.audit.choices import Action
from plek.audit.services import record
from plek.caseload.choices import DeclineReason, Mode, ReferralSource, ReferralState, TrajectoryKind
from plek.caseload.models import Client, Referral, ReferralEvent, Trajectory
from plek.caseload.policies import referrals as policy
from plek.caseload.services import trajectories
from plek.caseload.services.appointments import Plan, make_appointment
from plek.caseload.services.clients import load_client
from plek.caseload.services.referral_news import tell_referrer
from plek.organisations.choices import CASELOAD_ROLES, TeamKind
from plek.organisations.models import Membership, Team
from plek.shared.errors import NotFound, Refused


@dataclass(frozen=True)
class Request:
    """What is told when someone is referred; the wish stands first, in the client's own words."""

    wish: str
    strengths: str = ""
    good_to_know: str = ""
    is_client_informed: bool = True
    referrer_name: str = ""


def refer(
    *,
    by: Membership,
    at: datetime,
    on: date,
    client: Client,
    ips_team: Team,
    source: ReferralSource | str,
    request: Request,
) -> Referral:
    """Send a request to start to an IPS team; this opens the client's record to that team."""
    client = load_client(by, client.number)
    policy.may_refer(by, source)
    policy.must_be_free_to_refer(client, ips_team)
    if ips_team.kind != TeamKind.IPS or ips_team.closed_on is not None:
        raise Refused(_("Choose an IPS team that is open."), field="ips_team")
    referral = Referral.objects.create(
        organisation_id=by.organisation_id, client=client, ips_team=ips_team, source=source, referrer=by,
        referred_on=on, wish=request.wish, strengths=request.strengths, good_to_know=request.good_to_know,
        is_client_informed=request.is_client_informed, referrer_name=request.referrer_name,
    )  # fmt: skip
    _open_record(client, ips_team)
    _step(referral, by=by, at=at, state=ReferralState.WAITING, event="referral.sent", action=Action.CREATE)
    return referral


def accept(
    *, by: Membership, at: datetime, on: date, referral_id: int, specialist: Membership,
    kind: TrajectoryKind | str = TrajectoryKind.IPS, text: str = "",
    meet_at: datetime | None = None, place: str = "", base_url: str = "",
) -> Trajectory:  # fmt: skip
    """Say yes: a trajectory begins with this specialist, in whose diary the first appointment comes."""
    referral = load_referral(by, referral_id)
    policy.may_answer(by, referral)
    _decide(referral, ReferralState.ACCEPTED, at)
    _step(referral, by=by, at=at, state=ReferralState.ACCEPTED, event="referral.accepted", text=text)
    begun = trajectories.open_trajectory(
        by=by, at=at, on=on, client=referral.client, ips_team=referral.ips_team, specialist=specialist, kind=kind,
        referred_on=referral.referred_on, wish=referral.wish, referral=referral,
        referrer=referral.referrer if referral.source == ReferralSource.TREATMENT_TEAM else None,
    )  # fmt: skip
    if meet_at:
        plan = Plan(starts_at=meet_at, minutes=60, mode=Mode.FACE_TO_FACE, place=place)
        agreed = make_appointment(by=by, at=at, plan=plan, trajectory=begun.number)
        agreed.membership = specialist
        agreed.save(update_fields=["membership"])
    tell_referrer(referral, by=by, base_url=base_url, at=at)
    return begun


def ask(*, by: Membership, at: datetime, referral_id: int, text: str, base_url: str = "") -> Referral:
    """Give the referral back with a question; it keeps its place in the line."""
    referral = load_referral(by, referral_id)
    policy.may_answer(by, referral)
    _decide(referral, ReferralState.QUESTION, None)
    _step(referral, by=by, at=at, state=ReferralState.QUESTION, event="referral.asked", text=text)
    tell_referrer(referral, by=by, base_url=base_url, at=at)
    return referral


def reply(*, by: Membership, at: datetime, referral_id: int, text: str) -> Referral:
    """Answer the question; the referral waits for the IPS team again."""
    referral = load_referral(by, referral_id)
    policy.may_reply(by, referral)
    _decide(referral, ReferralState.WAITING, None)
    _step(referral, by=by, at=at, state=ReferralState.WAITING, event="referral.replied", text=text)
    return referral


def decline(
    *, by: Membership, at: datetime, referral_id: int, reason: DeclineReason | str, text: str = "",
    base_url: str = "",
) -> Referral:  # fmt: skip
    """Say no, only for a reason that zero exclusion leaves. The record closes to a team that never guided."""
    referral = load_referral(by, referral_id)
    policy.may_answer(by, referral)
    policy.must_be_a_fair_reason(reason)
    _decide(referral, ReferralState.DECLINED, at, decline_reason=str(reason))
    _step(
        referral,
        by=by,
        at=at,
        state=ReferralState.DECLINED,
        event="referral.declined",
        text=text,
        reason=str(reason),
    )
    _close_record(referral)
    tell_referrer(referral, by=by, base_url=base_url, at=at)
    return referral


def withdraw(*, by: Membership, at: datetime, referral_id: int, text: str = "") -> Referral:
    """Take the request back."""
    referral = load_referral(by, referral_id)
    policy.may_withdraw(by, referral)
    _decide(referral, ReferralState.WITHDRAWN, at)
    _step(referral, by=by, at=at, state=ReferralState.WITHDRAWN, event="referral.withdrawn", text=text)
    _close_record(referral)
    return referral


def reopen(*, by: Membership, at: datetime, referral_id: int, text: str = "") -> Referral:
    """Ask once more; the record opens again to the IPS team."""
    referral = load_referral(by, referral_id)
    policy.may_reopen(referral)
    policy.must_be_free_to_refer(referral.client, referral.ips_team)
    _decide(referral, ReferralState.WAITING, None)
    _open_record(referral.client, referral.ips_team)
    _step(referral, by=by, at=at, state=ReferralState.WAITING, event="referral.reopened", text=text)
    return referral


def load_referral(by: Membership, referral_id: int) -> Referral:
    """The referral with its client, both locked. Raises ``NotFound`` for what ``by`` may not see."""
    found = Referral.objects.visible_to(by).select_for_update(of=("self", "client")).select_related(
        "client", "ips_team", "referrer__user"
    )  # fmt: skip
    referral = found.filter(pk=referral_id).first()
    if referral is None:
        raise NotFound
    return referral


def _decide(referral: Referral, state: ReferralState, at: datetime | None, decline_reason: str = "") -> None:
    referral.state, referral.decided_at, referral.decline_reason = state, at, decline_reason
    referral.save(update_fields=["state", "decided_at", "decline_reason"])


def _open_record(client: Client, ips_team: Team) -> None:
    client.ips_team = ips_team
    client.save(update_fields=["ips_team"])


def _close_record(referral: Referral) -> None:
    """Without a trajectory an IPS team has no reason to look on, unless it entered the request itself."""
    client = referral.client
    entered_by_ips = referral.referrer is not None and referral.referrer.role in CASELOAD_ROLES
    if entered_by_ips or client.trajectories.filter(ips_team_id=referral.ips_team_id).exists():
        return
    client.ips_team = None
    client.save(update_fields=["ips_team"])


def _step(
    referral: Referral, *, by: Membership, at: datetime, state: ReferralState, event: str, text: str = "",
    action: Action = Action.UPDATE, reason: str = "",
) -> None:  # fmt: skip
    ReferralEvent.objects.create(
        organisation_id=referral.organisation_id, referral=referral, at=at, by=by, state=state, text=text
    )
    record(
        by=by, action=action, event=event, client_id=referral.client_id, object_kind="referral",
        object_id=referral.pk, reason=reason,
    )  # fmt: skip
