"""Who may ask, answer, propose and decide about a client's record, and in which state."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from plek.caseload.choices import DestructionState, RightsKind, RightsState
from plek.caseload.models import Destruction, RightsRequest
from plek.caseload.rules.records import Term
from plek.organisations.choices import CLIENT_RECORD_ROLES, Role
from plek.organisations.models import Membership
from plek.organisations.policies import YES, Verdict

DECIDERS = frozenset({Role.ADMINISTRATOR, Role.IPS_TEAM_LEADER})
"""Those who may be the second person."""


def may_ask(by: Membership) -> Verdict:
    """A client himself, or whoever guides or treats him, in his name."""
    if by.role in CLIENT_RECORD_ROLES | {Role.CLIENT}:
        return YES
    return Verdict(_("Only clients and those who help them ask something about a record."))


def may_answer(by: Membership, asked: RightsRequest, *, is_granted: bool) -> Verdict:
    """Whoever guides or treats the client. A record is destroyed by two people, never by an answer alone."""
    if by.role not in CLIENT_RECORD_ROLES:
        return Verdict(_("Only the IPS team and the treatment team answer this."))
    if asked.state != RightsState.OPEN:
        return Verdict(_("This request has been answered already. Reload the page to see how."))
    if is_granted and asked.kind == RightsKind.DESTRUCTION:
        return Verdict(_("Propose the destruction of the record; a second person decides on it."))
    return YES


def may_withdraw(by: Membership, asked: RightsRequest) -> Verdict:
    """The client, or a helper who heard it from him, as long as there is no answer."""
    if asked.state != RightsState.OPEN:
        return Verdict(_("This request has been answered already. Reload the page to see how."))
    return may_ask(by)


def may_propose(by: Membership, *, is_guided: bool, is_proposed: bool) -> Verdict:
    """Whoever guides or treats the client, once nothing runs any more."""
    if by.role not in CLIENT_RECORD_ROLES:
        return Verdict(_("Only the IPS team and the treatment team propose this."))
    if is_guided:
        return Verdict(_("Something still runs for this client. Round off the trajectory and the referral first."))
    if is_proposed:
        return Verdict(_("The destruction of this record has been proposed already. A second person decides."))
    return YES


def is_past_term(term: Term | None, last_changed_on: date, today: date) -> Verdict:
    """Without a request a record goes only after its term."""
    if term is not None and last_changed_on <= term.before(today):
        return YES
    return Verdict(_("The term of this record is not over, and there is no request of the client to destroy it."))


def may_decide(by: Membership, found: Destruction) -> Verdict:
    """An administrator or an IPS team leader, and another person than who proposed it."""
    if by.role not in DECIDERS:
        return Verdict(_("Only an administrator or an IPS team leader decides on this."))
    if found.state != DestructionState.PROPOSED:
        return Verdict(_("This has been decided already. Reload the page to see how."))
    if found.proposed_by.user_id == by.user_id:
        return Verdict(_("You proposed this yourself. Ask a colleague to look at it and decide."))
    return YES


def may_take_back(by: Membership, found: Destruction) -> Verdict:
    """Who proposed it, as long as it waits."""
    if found.state != DestructionState.PROPOSED:
        return Verdict(_("This has been decided already. Reload the page to see how."))
    if found.proposed_by.user_id != by.user_id:
        return Verdict(_("Only who proposed this can take it back."))
    return YES
