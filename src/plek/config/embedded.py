"""The embedded PostgreSQL: start it or join it, in a data folder, with nothing installed beforehand."""

from __future__ import annotations

import contextlib
import fcntl
import os
import secrets
import shutil
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Final
from urllib.parse import quote

from plek.config.premises import (
    OWNER,
    PORT,
    VERSION,
    EmbeddedDatabaseError,
    Premises,
    answers,
    binaries,
    lock,
    server_user,
    spawn_options,
)

_STOP_SECONDS: Final = 60
_LOG_LINES: Final = 5
_shares: dict[Path, int] = {}


def start(home: Path) -> str:
    """Start or join the embedded PostgreSQL in `home`/postgres; answer the address of the database's owner.

    It runs until the last process that called this has ended or has called `stop`.
    """
    premises = _premises(home)
    if premises.home not in _shares:
        share = lock(premises.users, fcntl.LOCK_SH)
        assert share is not None  # noqa: S101 - a lock that waits is always given
        _shares[premises.home] = share
    with _locked(premises.entrance):
        if not (_has_keeper(premises) and answers(premises)):
            _wait_until_left(premises)
            _start_keeper(premises)
    return owner_address(premises)


def stop(home: Path) -> None:
    """Stop using the database; the last one out waits until it has stopped."""
    premises = Premises(home.expanduser().resolve())
    share = _shares.pop(premises.home, None)
    if share is None:
        return
    fcntl.flock(share, fcntl.LOCK_UN)
    try:
        fcntl.flock(share, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        # Returns at once beside other users, or once the keeper is done stopping.
        fcntl.flock(share, fcntl.LOCK_SH)
    else:
        _dismiss_keeper(premises)
    os.close(share)


def owner_address(premises: Premises) -> str:
    """The connection URL of the database's owner."""
    password = premises.secret.read_text().strip()
    folder = quote(str(premises.socket_folder), safe="")
    return f"postgresql://{OWNER}:{password}@/{OWNER}?host={folder}&port={PORT}"


def _premises(home: Path) -> Premises:
    if sys.platform == "win32":
        raise EmbeddedDatabaseError("On Windows run Plek in WSL or with Docker, or set DATABASE_URL.")
    home = home.expanduser().resolve()
    try:
        home.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise EmbeddedDatabaseError(
            f"The data folder {home} cannot be made ({error.strerror}): set PLEK_HOME to one that can."
        ) from error
    return Premises(home)


@contextlib.contextmanager
def _locked(path: Path) -> Iterator[None]:
    file = lock(path, fcntl.LOCK_EX)
    assert file is not None  # noqa: S101 - a lock that waits is always given
    try:
        yield
    finally:
        os.close(file)


def _wait_until_left(premises: Premises) -> None:
    """A keeper whose server no longer answers is on its way out."""
    with _locked(premises.keeper):
        pass


def _has_keeper(premises: Premises) -> bool:
    free = lock(premises.keeper, fcntl.LOCK_EX | fcntl.LOCK_NB)
    if free is not None:
        os.close(free)
    return free is None


def _start_keeper(premises: Premises) -> None:
    _open_way(premises)
    _make_data(premises)
    _make_socket_folder(premises)
    premises.log.touch(mode=0o600)
    command = [sys.executable, "-m", "plek.config.keeper", str(premises.home)]
    with premises.log.open("ab") as log:
        begin = log.tell()
        said = subprocess.run(  # noqa: S603
            command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=log, check=False
        )
    if said.stdout != b"ready\n":
        raise EmbeddedDatabaseError(_failure(premises, begin))
    _make_database(premises)


def _failure(premises: Premises, begin: int) -> str:
    lines = premises.log.read_bytes()[begin:].decode(errors="replace").strip().splitlines()
    return f"The embedded PostgreSQL did not start; see {premises.log}. " + " ".join(lines[-_LOG_LINES:])


def _dismiss_keeper(premises: Premises) -> None:
    deadline = time.monotonic() + _STOP_SECONDS
    with contextlib.suppress(OSError, ValueError):
        while _has_keeper(premises) and time.monotonic() < deadline:
            os.kill(int(premises.keeper.read_text()), signal.SIGTERM)
            time.sleep(0.02)


def _open_way(premises: Premises) -> None:
    """Let the server's own account, if any, walk to the programs and the data; walk only, not look."""
    if server_user() is None or (_runs_postgres() and _is_reachable(premises.home)):
        return
    for folder in (*binaries().parents, premises.home, *premises.home.parents):
        _add_mode(folder, stat.S_IXOTH)
    if not _runs_postgres():
        for path in binaries().parent.rglob("*"):
            _add_mode(path, stat.S_IROTH | (stat.S_IXOTH if path.is_dir() or path.parent == binaries() else 0))
        _add_mode(binaries().parent, stat.S_IROTH | stat.S_IXOTH)


def _add_mode(path: Path, bits: int) -> None:
    mode = path.stat().st_mode
    if mode & bits != bits:
        path.chmod(stat.S_IMODE(mode) | bits)


def _runs_postgres() -> bool:
    command = [str(binaries() / "postgres"), "--version"]
    try:
        subprocess.run(command, check=True, capture_output=True, **spawn_options())  # type: ignore[call-overload]  # noqa: S603
    except (OSError, subprocess.CalledProcessError):
        return False
    return (binaries().parent / "share").stat().st_mode & stat.S_IXOTH != 0


def _is_reachable(folder: Path) -> bool:
    return all(path.stat().st_mode & stat.S_IXOTH for path in (folder, *folder.parents))


def _own(path: Path) -> None:
    """Give a path to the account the server runs under."""
    if user := server_user():
        os.chown(path, user.pw_uid, user.pw_gid)


def _make_data(premises: Premises) -> None:
    """Make the database cluster, whole or not at all."""
    if premises.data.exists():
        _check_version(premises)
        return
    fresh = premises.home / "postgres.new"
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(mode=0o700)
    premises.secret.unlink(missing_ok=True)
    premises.secret.touch(mode=0o600)
    premises.secret.write_text(secrets.token_urlsafe(32) + "\n")
    _own(fresh)
    _own(premises.secret)
    _initialise(fresh, premises.secret)
    fresh.rename(premises.data)


def _initialise(folder: Path, secret: Path) -> None:
    command = [
        str(binaries() / "initdb"),
        f"--pgdata={folder}",
        f"--username={OWNER}",
        f"--pwfile={secret}",
        "--auth=scram-sha-256",
        "--encoding=UTF8",
        "--locale-provider=builtin",
        "--builtin-locale=C.UTF-8",
        "--locale=C",
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False, **spawn_options())  # type: ignore[call-overload]  # noqa: S603
    if done.returncode:
        raise EmbeddedDatabaseError(
            f"The embedded PostgreSQL could not be made in {folder}: {done.stderr.strip()}"
        )


def _check_version(premises: Premises) -> None:
    found = (premises.data / "PG_VERSION").read_text().strip()
    if found != VERSION:
        raise EmbeddedDatabaseError(
            f"{premises.data} was made by PostgreSQL {found} and this Plek brings {VERSION}: move the folder "
            "aside, start again, and restore the latest backup with `plek restore`."
        )


def _make_socket_folder(premises: Premises) -> None:
    """Make the short folder for the socket, and refuse one that somebody else laid in wait."""
    folder = premises.socket_folder
    if folder == premises.data:
        return
    folder.mkdir(mode=0o700, exist_ok=True)
    user = server_user()
    found = folder.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid not in {
        os.geteuid(),
        user.pw_uid if user else os.geteuid(),
    }:
        raise EmbeddedDatabaseError(f"{folder} belongs to another user: set PLEK_HOME to a shorter path.")
    folder.chmod(0o700)
    _own(folder)


def _make_database(premises: Premises) -> None:
    import psycopg

    address = owner_address(premises).replace(f"@/{OWNER}?", "@/postgres?")
    with psycopg.connect(address, autocommit=True) as connection:
        if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [OWNER]).fetchone():
            connection.execute(f"CREATE DATABASE {OWNER}")
