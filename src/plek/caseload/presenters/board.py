"""What the board prints: columns by phase with cards that name no one in full."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from plek.caseload.choices import Phase
from plek.caseload.selectors import board as selectors
from plek.organisations.models import Membership
from plek.shared.dates import ago, day_of, written


@dataclass(frozen=True)
class Card:
    """One trajectory on the board."""

    number: str
    client_number: str
    label: str
    """First name and initials: enough for who knows the client, little for who walks past."""
    phase: str
    days: int
    last: str
    next: str
    step: str
    is_late: bool
    works: bool
    specialist: str
    team: str


@dataclass(frozen=True)
class Column:
    """One phase."""

    phase: str
    label: str
    total: int
    cards: tuple[Card, ...]

    @property
    def more(self) -> int:
        """How many stand in the table only."""
        return self.total - len(self.cards)


def short_name(first: str, preferred: str, last: str) -> str:
    """``Anna d. V.``: the first name, and the first letter of each other word."""
    return " ".join([preferred or first, *(f"{_letter(word)}." for word in last.split())])


def _letter(word: str) -> str:
    return next((c for c in word if c.isalpha()), word[0])


def card(row: Mapping[str, Any], by: Membership, on: date) -> Card:
    due, next_at = row["next_step_on"], row["next_at"]
    return Card(
        number=row["number"], client_number=row["client__number"],
        label=short_name(row["client__first_name"], row["client__preferred_name"], row["client__last_name"]),
        phase=row["phase"], days=(on - row["phase_since"]).days,
        last=ago(row["last_on"], on) if row["last_on"] else "",
        next=ago(day_of(next_at), on) if next_at else "",
        step=written(due, "j N") if due else "", is_late=due is not None and due < on, works=row["works"],
        specialist="" if row["specialist_id"] == by.pk else row["specialist__user__name"],
        team=row["client__treatment_team__name"],
    )  # fmt: skip


def board_columns(by: Membership, who: str, team: str, on: date) -> list[Column]:
    """All phases, also the empty ones."""
    standing = selectors.on_the_board(by, who, team, on)
    rows = selectors.cards(by, [s.pk for s in standing], on)
    totals = {s.phase: s.total for s in standing}
    placed: dict[str, list[Card]] = {phase: [] for phase in Phase.values}
    for s in standing:
        if s.pk in rows:
            placed[s.phase].append(card(rows[s.pk], by, on))
    return [Column(p.value, str(p.label), totals.get(p, 0), tuple(placed[p])) for p in Phase]


@dataclass(frozen=True)
class Moved:
    """What was just moved, to take it back."""

    card: Card
    to: str
    back_to: str
    back_label: str


def moved(columns: Iterable[Column], number: str, back_to: str) -> Moved | None:
    """The card that was just moved, if it still shows and the phase it came from is one."""
    if back_to not in Phase.values:
        return None
    found = next((c for column in columns for c in column.cards if c.number == number), None)
    if found is None or found.phase == back_to:
        return None
    return Moved(found, str(Phase(found.phase).label), back_to, str(Phase(back_to).label))


@dataclass(frozen=True)
class MeetingGroup:
    """One phase of the list for a meeting."""

    label: str
    cards: tuple[Card, ...]


def meeting_groups(by: Membership, who: str, team: str, on: date) -> list[MeetingGroup]:
    """The whole caseload by phase, without the empty phases."""
    cards = [card(row, by, on) for row in selectors.meeting_rows(by, who, team, on=on)]
    groups = [MeetingGroup(str(p.label), tuple(c for c in cards if c.phase == p)) for p in Phase]
    return [group for group in groups if group.cards]
