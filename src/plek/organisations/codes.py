"""Codes by which people are known in lists and in the workbook: a few letters for the role and a number."""

import re
from collections.abc import Iterable

from plek.organisations.choices import Role

LETTERS = {
    Role.EMPLOYMENT_SPECIALIST: "TB",
    Role.IPS_TEAM_LEADER: "TL",
    Role.PRACTITIONER: "B",
    Role.DIRECTOR: "D",
    Role.AGENCY_PROFESSIONAL: "KP",
    Role.FIDELITY_REVIEWER: "MB",
    Role.REGION_COORDINATOR: "RC",
    Role.RESEARCHER: "OZ",
    Role.ADMINISTRATOR: "FB",
    Role.CLIENT: "C",
}


def next_code(role: str, taken: Iterable[str]) -> str:
    """The first free number after the highest one with the letters of this role."""
    letters = LETTERS[Role(role)]
    fits = re.compile(rf"{letters}(\d{{1,6}})")
    numbers = [int(found[1]) for code in taken if (found := fits.fullmatch(code))]
    return f"{letters}{max(numbers, default=0) + 1}"
