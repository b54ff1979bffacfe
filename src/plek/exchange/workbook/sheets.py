"""The team workbook as data: every sheet, its columns in order, and what each may hold.

The reader, the checker, the writer, the empty template and the reference page are all made from this one place.
A key column is always required. Where no column is a key, the whole row is.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from plek.exchange.workbook import words
from plek.exchange.workbook.columns import Row, Sheet, choice, code, column, day, many, number, text, yes_no
from plek.exchange.workbook.kinds import Choice, Code, Pattern, Phone, Postcode, Week, Whole

EMAIL = Pattern(254, r"[^@\s;,<>]{1,64}@[^@\s;,<>]+\.[^@\s;,<>.]{2,}", "email")
KVK = Pattern(8, r"[0-9]{8}", "kvk")
ISCO = Pattern(4, r"[0-9]{4}", "isco")


@dataclass(frozen=True, slots=True)
class OrganisationRow(Row):
    name: str = text("naam", key=True)
    kind: str = choice("soort", words.ORGANISATION_KIND, required=True)
    region: str = text("regio", 100, note="arbeidsmarktregio")


@dataclass(frozen=True, slots=True)
class TeamRow(Row):
    code: str = code("code", key=True)
    name: str = text("naam", required=True)
    kind: str = choice("soort", words.TEAM_KIND, required=True)
    region: str = text("regio", 100, note="arbeidsmarktregio")


@dataclass(frozen=True, slots=True)
class StaffRow(Row):
    code: str = code("code", key=True)
    name: str = text("naam", required=True)
    email: str = column("e-mail", EMAIL, required=True)
    role: str = choice("functie", words.ROLE, required=True)
    profession: str = text("beroep", 100)
    fte: Decimal | None = number("fte", "0", "1.5")
    teams: tuple[str, ...] = many("teams", Code(), refers="Teams", note="codes, gescheiden door ;")
    employed_from: date | None = day("in dienst")
    employed_until: date | None = day("uit dienst")


@dataclass(frozen=True, slots=True)
class ClientRow(Row):
    number: str = code("cliëntnummer", key=True)
    first_name: str = text("voornaam", 100, required=True)
    last_name: str = text("achternaam", 100, required=True)
    born_on: date = day("geboortedatum", birth=True, required=True)
    gender: str = choice("geslacht", words.GENDER)
    postcode: str = column("postcode", Postcode())
    municipality: str = text("gemeente", 100)
    phone: str = column("telefoon", Phone())
    email: str = column("e-mail", EMAIL)
    team: str = code("behandelteam", refers="Teams", required=True)
    in_care_since: date | None = day("in zorg sinds", past=True)
    benefit: str = choice("uitkering", words.BENEFIT)
    education: str = text("hoogste opleiding", 100)


@dataclass(frozen=True, slots=True)
class TrajectoryRow(Row):
    number: str = code("trajectnummer", key=True)
    client: str = code("cliëntnummer", refers="Cliënten", required=True)
    kind: str = choice("soort", words.TRAJECTORY_KIND, required=True)
    referrer: str = code("verwijzer", refers="Medewerkers")
    referred_on: date = day("verwezen op", past=True, required=True)
    first_meeting_on: date | None = day("eerste gesprek")
    specialist: str = code("trajectbegeleider", refers="Medewerkers", required=True)
    funding: str = choice("financiering", words.FUNDING)
    wish: str = text("wens", 2_000, note="in eigen woorden van de cliënt")
    ended_on: date | None = day("beëindigd op")
    end_reason: str = choice("reden einde", words.TRAJECTORY_END)


@dataclass(frozen=True, slots=True)
class ContactRow(Row):
    on: date = day("datum", past=True, required=True)
    staff: str = code("medewerker", refers="Medewerkers", required=True)
    with_whom: str = choice("met", words.CONTACT_WITH, required=True)
    means: str = choice("wijze", words.MEANS, required=True)
    trajectory: str = code("trajectnummer", refers="Trajecten")
    place: str = choice("plaats", words.PLACE)
    minutes: int | None = column("minuten", Whole(0, 720), empty=None)
    phase: str = choice("fase", words.PHASE)
    topics: tuple[str, ...] = many("onderwerp", Choice(words.TOPIC), note="gescheiden door ;")
    missed: bool = yes_no("niet verschenen")
    note: str = text("notitie", 10_000)


@dataclass(frozen=True, slots=True)
class EmployerRow(Row):
    code: str = code("code", key=True)
    name: str = text("naam", required=True)
    kvk: str = column("KvK", KVK)
    sector: str = text("branche", 100)
    place: str = text("plaats", 100)


@dataclass(frozen=True, slots=True)
class EmployerContactRow(Row):
    on: date = day("datum", past=True, required=True)
    staff: str = code("medewerker", refers="Medewerkers", required=True)
    employer: str = code("werkgever", refers="Werkgevers", required=True)
    means: str = choice("wijze", words.MEANS, required=True)
    purpose: str = choice("doel", words.PURPOSE, required=True)
    person: str = text("contactpersoon")
    decides: bool = yes_no("beslist over aannemen")
    trajectory: str = code("trajectnummer", refers="Trajecten")
    fits_wish: bool = yes_no("past bij wens")


@dataclass(frozen=True, slots=True)
class JobRow(Row):
    number: str = code("baannummer", key=True)
    trajectory: str = code("trajectnummer", refers="Trajecten", required=True)
    employer: str = code("werkgever", refers="Werkgevers", required=True)
    title: str = text("functie", required=True)
    started_on: date = day("gestart op", required=True)
    hours: Decimal = number("uren per week", "0", "80", odd_above="48", required=True)
    contract: str = choice("contract", words.CONTRACT, required=True)
    occupation: str = column("beroepscode", ISCO, note="ISCO-08, vier cijfers")
    wage: Decimal | None = number("bruto per maand", "0", "1000000", odd_above="20000", money=True)
    competitive: bool = yes_no("regulier")
    openness: str = choice("openheid", words.OPENNESS)
    found_through: str = choice("gevonden via", words.FOUND_THROUGH)
    ended_on: date | None = day("geëindigd op")
    end_heard_on: date | None = day("einde gehoord op", past=True)
    end_reason: str = choice("reden einde", words.JOB_END)


@dataclass(frozen=True, slots=True)
class EducationRow(Row):
    trajectory: str = code("trajectnummer", refers="Trajecten", key=True)
    course: str = text("opleiding", key=True)
    started_on: date = day("gestart op", key=True)
    level: str = text("niveau", 100)
    ended_on: date | None = day("geëindigd op")
    result: str = choice("resultaat", words.EDUCATION_RESULT)


@dataclass(frozen=True, slots=True)
class MeetingRow(Row):
    on: date = day("datum", past=True, required=True)
    kind: str = choice("soort", words.MEETING_KIND, required=True)
    team: str = code("team", refers="Teams")
    present: tuple[str, ...] = many("aanwezig", Code(), refers="Medewerkers", note="codes, gescheiden door ;")
    acquisition: bool = yes_no("acquisitie besproken")


@dataclass(frozen=True, slots=True)
class HoursRow(Row):
    week: str = column("week", Week(), key=True, note="jjjj-Wnn")
    staff: str = code("medewerker", refers="Medewerkers", key=True)
    guidance: Decimal = number("uren werkbegeleiding", "0", "100", odd_above="48", required=True)
    other: Decimal | None = number("uren anders", "0", "100")
    outside: Decimal | None = number("uren buiten kantoor", "0", "100")


SHEETS: tuple[Sheet, ...] = (
    Sheet.of("Organisatie", OrganisationRow),
    Sheet.of("Teams", TeamRow),
    Sheet.of("Medewerkers", StaffRow),
    Sheet.of("Cliënten", ClientRow),
    Sheet.of("Trajecten", TrajectoryRow),
    Sheet.of("Contacten", ContactRow),
    Sheet.of("Werkgevers", EmployerRow),
    Sheet.of("Werkgeverscontacten", EmployerContactRow),
    Sheet.of("Banen", JobRow),
    Sheet.of("Opleidingen", EducationRow),
    Sheet.of("Overleg", MeetingRow),
    Sheet.of("Uren", HoursRow),
)
"""In the order they are written and read: a sheet only points to sheets before it."""

BY_NAME = {sheet.name: sheet for sheet in SHEETS}
BY_FOLDED_NAME = {sheet.folded: sheet for sheet in SHEETS}
