"""Dutch words of the workbook with the stable codes they stand for.

Nearly everywhere the code *is* the Dutch word, as in the choices of the contexts; a test holds the two together.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from plek.exchange.workbook.names import folded


@dataclass(frozen=True)
class Words:
    """A closed list: code to Dutch word as it is written, and other spellings that are read."""

    of: Mapping[str, str]
    also: Mapping[str, str] = field(default_factory=dict)
    codes: Mapping[str, str] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        spellings = {folded(word): code for code, word in self.of.items()}
        spellings |= {folded(word): code for word, code in self.also.items()}
        object.__setattr__(self, "codes", spellings)

    def __str__(self) -> str:
        return ", ".join(self.of.values())


def _words(*words: str, **also: str) -> Words:
    """A list whose codes are its words."""
    return Words({word: word for word in words}, also)


ORGANISATION_KIND = _words("ggz", "ribw", "gemeente", "uwv")
TEAM_KIND = _words("FACT", "VIP", "polikliniek", "kliniek", "RIBW", "IPS", "kantoor", poli="polikliniek")
ROLE = Words(
    {
        "employment_specialist": "trajectbegeleider",
        "ips_team_leader": "IPS-teamleider",
        "practitioner": "behandelaar",
        "director": "directie",
        "administrator": "beheerder",
    },
    also={"teamleider": "ips_team_leader"},
)
GENDER = _words("v", "m", "x", vrouw="v", man="m", anders="x", nonbinair="x")
BENEFIT = _words("geen", "bijstand", "Wajong", "WIA", "WAO", "WW", "ZW", "anders")
TRAJECTORY_KIND = _words("IPS", "WGB", "OAD", "jobcoaching", "begeleid leren")
FUNDING = _words("UWV", "gemeente", "Zvw", "Wmo", "anders")
TRAJECTORY_END = _words(
    "werkt stabiel", "eigen keuze", "verhuisd", "overdracht", "overleden", "geen contact", "anders"
)
CONTACT_WITH = _words("cliënt", "behandelteam", "naaste", "UWV", "gemeente", "werkgever", "intern")
MEANS = _words("fysiek", "telefoon", "video", "bericht")
PLACE = _words("kantoor", "thuis", "werkplek", "buiten", "online")
PHASE = _words("kennismaken", "profiel", "zoeken", "plaatsen", "coachen", "volgen")
TOPIC = _words("uitkering", "openheid", "profiel", "werkplek", "opleiding", "terugkeer")
PURPOSE = _words("kennismaken", "bedrijf leren kennen", "kandidaat voorstellen", "onderhouden")
CONTRACT = _words(
    "vast",
    "tijdelijk",
    "oproep",
    "uitzend",
    "zelfstandig",
    "proefplaatsing",
    "werkervaringsplaats",
    "beschut",
    "vrijwilligerswerk",
)
OPENNESS = _words("niemand", "leidinggevende", "collega's", "iedereen")
FOUND_THROUGH = _words("trajectbegeleider", "cliënt", "netwerk", "vacature")
JOB_END = _words("eigen keuze", "ontslag", "contract afgelopen", "beter werk", "gezondheid", "anders")
EDUCATION_RESULT = _words("bezig", "gehaald", "gestopt")
MEETING_KIND = _words(
    "teamoverleg",
    "groepssupervisie",
    "individuele supervisie",
    "veldcoaching",
    "stuurgroep",
    "resultaatbespreking",
)
