"""A copy of the whole database in one sealed file, and back. Both need the owner of the database."""

import os
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Any

import psycopg
from django.conf import settings
from psycopg.conninfo import conninfo_to_dict, make_conninfo

from plek.audit.anchors import anchors
from plek.config.premises import EmbeddedDatabaseError, binaries
from plek.config.sealing import Sealed, unsealed
from plek.shared.errors import Refused

LAST = "last-backup"
"""Says in the data folder when the last backup was made."""
_ASIDE = "plek_before_restore"
_DUMP = ("--format=custom", "--no-owner", "--no-privileges", "--exclude-schema", _ASIDE)
_RESTORE = ("--no-owner", "--no-privileges", "--single-transaction", "--exit-on-error")


def back_up(path: Path) -> int:
    """Write the sealed copy, whole or not at all; answers its size in bytes."""
    if path.exists():
        raise Refused(f"{path} exists already. Choose another name; a backup is never overwritten.")
    draft = path.with_name(f"{path.name}.part")
    try:
        with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            _dump(file)
            file.flush()
            os.fsync(file.fileno())
        draft.rename(path)
        (settings.HOME / LAST).write_text(datetime.now(UTC).isoformat(), encoding="utf-8")
    except FileNotFoundError as error:
        raise Refused(f"{path.parent} is no folder. Choose another place.") from error
    finally:
        draft.unlink(missing_ok=True)
    return path.stat().st_size


def _dump(file: IO[bytes]) -> None:
    with (
        _program("pg_dump", *_DUMP, stdout=subprocess.PIPE) as process,
        Sealed(file, settings.DATA_KEYS[0]) as seal,
    ):
        while piece := process.stdout.read(1 << 20):
            seal.write(piece)
        if process.wait():
            raise Refused(_complaint(process))


def put_back(path: Path, *, replace: bool) -> None:
    """Put a backup in place of what the database holds; when that fails, what was there stays."""
    if not path.exists():
        raise Refused(f"{path} does not exist. Give the file that `plek backup` wrote.")
    if not replace and holds_an_organisation():
        raise Refused(
            "This database holds an organisation. Use an empty one, or add --replace to lose what is there."
        )
    _statements(f"alter schema public rename to {_ASIDE}", "create schema public")
    try:
        _restore(path)
    except BaseException:
        _statements("drop schema public cascade", f"alter schema {_ASIDE} rename to public")
        raise
    _statements(f"drop schema {_ASIDE} cascade")


def _restore(path: Path) -> None:
    with path.open("rb") as file, _program("pg_restore", *_RESTORE, stdin=subprocess.PIPE) as process:
        try:
            for piece in unsealed(file, settings.DATA_KEYS):
                process.stdin.write(piece)
        except BrokenPipeError:
            pass
        except ValueError as error:
            process.kill()
            raise Refused(f"{path.name} cannot be put back: {error}") from error
        process.stdin.close()
        if process.wait():
            raise Refused(_complaint(process))


def holds_an_organisation() -> bool:
    """Is there anything here that a restore would lose?"""
    with _owner() as owner:
        there = owner.execute("select to_regclass('public.organisations_organisation') is not null").fetchone()
        if there is None or not there[0]:
            return False
        found = owner.execute("select exists (select 1 from public.organisations_organisation)").fetchone()
        return bool(found and found[0])


def counts() -> Mapping[str, int]:
    """What stands in the database, to compare after putting back."""
    tables = {
        "organisations": "organisations_organisation", "accounts": "accounts_user", "clients": "caseload_client",
        "contacts": "caseload_contact", "rows of the log": "audit_entry",
    }  # fmt: skip
    with _owner() as owner:
        return {name: _one(owner, f"select count(*) from {table}") for name, table in tables.items()}  # noqa: S608


def newer_anchors() -> list[str]:
    """Anchors that name rows of the log which the database does not have (any more)."""
    with _owner() as owner:
        ends = dict(owner.execute("select organisation_id, sequence from audit_head").fetchall())
    return [
        anchor.name
        for anchor in anchors(settings.HOME)
        if any(sequence > ends.get(number, 0) for number, (sequence, _hash) in anchor.heads.items())
    ]


def _owner() -> psycopg.Connection[Any]:
    return psycopg.connect(str(settings.ADDRESSES.owner_url))


def _one(owner: psycopg.Connection[Any], question: str) -> int:
    found = owner.execute(question.encode()).fetchone()
    return int(found[0]) if found else 0


def _statements(*statements: str) -> None:
    with _owner() as owner:
        for statement in statements:
            owner.execute(statement.encode())


@contextmanager
def _program(name: str, *arguments: str, **pipes: Any) -> Iterator[Any]:
    """A program of PostgreSQL, connected as the owner; the password does not stand on its command line."""
    address = dict(conninfo_to_dict(str(settings.ADDRESSES.owner_url)))
    password = address.pop("password", None)
    environment = {key: value for key, value in os.environ.items() if not key.startswith("PG")}
    if password:
        environment["PGPASSWORD"] = str(password)
    command = [str(_found(name)), *arguments, "--dbname", make_conninfo("", **address)]
    with subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, **pipes) as process:  # noqa: S603
        try:
            yield process
        finally:
            if process.poll() is None:
                process.kill()


def _found(name: str) -> Path:
    try:
        return binaries() / name
    except EmbeddedDatabaseError:
        pass
    if there := shutil.which(name):
        return Path(there)
    raise Refused(f"{name} is not installed. Install the client programs of PostgreSQL.")


def _complaint(process: Any) -> str:
    said = process.stderr.read().decode(errors="replace").strip().splitlines()
    return f"PostgreSQL refused: {said[0] if said else 'no reason given'}"


def last_backup() -> datetime | None:
    """When the last backup was made from here; None when none was."""
    mark = settings.HOME / LAST
    return datetime.fromisoformat(mark.read_text(encoding="utf-8")) if mark.exists() else None
