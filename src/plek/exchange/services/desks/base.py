"""What all desks share: the intake they work for, and the two ways of comparing rows with what is stored."""

from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import datetime
from functools import partial
from typing import Any, ClassVar

from plek.exchange.selectors.rows import stored
from plek.exchange.selectors.scope import Scope
from plek.exchange.workbook.checking import Accepted, Outcome, RefusedRow
from plek.exchange.workbook.columns import Row
from plek.exchange.workbook.findings import Found, Remark
from plek.exchange.workbook.sheets import BY_NAME
from plek.shared.behind import Behind

Ids = dict[str, int]


@dataclass
class Intake:
    """One workbook being taken in: who, when, for what scope, and what has come of it so far."""

    scope: Scope
    at: datetime
    outcome: Outcome
    ids: dict[str, Ids] = field(default_factory=dict)
    """Per sheet that others point to: ids by key."""
    closed: dict[str, set[str]] = field(default_factory=dict)
    """Per sheet: keys in use that the member may not see."""
    written: Counter[str] = field(default_factory=Counter)
    unchanged: Counter[str] = field(default_factory=Counter)
    clients: Counter[int] = field(default_factory=Counter)
    """How many rows of each client, by id, were written."""
    clients_of: dict[int, int] = field(default_factory=dict)
    """Client ids by trajectory id."""
    new_trajectories: set[int] = field(default_factory=set)
    reindex: set[int] = field(default_factory=set)
    """Clients whose name or numbers changed."""
    behind: Behind = field(default_factory=Behind)
    """Rows are added while the next ones are read."""

    @property
    def organisation_id(self) -> int:
        return self.scope.organisation_id

    def id_of(self, sheet: str, key: str) -> int | None:
        return self.ids[sheet].get(key) if key else None

    def touch(self, trajectory_id: int | None, rows: int = 1) -> None:
        """Something of the client of this trajectory was written."""
        if trajectory_id is not None:
            self.clients[self.clients_of[trajectory_id]] += rows

    def refuse(self, one: Accepted, found: Found) -> None:
        """Refuse a row that was right by itself, for a reason that the database knows."""
        self.outcome.accepted[one.sheet.name] -= 1
        self.outcome.refused.append(_remark(one, found))
        cells = {column.name: _shown(one, column.field) for column in one.sheet.columns}
        self.outcome.refused_rows.append(RefusedRow(one.sheet.name, one.number, cells))

    def warn(self, one: Accepted, found: Found) -> None:
        self.outcome.warn(_remark(one, found))


def _remark(one: Accepted, found: Found) -> Remark:
    column = one.sheet.by_field[found.field]
    return Remark(one.sheet.name, one.number, column.name, _shown(one, found.field), found.code, found.params)


def _shown(one: Accepted, name: str) -> str:
    value = getattr(one.row, name)
    cell = one.sheet.by_field[name].kind.cell(value) if value not in (None, "") else ""
    return str(cell)


class Desk(ABC):
    """Takes accepted rows of one sheet in batches."""

    sheet: ClassVar[str]

    def __init__(self, intake: Intake) -> None:
        self.intake = intake
        self.scope = intake.scope

    def take(self, batch: Sequence[Accepted]) -> None:
        """Write what is new or changed; count it."""
        right = [one for one in batch if self._points_somewhere(one)]
        self.take_right(right)

    @abstractmethod
    def take_right(self, batch: Sequence[Accepted]) -> None:
        """Write those that point to rows that exist."""

    def _points_somewhere(self, one: Accepted) -> bool:
        """A row may point to one that the database refused after all."""
        for column in one.sheet.pointing:
            value = getattr(one.row, column.field)
            for key in value if column.is_many else [value] if value else []:
                if key not in self.intake.ids[column.refers]:
                    params = {"value": key, "sheet": column.refers}
                    self.intake.refuse(one, Found(column.field, "unknown_reference", params, refuses=True))
                    return False
        return True

    def written(self, one: Accepted) -> None:
        self.intake.written[self.sheet] += 1

    def id_of(self, sheet: str, key: str) -> int:
        """The id of a key that ``take`` has found to exist."""
        return self.intake.ids[sheet][key]


