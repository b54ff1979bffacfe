"""What the pages and files of the log print."""

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from django.utils import timezone
from django.utils.translation import gettext as _

from plek.audit.choices import Action, Outcome
from plek.audit.models import Entry
from plek.audit.selectors import Look
from plek.audit.supply import (
    Label,
    client_numbers,
    combined,
    event_labels,
    member_names,
    reason_in_words,
    role_labels,
)
from plek.shared.actor import Actor

RISKY = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True)
class Line:
    """One row of the log as a person reads it; clients by number only."""

    sequence: int
    at: datetime
    who: str
    role: Label
    what: Label
    action: Label
    outcome: Label
    succeeded: bool
    client: str
    about: str
    reason: str
    access_point: str

    def cells(self) -> list[str]:
        """The line as a row of a file."""
        return [
            str(self.sequence),
            timezone.localtime(self.at).isoformat(timespec="seconds"),
            self.who,
            str(self.role),
            str(self.action),
            str(self.what),
            str(self.outcome),
            self.client,
            self.about,
            self.reason,
            self.access_point,
        ]


@dataclass(frozen=True)
class LogPage:
    """A stretch of the log and the address of the stretch before it."""

    lines: Sequence[Line]
    older: str
    is_newest: bool


@dataclass(frozen=True)
class Sight:
    """One line of the report: one client, one person, one day."""

    client: str
    day: object
    who: str
    role: Label
    on_behalf_of: str
    what: str
    times: int
    first_at: datetime
    last_at: datetime
    reason: str

    def cells(self) -> list[str]:
        return [
            self.client,
            str(self.day),
            self.who,
            str(self.role),
            self.on_behalf_of,
            self.what,
            str(self.times),
            timezone.localtime(self.first_at).isoformat(timespec="seconds"),
            timezone.localtime(self.last_at).isoformat(timespec="seconds"),
            self.reason,
        ]


def log_page(by: Actor, found: list[Entry], size: int, query: dict[str, str]) -> LogPage:
    """``found`` may hold one row more than ``size``: then there is more."""
    shown, more = found[:size], len(found) > size
    older = urlencode(query | {"before": str(shown[-1].sequence)}) if more else ""
    return LogPage(lines(by, shown), older, is_newest="before" not in query)


def lines(by: Actor, found: Sequence[Entry]) -> list[Line]:
    """Rows with the names that the higher floors supply, in one question to each."""
    names = combined(member_names, by, {e.membership_id for e in found if e.membership_id})
    clients = combined(client_numbers, by, {e.client_id for e in found if e.client_id})
    return [_line(entry, names, clients) for entry in found]


def _line(entry: Entry, names: dict[int, str], clients: dict[int, str]) -> Line:
    return Line(
        sequence=entry.sequence,
        at=entry.at,
        who=names.get(entry.membership_id or 0, _("the system")),
        role=role_labels.get(entry.role, entry.role),
        what=event_labels.get(entry.event, entry.event),
        action=Action(entry.action).label,
        outcome=Outcome(entry.outcome).label,
        succeeded=entry.outcome == Outcome.SUCCESS,
        client=_client(entry.client_id, clients),
        about=f"{entry.object_kind} {entry.object_id}".strip() if entry.object_kind != "client" else "",
        reason=reason_in_words(entry.purpose),
        access_point=entry.access_point,
    )


def _client(client_id: int | None, clients: dict[int, str]) -> str:
    return clients.get(client_id, f"#{client_id}") if client_id else ""


def sights(by: Actor, looks: Sequence[Look]) -> list[Sight]:
    """The report's lines, per client and then by time."""
    clients = combined(client_numbers, by, {look.client_id for look in looks})
    made = [_sight(look, clients) for look in looks]
    return sorted(made, key=lambda sight: (sight.client, sight.first_at))


def _sight(look: Look, clients: dict[int, str]) -> Sight:
    done = [str(event_labels.get(event, event)) for event in look.events]
    return Sight(
        client=_client(look.client_id, clients),
        day=look.day,
        who=look.name or _("the system"),
        role=role_labels.get(look.role, look.role),
        on_behalf_of=look.on_behalf_of,
        what=", ".join(sorted(done)),
        times=look.times,
        first_at=look.first_at,
        last_at=look.last_at,
        reason="; ".join(map(reason_in_words, look.reasons)),
    )


def report(made: list[Sight], at_most: int) -> dict[str, object]:
    """The report on a page: its first lines, and how many there are; the file holds all."""
    clients = len({sight.client for sight in made})
    return {"sights": made[:at_most], "clients": clients, "left_out": max(0, len(made) - at_most)}


def log_csv(made: Iterable[Line]) -> str:
    """The log as a file that a spreadsheet opens without running anything in it."""
    head = [
        _("Row"),
        _("When"),
        _("Who"),
        _("Role"),
        _("Kind of action"),
        _("What happened"),
        _("Outcome"),
        _("Client"),
        _("About"),
        _("Reason"),
        _("From address"),
    ]
    return _csv(head, (line.cells() for line in made))


def report_csv(made: Iterable[Sight]) -> str:
    """The report of a data breach as a file."""
    head = [
        _("Client"),
        _("Day"),
        _("Who"),
        _("Role"),
        _("On behalf of"),
        _("What happened"),
        _("Times"),
        _("First time"),
        _("Last time"),
        _("Reason"),
    ]
    return _csv(head, (sight.cells() for sight in made))


def _csv(head: list[str], rows: Iterable[list[str]]) -> str:
    file = io.StringIO()
    writer = csv.writer(file, delimiter=";", lineterminator="\r\n")
    writer.writerow(head)
    for row in rows:
        writer.writerow([f"'{cell}" if cell.startswith(RISKY) else cell for cell in row])
    return "\ufeff" + file.getvalue()
