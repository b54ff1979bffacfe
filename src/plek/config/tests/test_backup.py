"""A backup comes back whole, opens with its key only, and never overwrites people by accident."""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from plek.config.sealing import MAGIC, PIECE, TAG, Sealed, unsealed
from plek.config.tests.families import data_folder, run_python

PLEK = "import sys; sys.argv[0] = 'plek'; from plek.cli import main; main()"
KEY, OTHER = "a" * 40, "b" * 40
FOUND = ("create-organisation", "GGZ Veenland", "--region", "Groningen", "--admin", "beheer@veenland.example")


def sealed(plain: bytes, key: str = KEY) -> bytes:
    file = io.BytesIO()
    with Sealed(file, key) as seal:
        for begin in range(0, len(plain), 70_000):
            seal.write(plain[begin : begin + 70_000])
    return file.getvalue()


def opened(whole: bytes, *keys: str) -> bytes:
    return b"".join(unsealed(io.BytesIO(whole), keys or (KEY,)))


class TestSealing:
    @pytest.mark.parametrize("size", [0, 1, PIECE - 1, PIECE, PIECE + 1, 2 * PIECE, 3 * PIECE + 5])
    def test_what_goes_in_comes_out(self, size: int) -> None:
        plain = bytes(i % 251 for i in range(size))
        assert opened(sealed(plain)) == plain

    def test_nothing_of_it_can_be_read(self) -> None:
        whole = sealed(b"Anna Zonderling " * 100)
        assert b"Anna" not in whole
        assert sealed(b"x") != sealed(b"x"), "each file has a key of its own"

    def test_an_older_key_still_opens_it(self) -> None:
        assert opened(sealed(b"x", OTHER), KEY, OTHER) == b"x"

    def test_another_key_does_not(self) -> None:
        with pytest.raises(ValueError, match="PLEK_DATA_KEYS"):
            opened(sealed(b"x", OTHER))

    def test_something_else_is_no_backup(self) -> None:
        with pytest.raises(ValueError, match="no backup"):
            opened(b"PGDMP" * 100)

    @pytest.mark.parametrize("at", [60, -1, PIECE])
    def test_a_changed_byte_is_noticed(self, at: int) -> None:
        whole = bytearray(sealed(b"x" * (PIECE + 10)))
        whole[at] ^= 1
        with pytest.raises(ValueError, match="changed or cut off"):
            opened(bytes(whole))

    def test_a_lost_end_is_noticed(self) -> None:
        whole = sealed(b"x" * (2 * PIECE + 10))
        begin = len(MAGIC) + 24
        for end in (begin, begin + PIECE + TAG, begin + 2 * (PIECE + TAG), len(whole) - 1):
            with pytest.raises(ValueError, match="changed or cut off"):
                opened(whole[:end])

    def test_swapped_pieces_are_noticed(self) -> None:
        whole, begin, step = sealed(b"a" * PIECE + b"b" * PIECE + b"c"), len(MAGIC) + 24, PIECE + TAG
        first, second = whole[begin : begin + step], whole[begin + step : begin + 2 * step]
        with pytest.raises(ValueError, match="changed or cut off"):
            opened(whole[:begin] + second + first + whole[begin + 2 * step :])


@dataclass(frozen=True)
class House:
    """An installation of its own, spoken to through the command line."""

    home: Path

    def plek(self, *arguments: object, **environment: str) -> tuple[int, str]:
        process = run_python(PLEK, *arguments, PLEK_HOME=str(self.home), DATABASE_URL="", **environment)
        said, complaints = process.communicate()
        return process.returncode, said + complaints


@pytest.fixture(scope="module")
def first() -> Iterator[House]:
    with data_folder("first") as home:
        house = House(home)
        for command in (("migrate",), FOUND, ("anchor-audit",)):
            code, said = house.plek(*command)
            assert code == 0, said
        yield house


@pytest.fixture(scope="module")
def copy(first: House) -> Path:
    path = first.home / "plek.backup"
    code, said = first.plek("backup", path)
    assert code == 0, said
    return path


@pytest.fixture(scope="module")
def second() -> Iterator[House]:
    with data_folder("second") as home:
        yield House(home)


def test_there_and_back(first: House, copy: Path, second: House) -> None:
    """Into an empty house, with the log sound; then not over it by accident; then on purpose."""
    assert copy.stat().st_mode & 0o077 == 0
    assert b"veenland" not in copy.read_bytes()
    code, said = second.plek("restore", copy)
    assert code == 0, said
    assert "1 organisations, 1 accounts, 0 clients" in said
    code, said = second.plek("verify-audit")
    assert code == 0, said
    code, said = second.plek("restore", copy)
    assert (code, "--replace" in said) == (1, True)
    code, said = second.plek("restore", copy, "--replace")
    assert code == 0, said
    code, said = second.plek("doctor")
    assert "audit log: " in said
    assert "mend database role" not in said
    assert "backups: none was made here" in said
    assert "backups: the last was made" in first.plek("doctor")[1]


