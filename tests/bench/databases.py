"""One embedded PostgreSQL for the suite, with a filled database for each size, kept between runs."""

import hashlib
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
from platformdirs import user_data_dir
from psycopg import sql

from plek.config import embedded

ROOT = Path(__file__).resolve().parents[2]
SETTINGS = "tests.bench.site.settings"
MIGRATE = "from plek.config.commands import migrate; migrate()"


def home() -> Path:
    """The data folder of the suite, inside that of Plek."""
    return Path(os.environ.get("PLEK_HOME") or user_data_dir("plek")) / "bench"


def environment(address: str = "", *, as_owner: bool = False) -> dict[str, str]:
    """What a process of the suite is started with."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PLEK_", "DATABASE_"))}
    return kept | {
        "DJANGO_SETTINGS_MODULE": SETTINGS, "PLEK_HOME": str(home()), "DATABASE_URL": address,
        "PYTHONPATH": str(ROOT), "PLEK_AS_OWNER": "true" if as_owner else "false",
    }  # fmt: skip


def filled(clients: int) -> str:
    """The owner's address of a database with an organisation of this size, made when it is not there."""

    def fill(address: str) -> None:
        _run("-m", "tests.bench.town", str(clients), address=address)

    return _kept(f"clients_{clients}", _tables(), fill)


def empty(name: str) -> str:
    """The owner's address of a new database with nothing but tables."""
    template = _name(_tables())
    _make(name, template)
    return _address(name)


def _tables() -> str:
    """A database with tables only, from which the others are copied."""
    return _kept("tables", "", lambda address: _run("-c", MIGRATE, address=address))


def _kept(name: str, template: str, fill: Callable[[str], None]) -> str:
    stamp = home() / f"bench_{name}.stamp"
    if not stamp.exists() or stamp.read_text() != _stamp():
        _make(name, _name(template) if template else "template1")
        fill(_address(name))
        stamp.write_text(_stamp())
    return _address(name)


def _address(name: str) -> str:
    return urlunsplit(urlsplit(embedded.start(home()))._replace(path=f"/bench_{name}"))


def _name(address: str) -> str:
    return urlsplit(address).path.removeprefix("/")


def _make(name: str, template: str) -> None:
    names = {"new": sql.Identifier(f"bench_{name}"), "template": sql.Identifier(template)}
    with psycopg.connect(embedded.start(home()), autocommit=True) as connection:
        connection.execute(sql.SQL("drop database if exists {new} with (force)").format(**names))
        connection.execute(sql.SQL("create database {new} template {template}").format(**names))


def _run(*arguments: str, address: str) -> None:
    subprocess.run(
        [sys.executable, *arguments], env=environment(address, as_owner=True), cwd=ROOT, check=True,
        stdout=subprocess.DEVNULL,
    )  # fmt: skip


def _stamp() -> str:
    """Changes with the tables and with what fills them; and every week, so that the diary lies ahead."""
    digest = hashlib.sha256()
    for path in _sources():
        digest.update(path.read_bytes())
    return f"{datetime.now(UTC):%G-W%V} {digest.hexdigest()}"


def _sources() -> Iterator[Path]:
    yield from sorted((ROOT / "tests" / "bench" / "town").glob("*.py"))
    yield from sorted((ROOT / "src").glob("plek/*/migrations/*.py"))
    yield from sorted(p for p in (ROOT / "src").glob("plek/config/demo/*") if p.is_file())
