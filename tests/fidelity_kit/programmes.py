"""Ten invented programmes, with the value and the score that each was made to have, worked out by hand.

An aim is a value and a score; None is what stays open. Items that are not named are not aimed at.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from tests.fidelity_kit.workbook import Workbook

Aim = tuple[float | None, int | None]
LAST = date(2026, 9, 30)
LONG_AGO = date(2025, 9, 1)
FIRST_MONTH = (0, 7, 14, 21)
WORKED = ("kennismaken", "profiel", "zoeken", "volgen")


@dataclass(frozen=True)
class Programme:
    """What it is called and shows, and how it is filled."""

    code: str
    en: str
    nl: str
    fill: Callable[[Workbook], None]
    aims: Mapping[str, Aim]
    until: date = LAST
    first: date = date(2026, 4, 1)


def everything_in_order(book: Workbook) -> None:
    book.leader()
    book.specialist("TB1", 1.0)
    book.specialist("TB2", 1.0, since=date(2026, 2, 1))
    courses = []
    for who, met in (("TB1", LONG_AGO), ("TB2", date(2026, 2, 1))):
        own = book.caseload(who, {"F1": 10, "F2": 8, "F3": 1}, met)
        fresh = book.caseload(who, {"F3": 1}, book.first)
        for n, course in enumerate(own):
            book.found_after(course, who, met, 12 if n < 5 else 30 if n < 10 else 55)
        book.found_after(fresh[0], who, book.first, 30)
        book.phases(who, own[18], *WORKED, "coachen")
        book.visits(who, range(26), 156)
        book.hours(who, 24, 1, 16.25)
        courses += own + fresh
    book.wishes("TB1", courses[:10], 18, 2)
    for n in range(20):
        start = date(2026, 5, 4) if n < 5 or n == 19 else date(2025, 10, 6)
        ended = date(2026, 8, 10) if n == 4 else None
        book.job(courses[n], start, kind=min(n, 16) + 1, employer=min(n, 16) + 1, is_regular=n != 19,
                 contract="vast", ended=ended, heard=ended)  # fmt: skip
        later = [35 + 30 * k for k in range(11) if start + timedelta(days=35 + 30 * k) <= (ended or LAST)]
        book.follow(courses[n], "TB1", start, -3, 1, *FIRST_MONTH, *later)
    book.contact(date(2026, 8, 12), "TB1", courses[4], means="telefoon", phase="volgen")
    book.practitioner("B1", "F1")
    book.together(date(2026, 6, 10), ("TB1", "B1"), courses[0])
    book.agency("TB2", courses[30], calls=range(24), meetings=(1, 6, 10, 15, 19, 23))
    book.supervision("TL1;TB1;TB2", range(24), reviewed=range(24))
    for month in (4, 5, 6, 7):
        book.meeting(date(2026, month, 20), "veldcoaching", "TL1;TB2")
    for team in ("F1", "F2", "F3"):
        for month in (5, 8):
            book.meeting(date(2026, month, 12), "teamoverleg", "TL1;TB1", team)
    book.results(date(2026, 6, 30), date(2026, 7, 1))


def one_step_below(book: Workbook) -> None:
    book.leader()
    book.specialist("TB1", 1.0)
    book.specialist("TB2", 1.0, since=date(2026, 2, 2))
    first = book.caseload("TB1", {"F1": 9, "F2": 8, "F3": 3}, LONG_AGO)
    second = book.caseload("TB2", {"F1": 9, "F2": 8, "F3": 4}, date(2026, 2, 2))
    for n, course in enumerate(first):
        book.found_after(course, "TB1", LONG_AGO, 20 if n < 10 else 90)
    for n, course in enumerate(second):
        book.found_after(course, "TB2", date(2026, 2, 2), 20 if n < 10 else 31 if n == 10 else 50)
    for who, own in (("TB1", first), ("TB2", second)):
        book.phases(who, own[-1], *WORKED, "coachen")
        book.visits(who, range(26), 143)
        book.hours(who, 38.2, 1.8, 25.8)
    book.wishes("TB1", first[:5], 17, 2)
    for n in range(13):
        start = date(2026, 5, 4) if n < 4 else date(2025, 10, 6)
        book.job(first[n], start, kind=min(n, 10) + 1, employer=min(n, 9) + 1, is_regular=n < 11)
        later = [35 + 30 * k for k in range(11) if start + timedelta(days=35 + 30 * k) <= LAST]
        book.follow(first[n], "TB1", start, 1, *FIRST_MONTH, *later)
    book.agency("TB2", second[0], calls=range(24))
    book.supervision("TL1;TB1;TB2", range(2, 26), reviewed=range(2, 26))
    for team in ("F1", "F2", "F3"):
        for month in (5, 8):
            book.meeting(date(2026, month, 12), "teamoverleg", "TL1;TB1", team)
    book.results(date(2026, 5, 1), date(2026, 9, 1))


def in_the_middle(book: Workbook) -> None:
    book.leader()
    book.specialist("TB1", 0.8)
    book.specialist("TB2", 0.6, since=date(2026, 2, 2))
    first = book.caseload("TB1", {"F1": 6, "F2": 6, "F3": 4, "F4": 4}, LONG_AGO)
    second = book.caseload("TB2", {"F1": 5, "F2": 5, "F3": 4, "F4": 4}, date(2026, 2, 2))
    for n, course in enumerate(first):
        book.found_after(course, "TB1", LONG_AGO, 150 if n < 19 else 200)
    for course in second[:5]:
        book.found_after(course, "TB2", date(2026, 2, 2), 210)
    book.phases("TB1", first[0], "kennismaken", "profiel", "zoeken", "plaatsen", "coachen")
    book.phases("TB2", second[0], "kennismaken", "profiel", "zoeken")
    for who in ("TB1", "TB2"):
        book.visits(who, range(26), 117)
        book.hours(who, 16, 4, 9)
    book.wishes("TB1", second[5:15], 10, 10)
    for n in range(20):
        start = date(2025, 11, 3)
        contract = "tijdelijk" if n < 16 else "werkervaringsplaats"
        book.job(first[n], start, kind=min(n, 9) + 1, employer=min(n, 10) + 1, contract=contract,
                 is_regular=n < 16)  # fmt: skip
        if n < 8:
            book.follow(first[n], "TB1", start, 10, 40, 70, 100)
    book.agency("TB1", first[1], calls=(0, 5, 9, 14, 18, 23))
    book.supervision("TL1;TB1;TB2", (0, 5, 9, 14, 18, 23), reviewed=(0, 5, 9, 14, 18, 23))
    for month in (4, 5, 6, 7):
        book.meeting(date(2026, month, 21), "veldcoaching", "TL1;TB2")
    book.results(date(2026, 4, 1), date(2026, 9, 30))


def just_enough(book: Workbook) -> None:
    book.leader()
    book.specialist("TB1", 0.5)
    book.specialist("TB2", 0.5, since=date(2026, 2, 2))
    first = book.caseload("TB1", {"F1": 4, "F2": 4, "F3": 4, "F4": 3, "F5": 3}, LONG_AGO)
    second = book.caseload("TB2", {"F1": 4, "F2": 4, "F3": 3, "F4": 3, "F5": 3}, date(2026, 2, 2))
    for course in first:
        book.found_after(course, "TB1", LONG_AGO, 151)
    book.phases("TB1", first[0], *WORKED, "coachen")
    book.phases("TB2", second[0], "kennismaken", "profiel", "zoeken", "plaatsen", "volgen")
    for who in ("TB1", "TB2"):
        book.visits(who, range(26), 52)
        book.hours(who, 14, 6, 7)
    book.wishes("TB2", second[:10], 6, 14)
    for n in range(20):
        book.job(first[n % 18], date(2025, 11, 3), kind=n % 10 + 1, employer=n % 11 + 1, is_regular=n < 14)
    book.follow(first[0], "TB1", date(2025, 11, 3), 170)
    book.agency("TB1", first[1], calls=(0, 20))
    book.supervision("TL1;TB1;TB2", (3, 12))
    book.results(date(2026, 4, 15), date(2026, 7, 15))


def at_the_bottom(book: Workbook) -> None:
    book.leader(fte=0.05)
    book.specialist("TB1", 0.5)
    courses = book.caseload("TB1", {"F1": 5, "F2": 4, "F3": 4, "F4": 4}, LONG_AGO)
    courses += book.caseload("TB1", {"F5": 4}, LONG_AGO)
    book.caseload("TB1", {"F1": 1}, LONG_AGO, ended=LAST, reason="geen contact")
    book.phases("TB1", courses[0], "profiel")
    book.contact(date(2026, 6, 1), "TB1", courses[1], phase="profiel", is_missed=True)
    book.visits("TB1", range(26), 39)
    book.wishes("TB1", courses[:5], 2, 8)
    book.hours("TB1", 11.9, 8.1, 6)
    for n in range(10):
        book.job(courses[n], date(2026, 5, 4), kind=n % 4 + 1, employer=n % 4 + 1,
                 ended=date(2026, 6, 30) if n == 9 else None)  # fmt: skip
    book.supervision("TL1;TB1", (8,))


def still_waiting(book: Workbook) -> None:
    """Waits of 10, 20, 30 and 61 days and longer that ended, among waits that had not: marked -."""
    book.leader()
    book.specialist("TB1", 1.0)
    (only,) = book.caseload("TB1", {"F1": 1}, date(2026, 3, 14))
    book.visit(date(2026, 4, 10), "TB1", decides=False, means="video", course=only, fits=True)
    for days in (10, 20, 30, 61, 90):
        (course,) = book.caseload("TB1", {"F1": 1}, date(2026, 5, 4))
        book.found_after(course, "TB1", date(2026, 5, 4), days)
    for days in (15, 25):
        book.caseload("TB1", {"F1": 1}, LAST - timedelta(days=days))
    for days in (35, 80):
        ended = date(2026, 4, 20) + timedelta(days=days)
        (course,) = book.caseload("TB1", {"F2": 1}, date(2026, 4, 20), ended, "eigen keuze")
        book.found_after(course, "TB1", date(2026, 4, 20), days + 5)
    book.caseload("TB1", {"F2": 1}, None)
    (gone,) = book.caseload("TB1", {"F2": 1}, date(2025, 5, 1), date(2026, 3, 31), "verhuisd")
    book.found_after(gone, "TB1", date(2025, 5, 1), 1)


def with_gaps(book: Workbook) -> None:
    book.leader()
    book.specialist("TB1", 1.0)
    book.specialist("TB2", None)
    first = book.caseload("TB1", {"F1": 18}, LONG_AGO)
    book.caseload("TB2", {"F2": 12}, LONG_AGO)
    book.caseload("TB1", {"F1": 2}, None)
    for course in first:
        book.found_after(course, "TB1", LONG_AGO, 61)
    book.phases("TB1", first[0], *WORKED, "")
    book.hours("TB1", 27, 3, 15, until=date(2026, 6, 30))
    book.hours("TB1", 10, None, 9, since=date(2026, 7, 1))
    for n in range(10):
        ended = date(2026, 8, 31) if n in (0, 1) else None
        book.job(first[n], date(2025, 12, 1), kind=min(n, 5) if n < 8 else 0, employer=min(n, 7) + 1,
                 ended=ended, heard=ended if n == 1 else None)  # fmt: skip


def jobs_that_do_not_count(book: Workbook) -> None:
    book.leader()
    book.specialist("TB1", 1.0)
    courses = book.caseload("TB1", {"F1": 20}, date(2025, 1, 6))
    edges: list[tuple[date, date | None]] = [
        (date(2025, 3, 3), date(2026, 4, 1)),
        (date(2025, 3, 3), date(2026, 3, 31)),
        (date(2026, 9, 30), None),
        (date(2026, 3, 2), date(2026, 9, 29)),
    ]
    for n, (start, ended) in enumerate(edges):
        book.job(courses[n], start, kind=n + 1, employer=n + 1, ended=ended, heard=ended)
    for n, contract in enumerate(("vast", "tijdelijk", "oproep", "uitzend", "zelfstandig", "vast", "tijdelijk")):
        book.job(courses[n + 4], date(2026, 1, 5), kind=n + 5, employer=n + 5, contract=contract)
    placements = ("proefplaatsing", "werkervaringsplaats", "beschut", "vrijwilligerswerk")
    for n, contract in enumerate(placements):
        book.job(courses[n + 12], date(2026, 1, 5), kind=1, employer=1, contract=contract, is_regular=False)


def coming_and_going(book: Workbook) -> None:
    """Until the end of June. The post of TB2 goes from 0.8 to 0.4 fte on 1 April: the workbook holds one fte for
    each person, so that it is written as two rows."""
    change, joins = date(2026, 4, 1), date(2026, 6, 1)
    book.leader()
    book.specialist("TB1", 1.0)
    book.specialist("TB2", 0.8, until=change)
    book.specialist("TB2B", 0.4, since=change)
    book.specialist("TB3", 1.0, since=joins)
    book.caseload("TB1", {"F1": 26}, date(2025, 9, 1))
    book.caseload("TB2", {"F2": 14}, date(2025, 9, 1), change, "overdracht")
    for number in range(27, 34):
        book.course(f"C{number:03}", "TB2B", change)
    for who, weeks, total in (
        ("TB1", range(25), 150), ("TB2", range(12), 39), ("TB2B", range(13, 25), 26), ("TB3", range(22, 25), 20),
    ):  # fmt: skip
        book.visits(who, weeks, total)
    book.hours("TB1", 33, 3, 25.2)
    book.hours("TB2", 24, 6, 12, until=change)
    book.hours("TB2B", 12, 3, 6, since=change)
    book.hours("TB3", 36, 0, 32.4, since=joins)
    book.supervision("TL1;TB1", range(1, 25), reviewed=range(1, 25))


def hardly_any_records(book: Workbook) -> None:
    book.leader()
    book.specialist("TB1", 0.5)
    courses = book.caseload("TB1", {"F1": 10}, date(2026, 3, 14))
    book.phases("TB1", courses[0], "kennismaken", "profiel")


PROGRAMMES = (
    Programme(
        "01", "Everything in order", "Alles op orde", everything_in_order,
        {"ST1": (20, 5), "ST2": (0.96, 5), "ST3": (6, 5), "OR1": (0.9, 5), "OR3": (None, 5), "OR5": (5, 5),
         "SE4": (30, 5), "SE5": (20 / 22, None), "SE6": (6, 5), "SE8": (0.85, 5), "SE9": (0.85, 5),
         "SE10": (0.95, 5), "SE12": (None, 5), "SE13": (0.65, 5)},
    ),
    Programme(
        "02", "One step below, often halfway between two anchors", "Een stap lager, vaak halverwege twee ankers",
        one_step_below,
        {"ST1": (20.5, 4), "ST2": (0.955, 4), "ST3": (5, 4), "OR1": ((17 / 20 + 17 / 21) / 2, 4), "OR3": (None, 4),
         "OR5": (4, 4), "SE4": (31, 4), "SE5": (17 / 19, 4), "SE6": (5.5, 4), "SE8": (11 / 13, 5),
         "SE9": (10 / 13, 4), "SE10": (11 / 13, 4), "SE12": (None, 4), "SE13": (0.645, 4)},
    ),
    Programme(
        "03", "In the middle, with part-time staff", "In het midden, met deeltijders", in_the_middle,
        {"ST1": (38 / 1.4, 3), "ST2": (0.8, 3), "ST3": (3.5, 3), "OR1": ((12 / 20 + 10 / 18) / 2, 3),
         "OR3": (None, 3), "OR5": (3, 3), "SE4": (150, 3), "SE5": (0.6, 3), "SE6": (4.5, 3),
         "SE8": (10 / 16, 3), "SE9": (11 / 16, 3), "SE10": (0.8, 3), "SE12": (None, 3), "SE13": (0.45, 3)},
    ),
    Programme(
        "04", "Just enough for a two", "Net genoeg voor een twee", just_enough,
        {"ST1": (35, 2), "ST2": (0.7, 2), "ST3": (4.5, 3), "OR1": ((8 / 18 + 8 / 17) / 2, 2), "OR3": (None, 2),
         "OR5": (2, 2), "SE4": (151, 2), "SE5": (0.3, 2), "SE6": (2, 2), "SE8": (0.5, 2), "SE9": (0.55, 2),
         "SE10": (0.7, 2), "SE12": (None, 2), "SE13": (0.35, 2)},
    ),
    Programme(
        "05", "At the bottom", "Onderaan", at_the_bottom,
        {"ST1": ((21 + 182 / 183) / 0.5, 1), "ST2": (0.595, 1), "ST3": (1, 3), "OR1": (10 / 22, 2),
         "OR3": (None, 1), "OR5": (0, 1), "SE4": (None, 1), "SE5": (0.2, 1), "SE6": (1.5, 1), "SE8": (0.4, 1),
         "SE9": (0.4, 1), "SE10": (1, 1), "SE12": (None, 1), "SE13": (0.3, 1), "SE14": (0, 1)},
    ),
    Programme(
        "06", "Still waiting: the median with waits that have not ended",
        "Nog in afwachting: de mediaan met wachttijden die nog lopen", still_waiting, {"SE4": (61, 3)},
    ),
    Programme(
        "07", "With gaps: values that are absent", "Met gaten: waarden die ontbreken", with_gaps,
        {"ST1": (18, 5), "ST2": (0.9, 4), "SE4": (61, 3), "SE8": (5 / 7, 4), "SE9": (0.8, 4), "SE13": (0.5, 4)},
    ),
    Programme(
        "08", "Jobs that do not count, and days on the edge", "Banen die niet meetellen, en dagen op de rand",
        jobs_that_do_not_count, {"SE8": (1, 5), "SE9": (1, 5), "SE10": (10 / 14, 1)},
    ),
    Programme(
        "09", "Coming and going: staff and hours that change", "Komen en gaan: wisselend personeel en uren",
        coming_and_going,
        {"ST1": (6603 / 319.4, 4), "SE6": (4, 3), "SE13": (0.6, 4)},
        until=date(2026, 6, 30), first=date(2026, 1, 1),
    ),
    Programme(
        "10", "Hardly any records", "Nauwelijks iets vastgelegd", hardly_any_records,
        {"ST1": (20, 5), "ST2": (None, None), "ST3": (2, 3), "OR1": (1, 5), "OR3": (None, 1), "OR5": (1, None),
         "SE4": (None, None), "SE6": (None, None), "SE8": (None, None), "SE9": (None, None), "SE10": (None, 1),
         "SE13": (None, None)},
    ),
)  # fmt: skip
