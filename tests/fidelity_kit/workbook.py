"""A team workbook in the making: rows by sheet, with short ways to say what happened."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import xlsxwriter

Cell = str | int | float | date | None
Row = dict[str, Cell]

COLUMNS = {
    "Organisatie": "naam,soort,regio",
    "Teams": "code,naam,soort,regio",
    "Medewerkers": "code,naam,e-mail,functie,beroep,fte,teams,in dienst,uit dienst",
    "Cliënten": "cliëntnummer,voornaam,achternaam,geboortedatum,behandelteam,uitkering",
    "Trajecten": "trajectnummer,cliëntnummer,soort,verwezen op,eerste gesprek,trajectbegeleider,beëindigd op,"
    "reden einde",
    "Contacten": "datum,medewerker,trajectnummer,met,wijze,plaats,minuten,fase,onderwerp,niet verschenen",
    "Werkgevers": "code,naam",
    "Werkgeverscontacten": "datum,medewerker,werkgever,contactpersoon,beslist over aannemen,wijze,trajectnummer,"
    "past bij wens,doel",
    "Banen": "baannummer,trajectnummer,werkgever,functie,beroepscode,gestart op,uren per week,contract,regulier,"
    "geëindigd op,einde gehoord op,reden einde",
    "Overleg": "datum,soort,team,aanwezig,acquisitie besproken",
    "Uren": "week,medewerker,uren werkbegeleiding,uren anders,uren buiten kantoor",
}
MADE_ON = datetime(2026, 10, 1, tzinfo=UTC)
TREATMENT_TEAMS = ("F1", "F2", "F3", "F4", "F5")


@dataclass
class Workbook:
    """The records of one programme, up to and including ``until``; weeks are counted from ``first``."""

    first: date
    until: date
    sheets: dict[str, list[Row]] = field(default_factory=lambda: {name: [] for name in COLUMNS})

    def add(self, sheet: str, *cells: Cell) -> None:
        self.sheets[sheet].append(dict(zip(COLUMNS[sheet].split(","), cells, strict=True)))

    def day(self, week: int, weekday: int = 0) -> date:
        return self.first + timedelta(weeks=week, days=weekday)

    def house(self, name: str) -> None:
        self.add("Organisatie", name, "ggz", "Noord")
        self.add("Teams", "IPS", "IPS-team", "IPS", "Noord")
        for code in TREATMENT_TEAMS:
            self.add("Teams", code, f"FACT {code[1]}", "FACT", "Noord")

    def leader(self, fte: float = 1.0) -> None:
        self.add("Medewerkers", "TL1", "Teamleider Proef", "tl1@kit.example", "IPS-teamleider", "", fte, "IPS",
                 date(2019, 1, 1), None)  # fmt: skip

    def specialist(
        self, code: str, fte: float | None, since: date = date(2019, 1, 1), until: date | None = None
    ) -> None:
        self.add("Medewerkers", code, f"Begeleider {code}", f"{code.lower()}@kit.example", "trajectbegeleider", "",
                 fte, "IPS", since, until)  # fmt: skip

    def practitioner(self, code: str, team: str) -> None:
        mail = f"{code.lower()}@kit.example"
        since = date(2019, 1, 1)
        self.add("Medewerkers", code, f"Behandelaar {code}", mail, "behandelaar", "", None, team, since, None)

    def caseload(
        self, who: str, teams: Mapping[str, int], first: date | None, ended: date | None = None, reason: str = ""
    ) -> list[str]:
        """So many clients of each treatment team, each with a trajectory; the numbers of the trajectories."""
        made = []
        for team, size in teams.items():
            for _ in range(size):
                number = len(self.sheets["Cliënten"]) + 1
                client = f"C{number:03}"
                self.add("Cliënten", client, "Proef", f"Cliënt {number}", date(1990, 1, 1), team, "geen")
                made.append(self.course(client, who, first, ended, reason))
        return made

    def course(
        self, client: str, who: str, first: date | None, ended: date | None = None, reason: str = ""
    ) -> str:
        number = f"T{len(self.sheets['Trajecten']) + 1:03}"
        asked = first or self.first + timedelta(days=10)
        self.add("Trajecten", number, client, "IPS", asked, first, who, ended, reason)
        return number

    def contact(
        self, day: date, who: str, course: str, held_with: str = "cliënt", means: str = "fysiek",
        phase: str = "", place: str = "kantoor", is_missed: bool = False,
    ) -> None:  # fmt: skip
        """The minutes are only there to keep rows apart that are otherwise the same."""
        minutes = 20 + len(self.sheets["Contacten"]) % 700
        missed = "ja" if is_missed else "nee"
        self.add("Contacten", day, who, course, held_with, means, place, minutes, phase, "", missed)

    def together(self, day: date, people: Iterable[str], course: str) -> None:
        """One visit at home by several people: rows that are alike but for who it was."""
        for who in people:
            self.add("Contacten", day, who, course, "cliënt", "fysiek", "thuis", 45, "volgen", "", "nee")

    def phases(self, who: str, course: str, *phases: str) -> None:
        for n, phase in enumerate(phases):
            self.contact(self.day(n, 1), who, course, phase=phase)

    def employers(self, amount: int) -> None:
        for n in range(1, amount + 1):
            self.add("Werkgevers", f"W{n:02}", f"Bedrijf {n}")

    def visit(
        self, day: date, who: str, *, employer: str = "W01", decides: bool = True, means: str = "fysiek",
        course: str = "", fits: bool = False,
    ) -> None:  # fmt: skip
        person = f"Contact {len(self.sheets['Werkgeverscontacten']) + 1}"
        self.add("Werkgeverscontacten", day, who, employer, person, "ja" if decides else "nee", means, course,
                 "ja" if fits else "nee", "kennismaken")  # fmt: skip

    def visits(self, who: str, weeks: Iterable[int], total: int) -> None:
        """Face to face with someone who decides, for no client in particular, spread over these weeks."""
        where = list(weeks)
        for n in range(total):
            self.visit(self.day(where[n % len(where)], n % 5), who, employer=f"W{n % 7 + 1:02}")

    def wishes(self, who: str, courses: Sequence[str], fitting: int, other: int) -> None:
        """By phone, with someone who does not decide: only for the item on the client's wish."""
        for n in range(fitting + other):
            self.visit(self.day(n % 20 + 1, 2), who, decides=False, means="telefoon",
                       course=courses[n % len(courses)], fits=n < fitting)  # fmt: skip

    def found_after(self, course: str, who: str, first: date, days: int, means: str = "fysiek") -> None:
        """The first employer met for this client, so many days after the first meeting."""
        self.visit(first + timedelta(days=days), who, decides=False, means=means, course=course, fits=True)

    def job(
        self, course: str, start: date, *, kind: int = 1, employer: int = 1, contract: str = "tijdelijk",
        is_regular: bool = True, ended: date | None = None, heard: date | None = None,
    ) -> None:  # fmt: skip
        """``kind`` nought has no occupation."""
        number = f"B{len(self.sheets['Banen']) + 1:03}"
        occupation = f"{5000 + kind}" if kind else ""
        self.add("Banen", number, course, f"W{employer:02}", "Medewerker", occupation, start, 20, contract,
                 "ja" if is_regular else "nee", ended, heard, "contract afgelopen" if ended else "")  # fmt: skip

    def follow(self, course: str, who: str, start: date, *after: int) -> None:
        """Seen face to face so many days after the start of the job, or before it."""
        for days in after:
            self.contact(start + timedelta(days=days), who, course, phase="coachen", place="werkplek")

    def agency(self, who: str, course: str, calls: Iterable[int] = (), meetings: Iterable[int] = ()) -> None:
        """Contacts with UWV about a client, by week: by phone, and face to face."""
        for week in calls:
            self.contact(self.day(week, 3), who, course, "UWV", "telefoon")
        for week in meetings:
            self.contact(self.day(week, 4), who, course, "UWV", "fysiek")

    def supervision(self, present: str, weeks: Iterable[int], reviewed: Iterable[int] = ()) -> None:
        looked = set(reviewed)
        for week in weeks:
            self.meeting(self.day(week, 1), "groepssupervisie", present, is_reviewed=week in looked)

    def meeting(self, day: date, kind: str, present: str, team: str = "IPS", is_reviewed: bool = False) -> None:
        self.add("Overleg", day, kind, team, present, "ja" if is_reviewed else "nee")

    def results(self, *days: date) -> None:
        for day in days:
            self.meeting(day, "resultaatbespreking", "TL1")

    def hours(
        self, who: str, support: float, other: float | None, outside: float | None,
        since: date | None = None, until: date | None = None,
    ) -> None:  # fmt: skip
        """The same hours in every week that begins on a Monday from ``since`` up to ``until``."""
        day = since or self.first
        while day <= (until or self.until):
            if day.weekday() == 0:
                year, week, _ = day.isocalendar()
                self.add("Uren", f"{year}-W{week:02}", who, support, other, outside)
            day += timedelta(days=1)

    def write(self, path: Path) -> None:
        """The same bytes each time."""
        with xlsxwriter.Workbook(path, {"default_date_format": "dd-mm-yyyy"}) as book:
            book.set_properties({"title": path.stem, "author": "fidelity kit", "created": MADE_ON})
            head = book.add_format({"bold": True})
            for name, rows in self.sheets.items():
                sheet = book.add_worksheet(name)
                sheet.set_column(0, 11, 16)
                sheet.freeze_panes(1, 0)
                for column, title in enumerate(COLUMNS[name].split(",")):
                    sheet.write(0, column, title, head)
                    for place, row in enumerate(rows, start=1):
                        if row[title] not in ("", None):
                            sheet.write(place, column, row[title])
