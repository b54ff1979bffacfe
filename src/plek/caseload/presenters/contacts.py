"""What the pages of the contact log print."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from django.forms import BaseForm
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from plek.caseload.choices import Topic
from plek.caseload.models import Contact
from plek.caseload.selectors.contacts import ClientChoice


@dataclass(frozen=True)
class Chip:
    """One client to tick."""

    value: str
    label: str
    hint: str
    checked: bool


@dataclass(frozen=True)
class ContactSheet:
    """The form for a new contact. ``restored_at`` is when the draft was kept that stands in it."""

    form: BaseForm
    recent: tuple[Chip, ...]
    others: tuple[Chip, ...]
    draft: str
    restored_at: datetime | None
    more_colleagues: bool = False
    """There are more than the form shows: they are found by name."""
    found: tuple[Chip, ...] | None = None
    found_colleagues: Sequence[tuple[int, str]] | None = None
    """Who was found without a script; None when nobody was sought."""


@dataclass(frozen=True)
class ContactRow:
    """One line of a list of contacts."""

    pk: int
    on: date
    at: time | None
    title: str
    facts: str
    who: str
    has_note: bool
    was_missed: bool


@dataclass(frozen=True)
class Version:
    """One version of a contact: when it was written, by whom, and what it said."""

    written_at: datetime
    by: str
    kind: str
    facts: str


@dataclass(frozen=True)
class ContactPage:
    """One contact with its note and its history."""

    row: ContactRow
    client: str
    client_number: str
    note: str
    with_whom: tuple[str, ...]
    versions: tuple[Version, ...]
    may_change: bool
    is_withdrawn: bool
    newer: int | None


def chips(choices: Sequence[ClientChoice], ticked: Collection[str], *, recent: bool) -> tuple[Chip, ...]:
    """The clients to choose from, of one group."""
    shown = [c for c in choices if c.is_recent == recent]
    return tuple(Chip(c.number, c.name, c.client_number, c.number in ticked) for c in shown)


def contact_row(contact: Contact) -> ContactRow:
    """A contact as a line: how and with whom, then where, how long and about what."""
    title = f"{capfirst(str(contact.get_mode_display()))} · {contact.get_held_with_display()}"
    return ContactRow(
        contact.pk, contact.held_on, contact.held_at, title, facts_of(contact), contact.member.user.name,
        contact.has_note, contact.was_missed,
    )  # fmt: skip


def facts_of(contact: Contact) -> str:
    """Where, how long, which kind of work, about what."""
    length = ngettext("%(n)d minute", "%(n)d minutes", contact.minutes or 0) % {"n": contact.minutes or 0}
    parts = [
        _("did not take place") if contact.was_missed else "",
        contact.get_setting_display() if contact.setting else "",
        length if contact.minutes else "",
        *(str(Topic(t).label) for t in contact.topics),
    ]
    return ", ".join(p for p in parts if p)


def version(contact: Contact) -> Version:
    """One step in the history of a contact."""
    kind = _("withdrawn") if contact.is_withdrawn else _("corrected") if contact.corrects_id else _("logged")
    day = date_format(contact.held_on, "j F Y")
    said = (
        ""
        if contact.is_withdrawn
        else ", ".join(p for p in (day, contact_row(contact).title, facts_of(contact)) if p)
    )
    return Version(contact.recorded_at, contact.recorded_by.user.name, kind, said)


def contact_page(
    contact: Contact, *, note: str, companions: Sequence[Contact], versions: Sequence[Contact], may_change: bool
) -> ContactPage:
    """Everything of one contact. ``newer`` is the version that now stands, when this one does not."""
    client = contact.trajectory.client if contact.trajectory else None
    newer = versions[-1].pk if versions[-1].pk != contact.pk else None
    return ContactPage(
        row=contact_row(contact), client=client.name if client else "",
        client_number=client.number if client else "",
        note=note, with_whom=tuple(_companion(contact, c) for c in companions),
        versions=tuple(version(v) for v in reversed(versions)), may_change=may_change and newer is None,
        is_withdrawn=contact.is_withdrawn, newer=newer,
    )  # fmt: skip


def _companion(contact: Contact, other: Contact) -> str:
    if other.trajectory_id == contact.trajectory_id:
        return str(other.member.user.name)
    return other.trajectory.client.name if other.trajectory else ""
