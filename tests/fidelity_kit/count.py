"""The expected figures of a programme, counted from its workbook with pandas and written out as sentences.

This is a second calculation from the definitions in the README of the kit; it shares no code with Plek.
"""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import timedelta
from fractions import Fraction
from pathlib import Path
from typing import Any

import pandas as pd

from tests.fidelity_kit.scoring import is_between, kaplan_meier, place
from tests.fidelity_kit.wording import OPEN, said

Day = pd.Timestamp
PLACEMENTS = ("proefplaatsing", "werkervaringsplaats", "beschut", "vrijwilligerswerk")
PHASES = ("kennismaken", "profiel", "zoeken", "coachen", "volgen")
KEPT = Fraction(9, 10)


@dataclass(frozen=True)
class Expected:
    """One item: None is not known. ``score`` is None while what is on record allows more than one."""

    item: str
    value: Fraction | None = None
    numerator: Fraction | None = None
    denominator: Fraction | None = None
    score: int | None = None
    missing: int = 0
    words: dict[str, Any] | None = None

    def why(self, language: str) -> str:
        return said(self, language)


class Records:
    """The sheets of one workbook, over the period."""

    def __init__(self, path: Path, first: Any, last: Any) -> None:
        self.first, self.last = Day(first), Day(last)
        sheets = pd.read_excel(path, sheet_name=None, engine="calamine")
        self.staff, self.courses = sheets["Medewerkers"], sheets["Trajecten"]
        self.clients, self.contacts = sheets["Cliënten"], sheets["Contacten"]
        self.visits, self.jobs = sheets["Werkgeverscontacten"], sheets["Banen"]
        self.meetings, self.hours = sheets["Overleg"], sheets["Uren"]
        for frame in (self.staff, self.courses, self.contacts, self.visits, self.jobs, self.meetings):
            for column in ("in dienst", "uit dienst", "verwezen op", "eerste gesprek", "beëindigd op", "datum",
                           "gestart op", "geëindigd op", "einde gehoord op"):  # fmt: skip
                if column in frame:
                    frame[column] = pd.to_datetime(frame[column])
        self.days = pd.date_range(self.first, self.last)
        self.specialists = [row for row in _rows(self.staff) if row["functie"] == "trajectbegeleider"]
        self.leader = next(row for row in _rows(self.staff) if row["functie"] == "IPS-teamleider")
        self.kept = [c for c in _rows(self.courses) if not _before(c["beëindigd op"], self.first)]
        self.open = [
            c for c in self.kept
            if pd.notna(c["eerste gesprek"]) and c["eerste gesprek"] <= self.last
            and not (pd.notna(c["beëindigd op"]) and c["beëindigd op"] <= self.first)
        ]  # fmt: skip
        numbers = {c["trajectnummer"] for c in self.kept}
        self.talks = [t for t in _rows(self.contacts) if t["trajectnummer"] in numbers]
        self.own_jobs = [j for j in _rows(self.jobs) if j["trajectnummer"] in numbers]
        self.held = [
            j for j in self.own_jobs
            if j["gestart op"] <= self.last and not _before(j["geëindigd op"], self.first)
        ]  # fmt: skip

    def is_in(self, day: Day) -> bool:
        return bool(self.first <= day <= self.last)

    def in_period(self, rows: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
        return [row for row in rows if self.is_in(row["datum"])]

    @property
    def weeks(self) -> int:
        return len(self.days) // 7

    def week(self, day: Day) -> int:
        """Weeks count from the first day; what is left over belongs to the last."""
        return min((day - self.first).days // 7, self.weeks - 1)

    def month(self, day: Day) -> int:
        return (day.year - self.first.year) * 12 + day.month - self.first.month

    def weeks_of(self, person: dict[str, Any]) -> set[int]:
        return {self.week(day) for day in self.days if works(person, day)}


def _rows(frame: pd.DataFrame) -> list[dict[str, Any]]:
    return [{str(name): cell for name, cell in row.items()} for row in frame.to_dict("records")]


def _before(day: Any, limit: Day) -> bool:
    return bool(pd.notna(day) and day < limit)


def works(person: dict[str, Any], day: Day) -> bool:
    """The day of leaving is the first that he is not there."""
    return bool(
        person["in dienst"] <= day and not (pd.notna(person["uit dienst"]) and person["uit dienst"] <= day)
    )


def _number(value: Any) -> Fraction:
    return Fraction(str(value))


def _share(item: str, part: Any, whole: Any, missing: int = 0, ceiling: int = 5, **words: Any) -> Expected:
    if not whole:
        words["reason"] = "nothing"
        return Expected(item, None, _number(part), _number(whole), None, missing, words)
    value = Fraction(part) / Fraction(whole)
    score = min(place(item, value * 100), ceiling)
    words["between"] = is_between(item, value * 100)
    return Expected(item, value, Fraction(part), Fraction(whole), score, missing, words)


def _unknown(item: str, reason: str, **words: Any) -> Expected:
    return Expected(item, words={"reason": reason, **words})


def caseload(r: Records) -> Expected:
    known = {p["code"]: p for p in r.specialists if pd.notna(p["fte"])}
    client_days: set[tuple[str, str, Day]] = set()
    left_out = 0
    for course in r.open:
        begins = max(course["eerste gesprek"], r.first)
        ends = course["beëindigd op"] if pd.notna(course["beëindigd op"]) else r.last + timedelta(days=1)
        span = [day for day in r.days if begins <= day < ends]
        if course["trajectbegeleider"] in known:
            client_days |= {(course["cliëntnummer"], course["trajectbegeleider"], day) for day in span}
        else:
            left_out += bool(span)
    fte_days = sum((_number(p["fte"]) for p in known.values() for day in r.days if works(p, day)), Fraction(0))
    clients, fte = Fraction(len(client_days), len(r.days)), fte_days / len(r.days)
    missing = left_out + len(r.specialists) - len(known)
    value = clients / fte
    return Expected(
        "ST1", value, clients, fte, place("ST1", value), missing, {"between": is_between("ST1", value)}
    )


def _weeks(r: Records) -> list[dict[str, Any]]:
    codes = {p["code"] for p in r.specialists}
    rows = [h | {"monday": Day.fromisocalendar(int(h["week"][:4]), int(h["week"][6:]), 1)} for h in _rows(r.hours)]
    return [h for h in rows if h["medewerker"] in codes and r.is_in(h["monday"])]


def employment_hours(r: Records) -> Expected:
    weeks = _weeks(r)
    if not weeks:
        return _unknown("ST2", "no_hours")
    whole = [h for h in weeks if pd.notna(h["uren anders"])]
    support = sum((_number(h["uren werkbegeleiding"]) for h in whole), Fraction(0))
    every = support + sum((_number(h["uren anders"]) for h in whole), Fraction(0))
    return _share("ST2", support, every, len(weeks) - len(whole))


def phases(r: Records) -> Expected:
    done: dict[str, set[str]] = {p["code"]: set() for p in r.specialists}
    missing = 0
    for talk in r.in_period(r.talks):
        if talk["medewerker"] not in done or talk["niet verschenen"] == "ja":
            continue
        if pd.notna(talk["fase"]):
            done[talk["medewerker"]].add("zoeken" if talk["fase"] == "plaatsen" else talk["fase"])
        elif talk["met"] == "cliënt":
            missing += 1
    for course in r.kept:
        if pd.notna(course["eerste gesprek"]) and r.is_in(course["eerste gesprek"]):
            done[course["trajectbegeleider"]].add("intake")
    if not missing and not any(done.values()):
        return _unknown("ST3", "no_contacts")
    total = Fraction(sum(map(len, done.values())))
    value = total / len(done)
    words = {"each": sorted(len(phases) for phases in done.values()), "between": is_between("ST3", value)}
    return Expected("ST3", value, total, Fraction(len(done)), place("ST3", value), missing, words)


def teams(r: Records) -> Expected:
    team_of = {c["cliëntnummer"]: c["behandelteam"] for c in _rows(r.clients)}
    shares, part, whole = [], 0, 0
    for person in r.specialists:
        own = {c["cliëntnummer"] for c in r.open if c["trajectbegeleider"] == person["code"]}
        two = sum(size for _, size in Counter(team_of[client] for client in own).most_common(2))
        part, whole = part + two, whole + len(own)
        shares += [Fraction(two, len(own))] if own else []
    value = sum(shares, Fraction(0)) / len(shares)
    words = {"each": [round(float(share) * 100, 1) for share in shares], "between": is_between("OR1", value * 100)}
    return Expected("OR1", value, Fraction(part), Fraction(whole), place("OR1", value * 100), 0, words)


def agencies(r: Records) -> Expected:
    every = r.in_period(r.talks)
    if not every:
        return _unknown("OR3", "no_contacts")
    held = [t for t in every if t["met"] in ("UWV", "gemeente") and t["niet verschenen"] != "ja"]
    met = [t for t in held if t["wijze"] == "fysiek"]

    def kept(rows: list[dict[str, Any]], turn: Callable[[Day], int], of: int) -> bool:
        return Fraction(len({turn(t["datum"]) for t in rows}), of) >= KEPT

    weekly = kept(held, r.week, r.weeks)
    every_quarter = [kept(rows, lambda day: r.month(day) // 3, 2) for rows in (held, met)]
    every_month = [kept(rows, r.month, 6) for rows in (held, met)]
    steps = {5: every_month[1] and weekly, 4: every_quarter[1] or weekly, 3: every_month[0], 2: every_quarter[0]}
    score = next((score for score, holds in steps.items() if holds), 1)
    return Expected("OR3", score=score, words={"contacts": len(held), "met": len(met)})


def leader(r: Records) -> Expected:
    days = len(r.days)
    here = Fraction(sum(works(p, day) for p in r.specialists for day in r.days), days)
    fte = _number(r.leader["fte"])
    signs: dict[str, bool | None] = {"ten": here / fte <= 10}
    held = r.in_period(_rows(r.meetings))
    if held:
        signs |= _leading(r, held)
    else:
        signs |= {"weekly": None, "teams": None, "results": None, "mentoring": None}
    there, unsure = sum(s is True for s in signs.values()), sum(s is None for s in signs.values())
    low, high = max(there, 1), max(there + unsure, 1)
    score = low if low == high else None
    words = {
        "yes": [n for n, s in signs.items() if s],
        "no": [n for n, s in signs.items() if s is False],
        "unsure": [n for n, s in signs.items() if s is None],
        "reason": "leader" if score is None else "",
    }
    return Expected("OR5", Fraction(there), Fraction(there), Fraction(5), score, 0, words)  # fmt: skip


def _leading(r: Records, held: list[dict[str, Any]]) -> dict[str, bool | None]:
    present = {id(m): set(str(m["aanwezig"]).split(";")) for m in held}
    led = [m for m in held if r.leader["code"] in present[id(m)]]
    supervised = {r.week(m["datum"]) for m in led if "supervisie" in m["soort"] and m["team"] == "IPS"}
    results = {r.month(m["datum"]) // 3 for m in led if m["soort"] == "resultaatbespreking"}
    team_of = {c["cliëntnummer"]: c["behandelteam"] for c in _rows(r.clients)}
    own_teams = {team_of[c["cliëntnummer"]] for c in r.open}
    seen = {
        (m["team"], r.month(m["datum"]) // 3) for m in held
        if m["soort"] == "teamoverleg" and m["team"] in own_teams and r.leader["code"] in present[id(m)]
    }  # fmt: skip
    due, done = 0, 0
    for person in r.specialists:
        for month in range(6):
            begins = r.first + pd.DateOffset(months=month)
            ends = begins + pd.DateOffset(months=1) - timedelta(days=1)
            is_new = person["in dienst"] <= begins and ends < person["in dienst"] + pd.DateOffset(months=6)
            due += is_new
            done += is_new and any(
                m["soort"] == "veldcoaching" and begins <= m["datum"] <= ends and person["code"] in present[id(m)]
                for m in held
            )  # fmt: skip
    return {
        "weekly": Fraction(len(supervised), r.weeks) >= KEPT,
        "teams": Fraction(len(seen), 2 * len(own_teams)) >= KEPT,
        "results": Fraction(len(results), 2) >= KEPT,
        "mentoring": Fraction(done, due) >= KEPT if due else None,
    }


def rapid_search(r: Records) -> Expected:
    waits = []
    for course in r.open:
        met = course["eerste gesprek"]
        ends = min(r.last, course["beëindigd op"]) if pd.notna(course["beëindigd op"]) else r.last
        found = [
            v["datum"] for v in _rows(r.visits)
            if v["trajectnummer"] == course["trajectnummer"] and v["wijze"] == "fysiek" and v["datum"] <= ends
        ]  # fmt: skip
        waits.append((max(0, ((min(found) if found else ends) - met).days), bool(found)))
    missing = sum(pd.isna(c["eerste gesprek"]) for c in r.kept)
    is_tracked = bool(r.in_period(_rows(r.visits)))
    median, longest = kaplan_meier(waits), max(days for days, _ in waits)
    ended = Fraction(sum(over for _, over in waits))
    words: dict[str, Any] = {"waiting": len(waits) - int(ended), "longest": longest}
    if median is None:
        score = 1 if longest >= 271 else None
        words["reason"] = "not_reached"
        return Expected("SE4", None, ended, Fraction(len(waits)), score, missing, words)
    score = place("SE4", Fraction(median))
    if score == 5 and not is_tracked:
        words["reason"], score = "tracked", None  # type: ignore[assignment]
    return Expected("SE4", Fraction(median), ended, Fraction(len(waits)), score, missing, words)


def own_wish(r: Records) -> Expected:
    numbers = {c["trajectnummer"] for c in r.kept}
    own = [v for v in r.in_period(_rows(r.visits)) if v["trajectnummer"] in numbers]
    if not own:
        return _unknown("SE5", "no_visits")
    found = _share("SE5", sum(v["past bij wens"] == "ja" for v in own), len(own))
    if found.score == 5:
        words = (found.words or {}) | {"reason": "plans"}
        return Expected("SE5", found.value, found.numerator, found.denominator, None, 0, words)
    return found


def employer_contacts(r: Records) -> Expected:
    every = r.in_period(_rows(r.visits))
    if not every:
        return _unknown("SE6", "no_visits")
    counting = [v for v in every if v["wijze"] == "fysiek" and v["beslist over aannemen"] == "ja"]
    means, contacts, worked = [], 0, 0
    for person in r.specialists:
        own = [v for v in counting if v["medewerker"] == person["code"] and works(person, v["datum"])]
        weeks = len(r.weeks_of(person))
        means += [Fraction(len(own), weeks)] if weeks else []
        contacts, worked = contacts + len(own), worked + weeks
    value = sum(means, Fraction(0)) / len(means)
    raw, words = place("SE6", value), {"each": [round(float(m), 2) for m in means]}
    held = r.in_period(_rows(r.meetings))
    reviewed = [
        m["datum"] for m in held
        if m["acquisitie besproken"] == "ja" and m["team"] == "IPS"
        and r.leader["code"] in str(m["aanwezig"]).split(";")
    ]  # fmt: skip
    score: int | None = raw
    if held:
        weekly = Fraction(len({r.week(day) for day in reviewed}), r.weeks) >= KEPT
        monthly = Fraction(len({r.month(day) for day in reviewed}), 6) >= KEPT
        score = min(raw, 5 if weekly else 3, 5 if monthly else 2)
        words["review"] = ["weekly" if weekly else "monthly" if monthly else "none"]  # type: ignore[list-item]
    elif raw > 2:
        score = None
    out: dict[str, Any] = words | {"between": is_between("SE6", value), "reason": "" if score else "reviews"}
    return Expected("SE6", value, Fraction(contacts), Fraction(worked), score, 0, out)


def _work(r: Records) -> list[dict[str, Any]]:
    return [j for j in r.held if j["contract"] not in PLACEMENTS]


def job_types(r: Records) -> Expected:
    known = [j for j in _work(r) if pd.notna(j["beroepscode"])]
    return _share("SE8", len({j["beroepscode"] for j in known}), len(known), len(_work(r)) - len(known))


def employers(r: Records) -> Expected:
    return _share("SE9", len({j["werkgever"] for j in _work(r)}), len(_work(r)))


def competitive(r: Records) -> Expected:
    current = [j for j in _work(r) if not _before(j["geëindigd op"], r.last)]
    regular = [j for j in r.held if j["regulier"] == "ja"]
    ceiling = 5 if len(current) >= 10 else 1
    if not r.held:
        return Expected("SE10", None, Fraction(0), Fraction(0), 1, 0, {"current": 0})
    return _share("SE10", len(regular), len(r.held), 0, ceiling, current=len(current))


def outside(r: Records) -> Expected:
    weeks = _weeks(r)
    if not weeks:
        return _unknown("SE13", "no_hours")
    whole = [h for h in weeks if pd.notna(h["uren anders"]) and pd.notna(h["uren buiten kantoor"])]
    shares, out, every = [], Fraction(0), Fraction(0)
    for person in r.specialists:
        own = [h for h in whole if h["medewerker"] == person["code"]]
        away = sum((_number(h["uren buiten kantoor"]) for h in own), Fraction(0))
        total = sum((_number(h["uren werkbegeleiding"]) + _number(h["uren anders"]) for h in own), Fraction(0))
        shares += [away / total] if total else []
        out, every = out + away, every + total
    value = sum(shares, Fraction(0)) / len(shares)
    words = {"each": [round(float(s) * 100, 1) for s in shares], "between": is_between("SE13", value * 100)}
    return Expected("SE13", value, out, every, place("SE13", value * 100), len(weeks) - len(whole), words)


def rest(r: Records) -> list[Expected]:
    """Items for which the workbook never settles a score."""
    return [_unknown(item, "always") for item in OPEN]
