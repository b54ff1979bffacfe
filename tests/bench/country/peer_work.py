"""The items about the way to a job, the job, and what comes after it, in pandas."""

import pandas as pd

from tests.bench.country.peer_frames import Frames, Series, distinct, known, later

Found = dict[str, Series]
FAR = (1 << 22) - 1


def _told(f: Frames, bit: int, kind: int) -> pd.DataFrame:
    """Each day on which something was talked through, once."""
    talks = f.every_talk[f.every_talk["with_client"] & (f.every_talk["topics"] & bit > 0)]
    marks = f.milestones[f.milestones["what"] == kind]
    return pd.concat([talks[["course", "day"]], marks[["course", "day"]]]).drop_duplicates()


def benefits_planning(f: Frames) -> Found:
    jobs = f.jobs_kept[f.jobs_kept["is_competitive"] & f.inside(f.jobs_kept["starts"])]
    jobs = jobs.assign(benefit=jobs["course"].map(f.courses["benefit"]))
    jobs = jobs[~jobs["benefit"].isin(f.codes.without_benefit)]
    first = _told(f, f.codes.topic_benefit, f.codes.benefits_advice).groupby("course")["day"].min()
    has = f.of_teams(f.advisers.groupby("team").size()) > 0
    found = {"starts": f.by_team(jobs), "starts_told": f.by_team(jobs[_by_the_start(jobs, first)])}
    advised = _advised(f)
    for part, rows in (("trained", advised), ("planner", advised[advised["is_planner"]])):
        first = rows.groupby("course")["day"].min()
        found[f"starts_advised_{part}"] = known(f.by_team(jobs[_by_the_start(jobs, first)]), has)
    return found | _hours_changes(f, advised[advised["is_planner"]], has)


def _hours_changes(f: Frames, advised: pd.DataFrame, has: Series) -> Found:
    jobs = f.jobs_kept.assign(benefit=f.jobs_kept["course"].map(f.courses["benefit"]))
    every = f.changes.join(jobs, on="job", how="inner")
    lasted = every["day"].between(every["starts"], every["ended"])
    rows = every[f.inside(every["day"]) & every["is_competitive"] & lasted]
    rows = rows[~rows["benefit"].isin(f.codes.without_benefit)].reset_index(names="change")
    pairs = rows.merge(advised[["course", "day"]], on="course", suffixes=("", "_advised"))
    anew = pairs.loc[(pairs["since"] < pairs["day_advised"]) & (pairs["day_advised"] <= pairs["day"]), "change"]
    is_known = f.by_team(every) > 0
    return {
        "hours_changes": known(f.by_team(rows), is_known),
        "hours_changes_advised": known(f.by_team(rows[rows["change"].isin(anew)]), is_known & has),
    }


def _by_the_start(jobs: pd.DataFrame, first: Series) -> Series:
    return jobs["course"].map(first).fillna(FAR) <= jobs["starts"]


def _advised(f: Frames) -> pd.DataFrame:
    talks = f.every_talk[f.every_talk["with_client"] & (f.every_talk["topics"] & f.codes.topic_benefit > 0)]
    advice = f.advice.rename(columns={"what": "member"}).join(f.courses[["team"]], on="course")
    every = pd.concat([talks[["course", "team", "member", "day"]], advice[["course", "team", "member", "day"]]])
    rows = every.merge(f.advisers, on=["team", "member"])
    return rows[(rows["begins"] <= rows["day"]) & (rows["day"] < rows["ends"])]


def openness(f: Frames) -> Found:
    told = _told(f, f.codes.topic_openness, f.codes.openness_talk)
    first, went = told.groupby("course")["day"].min(), f.visits_for.groupby("course")["day"].min()
    approached = f.approached
    days = pd.DataFrame({"talk": first, "visit": went}).reindex(approached.index)
    opened = f.courses_open.assign(first=first)
    talked = opened[opened["first"] <= f.last]
    due = talked.assign(until=talked["first"] + 60)
    due = due[(due["until"] <= f.last) & (due["ended"] >= due["until"])]
    jobs = f.jobs[~f.jobs["is_placement"]].join(due[["first", "until"]], on="course", how="inner")
    worked = jobs.loc[(jobs["starts"] <= jobs["until"]) & (jobs["ended"] >= jobs["first"]), "course"]
    due = due[~due.index.isin(worked)]
    times = told[told["day"] <= f.last].groupby("course").size()
    return {
        "clients_approached": f.by_team(approached),
        "clients_talked_before": f.by_team(approached[days["talk"] <= days["visit"]]),
        "clients_talked": f.by_team(talked), "clients_due_again": f.by_team(due),
        "clients_talked_again": f.by_team(due[times.reindex(due.index) > 1]),
    }  # fmt: skip


