"""The same kind of organisation as a team workbook of so many rows."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

import xlsxwriter

from plek.config.demo.words import words

CLIENTS_AMONG = 20
"""One row in twenty is a client, one his trajectory, four are visits to employers, nearly all others contacts."""
VISITS = 4
STAFF_OF = 20
UNTIL = date(2026, 11, 1)
PHASES = ("kennismaken", "profiel", "zoeken", "plaatsen", "coachen", "volgen")
TOPICS = ("uitkering", "openheid", "profiel", "werkplek", "opleiding", "terugkeer")
PURPOSES = ("kennismaken", "bedrijf leren kennen", "kandidaat voorstellen", "onderhouden")
Cells = list[Any]


def write_book(file: Path, rows: int) -> None:
    """Write the workbook, always the same."""
    random, clients = Random(1993), max(1, rows // CLIENTS_AMONG)
    with xlsxwriter.Workbook(file, {"constant_memory": True}) as book:
        day = book.add_format({"num_format": "dd-mm-yyyy"})
        for name, heads, lines in _sheets(random, clients, rows):
            sheet = book.add_worksheet(name)
            for number, cells in enumerate([heads, *lines]):
                for place, cell in enumerate(cells):
                    if isinstance(cell, date):
                        sheet.write_datetime(number, place, cell, day)
                    elif cell != "":
                        sheet.write(number, place, cell)


def _sheets(random: Random, clients: int, rows: int) -> Iterator[tuple[str, Cells, Iterator[Cells]]]:
    staff, employers = -(-clients // STAFF_OF), max(1, clients // 10)
    rest = rows - 5 - (staff + 1) - 2 * clients - employers - VISITS * clients
    yield "Teams", ["code", "naam", "soort"], _teams()
    yield "Medewerkers", ["code", "naam", "e-mail", "functie", "teams"], _staff(staff)
    heads = ["cliëntnummer", "voornaam", "achternaam", "geboortedatum", "telefoon", "behandelteam", "uitkering"]
    yield "Cliënten", heads, (_client(random, n) for n in range(clients))
    heads = ["trajectnummer", "cliëntnummer", "soort", "verwijzer", "verwezen op", "eerste gesprek",
    "trajectbegeleider",
             "financiering", "wens"]  # fmt: skip
    yield "Trajecten", heads, (_trajectory(random, n) for n in range(clients))
    heads = [
        "datum",
        "medewerker",
        "trajectnummer",
        "met",
        "wijze",
        "plaats",
        "minuten",
        "fase",
        "onderwerp",
        "notitie",
    ]
    yield "Contacten", heads, (_contact(random, n % clients, n) for n in range(rest))
    yield "Werkgevers", ["code", "naam", "branche", "plaats"], (_employer(random, n) for n in range(employers))
    heads = [
        "datum",
        "medewerker",
        "werkgever",
        "beslist over aannemen",
        "wijze",
        "trajectnummer",
        "past bij wens",
        "doel",
    ]
    visits = range(VISITS * clients)
    yield "Werkgeverscontacten", heads, (_visit(random, n, clients, employers) for n in visits)


def _teams() -> Iterator[Cells]:
    yield ["IPS", "IPS-team", "IPS"]
    for n in range(4):
        yield [f"F{n}", f"FACT {n}", "FACT"]


def _staff(count: int) -> Iterator[Cells]:
    yield ["B0", "Karin Dekker", "b0@bench.example", "behandelaar", "F0"]
    for n in range(count):
        yield [f"TB{n}", f"Begeleider {n}", f"tb{n}@bench.example", "trajectbegeleider", f"IPS;F{n % 4}"]


def _client(random: Random, n: int) -> Cells:
    born = date(1960, 1, 1) + timedelta(days=random.randint(0, 16_000))
    phone = f"06-{random.randint(10_000_000, 99_999_999)}"
    benefit = random.choice(["bijstand", "Wajong", "WIA", ""])
    first, last = random.choice(words()["first_names"]), random.choice(words()["last_names"])
    return [f"C{n}", first, last, born, phone, f"F{n % 4}", benefit]


def _trajectory(random: Random, n: int) -> Cells:
    referred = UNTIL - timedelta(days=600 + n % 100)
    return [
        f"T{n}", f"C{n}", "IPS", "B0", referred, referred + timedelta(days=10), f"TB{n // STAFF_OF}", "UWV",
        random.choice(words()["wishes"]),
    ]  # fmt: skip


def _contact(random: Random, client: int, n: int) -> Cells:
    is_face = random.random() < 0.7
    return [
        UNTIL - timedelta(days=random.randint(0, 500)), f"TB{client // STAFF_OF}", f"T{client}", "cliënt",
        "fysiek" if is_face else "telefoon", random.choice(["thuis", "buiten"]) if is_face else "", 30 + n % 40,
        random.choice(PHASES), random.choice(TOPICS), f"{random.choice(words()['notes'])} {n}",
    ]  # fmt: skip


def _employer(random: Random, n: int) -> Cells:
    return [f"W{n}", f"Bedrijf {random.choice(words()['last_names'])} {n}", "horeca", "Veenstad"]


def _visit(random: Random, n: int, clients: int, employers: int) -> Cells:
    client, turn = n % clients, n // clients
    return [
        UNTIL - timedelta(days=turn * 40 + n % 37), f"TB{client // STAFF_OF}", f"W{n % employers}", "ja",
        random.choice(["fysiek", "telefoon"]), f"T{client}", "ja", random.choice(PURPOSES),
    ]  # fmt: skip