class KeyedDesk(Desk):
    """For rows with a key: new ones are added, other details change what is stored.

    Columns that the workbook does not have are left as they are.
    """

    def __init__(self, intake: Intake) -> None:
        super().__init__(intake)
        self.key = tuple(column.field for column in BY_NAME[self.sheet].key)
        whole = stored(self.scope.whole, self.sheet)
        self.stored: dict[object, tuple[int, Any]] = {self.key_of(row): (pk, row) for pk, row in whole}

    def key_of(self, row: Row) -> object:
        return tuple(_caseless(getattr(row, name)) for name in self.key)

    def take_right(self, batch: Sequence[Accepted]) -> None:
        new: list[Accepted] = []
        changed: list[tuple[int, Accepted]] = []
        for one in batch:
            pk, old = self.stored.get(self.key_of(one.row), (0, None))
            row = self.merged(one, old)
            one = replace(one, row=row)
            if (bar := self.bar(one)) is not None:
                self.intake.refuse(one, bar)
            elif old is not None and row == old:
                self.intake.unchanged[self.sheet] += 1
            elif (objection := self.objection(one, old)) is not None:
                self.intake.refuse(one, objection)
            elif old is None:
                new.append(one)
            else:
                changed.append((pk, one))
        if new:
            self.add(new)
        if changed:
            self.change(changed)
        for one in (*new, *(one for _pk, one in changed)):
            self.written(one)

    def merged(self, one: Accepted, old: Any) -> Any:
        """The row as it would stand: what the workbook has no column for, or leaves to Plek, stays."""
        if old is None:
            return one.row
        present = self.intake.outcome.columns[self.sheet]
        kept = {f.name: getattr(old, f.name) for f in fields(one.row) if f.name not in present}
        return replace(one.row, **kept)

    def bar(self, one: Accepted) -> Found | None:
        """A number that belongs to a client whom the member may not see is not his to use."""
        number = getattr(one.row, self.key[0])
        if number in self.intake.closed.get(self.sheet, ()):
            return Found(self.key[0], "in_use_elsewhere", refuses=True)
        return None

    def objection(self, one: Accepted, old: Any) -> Found | None:
        """Why this row may not be written after all."""
        return None

    @abstractmethod
    def add(self, batch: Sequence[Accepted]) -> None:
        """Store new rows."""

    @abstractmethod
    def change(self, batch: Sequence[tuple[int, Accepted]]) -> None:
        """Change what is stored under these ids."""

    def changed_rows(
        self, model: type[Any], batch: Sequence[tuple[int, Accepted]]
    ) -> Iterator[tuple[Any, Accepted]]:
        """What is stored, locked, with the row that changes it."""
        found = model._default_manager.filter(organisation_id=self.intake.organisation_id)
        locked = found.select_for_update(of=("self",)).in_bulk([pk for pk, _one in batch])
        return ((locked[pk], one) for pk, one in batch)


class AppendDesk(Desk):
    """For rows that are as a whole their own key: what is stored already is unchanged, all else is added."""

    def __init__(self, intake: Intake) -> None:
        super().__init__(intake)
        whole = stored(self.scope.whole, self.sheet, is_standing=False)
        self.seen = {hash(self.same(row)) for _pk, row in whole}

    def same(self, row: Any) -> Any:
        """The row as it is compared."""
        return row

    def take_right(self, batch: Sequence[Accepted]) -> None:
        new = []
        for one in batch:
            mark = hash(self.same(one.row))
            if mark in self.seen:
                self.intake.unchanged[self.sheet] += 1
            else:
                self.seen.add(mark)
                new.append(one)
        if new:
            self.intake.behind.do(partial(self.add, new))
        for one in new:
            self.written(one)

    @abstractmethod
    def add(self, batch: Sequence[Accepted]) -> None:
        """Store new rows; what it changes, nobody else does before it has settled."""


def _caseless(value: object) -> object:
    return value.casefold() if isinstance(value, str) else value


def set_fields(instance: Any, values: Mapping[str, object]) -> None:
    for name, value in values.items():
        setattr(instance, name, value)
