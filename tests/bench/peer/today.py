"""What the today page shows: the diary, and what the rules ask, by the product's own pure rules."""

from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from plek.caseload.rules import engine
from plek.caseload.rules.book import RuleBook, Tuning, rule_book, tuned
from plek.caseload.rules.facts import JobFacts, Line, MemberFacts, ReferralFacts, TrajectoryFacts
from tests.bench.peer import statements
from tests.bench.peer.sealed import opened

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
Row = dict[str, Any]
TEAMS_AT_ONCE, PER_SUBJECT = 3, 10


async def today_context(v: Any) -> dict[str, Any]:
    """All that the page prints."""
    today, leads = datetime.now(AMSTERDAM).date(), v.by["role"] == "ips_team_leader"
    first = datetime.combine(today, time(), AMSTERDAM)
    end = datetime.combine(engine.end_of_week(today) + timedelta(days=1), time(), AMSTERDAM)
    diary = await v.rows(statements.DIARY, {"by": v.by["id"], "first": first, "end": end})
    tasks = await v.rows(statements.TASKS, [v.by["id"]])
    put_off = {row["line"] for row in await v.rows(statements.SNOOZED, [v.by["id"]])}
    book = tuned(rule_book(), [Tuning(**row) for row in await v.rows(statements.TUNINGS)])
    supervision = (await v.rows(statements.SUPERVISION, [v.by["id"]]))[0]["last"]
    waiting = await v.rows(statements.WAITING, [v.by["teams"], leads])
    followed = await _followed(v, leads)
    lines = engine.lines_of_member(book, MemberFacts(v.by["begins_on"], supervision), today)
    lines += [
        n for r in waiting for n in engine.lines_of_referral(book, ReferralFacts(r["id"], r["referred_on"]), today)
    ]
    mine = [f for f in followed if f[0]["specialist_id"] == v.by["id"]]
    lines += [n for _row, facts in mine for n in engine.lines_of_trajectory(book, facts, today)]
    lines += [Line("task", str(t["id"]), t["due_on"], t["due_on"], 0, 0) for t in tasks]
    todos = [_todo(book, line, followed, tasks, waiting, today) for line in engine.order(book, lines, today)]
    todos = [t for t in todos if t["key"] not in put_off]
    return {
        "visits": _by_day(diary, today), "first": [t for t in todos if t["is_this_week"]],
        "later": [t for t in todos if not t["is_this_week"]],
        "team": _team(book, [f for f in followed if f not in mine] if leads else [], put_off, today),
    }  # fmt: skip


def teams_shown(v: Any) -> list[int]:
    """The product shows the first team to who leads many."""
    teams = sorted(v.by["teams"])
    return teams if len(teams) <= TEAMS_AT_ONCE else teams[:1]


async def _followed(v: Any, leads: bool) -> list[tuple[Row, TrajectoryFacts]]:
    rows = await v.rows(statements.FOLLOWED, {"teams": teams_shown(v), "by": v.by["id"], "leads": leads})
    ids = [row["id"] for row in rows]
    jobs: dict[int, list[JobFacts]] = {}
    for job in await v.rows(statements.FOLLOWED_JOBS, [ids]):
        jobs.setdefault(job.pop("trajectory_id"), []).append(JobFacts(*job.values()))
    visits = {row["trajectory_id"]: row["first"] for row in await v.rows(statements.FOLLOWED_VISITS, [ids])}
    return [(row, _facts(row, jobs.get(row["id"], []), visits.get(row["id"]))) for row in rows]


