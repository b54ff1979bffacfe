"""A small team as sheets, and what tests of an import share."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

from plek.exchange.selectors.rows import stored
from plek.exchange.selectors.scope import Scope
from plek.exchange.services.importing import Report
from plek.exchange.workbook.sheets import SHEETS

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
ON = date(2026, 11, 24)
Take = Callable[..., Report]

TEAMS = [["code", "naam", "soort"], ["F1", "FACT", "FACT"], ["IPS", "IPS-team", "IPS"]]
STAFF = [
    ["code", "naam", "e-mail", "functie", "teams", "in dienst"],
    ["TB1", "Omar", "omar@a.example", "trajectbegeleider", "F1;IPS", "01-01-2024"],
    ["TB2", "Zoë", "zoe@a.example", "trajectbegeleider", "IPS", "01-01-2024"],
]
CLIENTS = [
    ["cliëntnummer", "voornaam", "achternaam", "geboortedatum", "behandelteam", "telefoon"],
    ["C1", "Jo", "de Vos", "01-02-1990", "F1", "06-12345678"],
]
COURSES = [
    ["trajectnummer", "cliëntnummer", "soort", "verwezen op", "eerste gesprek", "trajectbegeleider", "wens"],
    ["T1", "C1", "IPS", "01-02-2026", "10-02-2026", "TB1", "weer in de keuken"],
]
VISITS = [
    ["datum", "medewerker", "trajectnummer", "met", "wijze", "fase", "notitie"],
    ["10-02-2026", "TB1", "T1", "cliënt", "fysiek", "kennismaken", "koffie"],
    ["20-03-2026", "TB1", "T1", "cliënt", "fysiek", "zoeken", ""],
    ["20-04-2026", "TB1", "T1", "cliënt", "fysiek", "profiel", ""],
    ["20-05-2026", "TB1", "T1", "cliënt", "fysiek", "volgen", ""],
]
BOOK = {"Teams": TEAMS, "Medewerkers": STAFF, "Cliënten": CLIENTS, "Trajecten": COURSES, "Contacten": VISITS}


def everything(scope: Scope) -> dict[str, list[Any]]:
    return {sheet.name: [row for _pk, row in stored(scope, sheet.name)] for sheet in SHEETS}
