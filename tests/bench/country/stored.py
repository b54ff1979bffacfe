"""The columns of some hundred teams in a file, so that every contestant begins with the same in memory."""

from collections.abc import Sequence
from dataclasses import fields
from pathlib import Path
from typing import Any

import numpy as np

from plek.fidelity.selectors.columns import UNKNOWN, Columns
from plek.fidelity.selectors.team_book import Team

Tables = dict[str, dict[str, Any]]
OF_TEAMS = ("people", "courses", "requests", "advisers", "visits")
PLACES = {
    "here": {"owner": "people"}, "elsewhere": {"owner": "people"}, "away": {"owner": "people"},
    "times": {"owner": "people"},
    "weeks": {"person": "people"}, "sittings": {"person": "people", "meeting": "sittings"},
    "guides": {"course": "courses", "person": "people"}, "milestones": {"course": "courses"},
    "advice": {"course": "courses"}, "jobs": {"course": "courses"}, "changes": {"job": "jobs"},
    "talks": {"course": "courses"}, "visits": {"course": "courses"},
}  # fmt: skip
"""Which columns hold the place of a row in another table."""
ARRAYS = ("people", "here", "elsewhere", "away", "times", "weeks", "sittings", "courses", "guides", "milestones",
          "advice", "jobs", "changes", "requests", "advisers", "talks", "visits")  # fmt: skip


def tables_of(columns: Columns) -> Tables:
    """The arrays of every table, without the rows that pages list."""
    return {
        table: {f.name: getattr(getattr(columns, table), f.name) for f in fields(getattr(columns, table))
                if f.name != "rows"}
        for table in ARRAYS
    } | {"teams": {"pk": np.array([team.pk for team in columns.teams])}}  # fmt: skip


def together(parts: Sequence[Tables]) -> Tables:
    """Teams after each other; who stands in two parts is two."""
    return {
        table: {name: np.concatenate([_moved(parts, n, table, name) for n in range(len(parts))]) for name in named}
        for table, named in parts[0].items()
    }


def _moved(parts: Sequence[Tables], nth: int, table: str, name: str) -> Any:
    """One column with its places behind those of the parts before."""
    values = parts[nth][table][name]
    other = "teams" if name == "team" and table in OF_TEAMS else PLACES.get(table, {}).get(name)
    if other is None:
        return values
    before = sum(len(next(iter(part[other].values()))) for part in parts[:nth])
    return np.where(values == UNKNOWN, UNKNOWN, values + before)


def first_teams(tables: Tables, teams: int) -> Tables:
    """Only so many of the teams."""
    kept = {"teams": np.arange(len(tables["teams"]["pk"])) < teams}
    for table in OF_TEAMS:
        kept[table] = tables[table]["team"] < teams
    for table, named in PLACES.items():
        name, other = next(iter(named.items()))
        kept.setdefault(table, kept[other][tables[table][name]])
    return {t: {name: values[kept[t]] for name, values in named.items()} for t, named in tables.items()}


def write(tables: Tables, file: Path) -> None:
    np.savez(
        file, **{f"{table}/{name}": values for table, named in tables.items() for name, values in named.items()}
    )


def read(file: Path) -> Tables:
    found: Tables = {}
    with np.load(file) as stored:
        for key in stored.files:
            table, name = key.split("/")
            found.setdefault(table, {})[name] = stored[key]
    return found


def columns_in(tables: Tables) -> Columns:
    """For counting only: there are no rows to list."""
    kinds = {f.name: f.type for f in fields(Columns)}
    from plek.fidelity.selectors import columns as made

    named = {table: getattr(made, str(kinds[table].__name__)) for table in ARRAYS}  # type: ignore[union-attr]
    parts = {table: kind(**({"rows": ()} if "rows" in kind.__annotations__ else {}), **tables[table])
             for table, kind in named.items()}  # fmt: skip
    teams = tuple(Team(int(pk), f"IPS{pk}", "") for pk in tables["teams"]["pk"])
    return Columns(teams=teams, **parts)
