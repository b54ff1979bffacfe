"""What the administrator's own page prints: everything that waits for him, in order of day."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from plek.organisations.models import Membership
from plek.organisations.selectors.waiting import is_only_administrator, unsettled_people
from plek.organisations.supply import Wait, all_open_work
from plek.shared.dates import written
from plek.shared.links import within

SOON = timedelta(days=7)
DAY = "j F"


@dataclass(frozen=True)
class WaitLine:
    """One thing with the words of its day; ``is_soon`` today or within two days."""

    wait: Wait
    when: str
    is_soon: bool


@dataclass(frozen=True)
class WaitingPage:
    """What comes first, and what has time."""

    title: str
    first: tuple[WaitLine, ...]
    later: tuple[WaitLine, ...]

    @property
    def count(self) -> int:
        return len(self.first) + len(self.later)


def waiting_page(waits: Iterable[Wait], today: date) -> WaitingPage:
    """By day; what has none comes last."""
    ordered = sorted(waits, key=lambda one: (one.day or date.max, one.title))
    lines = tuple(_line(one, today) for one in ordered)
    soon = sum(one.day is not None and one.day <= today + SOON for one in ordered)
    return WaitingPage(title=capfirst(written(today, "l j F")), first=lines[:soon], later=lines[soon:])


def _line(wait: Wait, today: date) -> WaitLine:
    if wait.day is None:
        return WaitLine(wait, "", is_soon=False)
    if wait.day == today:
        return WaitLine(wait, _("today"), is_soon=True)
    words = _("waiting since %(day)s") if wait.day < today else _("by %(day)s")
    ahead = (wait.day - today).days
    return WaitLine(wait, words % {"day": written(wait.day, DAY)}, is_soon=0 < ahead <= 2)


def people_waiting(by: Membership, on: date) -> Iterator[Wait]:
    """What is left to settle about people."""
    found = unsettled_people(by, on)
    leaving = [one for one in found if not one.is_pending and one.ends_on]
    work = all_open_work(by, [one.pk for one in leaving], on) if leaving else {}
    for one in found:
        yield from _about(by, one, on, work.get(one.pk, 0))
    yield from _uninvited(by, [one for one in found if one.is_pending and one.sent_at is None])
    if is_only_administrator(by, on):
        yield Wait(
            _("A second administrator"), _("You are the only one. While you are away nobody can let people in."),
            within(by.organisation.slug, "organisations:invite"), _("Invite someone"), "user-plus",
        )  # fmt: skip


def _about(by: Membership, one: Any, on: date, work: int) -> Iterator[Wait]:
    if one.is_pending:
        yield from _invited(by, one, on)
        return
    if one.ends_on is not None:
        yield _leaving(by, one, work)
    if one.uncovered_on is not None:
        since = _("Away from %(day)s, and nobody covers.") % {"day": written(one.uncovered_on, DAY)}
        page = "arrange_cover" if one.uncovered_on <= on else "person"
        yield _of(by, one, since, page, _("Arrange cover"), "user-check", one.uncovered_on)
    if not one.has_team:
        reason = _("Works in no team, and so sees no client.")
        yield _of(by, one, reason, "move", _("Choose teams"), "network", one.begins_on)


def _invited(by: Membership, one: Any, on: date) -> Iterator[Wait]:
    if one.sent_at is None:
        return
    until = timezone.localdate(one.link_until)
    words = {"day": written(timezone.localdate(one.sent_at), DAY), "until": written(until, DAY)}
    if until < on:
        reason = _("Invited on %(day)s. The link was not used and works no more.") % words
    else:
        reason = _("Invited on %(day)s, and not here yet. The link works until %(until)s.") % words
    yield _of(by, one, reason, "person", _("Look at the invitation"), "mail", until)


def _leaving(by: Membership, one: Any, work: int) -> Wait:
    words = {"day": written(one.ends_on - timedelta(days=1), DAY), "n": work}
    if not work:
        reason = _("The last day is %(day)s. Nothing is left open.") % words
        return _of(by, one, reason, "person", _("Look at it"), "user", one.ends_on)
    reason = ngettext(
        "The last day is %(day)s, and %(n)s thing has not been handed over yet: a trajectory, referral,"
        " appointment or task.",
        "The last day is %(day)s, and %(n)s things have not been handed over yet: trajectories, referrals,"
        " appointments and tasks.",
        work,
    )
    return _of(by, one, reason % words, "caseload:hand_over", _("Hand over"), "handshake", one.ends_on)


def _uninvited(by: Membership, people: list[Any]) -> Iterator[Wait]:
    if not people:
        return
    reason = ngettext(
        "%(n)s colleague came in with the workbook and has no invitation yet.",
        "%(n)s colleagues came in with the workbook and have no invitation yet.",
        len(people),
    )
    url = within(by.organisation.slug, "organisations:people") + "?state=invited"
    yield Wait(_("People to invite"), reason % {"n": len(people)}, url, _("Show them"), "users")


def _of(by: Membership, one: Any, reason: str, page: str, action: str, icon: str, day: date) -> Wait:
    name = page if ":" in page else f"organisations:{page}"
    return Wait(one.user.name, reason, within(by.organisation.slug, name, person=one.pk), action, icon, day)
