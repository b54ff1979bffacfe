"""May this member, in this state, do this to people and teams? A verdict with a sentence."""

from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from plek.organisations.choices import CASELOAD_ROLES, Role
from plek.shared.errors import Refused


@dataclass(frozen=True)
class Verdict:
    """Yes, or no with the sentence that says what to do instead."""

    reason: str | Promise = ""
    field: str | None = None

    def __bool__(self) -> bool:
        return not self.reason

    def demand(self) -> None:
        """Raise ``Refused`` with the sentence when the answer is no."""
        if self.reason:
            raise Refused(self.reason, field=self.field)


YES = Verdict()


@dataclass(frozen=True)
class Standing:
    """What must be known of someone before his role or employment may change."""

    role: str
    is_self: bool
    begins_on: date
    ends_on: date | None
    open_work: int
    other_administrators: int
    """How many others administrate on that day and after."""


def may_administrate(role: str) -> Verdict:
    """People, teams and settings are the administrator's."""
    if role == Role.ADMINISTRATOR:
        return YES
    return Verdict(_("Only an administrator can do this. Ask the administrator of your organisation."))


def may_arrange_cover(role: str) -> Verdict:
    """The administrator, and an IPS team leader; of whom he looks after, the loading makes sure."""
    if role in (Role.ADMINISTRATOR, Role.IPS_TEAM_LEADER):
        return YES
    return Verdict(_("Only an administrator can do this. Ask the administrator of your organisation."))


def may_hand_over(role: str, *, leaver_role: str, shares_team: bool) -> Verdict:
    """The administrator for everyone; an IPS team leader for the specialists of his own teams."""
    if role == Role.ADMINISTRATOR:
        return YES
    if role == Role.IPS_TEAM_LEADER and leaver_role in CASELOAD_ROLES and shares_team:
        return YES
    return Verdict(_("You can hand over the caseload of people in your own teams. Ask the administrator."))


def is_not_past(on: date, today: date) -> Verdict:
    """What happened stands; changes begin today or later."""
    if on >= today:
        return YES
    return Verdict(_("This day has passed. Choose today or a later day."), field="on")


def may_work_so_from(on: date, begins_on: date, today: date) -> Verdict:
    """Working time is noted from the first day of the employment until today; what is to come has not happened."""
    if on < begins_on:
        return Verdict(_("This person does not work here on that day. Choose another day."), field="on")
    if on > max(today, begins_on):
        return Verdict(_("This day is still to come. Note the change on the day itself or later."), field="on")
    return YES


def may_take_back_working_time(*, is_first: bool) -> Verdict:
    """Without the first nothing would be known of the days after it."""
    if is_first:
        return Verdict(_("This is the first working time on record. Correct it with the same first day."))
    return YES


def may_leave(who: Standing, on: date, today: date) -> Verdict:
    """May this employment end on this day?"""
    return _first(
        _is_in_service(who, on), is_not_past(on, today), _administration_goes_on(who), _work_is_done(who)
    )


def may_change_role(who: Standing, new_role: str, on: date, today: date) -> Verdict:
    """May this role be followed by another from this day? Open work goes along only between caseload roles."""
    if new_role == who.role:
        return Verdict(_("This is the role already. Choose another one."), field="role")
    stays = {who.role, new_role} <= CASELOAD_ROLES
    work = _work_goes_along(who, on, today) if stays else _work_is_done(who)
    return _first(_is_in_service(who, on), is_not_past(on, today), _administration_goes_on(who), work)


def may_undo_leaving(ends_on: date | None, today: date) -> Verdict:
    """Leaving can be taken back as long as its day has not come."""
    if ends_on is not None and ends_on > today:
        return YES
    return Verdict(_("That day has come. Invite this person again instead."))


def may_close_team(open_clients: int) -> Verdict:
    """A team closes only when nobody counts on it any more."""
    if not open_clients:
        return YES
    return Verdict(_("Clients still have something open at this team. Move them to another team first."))


def _first(*verdicts: Verdict) -> Verdict:
    return next((verdict for verdict in verdicts if not verdict), YES)


def _is_in_service(who: Standing, on: date) -> Verdict:
    if on < who.begins_on:
        return Verdict(_("This day lies before the first day in this role. Choose a later day."), field="on")
    if who.ends_on is not None and who.ends_on <= on:
        return Verdict(_("This role ends before that day. Choose an earlier day."), field="on")
    return YES


def _administration_goes_on(who: Standing) -> Verdict:
    if who.role != Role.ADMINISTRATOR or who.other_administrators:
        return YES
    if who.is_self:
        return Verdict(_("You are the only administrator. Invite another one first."))
    return Verdict(_("This is the last administrator. Invite another one first."))


def _work_is_done(who: Standing) -> Verdict:
    if not who.open_work:
        return YES
    return Verdict(_("Clients still count on this person. Hand over the caseload first."))


def _work_goes_along(who: Standing, on: date, today: date) -> Verdict:
    if not who.open_work or on == today:
        return YES
    return Verdict(_("With a caseload the role changes at once. Choose today, or hand over first."), field="on")