def _facts(row: Row, jobs: list[JobFacts], visited_on: date | None) -> TrajectoryFacts:
    reached = {kind: date.fromisoformat(on) for kind, on in (row["reached"] or {}).items()}
    return TrajectoryFacts(
        number=row["number"], kind=row["kind"], phase=row["phase"], phase_since=row["phase_since"],
        referred_on=row["referred_on"], first_meeting_on=row["first_meeting_on"], next_step_on=row["next_step_on"],
        last_contact_on=row["last"], first_employer_contact_on=visited_on,
        profile_ready_on=reached.get("profile_ready"), plan_reviewed_on=reached.get("plan_reviewed"),
        benefits_talk_on=_latest(row["benefit"], reached.get("benefits_advice")),
        openness_talk_on=_latest(row["openness"], reached.get("openness_talk")),
        next_appointment_on=row["next_at"] and row["next_at"].astimezone(AMSTERDAM).date(), jobs=tuple(jobs),
    )  # fmt: skip


def _latest(*days: date | None) -> date | None:
    return max((day for day in days if day), default=None)


def _todo(book: RuleBook, line: Line, followed: Any, tasks: list[Row], waiting: list[Row], today: date) -> Row:
    todo = {
        "key": line.key,
        "due": line.due_on,
        "is_this_week": engine.is_this_week(line, today),
        "late": line.due_on < today,
    }
    if line.rule == "task":
        task = next(t for t in tasks if t["id"] == int(line.subject))
        text = opened(task["text"], "caseload_task.text")
        return todo | {
            "title": text,
            "reason": task["client"] or "",
            "number": task["client_number"],
            "actions": (),
        }
    rule = book.rule(line.rule)
    assert rule is not None
    row = next((r for r, facts in followed if facts.number == line.subject), None)
    asked = next((r["client"] for r in waiting if str(r["id"]) == line.subject), rule.title["nl"])
    return todo | {
        "title": row["client"] if row else asked, "number": row["client_number"] if row else None,
        "reason": _sentence(rule, line, today), "actions": rule.actions, "rule": rule.code,
        "whose": row["specialist"] if row else "", "trajectory": line.subject,
    }  # fmt: skip


def _sentence(rule: Any, line: Line, today: date) -> str:
    job = f"{line.job.title} bij {line.job.employer}" if line.job else ""
    words = rule.sentence_late["nl"] if line.due_on < today else rule.sentence["nl"]
    text: str = words.format(
        day=line.day, limit=line.limit, days=f"{line.day} dagen", ago=f"{line.day} dagen geleden",
        since=line.since,
        due=line.due_on, job=job, start=line.job.started_on if line.job else "",
    )  # fmt: skip
    return text[:1].upper() + text[1:]


def _by_day(diary: list[Row], today: date) -> list[tuple[str, list[Row]]]:
    days: dict[str, list[Row]] = {"Afspraken": [], "Morgen": [], "Verder deze week": []}
    for row in diary:
        row["at"] = row["starts_at"].astimezone(AMSTERDAM)
        row["place"] = opened(row["place"], "caseload_appointment.place")
        row["about"] = opened(row["about"], "caseload_appointment.about")
        ahead = (row["at"].date() - today).days
        days["Afspraken" if ahead == 0 else "Morgen" if ahead == 1 else "Verder deze week"].append(row)
    return [(title, rows) for title, rows in days.items() if rows]


def _team(book: RuleBook, followed: list[Any], put_off: set[str], today: date) -> dict[str, list[Row]]:
    by_number = {facts.number: (row, facts) for row, facts in followed}
    lines = [line for _row, facts in followed for line in engine.lines_of_trajectory(book, facts, today)]
    urgent = [line for line in lines if line.key not in put_off and _is_urgent(book, line, today)]
    groups: dict[str, list[Line]] = {}
    for line in engine.order(book, urgent, today):
        groups.setdefault(line.rule, []).append(line)
    return {
        rule.title["nl"]: [
            _todo(book, line, [by_number[line.subject]], [], [], today) for line in groups[rule.code][:PER_SUBJECT]
        ]
        for rule in book.rules
        if rule.code in groups
    }


def _is_urgent(book: RuleBook, line: Line, today: date) -> bool:
    rule = book.rule(line.rule)
    stake = rule.stake if rule else ""
    return (stake == "job" and engine.is_this_week(line, today)) or (stake == "norm" and line.due_on < today)
