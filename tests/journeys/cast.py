"""Who plays in the stories: the invented people of the demo, and the code their telephone shows."""

import hashlib
import hmac
import time
from base64 import b32decode
from dataclasses import dataclass

from plek.config.demo.places import MAIL
from plek.config.demo.region import PASSWORD, TOTP_SECRET

HOUSE = "ggz-veenland"


@dataclass(frozen=True)
class Person:
    """Somebody of the demo with an account."""

    name: str
    email: str
    password: str = PASSWORD


def _at(organisation: str, name: str, local: str) -> Person:
    return Person(name, f"{local}@{organisation}.{MAIL}")


FEMKE = _at(HOUSE, "Femke van der Velde", "femke.tb1")
YOUSSEF = _at(HOUSE, "Youssef Tahiri", "youssef.tb2")
INGRID = _at(HOUSE, "Ingrid Postma", "ingrid.tb3")
RUBEN = _at(HOUSE, "Ruben de Haan", "ruben.tb4")
PRIYA = _at(HOUSE, "Priya Willems", "priya.tb5")
THIJS = _at(HOUSE, "Thijs ter Horst", "thijs.tb6")
ANOUK = _at(HOUSE, "Anouk Schouten", "anouk.tl1")
MARLOES = _at(HOUSE, "Marloes Dekker", "marloes.b1")
HAMZA = _at(HOUSE, "Hamza Kaya", "hamza.b2")
LARS = _at(HOUSE, "Lars Hoekstra", "lars.b4")
TINEKE = _at(HOUSE, "Tineke Boersma", "tineke.b3")
PAULA = _at(HOUSE, "Paula Vermeulen", "paula.d1")
WIM = _at(HOUSE, "Wim Kuipers", "wim.fb1")
IRIS = _at(HOUSE, "Iris Zijlstra", "iris.mr1")
BRAM = _at(HOUSE, "Bram Oosterhuis", "bram.mr2")
GIJS = _at(HOUSE, "Gijs Mulder", "gijs.o1")
CLIENT = _at(HOUSE, "Cor Veenstra", "client")
KARIN = _at("uwv-veenstad", "Karin Meijer", "karin.m1")
ROBIN = _at("ribw-de-haven", "Robin Visser", "robin.m1")
JOHAN = _at("gemeente-veenstad", "Johan Wiersma", "johan.m1")


def code_now(secret: str = TOTP_SECRET, *, ahead: int = 0) -> str:
    """The six digits of the authenticator app (RFC 6238) in this half minute, or in one to come."""
    step = int(time.time()) // 30 + ahead
    digest = hmac.new(b32decode(secret), step.to_bytes(8, "big"), hashlib.sha1).digest()
    offset = digest[-1] & 15
    return f"{(int.from_bytes(digest[offset : offset + 4], 'big') & 0x7FFFFFFF) % 1_000_000:06d}"
