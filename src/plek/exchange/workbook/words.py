"""Dutch words of the workbook with the stable codes they stand for."""

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


ORGANISATION_KIND = Words({"ggz": "ggz", "ribw": "ribw", "gemeente": "gemeente", "uwv": "uwv"})
TEAM_KIND = Words(
    {
        "FACT": "FACT",
        "VIP": "VIP",
        "polikliniek": "polikliniek",
        "kliniek": "kliniek",
        "RIBW": "RIBW",
        "IPS": "IPS",
    },
    also={"poli": "polikliniek"},
)
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
GENDER = Words(
    {"v": "v", "m": "m", "x": "x"},
    also={"vrouw": "v", "man": "m", "anders": "x", "non-binair": "x", "f": "v"},
)
BENEFIT = Words(
    {
        "none": "geen",
        "bijstand": "bijstand",
        "wajong": "Wajong",
        "wia": "WIA",
        "wao": "WAO",
        "ww": "WW",
        "zw": "ZW",
        "other": "anders",
    }
)
TRAJECTORY_KIND = Words(
    {
        "ips": "IPS",
        "wgb": "WGB",
        "oad": "OAD",
        "job_coaching": "jobcoaching",
        "supported_learning": "begeleid leren",
    }
)
FUNDING = Words({"uwv": "UWV", "municipality": "gemeente", "zvw": "Zvw", "wmo": "Wmo", "other": "anders"})
TRAJECTORY_END = Words(
    {
        "works_steadily": "werkt stabiel",
        "own_choice": "eigen keuze",
        "moved": "verhuisd",
        "handover": "overdracht",
        "died": "overleden",
        "no_contact": "geen contact",
        "other": "anders",
    }
)
CONTACT_WITH = Words(
    {
        "client": "cliënt",
        "treatment_team": "behandelteam",
        "relative": "naaste",
        "uwv": "UWV",
        "municipality": "gemeente",
        "employer": "werkgever",
        "internal": "intern",
    }
)
MEANS = Words({"in_person": "fysiek", "phone": "telefoon", "video": "video", "message": "bericht"})
PLACE = Words(
    {"office": "kantoor", "home": "thuis", "workplace": "werkplek", "outside": "buiten", "online": "online"}
)
PHASE = Words(
    {
        "getting_acquainted": "kennismaken",
        "profile": "profiel",
        "searching": "zoeken",
        "placing": "plaatsen",
        "coaching": "coachen",
        "following": "volgen",
    }
)
TOPIC = Words(
    {
        "benefits": "uitkering",
        "openness": "openheid",
        "profile": "profiel",
        "workplace": "werkplek",
        "education": "opleiding",
        "return": "terugkeer",
    }
)
PURPOSE = Words(
    {
        "acquaint": "kennismaken",
        "learn_business": "bedrijf leren kennen",
        "introduce_candidate": "kandidaat voorstellen",
        "maintain": "onderhouden",
    }
)
CONTRACT = Words(
    {
        "permanent": "vast",
        "temporary": "tijdelijk",
        "on_call": "oproep",
        "agency": "uitzend",
        "self_employed": "zelfstandig",
        "trial_placement": "proefplaatsing",
        "work_experience": "werkervaringsplaats",
        "sheltered": "beschut",
        "voluntary": "vrijwilligerswerk",
    }
)
OPENNESS = Words(
    {
        "nobody": "niemand",
        "manager": "leidinggevende",
        "colleagues": "collega's",
        "everyone": "iedereen",
    }
)
FOUND_THROUGH = Words(
    {
        "specialist": "trajectbegeleider",
        "client": "cliënt",
        "network": "netwerk",
        "vacancy": "vacature",
    }
)
JOB_END = Words(
    {
        "own_choice": "eigen keuze",
        "dismissed": "ontslag",
        "contract_ended": "contract afgelopen",
        "better_job": "beter werk",
        "health": "gezondheid",
        "other": "anders",
    }
)
EDUCATION_RESULT = Words({"ongoing": "bezig", "passed": "gehaald", "stopped": "gestopt"})
MEETING_KIND = Words(
    {
        "team_meeting": "teamoverleg",
        "group_supervision": "groepssupervisie",
        "individual_supervision": "individuele supervisie",
        "field_mentoring": "veldcoaching",
        "steering_group": "stuurgroep",
        "results_review": "resultaatbespreking",
    }
)