def career_profile(f: Frames) -> Found:
    marks = f.milestones[(f.milestones["what"] == f.codes.profile_ready) & (f.milestones["day"] <= f.last)]
    marks = marks.join(f.courses_kept[["team"]], on="course", how="inner")
    has, latest = f.by_team(marks) > 0, marks.groupby("course")["day"].max()
    opened = f.courses_open
    past = opened[opened["ended"].clip(upper=f.last) - opened["met"] > 30]
    jobs = f.jobs_kept[~f.jobs_kept["is_placement"]]
    events = pd.concat(
        [jobs[["team", "course", side]].rename(columns={side: "day"}) for side in ("starts", "ended")]
    )
    events = events[f.inside(events["day"])]
    updated = events[events["course"].map(latest).fillna(0) >= events["day"]]
    return {
        "clients_past_start": known(f.by_team(past), has),
        "clients_with_profile": known(f.by_team(past[past.index.isin(latest.index)]), has),
        "job_events": known(f.by_team(events), has), "job_events_with_update": known(f.by_team(updated), has),
    }  # fmt: skip


def rapid_search(f: Frames) -> Found:
    went = f.visits_for[f.visits_for["mode"] == f.codes.face]
    rows = f.courses_open.assign(first=went.groupby("course")["day"].min())
    ends = rows["ended"].clip(upper=f.last)
    has_ended = rows["first"] <= ends
    days = (rows["first"].where(has_ended, ends) - rows["met"]).clip(lower=0)
    every = f.courses.index
    return {"days": days.reindex(every), "has_ended": has_ended.astype(float).reindex(every)}


def own_wish(f: Frames) -> Found:
    visits = f.visits_in[f.visits_in["course"] >= 0]
    marked, has = visits[visits["fits"] > 0], f.by_team(visits) > 0
    marks = f.milestones[(f.milestones["what"] == f.codes.plan_reviewed) & f.inside(f.milestones["day"])]
    reviewed = f.courses_kept[f.courses_kept.index.isin(marks["course"])]
    is_reviewed = f.by_team(reviewed) > 0
    current = f.approached[f.approached.index.isin(reviewed.index)]
    return {
        "contacts_for_clients": known(f.by_team(marked), has),
        "contacts_fitting": known(f.by_team(marked[marked["fits"] == 2]), has),
        "clients_approached": known(f.by_team(f.approached), is_reviewed),
        "clients_with_current_plan": known(f.by_team(current), is_reviewed),
    }  # fmt: skip


