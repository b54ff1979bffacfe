"""What the page of the team prints."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from plek.caseload.policies.caseload_size import CASELOAD_NORM, Norm, per_fte, room
from plek.caseload.selectors import team as selectors
from plek.organisations.choices import Role
from plek.organisations.models import Membership

BAR_WIDTH = 200
"""The length of the longest bar, in units of the picture."""


@dataclass(frozen=True)
class CaseloadLine:
    """One specialist. ``room`` and ``fte`` are None when the working time is not recorded."""

    name: str
    code: str
    clients: int
    fte: Decimal | None
    room: int | None
    per_fte: Decimal | None
    works_here: bool
    bar: int
    mark: int | None

    @property
    def is_full(self) -> bool:
        return self.room is not None and self.clients > self.room


@dataclass(frozen=True)
class Forecast:
    """The team as it is, and as it would be with everyone who waits."""

    clients: int
    room: int
    waiting: int

    @property
    def with_waiting(self) -> int:
        return self.clients + self.waiting

    @property
    def short(self) -> int:
        """Places that would be missing."""
        return max(self.with_waiting - self.room, 0)

    @property
    def free(self) -> int:
        return max(self.room - self.clients, 0)


@dataclass(frozen=True)
class AbsenceLine:
    """Someone who is away now or soon."""

    who: str
    begins_on: date
    ends_on: date | None
    covered_by: str
    is_now: bool


@dataclass(frozen=True)
class TeamPage:
    """The team in one page, in the order of names: no ranking."""

    norm: Norm
    lines: tuple[CaseloadLine, ...]
    forecast: Forecast
    absences: tuple[AbsenceLine, ...]
    has_unknown_fte: bool


def team_page(by: Membership, on: date) -> TeamPage:
    lines = caseload_lines(selectors.specialists(by, on), selectors.caseloads(by))
    forecast = Forecast(
        clients=sum(line.clients for line in lines), room=sum(line.room or 0 for line in lines),
        waiting=selectors.waiting(by),
    )  # fmt: skip
    return TeamPage(
        norm=CASELOAD_NORM, lines=tuple(lines), forecast=forecast,
        absences=tuple(_absence(row, on) for row in selectors.absences(by, on)),
        has_unknown_fte=any(line.works_here and line.fte is None for line in lines),
    )  # fmt: skip


def caseload_lines(here: Sequence[dict[str, Any]], loads: Sequence[dict[str, Any]]) -> list[CaseloadLine]:
    """Everyone who guides, also who left but still has clients, by name."""
    clients = {row["specialist_id"]: row["clients"] for row in loads}
    people = [(row["pk"], row["user__name"], row["code"], row["fte"], True) for row in here]
    known = {row["pk"] for row in here}
    people += [
        (row["specialist_id"], row["specialist__user__name"], row["specialist__code"], None,
         row["specialist__role"] == Role.IPS_TEAM_LEADER)
        for row in loads if row["specialist_id"] not in known
    ]  # fmt: skip
    longest = max([1, *(max(clients.get(pk, 0), room(fte) or 0) for pk, _, _, fte, _ in people)])
    return [
        _line(name, code, clients.get(pk, 0), fte, works_here, longest)
        for pk, name, code, fte, works_here in sorted(people, key=lambda person: person[1].casefold())
    ]


def _line(name: str, code: str, clients: int, fte: Decimal | None, works_here: bool, longest: int) -> CaseloadLine:
    fits = room(fte)
    return CaseloadLine(
        name=name, code=code, clients=clients, fte=fte, room=fits, per_fte=per_fte(clients, fte),
        works_here=works_here, bar=clients * BAR_WIDTH // longest,
        mark=None if fits is None else fits * BAR_WIDTH // longest,
    )  # fmt: skip


def _absence(row: dict[str, Any], on: date) -> AbsenceLine:
    return AbsenceLine(
        row["who"], row["begins_on"], row["ends_on"], row["covered_by"] or "", row["begins_on"] <= on
    )
