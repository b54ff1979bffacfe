"""The keeper: one small process that starts the embedded PostgreSQL and stops it when nobody uses it.

Every user of the database holds a shared lock on one file. The keeper waits for the exclusive lock, which
the kernel gives when the last user is gone, also when that user was killed. The standard library only.
"""

from __future__ import annotations

import ctypes
import fcntl
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final, NoReturn

from plek.config.premises import PORT, Premises, answers, binaries, lock, spawn_options

_STOP_SECONDS: Final = 60
_LEFTOVER_SECONDS: Final = 2
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


def dies_with_parent(number: int = signal.SIGTERM) -> Callable[[], None] | None:
    """A `preexec_fn` by which the child is signalled when its parent dies; None where the system cannot."""
    if sys.platform != "linux":
        return None
    parent = os.getpid()
    prctl = ctypes.CDLL(None).prctl

    def ask_kernel() -> None:
        prctl(_PR_SET_PDEATHSIG, number, 0, 0, 0)
        if os.getppid() != parent:
            os.kill(os.getpid(), number)

    return ask_kernel


def stop_leftover(premises: Premises) -> None:
    """Stop a server whose keeper was killed; the mark of one that fell itself is not waited for long."""
    deadline = time.monotonic() + _LEFTOVER_SECONDS
    while (premises.data / "postmaster.pid").exists() and time.monotonic() < deadline:
        if answers(premises):
            _stop_by_hand(premises)
        time.sleep(0.05)


def _stop_by_hand(premises: Premises) -> None:
    command = [binaries() / "pg_ctl", "-D", premises.data, "-m", "fast", "-w", "stop"]
    subprocess.run(command, capture_output=True, check=False, **spawn_options())  # type: ignore[call-overload]  # noqa: S603


def _launch(premises: Premises) -> subprocess.Popen[bytes]:
    folder = str(premises.socket_folder).replace('"', '""')
    command = [str(binaries() / "postgres"), "-D", str(premises.data)]
    for name, value in (_SETTINGS | {"unix_socket_directories": f'"{folder}"'}).items():
        command += ["-c", f"{name}={value}"]
    options = spawn_options() | {"preexec_fn": dies_with_parent(signal.SIGINT)}
    with premises.log.open("ab") as log:
        return subprocess.Popen(command, stdout=log, stderr=log, **options)  # type: ignore[call-overload]  # noqa: S603


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
    """Fast shutdown: disconnect everyone, write everything, end; when that hangs, end at once."""
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
        os.close(alive)


if __name__ == "__main__":
    keep(Path(sys.argv[1]))