def employer_contacts(f: Frames) -> Found:
    who = f.specialists.reset_index(names="person")[["team", "pk", "person"]]
    visits = f.visits_in[(f.visits_in["mode"] == f.codes.face) & f.visits_in["decides"]]
    visits = visits.merge(who, left_on=["team", "member"], right_on=["team", "pk"])
    worked = f.works_on.to_numpy()[visits["person"], visits["day"] - f.first]
    is_known = f.staff["specialist"] & f.people["team"].map(f.has_visits)
    has = f.has_sittings & f.has_visits
    reviews = f.led[f.led["has_log_review"] & (f.led["of_team"] != -1)]
    reviews = reviews.assign(week=f.week(reviews["day"]), month=f.month(reviews["day"]))
    return {
        "contacts": f.of_people(visits[worked].groupby("person").size()).where(is_known),
        "weeks_worked": f.works_in_week.sum(axis=1).astype(float).where(is_known),
        "weeks": known(f.days // 7, has), "months": known(6, has),
        "weeks_reviewed": known(f.by_team(distinct(reviews, "team", "week")), has),
        "months_reviewed": known(f.by_team(distinct(reviews, "team", "month")), has),
    }  # fmt: skip


def contact_quality(f: Frames) -> Found:
    went = f.visits_in[f.visits_in["mode"] == f.codes.face]
    times = went.groupby(["team", "employer"]).size().reset_index(name="n")
    has = f.by_team(went) > 0
    return {
        "employers_visited": known(f.by_team(times), has),
        "employers_visited_again": known(f.by_team(times[times["n"] > 1]), has),
        "visits_to_learn": known(f.by_team(went[went["purpose"] == f.codes.learn]), has),
    }  # fmt: skip


def job_types(f: Frames) -> Found:
    jobs = f.jobs_held[~f.jobs_held["is_placement"] & (f.jobs_held["occupation"] > 0)]
    return {"jobs": f.by_team(jobs), "job_types": f.by_team(distinct(jobs, "team", "occupation"))}


def employers(f: Frames) -> Found:
    jobs = f.jobs_held[~f.jobs_held["is_placement"]]
    return {"jobs": f.by_team(jobs), "employers": f.by_team(distinct(jobs, "team", "employer"))}


def competitive(f: Frames) -> Found:
    jobs = f.jobs_held
    return {
        "jobs": f.by_team(jobs), "competitive_jobs": f.by_team(jobs[jobs["is_competitive"]]),
        "current_jobs": f.by_team(jobs[(jobs["ended"] >= f.last) & ~jobs["is_placement"]]),
    }  # fmt: skip


def working_support(f: Frames) -> Found:
    jobs = f.jobs_held.loc[~f.jobs_held["is_placement"], ["course", "starts", "ended"]]
    workers = f.courses[f.courses.index.isin(jobs["course"])]
    talks = _at_work(f.talks_in, jobs)
    told = talks[(talks["held_with"] == f.codes.employer) & ~talks["was_missed"]]
    went = f.visits_for[f.inside(f.visits_for["day"])]
    supported = workers.index.isin(talks.loc[talks["with_client"], "course"])
    return {
        "workers": f.by_team(workers), "workers_supported": f.by_team(workers[supported]),
        "employers_supported": f.by_team(told) + f.by_team(_at_work(went, jobs)),
    }  # fmt: skip


def _at_work(rows: pd.DataFrame, jobs: pd.DataFrame) -> pd.DataFrame:
    pairs = rows.reset_index(names="row").merge(jobs, on="course")
    held = pairs.loc[pairs["day"].between(pairs["starts"], pairs["ended"]), "row"]
    return rows.loc[held.unique()]


def unlimited_support(f: Frames) -> Found:
    jobs = f.jobs_kept[f.jobs_kept["is_competitive"] & (f.jobs_kept["starts"] <= f.last)].reset_index(names="job")
    met = jobs[["job", "course", "starts"]].merge(f.met[["course", "day", "once"]], on="course")
    after = met["day"] - met["starts"]
    started = jobs[jobs["starts"] >= f.first]
    ends = jobs["ended"].clip(upper=f.last)
    lasted = jobs[(jobs["ended"] >= f.first) & (later(jobs["starts"], 4) <= ends)]
    seen = pd.Series(True, lasted["job"])
    for n in range(4):
        mine = met[met["day"].between(later(met["starts"], n), later(met["starts"], n + 1) - 1)]
        seen &= seen.index.isin(mine["job"])
    return {
        "starts": f.by_team(started),
        "starts_seen_before": f.by_team(started[started["job"].isin(met.loc[after.between(-7, -1), "job"])]),
        "starts_seen_after": f.by_team(started[started["job"].isin(met.loc[after.between(0, 3), "job"])]),
        "workers_four_months": f.by_team(lasted),
        "workers_seen_four_months": f.by_team(lasted[lasted["job"].isin(seen.index[seen])]),
        **_turns(f, jobs, met), **_endings(f),
    }  # fmt: skip


def _turns(f: Frames, jobs: pd.DataFrame, met: pd.DataFrame) -> Found:
    """Weeks and months of which all days lie in the period and in the job, and the meetings in them."""
    starts = jobs["starts"]
    weeks = [(starts + 7 * n, starts + 7 * n + 6) for n in range(4)]
    months = [(later(starts, n), later(starts, n + 1) - 1) for n in range(1, 12)]
    found = {}
    for due, done, turns in (
        ("weeks_first_month", "contacts_first_month", weeks), ("months_later", "contacts_later", months)
    ):  # fmt: skip
        whole = pd.concat([jobs.assign(begins=begins, until=until) for begins, until in turns])
        whole = whole[(whole["begins"] >= f.first) & (whole["until"] <= whole["ended"].clip(upper=f.last))]
        pairs = whole[["job", "team", "begins", "until"]].merge(met[["job", "day", "once"]], on="job")
        pairs = pairs[pairs["day"].between(pairs["begins"], pairs["until"])]
        found[due] = f.by_team(whole)
        found[done] = f.by_team(pairs.drop_duplicates(["job", "once"]))
    return found


def _endings(f: Frames) -> Found:
    talks = f.every_talk
    ended = f.courses_kept[f.inside(f.courses_kept["ended"])]
    ended = ended[ended["end_reason"] == f.codes.steady]
    shared = talks.loc[(talks["held_with"] == f.codes.treatment_team) & ~talks["was_missed"], ["course", "day"]]
    pairs = shared.merge(ended.reset_index(names="course")[["course", "ended"]], on="course")
    handed = pairs.loc[pairs["day"].between(later(pairs["ended"], -1), pairs["ended"]), "course"]
    lost = f.jobs_ended[f.jobs_ended["heard"] >= 0].reset_index(names="job")
    spoke = talks.loc[talks["with_client"], ["course", "day"]].merge(lost[["job", "course", "heard"]], on="course")
    seen = spoke.loc[(spoke["day"] - spoke["heard"]).between(0, 3), "job"]
    return {
        "ended_working": f.by_team(ended), "ended_handed_over": f.by_team(ended[ended.index.isin(handed)]),
        "losses": f.by_team(lost), "losses_seen": f.by_team(lost[lost["job"].isin(seen)]),
    }  # fmt: skip


def engagement(f: Frames) -> Found:
    talks, has, codes = f.talks_in, f.has_talks, f.codes
    closed = f.courses_kept[f.inside(f.courses_kept["ended"])]
    seen = talks["with_client"] & (talks["mode"] == codes.face)
    missed = _once(talks[(talks["held_with"] == codes.client) & talks["was_missed"]])
    followed = missed.set_index(["course", "once"]).index.isin(_followed(f).set_index(["course", "once"]).index)
    together = talks[seen & (talks["visit"] >= 0)]
    treated = distinct(together[together["is_of_treatment"]], "team", "visit")
    joint = together[~together["is_of_treatment"]].merge(treated, on=["team", "visit"])
    away = talks["course"].isin(missed["course"])
    outside = talks[seen & away & ~talks["is_of_treatment"] & talks["setting"].isin(codes.outside)]
    by_team = f.by_team(_once(_by_treatment_alone(talks[away & (talks["held_with"] == codes.client)], talks)))
    family = talks[(talks["held_with"] == codes.family) & ~talks["was_missed"]]
    return {name: known(f.by_team(rows), has) for name, rows in {
        "closed_for_missed_visits": closed[closed["end_reason"] == codes.no_contact], "no_shows": missed,
        "no_shows_followed": missed[followed], "visits_outside": _once(outside), "joint_visits": _once(joint),
        "family_contacts": _once(family),
    }.items()} | {"outreach_by_team": known(by_team, by_team > 0)}  # fmt: skip


def _by_treatment_alone(rows: pd.DataFrame, talks: pd.DataFrame) -> pd.DataFrame:
    """Of the treatment team, in no visit at which one of us was too."""
    ours = distinct(talks[(talks["visit"] >= 0) & ~talks["is_of_treatment"]], "team", "visit")
    theirs = rows[rows["is_of_treatment"]].merge(ours.assign(is_ours=True), on=["team", "visit"], how="left")
    return theirs[theirs["is_ours"].isna()]


def _once(talks: pd.DataFrame) -> pd.DataFrame:
    return talks.drop_duplicates(["course", "once"])


def _followed(f: Frames) -> pd.DataFrame:
    """Contacts with a client or attempts, after which or beside which another came within two weeks."""
    tried = _once(f.every_talk[f.every_talk["held_with"] == f.codes.client]).sort_values(["course", "day"])
    day = tried.groupby("course")["day"]
    return tried[(day.shift(-1) - tried["day"] <= 14) | (day.shift(1) == tried["day"])]


WORK = {
    "SE1": benefits_planning, "SE2": openness, "SE3": career_profile, "SE4": rapid_search, "SE5": own_wish,
    "SE6": employer_contacts, "SE7": contact_quality, "SE8": job_types, "SE9": employers, "SE10": competitive,
    "SE11": working_support, "SE12": unlimited_support, "SE14": engagement,
}  # fmt: skip
