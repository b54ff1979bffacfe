"""What the caseload table prints: its columns, as words for the page and as values for a file."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from plek.caseload.choices import Benefit, EndReason, Funding, Phase, TrajectoryKind
from plek.shared.dates import ago, day_of, written

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Cell:
    """What stands in one place of the table."""

    text: str
    classes: str = ""
    tone: str = ""
    """Gives a mark with a shape, beside the word."""


@dataclass(frozen=True)
class Column:
    """One column: ``value`` for a file, ``cell`` for the page, with the classes that it is given."""

    key: str
    label: str | Promise
    value: Callable[[Row, date], Any]
    cell: Callable[[Row, date, str], Cell]
    is_number: bool = False


@dataclass(frozen=True)
class Line:
    """One client in the table; ``beneath`` stands under the name where there is little room."""

    number: str
    name: str
    cells: tuple[Cell, ...]
    beneath: tuple[Cell, ...]


@dataclass(frozen=True)
class Head:
    """The head of a column; ``sort`` is what pressing it asks for."""

    label: str | Promise
    sort: str
    direction: str
    is_extra: bool = False


def name_of(row: Row) -> str:
    return f"{row['preferred_name'] or row['first_name']} {row['last_name']}"


def _day(value: date | None, on: date) -> str:
    if value is None:
        return "–"
    return written(value, "j N" if value.year == on.year else "j N Y")


def _label(choices: Any, column: str) -> Callable[[Row, date], str]:
    return lambda row, on: str(choices(row[column]).label) if row[column] else ""


def _phase(row: Row, on: date) -> str:
    return str(Phase(row["course__phase"]).label) if row["course__phase"] else _("not in IPS")


def _days(row: Row, on: date) -> int | None:
    if row["course__phase_since"] is None:
        return None
    return ((row["course__ended_on"] or on) - row["course__phase_since"]).days


def _number_of_days(row: Row, on: date, classes: str) -> Cell:
    days = _days(row, on)
    return Cell("–" if days is None else str(days), classes)


def _next_day(row: Row, on: date) -> date | None:
    return day_of(row["next_at"]) if row["next_at"] else None


def _step(row: Row, on: date, classes: str = "") -> Cell:
    due = row["course__next_step_on"]
    is_late = due is not None and due < on and row["course__ended_on"] is None
    if is_late:
        return Cell(_("waiting since %(day)s") % {"day": _day(due, on)}, classes, "soon")
    return Cell(_day(due, on), classes)


def _work(row: Row, on: date) -> str:
    if row["course__number"] is None:
        return ""
    return _("works") if row["works"] else _("not now")


def _text(key: str, label: Any, value: Callable[[Row, date], str]) -> Column:
    return Column(key, label, value, lambda row, on, classes: Cell(value(row, on) or "–", classes))


def _date(key: str, label: Any, value: Callable[[Row, date], date | None], *, is_ago: bool = False) -> Column:
    def cell(row: Row, on: date, classes: str) -> Cell:
        day = value(row, on)
        return Cell(ago(day, on) if day and is_ago else _day(day, on), classes)

    return Column(key, label, value, cell)


def _field(name: str) -> Callable[[Row, date], Any]:
    return lambda row, on: row[name]


COLUMNS: dict[str, Column] = {
    column.key: column
    for column in (
        _text("name", pgettext_lazy("person", "Name"), lambda row, on: name_of(row)),
        _text("number", gettext_lazy("Client number"), _field("number")),
        _text("phase", gettext_lazy("Phase"), _phase),
        Column("days", gettext_lazy("Days in phase"), _days, _number_of_days, is_number=True),
        _text("specialist", gettext_lazy("Specialist"), _field("course__specialist__user__name")),
        _text("team", gettext_lazy("Treatment team"), _field("treatment_team__name")),
        _date("last", gettext_lazy("Last contact"), _field("last_on"), is_ago=True),
        _date("next", gettext_lazy("Next appointment"), _next_day, is_ago=True),
        Column("step", gettext_lazy("Next step before"), _field("course__next_step_on"), _step),
        _text("work", gettext_lazy("Work"), _work),
        _text("benefit", gettext_lazy("Benefit"), _label(Benefit, "benefit")),
        _text("kind", gettext_lazy("Kind"), _label(TrajectoryKind, "course__kind")),
        _text("funding", gettext_lazy("Funding"), _label(Funding, "course__funding")),
        _date("referred", gettext_lazy("Referred on"), _field("course__referred_on")),
        _date("met", gettext_lazy("First meeting"), _field("course__first_meeting_on")),
        _date("ended", gettext_lazy("Ended on"), _field("course__ended_on")),
        _text("reason", gettext_lazy("Reason of end"), _label(EndReason, "course__end_reason")),
    )
}  # fmt: skip
ON_A_PHONE = frozenset({"name", "last"})
"""Of the columns that stand there without being chosen, those for which a phone has room beside one another."""
DEFAULT_COLUMNS = ("phase", "days", "specialist", "team", "last", "next", "step")


def table_lines(rows: Iterable[Row], columns: Sequence[str], on: date, extra: Collection[str] = ()) -> list[Line]:
    """The lines of the page, without the name, which is a link of its own."""
    shown = [(COLUMNS[key].cell, _classes(COLUMNS[key], key in extra)) for key in columns if key != "name"]
    return [
        Line(
            row["number"], name_of(row), tuple([make(row, on, classes) for make, classes in shown]),
            _beneath(row, on) if extra else (),
        )
        for row in rows
    ]  # fmt: skip


def _classes(column: Column, is_extra: bool) -> str:
    """An extra column is left out where there is little room."""
    return " ".join(["number"] * column.is_number + ["large-only"] * is_extra)


def _beneath(row: Row, on: date) -> tuple[Cell, ...]:
    """The phase, and the next step when it waits."""
    step = _step(row, on)
    return (Cell(_phase(row, on)), *([step] if step.tone else []))


def table_heads(columns: Sequence[str], sort: str, extra: Collection[str] = ()) -> list[Head]:
    """Pressing a head sorts by it, and pressing it again turns the order."""
    return [_head(COLUMNS[key], sort, key in extra) for key in columns]


def _head(column: Column, sort: str, is_extra: bool) -> Head:
    if sort == column.key:
        return Head(column.label, f"-{column.key}", "ascending", is_extra)
    return Head(column.label, column.key, "descending" if sort == f"-{column.key}" else "", is_extra)
