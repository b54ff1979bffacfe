"""Staffing and organisation in pandas."""

import numpy as np
import pandas as pd

from tests.bench.country.peer_frames import Frames, Series, distinct, known, later

Found = dict[str, Series]


def caseload_size(f: Frames) -> Found:
    counted = f.specialists[f.fte[f.specialists.index].notna()]
    rows = f.guides[f.guides["person"].isin(counted.index)]
    rows = rows.join(f.courses_open[["team", "client", "met", "ended"]], on="course", how="inner")
    begins = rows[["begins", "met"]].max(axis=1).clip(lower=f.first)
    ends = rows[["ends", "ended"]].min(axis=1).clip(upper=f.last + 1)
    rows = rows.assign(begins=begins, ends=ends)[ends > begins].sort_values(["person", "client", "begins"])
    group = rows.groupby(["person", "client"])
    reached = group["ends"].cummax().groupby([rows["person"], rows["client"]]).shift(fill_value=0)
    rows["added"] = (rows["ends"] - np.maximum(rows["begins"], reached)).clip(lower=0)
    clients = f.of_teams(rows.groupby("team")["added"].sum()) / f.days
    return {"clients": clients, "fte": f.of_teams(f.fte[counted.index].groupby(counted["team"]).sum())}


def employment_hours(f: Frames) -> Found:
    weeks = _weeks(f)
    entered = weeks[weeks["other"] >= 0]
    has = f.by_team(weeks) > 0
    support = entered.groupby("team")["support"].sum()
    every = support + entered.groupby("team")["other"].sum()
    return {
        "hours_employment": known(f.of_teams(support) / 100, has),
        "hours_total": known(f.of_teams(every) / 100, has),
    }


def _weeks(f: Frames) -> pd.DataFrame:
    weeks = f.weeks[f.inside(f.weeks["monday"])]
    return weeks.join(f.specialists[["team"]], on="person", how="inner")


def phases_done(f: Frames) -> Found:
    who = f.specialists.reset_index(names="person")[["team", "pk", "person"]]
    talks = f.talks_in[~f.talks_in["was_missed"]]
    talks = talks.merge(who, left_on=["team", "member"], right_on=["team", "pk"])
    talks["kind"] = talks["work_phase"].map(f.codes.kind_of_work)
    done = distinct(talks.dropna(subset="kind"), "person", "kind")
    lacks = talks[talks["kind"].isna() & talks["with_client"]]
    courses = f.courses_kept[f.inside(f.courses_kept["met"])]
    led = f.guides.join(courses[["met", "team"]], on="course", how="inner")
    led = led[led["person"].isin(f.specialists.index)]
    led = led[((led["begins"] <= led["met"]) & (led["met"] < led["ends"])) | (led["begins"] == led["met"])]
    intake = distinct(led, "person").assign(kind=-1)
    every = pd.concat([done, intake])
    teams = set(f.people["team"].loc[every["person"]]) | set(lacks["team"])
    phases = f.of_people(every.groupby("person").size())
    return {"phases": phases.where(f.staff["specialist"] & f.people["team"].isin(teams))}


def team_assignment(f: Frames) -> Found:
    rows = f.guides[(f.guides["begins"] <= f.last) & (f.guides["ends"] > f.first)]
    rows = rows[rows["person"].isin(f.specialists.index)]
    rows = rows.join(f.courses_open[["client", "treatment_team"]], on="course", how="inner")
    rows = rows.sort_values("course").drop_duplicates(["person", "client"], keep="last")
    sizes = rows.groupby(["person", "treatment_team"]).size().reset_index(name="n")
    sizes = sizes.sort_values(["person", "n", "treatment_team"], ascending=[True, False, True])
    two = sizes.groupby("person").head(2).groupby("person")["n"].sum()
    return {
        "caseload": f.of_people(rows.groupby("person").size()).where(f.staff["specialist"]),
        "caseload_of_two_teams": f.of_people(two).where(f.staff["specialist"]),
    }


