"""What the pages about people print."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from itertools import pairwise
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from plek.organisations.models import Absence, Invitation, Membership, TeamMembership, WorkingTime
from plek.organisations.selectors import people as reads


@dataclass(frozen=True)
class Row:
    """One line of the list of people."""

    number: int
    name: str
    email: str
    code: str
    role: str
    teams: str
    fte: Decimal | None
    state: str
    """``here``, ``away``, ``invited``, ``later`` or ``left``."""
    day: date | None
    last_sign_in: datetime | None


@dataclass(frozen=True)
class Spell:
    """Something with a first and a last day: a role, a team, an absence."""

    number: int
    what: str
    who: str
    begins_on: date
    last_day: date | None
    is_now: bool
    is_over: bool


@dataclass(frozen=True)
class PersonPage:
    """One role of one person, with all that goes with it."""

    row: Row
    profession: str
    roles: Sequence[Spell]
    teams: Sequence[Spell]
    working: Sequence[Spell]
    """The latest first; those with a number can be taken back."""
    absences: Sequence[Spell]
    invitations: Sequence[Invitation]
    link_until: datetime | None
    """Until when the last link works; None when none does."""


def row(one: Membership, on: date) -> Row:
    """A person in a role as a line; reads the annotations of ``selectors.people.people`` where they are."""
    state, day = _state(one, on)
    return Row(
        one.pk,
        one.user.name,
        one.user.email,
        one.code,
        one.get_role_display(),
        ", ".join(getattr(one, "team_names", [])),
        one.fte,
        state,
        day,
        one.user.last_login,
    )


def _state(one: Membership, on: date) -> tuple[str, date | None]:
    if one.ends_on is not None and one.ends_on <= on:
        return "left", one.ends_on
    if one.is_pending:
        return "invited", None
    if one.begins_on > on:
        return "later", one.begins_on
    return ("away" if getattr(one, "is_away", False) else "here"), one.ends_on


def person_page(by: Membership, one: Membership, on: date, at: datetime) -> PersonPage:
    """Everything about one role of one person, in one question per kind of row."""
    absences = reads.absences_of_person(by, one)
    invitations = reads.invitations_of_person(by, one)
    one.is_away = any(_holds(a, on) for a in absences)  # type: ignore[attr-defined]
    working = [i.expires_at for i in invitations if i.used_at is None and i.expires_at > at]
    return PersonPage(
        row=row(one, on),
        profession=one.profession,
        roles=_spells(reads.roles_of_person(by, one), on, lambda m: (m.get_role_display(), m.code)),
        teams=_spells(reads.teams_of_person(by, one), on, lambda t: (t.team.name, "")),
        working=_working(one, reads.working_times(by, one), on),
        absences=_spells(absences, on, lambda a: (a.get_kind_display(), a.cover.user.name if a.cover else "")),
        invitations=invitations,
        link_until=max(working, default=None),
    )


def _spells(rows: Iterable[Any], on: date, words: Any) -> list[Spell]:
    return [_spell(one, on, *words(one)) for one in rows]


def _spell(one: Any, on: date, what: str, who: str) -> Spell:
    is_over = one.ends_on is not None and one.ends_on <= on
    return Spell(one.pk, what, who, one.begins_on, _last_day(one), _holds(one, on), is_over)


def _working(one: Membership, rows: Sequence[WorkingTime], on: date) -> list[Spell]:
    """Each until the next; the first from the beginning."""
    first = WorkingTime(membership=one, begins_on=one.begins_on, fte=one.fte)
    known = list(rows) or [first]
    ends = [*(later.begins_on for _earlier, later in pairwise(known)), one.ends_on]
    spells = []
    for n, (row, until) in enumerate(zip(known, ends, strict=True)):
        is_over, last = until is not None and until <= on, None if until is None else until - timedelta(days=1)
        is_now = row.begins_on <= on and not is_over
        spells.append(Spell(row.pk if n else 0, _worked(row.fte), "", row.begins_on, last, is_now, is_over))
    return spells[::-1]


def _worked(fte: Decimal | None) -> str:
    return _("not on record") if fte is None else _("%(fte)s fte") % {"fte": number_format(fte)}


def _last_day(spell: Membership | TeamMembership | Absence) -> date | None:
    """The end in the table is the first day no more; people think in last days."""
    return (
        spell.ends_on - timedelta(days=1) if spell.ends_on and spell.ends_on > spell.begins_on else spell.ends_on
    )


def _holds(spell: Membership | TeamMembership | Absence, on: date) -> bool:
    return spell.begins_on <= on and (spell.ends_on is None or spell.ends_on > on)


@dataclass(frozen=True)
class Held:
    """One role that I hold somewhere, to choose from."""

    number: int
    organisation: str
    role: str
    in_use: bool


def held_roles(memberships: Iterable[Membership], in_use: dict[str, int], last: str) -> list[Held]:
    """My roles; ``in_use`` is the chosen one per organisation and ``last`` the organisation used last."""
    made, seen = [], set[str]()
    for one in memberships:
        slug = one.organisation.slug
        chosen = in_use.get(slug) == one.pk if slug in in_use else slug not in seen
        seen.add(slug)
        made.append(Held(one.pk, one.organisation.name, one.get_role_display(), chosen and slug == last))
    return made
