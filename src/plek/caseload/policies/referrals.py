"""Who may refer, answer and withdraw, and in which state of the referral."""

from django.utils.translation import gettext as _

from plek.caseload.choices import DeclineReason, ReferralSource, ReferralState
from plek.caseload.models import Client, Referral
from plek.organisations.choices import CASELOAD_ROLES, Role
from plek.organisations.models import Membership, Team
from plek.shared.errors import Refused

ANSWERS = frozenset(
    {ReferralState.QUESTION, ReferralState.ACCEPTED, ReferralState.DECLINED, ReferralState.WITHDRAWN}
)
MOVES: dict[ReferralState, frozenset[ReferralState]] = {
    ReferralState.WAITING: ANSWERS,
    ReferralState.QUESTION: ANSWERS | {ReferralState.WAITING},
    ReferralState.ACCEPTED: frozenset(),
    ReferralState.DECLINED: frozenset({ReferralState.WAITING}),
    ReferralState.WITHDRAWN: frozenset({ReferralState.WAITING}),
}
"""To which state each state may go; the picture in the manual is drawn from this table."""

OPEN = frozenset(state for state, ends in MOVES.items() if ReferralState.ACCEPTED in ends)
CLOSED_WITHOUT_START = frozenset(MOVES) - OPEN - {ReferralState.ACCEPTED}


def may_refer(by: Membership, source: str) -> None:
    """A practitioner refers for his team, a client for himself; IPS staff enter what others ask."""
    own = {Role.PRACTITIONER: ReferralSource.TREATMENT_TEAM, Role.CLIENT: ReferralSource.CLIENT}.get(Role(by.role))
    if by.role not in CASELOAD_ROLES and own != source:
        raise Refused(_("With this role you cannot refer in someone else's name."))


def must_be_free_to_refer(client: Client, ips_team: Team) -> None:
    """One open question at a time, and none for who is guided already."""
    if client.referrals.filter(state__in=OPEN).exists():
        raise Refused(_("There is an open referral of this client already. Open it to add what you know."))
    if client.trajectories.filter(ended_on__isnull=True).exists():
        raise Refused(_("This client already has an employment specialist. Talk to him or her."))


def may_answer(by: Membership, referral: Referral) -> None:
    """The IPS team to which it was sent accepts, asks or declines."""
    if by.role not in CASELOAD_ROLES or referral.ips_team_id not in by.team_ids:
        raise Refused(_("Only the IPS team to which this referral was sent can answer it."))
    if referral.state not in OPEN:
        raise Refused(_("This referral has been answered already. Reload the page to see how."))


def may_reply(by: Membership, referral: Referral) -> None:
    """The referrer, or a colleague of his team, answers the question."""
    if referral.state != ReferralState.QUESTION:
        raise Refused(_("There is no open question about this referral."))


def may_withdraw(by: Membership, referral: Referral) -> None:
    if referral.state not in OPEN:
        raise Refused(_("This referral has been answered already. Reload the page to see how."))
    if not is_from(by, referral):
        raise Refused(_("Only who referred, or a colleague in the same team, can withdraw this referral."))


def may_reopen(referral: Referral) -> None:
    if referral.state not in CLOSED_WITHOUT_START:
        raise Refused(_("This referral is open already."))


def is_from(by: Membership, referral: Referral) -> bool:
    """Is this the referrer, or (for a treatment team) a practitioner beside him?"""
    if referral.referrer_id == by.pk:
        return True
    return referral.source == ReferralSource.TREATMENT_TEAM and by.role == Role.PRACTITIONER


def must_be_a_fair_reason(reason: str) -> None:
    """Zero exclusion: nothing about the person's readiness is a reason."""
    if reason not in DeclineReason.values:
        raise Refused(
            _("Choose one of these reasons. Symptoms, substance use, missed visits or “not ready” never count."),
            field="reason",
        )
