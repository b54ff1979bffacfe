"""The tables as pandas has them, looked at through a period; what several items ask is made once."""

from dataclasses import dataclass
from functools import cached_property
from types import SimpleNamespace
from typing import Any

import numpy as np
import pandas as pd

from plek.engines.measures import Period

Frame, Series = pd.DataFrame, pd.Series
WEEK = 7


@dataclass(frozen=True)
class Frames:
    """Days are ordinals, as they were given; ``codes`` are the numbers of the words."""

    tables: dict[str, Frame]
    period: Period
    codes: SimpleNamespace

    def __getattr__(self, name: str) -> Frame:
        return self.tables[name]

    @property
    def first(self) -> int:
        return self.period.first.toordinal()

    @property
    def last(self) -> int:
        return self.period.last.toordinal()

    @property
    def days(self) -> int:
        return self.period.days

    def inside(self, days: Series) -> Series:
        return days.between(self.first, self.last)

    def by_team(self, rows: Frame) -> Series:
        """How many rows each team has."""
        return self.of_teams(rows.groupby("team").size())

    def of_teams(self, found: Series) -> Series:
        return found.reindex(range(len(self.teams)), fill_value=0).astype(float)

    def of_people(self, found: Series) -> Series:
        return found.reindex(self.people.index, fill_value=0).astype(float)

    def week(self, days: Series) -> Series:
        return ((days - self.first) // WEEK).clip(upper=self.days // WEEK - 1)

    def month(self, days: Series) -> Series:
        dates = pd.to_datetime(days - EPOCH, unit="D")
        begins = pd.Timestamp(self.first - EPOCH, unit="D")
        return (dates.dt.year - begins.year) * 12 + dates.dt.month - begins.month

    @cached_property
    def courses_kept(self) -> Frame:
        return self.courses[self.courses["ended"] >= self.first]

    @cached_property
    def courses_open(self) -> Frame:
        found = self.courses
        return found[(found["ended"] > self.first) & found["met"].between(0, self.last)]

    @cached_property
    def staff(self) -> Frame:
        """With whether each worked here, and as what."""
        here = self.here
        meets = here[(here["begins"] <= self.last) & (here["ends"] > self.first)]
        people = self.people.assign(works=self.people.index.isin(meets["owner"]))
        people["specialist"] = people["works"] & ~people["is_leader"]
        people["leads"] = people["works"] & people["is_leader"]
        return people

    @cached_property
    def specialists(self) -> Frame:
        return self.staff[self.staff["specialist"]]

    def grid(self, spans: Frame) -> Frame:
        """In how many stretches each day of each person lies."""
        begins = spans["begins"].clip(self.first, self.last + 1)
        ends = spans["ends"].clip(begins, self.last + 1)
        edges = pd.concat([
            pd.DataFrame({"owner": spans["owner"], "day": begins, "step": 1}),
            pd.DataFrame({"owner": spans["owner"], "day": ends, "step": -1}),
        ])  # fmt: skip
        table = edges.groupby(["owner", "day"])["step"].sum().unstack(fill_value=0)
        days = range(self.first, self.last + 1)
        return table.reindex(index=self.people.index, columns=days, fill_value=0).cumsum(axis=1)

    @cached_property
    def works_on(self) -> Frame:
        return self.grid(self.here) > 0

    @cached_property
    def fte_on(self) -> Frame:
        """Of each person each day: of the row that began last, and before the first began of that one."""
        rows = self.times.assign(
            row=range(len(self.times)), day=self.times["begins"].clip(self.first, self.last + 1)
        )
        began = rows.groupby(["owner", "day"])["row"].last().unstack()
        began = began.reindex(columns=range(self.first, self.last + 2)).ffill(axis=1).bfill(axis=1)
        return began.loc[:, : self.last].apply(lambda day: day.map(self.times["fte"]))

    @cached_property
    def fte(self) -> Series:
        """The mean over the days, an equal part to each team; unknown when it is on a day that was worked."""
        shares = self.fte_on / (1 + self.grid(self.elsewhere))
        return shares.where(self.works_on, 0.0).sum(axis=1, skipna=False) / self.days

    @cached_property
    def works_in_week(self) -> Frame:
        is_there = self.works_on & (self.grid(self.away) == 0)
        weeks = self.week(pd.Series(is_there.columns, is_there.columns))
        return is_there.T.groupby(weeks).any().T

    @cached_property
    def sat(self) -> Frame:
        """Sittings of the period with team and role of who sat."""
        found = self.sittings[self.inside(self.sittings["day"])]
        people = self.staff[["team", "specialist", "leads"]]
        return found.assign(place=found.index).join(people, on="person")

    @cached_property
    def has_sittings(self) -> Series:
        return self.by_team(self.sat) > 0

    @cached_property
    def meetings(self) -> Frame:
        """Each meeting of the team once, and not those of other teams."""
        own = self.sat["team"].map(self.teams["pk"])
        once = self.sat["meeting"] == self.sat["place"]
        return self.sat[once & ((self.sat["of_team"] == -1) | (self.sat["of_team"] == own))]

    @cached_property
    def led(self) -> Frame:
        """Meetings where a leader of the team was."""
        return self.meetings[self.meetings["meeting"].isin(self.sat.loc[self.sat["leads"], "meeting"])]

    @cached_property
    def treatment(self) -> Frame:
        """Sittings at the meeting of a treatment team."""
        codes = self.codes
        is_meeting = self.sat["kind"] == codes.team_meeting
        return self.sat[is_meeting & ~self.sat["team_kind"].isin(codes.not_treatment)]

    @cached_property
    def every_talk(self) -> Frame:
        """Contacts of kept trajectories, whenever."""
        kept = self.talks.join(self.courses_kept[["team"]], on="course", how="inner")
        kept["once"] = kept["visit"].where(kept["visit"] >= 0, -1 - kept.index)
        kept["with_client"] = (kept["held_with"] == self.codes.client) & ~kept["was_missed"]
        return kept

    @cached_property
    def talks_in(self) -> Frame:
        return self.every_talk[self.inside(self.every_talk["day"])]

    @cached_property
    def has_talks(self) -> Series:
        return self.by_team(self.talks_in) > 0

    @cached_property
    def met(self) -> Frame:
        """Face to face with the client."""
        talks = self.every_talk
        return talks[talks["with_client"] & (talks["mode"] == self.codes.face) & ~talks["is_of_treatment"]]

    @cached_property
    def visits_in(self) -> Frame:
        return self.visits[self.inside(self.visits["day"])]

    @cached_property
    def has_visits(self) -> Series:
        return self.by_team(self.visits_in) > 0

    @cached_property
    def visits_for(self) -> Frame:
        """For kept trajectories, whenever."""
        return self.visits[self.visits["course"].isin(self.courses_kept.index)]

    @cached_property
    def approached(self) -> Frame:
        went = self.visits_for.loc[self.inside(self.visits_for["day"]), "course"]
        return self.courses[self.courses.index.isin(went)]

    @cached_property
    def jobs_kept(self) -> Frame:
        return self.jobs.join(self.courses_kept[["team"]], on="course", how="inner")

    @cached_property
    def jobs_held(self) -> Frame:
        jobs = self.jobs_kept
        return jobs[(jobs["starts"] <= self.last) & (jobs["ended"] >= self.first)]

    @cached_property
    def jobs_ended(self) -> Frame:
        jobs = self.jobs_kept
        return jobs[self.inside(jobs["ended"]) & ~jobs["is_placement"]]


EPOCH = 719163
"""The ordinal of 1 January 1970."""


def later(days: Series, months: int) -> Series:
    """The same day so many months later, or the last of that month."""
    dates = pd.to_datetime(days.clip(upper=EPOCH + 50_000) - EPOCH, unit="D")
    moved = dates + pd.DateOffset(months=months)
    return (moved - pd.Timestamp(0)).dt.days + EPOCH


def distinct(rows: Frame, *columns: str) -> Frame:
    return rows[list(columns)].drop_duplicates()


def known(found: Any, where: Series) -> Series:
    """Not known elsewhere."""
    values = found if isinstance(found, pd.Series) else pd.Series(float(found), where.index)
    return values.where(where, np.nan)
