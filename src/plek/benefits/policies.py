"""May this member, in this state, lead a talk about benefits, deal with amounts, municipalities, the register?"""

from django.utils.translation import gettext_lazy as _

from plek.organisations.choices import CASELOAD_ROLES, Role
from plek.organisations.models import Membership
from plek.organisations.policies import YES, Verdict


def may_advise(by: Membership) -> Verdict:
    """The conversation is led by IPS staff; practitioners and the client himself read what came of it."""
    if by.role in CASELOAD_ROLES:
        return YES
    return Verdict(_("Only the IPS team leads this conversation. Ask the employment specialist."))


def may_have_led(*, is_own: bool, is_adviser: bool) -> Verdict:
    """Who rounds it off led it, or an adviser of the register did."""
    if is_own or is_adviser:
        return YES
    return Verdict(_("Choose somebody of the register of advisers, or yourself."), field="led_by")


def may_tick(by: Membership) -> Verdict:
    """To-dos are ticked off by the client whose they are; IPS staff does so on its own list of tasks."""
    if by.role == Role.CLIENT:
        return YES
    return Verdict(_("The client ticks this off himself. You find it on your list of tasks."))


def may_take_letter(by: Membership) -> Verdict:
    """The letter is for the client, so he makes one himself; else who leads the conversation does."""
    return YES if by.role == Role.CLIENT else may_advise(by)


def may_begin(has_open: bool) -> Verdict:
    """One conversation at a time."""
    if has_open:
        return Verdict(_("There is an open conversation about the benefit already. Go on with that one."))
    return YES


def may_fill_in(has_open: bool) -> Verdict:
    """Answers, plans and scenarios belong to an open conversation."""
    if has_open:
        return YES
    return Verdict(_("This conversation was rounded off. Begin a new one: what was told comes along."))


def may_keep_municipalities(role: str) -> Verdict:
    """What municipalities do is written down by the administrator."""
    if role == Role.ADMINISTRATOR:
        return YES
    return Verdict(_("Only an administrator writes down what municipalities do. Ask yours."))


def may_keep_register(role: str) -> Verdict:
    """Who was trained is known to the administrator and the IPS team leader."""
    if role in (Role.ADMINISTRATOR, Role.IPS_TEAM_LEADER):
        return YES
    return Verdict(_("The register is kept by the administrator and the IPS team leader. Ask one of them."))


def may_be_adviser(role: str) -> Verdict:
    """Advice is given by who works the caseload; others may be trained too, but lead no talks here."""
    if role in CASELOAD_ROLES | {Role.PRACTITIONER}:
        return YES
    return Verdict(_("Choose somebody who guides clients."), field="member")


def may_deal_with_amounts(role: str, *, is_adviser: bool) -> Verdict:
    """Amounts are proposed and checked by administrators and by advisers in the register."""
    if role == Role.ADMINISTRATOR or is_adviser:
        return YES
    return Verdict(
        _("Amounts are kept by administrators and by the advisers in the register. Ask one of them."),
    )


def may_check(*, is_own: bool, is_waiting: bool) -> Verdict:
    """A second person looks: never who proposed it, and only once."""
    if not is_waiting:
        return Verdict(_("This amount does not wait for a check any more. Go back to see what became of it."))
    if is_own:
        return Verdict(_("You proposed this amount yourself. A colleague has to check it."))
    return YES


def may_take_back(*, is_own: bool, is_waiting: bool, is_in_force: bool) -> Verdict:
    """A proposal is taken back by who made it; an amount in force by any who keep amounts: one person may step
    back to the law."""
    if is_in_force or (is_waiting and is_own):
        return YES
    if is_waiting:
        return Verdict(_("Only who proposed this takes it back. You can return it with a reason."))
    return Verdict(_("This amount is not in force. There is nothing to take back."))