def test_a_backup_is_never_overwritten(first: House, copy: Path) -> None:
    before = copy.read_bytes()
    code, said = first.plek("backup", copy)
    assert (code, "exists already" in said) == (1, True)
    assert copy.read_bytes() == before


def test_a_damaged_backup_leaves_all_as_it_was(first: House, copy: Path) -> None:
    damaged = copy.with_name("damaged.backup")
    whole = bytearray(copy.read_bytes())
    whole[-1] ^= 1
    damaged.write_bytes(bytes(whole))
    code, said = first.plek("restore", damaged, "--replace")
    assert (code, "changed or cut off" in said) == (1, True)
    code, said = first.plek("verify-audit")
    assert code == 0, said
    assert first.plek(*FOUND)[0] == 1, "the organisation is there still"


def test_anchors_of_after_the_backup_are_explained(first: House, copy: Path) -> None:
    other = ("create-organisation", "Elders", "--region", "Groningen", "--admin", "beheer@elders.example")
    assert first.plek(*other)[0] == 0
    for anchor in (first.home / "anchors").glob("*.json"):
        anchor.unlink()
    assert first.plek("anchor-audit")[0] == 0
    code, said = first.plek("restore", copy, "--replace")
    assert code == 0, said
    assert "Anchors of after this backup" in said
    assert first.plek("verify-audit")[0] == 1


def test_what_is_not_there_cannot_come_back(first: House) -> None:
    code, said = first.plek("restore", first.home / "none")
    assert (code, "does not exist" in said) == (1, True)


ENTER = """
import os; os.environ["DJANGO_SETTINGS_MODULE"] = "plek.config.settings"
import django; django.setup()
from datetime import date
from django.conf import settings
from plek.caseload.models import Client
from plek.caseload.services.gone import Gone, note
from plek.organisations.models import Organisation, Team
from plek.shared.tenancy import inside
here = Organisation.objects.get(slug="ggz-veenland")
with inside(here.pk):
    team = Team.objects.create(organisation=here, code="F1", name="FACT", kind="FACT")
    for number in ("C1", "C2"):
        known = {"number": number, "born_on": date(1990, 1, 1), "treatment_team": team}
        made = Client.objects.create(organisation=here, **known)
note(settings.HOME, Gone("ggz-veenland", made.pk, "C2", "2026-11-24"))
note(settings.HOME, Gone("elders", 1, "C9", "2026-11-24"))
"""


def test_a_backup_brings_nobody_back(first: House) -> None:
    """Of two clients in the backup one was destroyed after it."""
    process = run_python(ENTER, PLEK_HOME=str(first.home), DATABASE_URL="")
    said, complaints = process.communicate()
    assert process.returncode == 0, said + complaints
    with_clients = first.home / "with-clients.backup"
    assert first.plek("backup", with_clients)[0] == 0
    code, said = first.plek("restore", with_clients, "--replace")
    assert code == 0, said
    assert "2 clients" in said
    assert "Destroyed again, as it was before: C2 of ggz-veenland." in said


WRITE = """
import os; os.environ["DJANGO_SETTINGS_MODULE"] = "plek.config.settings"
import django; django.setup()
from plek.notices.models import OutboxMail
OutboxMail.objects.create(key="k", recipient="a@veenland.example", subject="Nieuws", text="", language="nl")
"""


def test_all_is_sealed_anew_and_counted(first: House) -> None:
    """There and back again; a key that is missing is said, with the place."""
    standing = "development-only-data-key-development-only"
    run_python(WRITE, PLEK_HOME=str(first.home), DATABASE_URL="").communicate()
    code, said = first.plek("seal-anew", PLEK_DATA_KEYS=KEY)
    assert code == 1, said
    assert "Still sealed with another key: 1 in notices_outboxmail.recipient, 1 in " in " ".join(said.split())
    for keys in (f"{KEY},{standing}", f"{standing},{KEY}"):
        code, said = first.plek("seal-anew", PLEK_DATA_KEYS=keys)
        assert code == 0, said
        assert "notices_outboxmail.recipient: 1" in said
        assert "All stands under the first of PLEK_DATA_KEYS." in said
    assert "Sealed anew: 0 values" in first.plek("seal-anew")[1]
