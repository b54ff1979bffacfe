# ruff: noqa: RUF009  (each default is the declaration of a column)
"""The team workbook as data: every sheet, its columns in order, and what each may hold.

The reader, the checker, the writer, the empty template and the reference page are all made from this one place.
A key column is always required. Where no column is a key, the whole row is.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext_noop as _

from plek.exchange.workbook import columns as col
from plek.exchange.workbook import words
from plek.exchange.workbook.columns import Row, Sheet
from plek.exchange.workbook.kinds import Choice, Code, Pattern, Phone, Postcode, Week, Whole

EMAIL = Pattern(254, r"[^@\s;,<>]{1,64}@[^@\s;,<>]+\.[^@\s;,<>.]{2,}", "email")
KVK = Pattern(8, r"[0-9]{8}", "kvk")
ISCO = Pattern(4, r"[0-9]{4}", "isco")


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationRow(Row):
    name: str = col.text("naam", 120, key=True)
    kind: str = col.choice("soort", words.ORGANISATION_KIND, required=True)
    region: str = col.text("regio", 100, note=_("The labour-market region."))


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamRow(Row):
    code: str = col.code("code", key=True)
    name: str = col.text("naam", 120, required=True)
    kind: str = col.choice("soort", words.TEAM_KIND, required=True)
    region: str = col.text("regio", 100, note=_("The labour-market region."))


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffRow(Row):
    code: str = col.code("code", key=True)
    name: str = col.text("naam", 150, required=True)
    email: str = col.column("e-mail", EMAIL, required=True)
    role: str = col.choice("functie", words.ROLE, required=True)
    profession: str = col.text("beroep", 60)
    fte: Decimal | None = col.number("fte", "0", "1.5")
    teams: tuple[str, ...] = col.many("teams", Code(), refers="Teams")
    employed_from: date | None = col.day("in dienst")
    employed_until: date | None = col.day("uit dienst")


@dataclass(frozen=True, slots=True, kw_only=True)
class ClientRow(Row):
    number: str = col.code("cliëntnummer", key=True)
    first_name: str = col.text("voornaam", 80, required=True)
    last_name: str = col.text("achternaam", 120, required=True)
    born_on: date = col.day("geboortedatum", birth=True, required=True)
    gender: str = col.choice("geslacht", words.GENDER)
    postcode: str = col.column("postcode", Postcode())
    municipality: str = col.text("gemeente", 80)
    phone: str = col.column("telefoon", Phone())
    email: str = col.column("e-mail", EMAIL)
    team: str = col.code("behandelteam", refers="Teams", required=True)
    in_care_since: date | None = col.day("in zorg sinds", past=True)
    benefit: str = col.choice("uitkering", words.BENEFIT)
    education: str = col.text("hoogste opleiding", 60)


@dataclass(frozen=True, slots=True, kw_only=True)
class TrajectoryRow(Row):
    number: str = col.code("trajectnummer", key=True)
    client: str = col.code("cliëntnummer", refers="Cliënten", required=True)
    kind: str = col.choice("soort", words.TRAJECTORY_KIND, required=True)
    referrer: str = col.code("verwijzer", refers="Medewerkers")
    referred_on: date = col.day("verwezen op", past=True, required=True)
    first_meeting_on: date | None = col.day("eerste gesprek")
    specialist: str = col.code("trajectbegeleider", refers="Medewerkers", required=True)
    funding: str = col.choice("financiering", words.FUNDING)
    wish: str = col.text("wens", 2_000, note=_("In the client's own words."))
    ended_on: date | None = col.day("beëindigd op")
    end_reason: str = col.choice("reden einde", words.TRAJECTORY_END)


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactRow(Row):
    on: date = col.day("datum", past=True, required=True)
    staff: str = col.code(
        "medewerker", refers="Medewerkers", required=True,
        note=_("Who visits a client together have a row each, alike but for this and the note."),
    )  # fmt: skip
    trajectory: str = col.code("trajectnummer", refers="Trajecten")
    with_whom: str = col.choice("met", words.CONTACT_WITH, required=True)
    means: str = col.choice("wijze", words.MEANS, required=True)
    place: str = col.choice("plaats", words.PLACE)
    minutes: int | None = col.column("minuten", Whole(0, 720), empty=None)
    phase: str = col.choice("fase", words.PHASE)
    topics: tuple[str, ...] = col.many("onderwerp", Choice(words.TOPIC))
    missed: bool = col.yes_no("niet verschenen")
    note: str = col.text("notitie", 10_000)


@dataclass(frozen=True, slots=True, kw_only=True)
class EmployerRow(Row):
    code: str = col.code("code", key=True)
    name: str = col.text("naam", 160, required=True)
    kvk: str = col.column("KvK", KVK)
    sector: str = col.text("branche", 80)
    place: str = col.text("plaats", 80)


@dataclass(frozen=True, slots=True, kw_only=True)
class EmployerContactRow(Row):
    on: date = col.day("datum", past=True, required=True)
    staff: str = col.code("medewerker", refers="Medewerkers", required=True)
    employer: str = col.code("werkgever", refers="Werkgevers", required=True)
    person: str = col.text("contactpersoon", 120)
    decides: bool = col.yes_no("beslist over aannemen", required=True)
    means: str = col.choice("wijze", words.MEANS, required=True)
    trajectory: str = col.code("trajectnummer", refers="Trajecten")
    fits_wish: bool = col.yes_no("past bij wens")
    purpose: str = col.choice("doel", words.PURPOSE, required=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class JobRow(Row):
    number: str = col.code("baannummer", key=True)
    trajectory: str = col.code("trajectnummer", refers="Trajecten", required=True)
    employer: str = col.code("werkgever", refers="Werkgevers", required=True)
    title: str = col.text("functie", 120, required=True)
    occupation: str = col.column("beroepscode", ISCO, note=_("ISCO-08, four digits."))
    started_on: date = col.day("gestart op", required=True)
    hours: Decimal = col.number("uren per week", "0.1", "80", places=1, odd_above="48", required=True)
    wage: Decimal | None = col.number("bruto per maand", "0", "1000000", odd_above="20000", money=True)
    contract: str = col.choice("contract", words.CONTRACT, required=True)
    competitive: bool = col.yes_no("regulier", required=True)
    openness: str = col.choice("openheid", words.OPENNESS)
    found_through: str = col.choice("gevonden via", words.FOUND_THROUGH)
    ended_on: date | None = col.day("geëindigd op")
    end_heard_on: date | None = col.day("einde gehoord op", past=True)
    end_reason: str = col.choice("reden einde", words.JOB_END)


@dataclass(frozen=True, slots=True, kw_only=True)
class EducationRow(Row):
    trajectory: str = col.code("trajectnummer", refers="Trajecten", key=True)
    course: str = col.text("opleiding", 120, key=True)
    level: str = col.text("niveau", 60)
    started_on: date = col.day("gestart op", key=True)
    ended_on: date | None = col.day("geëindigd op")
    result: str = col.choice("resultaat", words.EDUCATION_RESULT)


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingRow(Row):
    on: date = col.day("datum", past=True, required=True)
    kind: str = col.choice("soort", words.MEETING_KIND, required=True)
    team: str = col.code("team", refers="Teams")
    present: tuple[str, ...] = col.many("aanwezig", Code(), refers="Medewerkers")
    acquisition: bool = col.yes_no("acquisitie besproken")


@dataclass(frozen=True, slots=True, kw_only=True)
class HoursRow(Row):
    week: str = col.column("week", Week(), key=True, note=_("Year and ISO week, such as 2026-W07."))
    staff: str = col.code("medewerker", refers="Medewerkers", key=True)
    guidance: Decimal = col.number("uren werkbegeleiding", "0", "100", odd_above="48", required=True)
    other: Decimal | None = col.number("uren anders", "0", "100")
    outside: Decimal | None = col.number("uren buiten kantoor", "0", "100")


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
