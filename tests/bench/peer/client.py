"""What the client page shows: where things stand, the last events, and the drawing."""

from datetime import date, datetime, timedelta
from typing import Any

from fastapi import HTTPException

from tests.bench.peer import statements
from tests.bench.peer.sealed import opened
from tests.bench.peer.today import AMSTERDAM

PHASES = ("getting_to_know", "profile", "searching", "starting", "follow_along", "rounding_off", "resting")
MODES = {"fysiek": "Fysiek", "telefoon": "Telefoon", "video": "Video", "bericht": "Bericht"}
KINDS = ("profile_ready", "plan_reviewed", "benefits_advice", "openness_talk")


async def client_context(v: Any, number: str) -> dict[str, Any]:
    """All that the page prints."""
    found = await v.rows(statements.CLIENT, {"by": v.by["id"], "number": number, "teams": v.by["teams"]})
    if not found:
        raise HTTPException(404)
    client = found[0]
    courses = await v.rows(statements.TRAJECTORIES, [client["id"]])
    ids = [c["id"] for c in courses]
    contacts, spells = await v.rows(statements.CONTACTS, [ids]), await v.rows(statements.SPELLS, [ids])
    guides, milestones = await v.rows(statements.GUIDES, [ids]), await v.rows(statements.MILESTONES, [ids])
    jobs, visits = await v.rows(statements.JOBS, [ids]), await v.rows(statements.VISITS, [ids])
    since = client["since"]
    changes = await v.rows(statements.CHANGES, [client["id"], v.by["id"], since]) if since else []
    coming = await v.rows(statements.NEXT, [client["id"]])
    now = next((c for c in courses if c["ended_on"] is None), None)
    if now:
        now["wish"] = opened(now["wish"], "caseload_trajectory.wish")
        now["next_step"] = opened(now["next_step"], "caseload_trajectory.next_step")
    return {
        "client": client, "now": now, "past": [c for c in courses if c["ended_on"]], "changes": changes,
        "coming": coming[0] if coming else None, "milestones": _reached(milestones, now),
        "lines": _lines(courses, contacts, spells, guides, milestones, jobs, visits)[:5],
        **_drawing(courses, contacts, spells, jobs, visits),
    }  # fmt: skip


def _reached(milestones: list[dict[str, Any]], now: dict[str, Any] | None) -> list[tuple[str, date | None]]:
    when = {m["kind"]: m["reached_on"] for m in milestones if now and m["trajectory_id"] == now["id"]}
    return [(kind, when.get(kind)) for kind in KINDS]


def _lines(
    courses: list[Any], contacts: list[Any], spells: list[Any], guides: list[Any], milestones: list[Any],
    jobs: list[Any], visits: list[Any],
) -> list[tuple[date, str, str, str]]:  # fmt: skip
    """Day, what, detail, and the contact it links to; newest first."""
    found = []
    for course in courses:
        if course["ended_on"]:
            found.append((course["ended_on"], "Afgerond", course["number"], ""))
        found.append((course["first_meeting_on"], "Eerste gesprek", "", ""))
        found.append((course["referred_on"], "Aangemeld", course["number"], ""))
        own = [s for s in spells if s["trajectory_id"] == course["id"]]
        found += [(s["begins_on"], f"Fase: {s['phase']}", "", "") for s in own[1:]]
    found += [(m["reached_on"], m["kind"], "", "") for m in milestones]
    found += [(k["held_on"], f"{MODES[k['mode']]}, met: {k['held_with']}", _detail(k), k["id"]) for k in contacts]
    found += [(j["started_on"], f"{j['title']} bij {j['employer']}", "", "") for j in jobs]
    found += [(w["held_on"], f"Contact met {w['employer']}: {w['purpose']}", "", "") for w in visits]
    return sorted(found, key=lambda line: line[0], reverse=True)


def _detail(contact: dict[str, Any]) -> str:
    minutes = f"{contact['minutes']} minuten" if contact["minutes"] else ""
    missed = "ging niet door" if contact["was_missed"] else ""
    return ", ".join(filter(None, [missed, contact["setting"], minutes, contact["who"]]))


def _drawing(
    courses: list[Any], contacts: list[Any], spells: list[Any], jobs: list[Any], visits: list[Any]
) -> dict[str, Any]:
    today = datetime.now(AMSTERDAM).date()
    events = [*(j["started_on"] for j in jobs), *(w["held_on"] for w in visits), *(s["begins_on"] for s in spells)]
    days = [today, *(c["referred_on"] for c in courses), *events]
    begin = min(days)
    width = (max(*days, begin + timedelta(days=60)) + timedelta(days=3) - begin).days

    def at(on: date) -> float:
        return 100 * min(max((on - begin).days / width, 0), 1)

    def bar(first: date, last: date | None, title: str) -> tuple[str, str, str]:
        x = at(first)
        return f"{x:.2f}", f"{max(at(last or today) - x, 0.6):.2f}", f"{title}: {first} – {last or 'nu'}"

    rows = [
        (p, [bar(s["begins_on"], s["ends_on"], p) for s in own])
        for p in PHASES
        if (own := [s for s in spells if s["phase"] == p])
    ]
    rows += [(j["title"], [bar(j["started_on"], j["ended_on"], j["title"])]) for j in jobs[:5]]
    ticks = [(f"{at(k['held_on']):.2f}", _kind(k), k["held_on"]) for k in contacts]
    return {"bars": rows, "ticks": ticks, "dots": [(f"{at(w['held_on']):.2f}", w["held_on"]) for w in visits]}


def _kind(contact: dict[str, Any]) -> str:
    if contact["was_missed"]:
        return "missed"
    return "met" if contact["mode"] == "fysiek" else "spoke"
