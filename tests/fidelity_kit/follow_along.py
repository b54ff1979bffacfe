"""Support around and after a job start, and reaching out: the two items with patterns over dates."""

from datetime import timedelta
from fractions import Fraction
from typing import Any

import pandas as pd

from tests.fidelity_kit.count import KEPT, PLACEMENTS, Day, Expected, Records

WEEK = timedelta(weeks=1)


def _met(r: Records, course: str) -> list[Day]:
    """The days of the visits; two who went together made one."""
    visits = {
        _visit(t, n): t["datum"] for n, t in enumerate(r.talks) if t["trajectnummer"] == course and _is_met(t)
    }
    return list(visits.values())


def _is_met(talk: dict[str, Any]) -> bool:
    return bool(talk["met"] == "cliënt" and talk["wijze"] == "fysiek" and talk["niet verschenen"] != "ja")


def _visit(talk: dict[str, Any], number: int) -> tuple[Any, ...]:
    """Rows alike but for who it was are one visit, where place and minutes are filled in."""
    if pd.isna(talk["plaats"]) or pd.isna(talk["minuten"]):
        return (number,)
    return tuple(str(cell) for name, cell in talk.items() if name != "medewerker")


def _went_together(r: Records, talks: list[dict[str, Any]]) -> bool:
    treating = set(r.staff.loc[r.staff["functie"] == "behandelaar", "code"])
    there: dict[tuple[Any, ...], set[bool]] = {}
    for n, talk in enumerate(talks):
        if _is_met(talk):
            there.setdefault(_visit(talk, n), set()).add(talk["medewerker"] in treating)
    return {True, False} in there.values()


def _months(start: Day, count: int) -> Day:
    return start + pd.DateOffset(months=count)


def _share(part: int, whole: int, *, empty: bool | None = None, limit: Fraction = KEPT) -> bool | None:
    """Whether enough of them; ``empty`` is the answer where there were none."""
    return Fraction(part, whole) >= limit if whole else empty


def unlimited(r: Records) -> Expected:
    """SE12: from what was due in the period for each competitive job."""
    jobs = [j for j in r.own_jobs if j["regulier"] == "ja" and j["gestart op"] <= r.last]
    sums = {"weeks": 0, "in_weeks": 0, "months": 0, "in_months": 0, "lasted": 0, "lasted_seen": 0}
    starts = before = after = 0
    for job in jobs:
        start, seen = job["gestart op"], _met(r, job["trajectnummer"])
        last = min(r.last, job["geëindigd op"]) if pd.notna(job["geëindigd op"]) else r.last
        if start >= r.first:
            starts += 1
            before += any(start - WEEK <= day < start for day in seen)
            after += any(start <= day <= start + timedelta(days=3) for day in seen)
        weeks = [(start + WEEK * n, start + WEEK * (n + 1)) for n in range(4)]
        months = [(_months(start, n), _months(start, n + 1)) for n in range(1, 12)]
        for name, turns in (("weeks", weeks), ("months", months)):
            whole = [(a, b) for a, b in turns if a >= r.first and b - timedelta(days=1) <= last]
            sums[name] += len(whole)
            sums[f"in_{name}"] += sum(any(a <= day < b for a, b in whole) for day in seen)
        if last >= r.first and _months(start, 4) <= last:
            sums["lasted"] += 1
            sums["lasted_seen"] += all(
                any(_months(start, n) <= day < _months(start, n + 1) for day in seen) for n in range(4)
            )  # fmt: skip
    half = _share(sums["lasted_seen"], sums["lasted"], limit=Fraction(1, 2))
    weekly = _share(sums["in_weeks"], sums["weeks"], limit=Fraction(1))
    monthly = _share(sums["in_months"], sums["months"], limit=Fraction(1))
    ends = [_handed_over(r), _losses(r)[0]]
    four = _both(weekly, monthly)
    five = _both(four, _share(before, starts), _share(after, starts), *ends)
    states = {5: five, 4: four, 3: half, 2: sums["in_months"] > 0}
    sure = max([score for score, state in states.items() if state] or [1])
    hoped = max([score for score, state in states.items() if state is not False] or [1])
    words: dict[str, Any] = sums | {"starts": starts, "before": before, "after": after}
    words["reason"] = "" if sure == hoped else "starts"
    return Expected("SE12", score=sure if sure == hoped else None, missing=_losses(r)[1], words=words)


def _both(*states: bool | None) -> bool | None:
    return False if False in states else None if None in states else True


def _handed_over(r: Records) -> bool | None:
    ended = [c for c in r.kept if c["reden einde"] == "werkt stabiel" and r.is_in(c["beëindigd op"])]
    done = sum(
        any(
            t["met"] == "behandelteam" and _months(c["beëindigd op"], -1) <= t["datum"] <= c["beëindigd op"]
            for t in r.talks if t["trajectnummer"] == c["trajectnummer"]
        )
        for c in ended
    )  # fmt: skip
    return _share(done, len(ended), empty=True)


def _losses(r: Records) -> tuple[bool | None, int]:
    """Whether ends of jobs were followed within three days of hearing, and how many have no such day."""
    lost = [
        j for j in r.own_jobs
        if j["contract"] not in PLACEMENTS and pd.notna(j["geëindigd op"]) and r.is_in(j["geëindigd op"])
    ]  # fmt: skip
    heard = [j for j in lost if pd.notna(j["einde gehoord op"])]
    done = sum(
        any(
            t["trajectnummer"] == j["trajectnummer"] and t["met"] == "cliënt" and t["niet verschenen"] != "ja"
            and j["einde gehoord op"] <= t["datum"] <= j["einde gehoord op"] + timedelta(days=3)
            for t in r.talks
        )
        for j in heard
    )  # fmt: skip
    return _share(done, len(heard), empty=True), len(lost) - len(heard)


def engagement(r: Records) -> Expected:
    """SE14: six strategies, of which outreach by the treatment team is never on record."""
    talks = r.in_period(r.talks)
    if not talks:
        return Expected("SE14", denominator=Fraction(6), words={"reason": "no_contacts"})
    closed = [c for c in r.kept if c["reden einde"] == "geen contact" and r.is_in(c["beëindigd op"])]
    missed = [t for t in talks if t["met"] == "cliënt" and t["niet verschenen"] == "ja"]
    followed = sum(
        any(
            t is not m and t["trajectnummer"] == m["trajectnummer"] and t["met"] == "cliënt"
            and m["datum"] <= t["datum"] <= m["datum"] + timedelta(days=14)
            for t in r.talks
        )
        for m in missed
    )  # fmt: skip
    away = {m["trajectnummer"] for m in missed}
    visited = [
        t for t in talks
        if t["trajectnummer"] in away and t["met"] == "cliënt" and t["niet verschenen"] != "ja"
        and t["wijze"] == "fysiek" and t["plaats"] in ("thuis", "buiten", "werkplek")
    ]  # fmt: skip
    signs = [
        not closed, _share(followed, len(missed)), None, len(visited) >= 2, _went_together(r, talks),
        any(t["met"] == "naaste" and t["niet verschenen"] != "ja" for t in talks),
    ]  # fmt: skip
    there, unsure = sum(s is True for s in signs), sum(s is None for s in signs)
    low, high = max(there - 1, 1), max(there + unsure - 1, 1)
    words = {"there": there, "unsure": unsure, "reason": "" if low == high else "strategies"}
    return Expected("SE14", Fraction(there), Fraction(there), Fraction(6), low if low == high else None, 0, words)