def team_contact(f: Frames) -> Found:
    sat = f.treatment[f.treatment["specialist"]]
    sat = sat.assign(week=f.week(sat["day"]))
    worked = f.works_in_week.stack()
    worked = worked[worked].reset_index()
    worked.columns = pd.Index(["person", "week", "worked"])
    worked = worked[worked["person"].isin(f.specialists.index)].join(f.people[["team"]], on="person")
    met = distinct(sat, "person", "week").merge(worked, on=["person", "week"])
    return {
        "weeks_in_meeting": known(f.by_team(met), f.has_sittings),
        "weeks_worked_in_team": known(f.by_team(worked), f.has_sittings),
    }


def agency_contacts(f: Frames) -> Found:
    rows = f.talks_in[f.talks_in["held_with"].isin(f.codes.agencies) & ~f.talks_in["was_missed"]]
    rows = rows.assign(weeks=f.week(rows["day"]), months=f.month(rows["day"]))
    rows["quarters"] = rows["months"] // 3
    met, found = rows[rows["mode"] == f.codes.face], {}
    for name, of in (("weeks", f.days // 7), ("months", 6), ("quarters", 2)):
        found[name] = known(of, f.has_talks)
        found[f"{name}_with_contact"] = known(f.by_team(distinct(rows, "team", name)), f.has_talks)
        if name != "weeks":
            found[f"{name}_face_to_face"] = known(f.by_team(distinct(met, "team", name)), f.has_talks)
    return found


def unit(f: Frames) -> Found:
    here = f.staff[f.staff["specialist"] & f.works_on[f.last]]
    fte = f.fte_on.loc[here.index, f.last]
    full, lacks = f.by_team(here[fte >= 1]), f.by_team(here[fte.isna()])
    every = f.led[f.led["kind"].isin(f.codes.supervision)]
    groups = every[every["kind"] == f.codes.group]
    monthly = groups.assign(month=f.month(groups["day"])).groupby(["team", "month"]).size().reset_index(name="n")
    return {
        "full_time_specialists": known(full, (full > 1) | (lacks == 0)),
        "weeks": known(f.days // 7, f.has_sittings), "months": known(6, f.has_sittings),
        "weeks_with_group": _weeks_hit(f, groups), "weeks_with_discussion": _weeks_hit(f, every),
        "months_with_two_groups": known(f.by_team(monthly[monthly["n"] > 1]), f.has_sittings),
    }  # fmt: skip


def _weeks_hit(f: Frames, rows: pd.DataFrame) -> Series:
    return known(f.by_team(distinct(rows.assign(week=f.week(rows["day"])), "team", "week")), f.has_sittings)


def _quarters_hit(f: Frames, rows: pd.DataFrame, *more: str) -> Series:
    quarters = rows.assign(quarter=f.month(rows["day"]) // 3)
    return known(f.by_team(distinct(quarters, "team", "quarter", *more)), f.has_sittings)


def leader_role(f: Frames) -> Found:
    worked = f.works_on.sum(axis=1).where(~f.people["is_leader"], 0)
    leads = f.staff[f.staff["leads"]]
    is_known = (f.by_team(leads) > 0) & (f.by_team(leads[f.fte[leads.index].isna()]) == 0)
    treating = distinct(f.courses_open, "team", "treatment_team")
    visited = f.treatment[f.treatment["leads"]]
    visited = visited.merge(treating, left_on=["team", "of_team"], right_on=["team", "treatment_team"])
    results = f.led[f.led["kind"] == f.codes.results]
    every = f.led[f.led["kind"].isin(f.codes.supervision)]
    return {
        "specialists": f.of_teams(worked.groupby(f.people["team"]).sum()) / f.days,
        "leader_fte": known(f.of_teams(f.fte[leads.index].groupby(leads["team"]).sum()), is_known),
        "weeks": known(f.days // 7, f.has_sittings), "quarters": known(2, f.has_sittings),
        "weeks_with_supervision": _weeks_hit(f, every),
        "team_quarters": known(2 * f.by_team(treating), f.has_sittings),
        "team_quarters_attended": _quarters_hit(f, visited, "of_team"),
        "quarters_with_results": _quarters_hit(f, results), **_mentoring(f),
    }  # fmt: skip


def _mentoring(f: Frames) -> Found:
    """Months of who is new, and those with field mentoring in them."""
    since = f.here.groupby("owner")["begins"].min().reindex(f.specialists.index)
    turns = pd.DataFrame({"month": range(6)})
    turns["begins"] = [int(later(pd.Series([f.first]), n)[0]) for n in range(6)]
    turns["ends"] = [int(later(pd.Series([f.first]), n + 1)[0]) for n in range(6)]
    new = pd.DataFrame({"person": since.index, "since": since.to_numpy(), "until": later(since, 6).to_numpy()})
    new = new.merge(turns, how="cross")
    new = new[(new["since"] <= new["begins"]) & (new["ends"] - 1 < new["until"])].join(
        f.people[["team"]], on="person"
    )
    sat = f.sat[f.sat["kind"] == f.codes.mentoring]
    done = distinct(sat.assign(month=f.month(sat["day"])), "person", "month").merge(new, on=["person", "month"])
    due = f.by_team(new)
    is_due = f.has_sittings & (due > 0)
    return {"months_to_mentor": known(due, is_due), "months_mentored": known(f.by_team(done), is_due)}


def zero_exclusion(f: Frames) -> Found:
    asked = f.requests[f.inside(f.requests["day"])]
    closed = f.courses_kept[f.inside(f.courses_kept["ended"])]
    return {
        "referrals": f.by_team(asked), "referral_sources": f.by_team(distinct(asked, "team", "source")),
        "referrals_declined": f.by_team(asked[asked["state"] == f.codes.declined]),
        "closed_without_contact": f.by_team(closed[closed["end_reason"] == f.codes.no_contact]),
        "job_ends": f.by_team(f.jobs_ended), "helped_to_next_job": f.by_team(_helped(f)),
    }  # fmt: skip


def _helped(f: Frames) -> pd.DataFrame:
    """Jobs that ended, after which the search went on, an employer was met or another job began."""
    talks, ended = f.every_talk, f.jobs_ended.reset_index(names="job")
    searched = talks[talks["work_phase"].isin(f.codes.searching) & ~talks["was_missed"]]
    days = pd.concat([searched[["course", "day"]], f.visits_for[["course", "day"]]])
    latest = days[days["day"] <= f.last].groupby("course")["day"].max()
    others = f.jobs.reset_index(names="other")[["course", "other", "starts"]]
    pairs = ended.merge(others, on="course", suffixes=("", "_other"))
    began = pairs[(pairs["other"] != pairs["job"]) & pairs["starts_other"].between(pairs["ended"], f.last)]
    went_on = ended["course"].map(latest).fillna(0) >= ended["ended"]
    return ended[went_on | ended["job"].isin(began["job"])]


def focus_on_work(f: Frames) -> Found:
    results = f.meetings[f.meetings["kind"] == f.codes.results]
    return {"quarters": known(2, f.has_sittings), "quarters_with_rate": _quarters_hit(f, results)}


def hours_outside(f: Frames) -> Found:
    weeks = _weeks(f)
    every = weeks["support"] + weeks["other"]
    entered = weeks[(weeks["other"] >= 0) & weeks["outside"].between(0, every)].assign(every=every)
    sums = entered.groupby("person")[["outside", "every"]].sum()
    has = f.people.index.isin(weeks["person"])
    return {
        "hours_outside": (f.of_people(sums["outside"]) / 100).where(has),
        "hours_scheduled": (f.of_people(sums["every"]) / 100).where(has),
    }  # fmt: skip


TEAM = {
    "ST1": caseload_size, "ST2": employment_hours, "ST3": phases_done, "OR1": team_assignment, "OR2": team_contact,
    "OR3": agency_contacts, "OR4": unit, "OR5": leader_role, "OR6": zero_exclusion, "OR7": focus_on_work,
    "SE13": hours_outside,
}  # fmt: skip
