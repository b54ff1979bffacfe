"""Web server and task worker, as children that never outlive the process that started them."""

from __future__ import annotations

import errno
import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType, TracebackType
from typing import Any, Final

from plek.config.keeper import dies_with_parent
from plek.shared.errors import Refused

READY_SECONDS: Final = 60
_GRACE_SECONDS: Final = 20
_TICK_SECONDS: Final = 0.1
_PORTS_TO_TRY: Final = 100
_SERVER_LOGS: Final = Path(__file__).with_name("server_logs.json")
# Never as the owner; and a Python warning is for developers, while it would break up the lines of the log.
_SERVING: Final = {"PLEK_AS_OWNER": "false", "PYTHONWARNINGS": "ignore"}
_STOPS: Final[tuple[int, ...]] = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


@dataclass(frozen=True)
class Child:
    """A command to run beside the others, under a name that a person understands."""

    name: str
    command: Sequence[str]
    environment: Mapping[str, str] = field(default_factory=dict)


def server(*, host: str, port: int, workers: int, threads: int, production: bool) -> Child:
    """The web server. In production it mends itself and logs JSON lines; else it says what went wrong."""
    more = ["--log-level", "warning"]
    if production:
        more = ["--log-config", str(_SERVER_LOGS), "--respawn-failed-workers"]
    command = [
        *(sys.executable, "-m", "granian", "plek.config.wsgi:application", "--interface", "wsgi"),
        *("--host", host, "--port", str(port), "--http", "1", "--no-ws"),
        *("--workers", str(workers), "--blocking-threads", str(threads)),
        *("--workers-kill-timeout", "10", *more),
    ]
    return Child("web server", command, _SERVING | {"PLEK_DATABASE_POOL": "true"})


def worker(*, production: bool) -> Child:
    """The worker that does the background tasks one by one."""
    command = [sys.executable, "-m", "django", "db_worker", "--settings", "plek.config.settings"]
    return Child("task worker", [*command, "--verbosity", "1" if production else "0"], _SERVING)


def require_free_port(host: str, port: int, command: str) -> None:
    """Refuse a port that cannot be listened on, and name one that can, in terms of `command`."""
    fault = _listening_fault(host, port)
    if fault == 0:
        return
    if fault == errno.EADDRNOTAVAIL:
        raise Refused(f"{host} is no address of this machine. Choose another one with --host.")
    free = next(
        (p for p in range(port + 1, port + _PORTS_TO_TRY) if p > 1023 and not _listening_fault(host, p)), 0
    )
    advice = f"Run `{command} --port {free}`." if free else "Choose another port with --port."
    reason = "is in use" if fault == errno.EADDRINUSE else f"cannot be used ({os.strerror(fault)})"
    raise Refused(f"Port {port} {reason}. {advice}")


def _listening_fault(host: str, port: int) -> int:
    """The error number of listening there, 0 when it can be done."""
    if not 0 < port < 65536:
        return errno.EINVAL
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, protocol) as trial:
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            trial.bind(address)
            trial.listen()
    except socket.gaierror:
        return errno.EADDRNOTAVAIL
    except OSError as error:
        return error.errno or errno.EINVAL
    return 0


class Family:
    """Children that start together and stop together: `with Family(children) as family: family.wait()`.

    Ctrl-C, SIGTERM and SIGHUP leave the block by SystemExit(0). When this process is killed outright the
    kernel tells the children (Linux).
    """

    def __init__(self, children: Sequence[Child]) -> None:
        self._children = children
        self._running: list[tuple[Child, subprocess.Popen[bytes]]] = []
        self._handlers: dict[int, Any] = {}

    def __enter__(self) -> Family:
        for number in _STOPS:
            self._handlers[number] = signal.signal(number, _leave)
        try:
            for child in self._children:
                self._running.append((child, _spawn(child)))
        except BaseException:
            self._stop()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None:
        self._stop()

    def check(self) -> None:
        """Refuse to go on when a child has ended."""
        for child, process in self._running:
            code = process.poll()
            if code is not None:
                raise Refused(f"The {child.name} stopped by itself (exit code {code}); its last lines say why.")

    def wait(self, meanwhile: Callable[[], None] = lambda: None) -> None:
        """Wait for ever, calling ``meanwhile`` at each look; leaves only by a signal or because a child ended."""
        while True:
            self.check()
            meanwhile()
            time.sleep(_TICK_SECONDS)

    def wait_ready(self, host: str, port: int, *, site: str = "localhost", seconds: float = READY_SECONDS) -> None:
        """Wait until the web server says that it and its database can serve."""
        deadline = time.monotonic() + seconds
        while not answers(host, port, "/readyz", site=site):
            self.check()
            if time.monotonic() > deadline:
                raise Refused(
                    f"The web server did not become ready within {seconds:.0f} seconds; run `plek doctor`."
                )
            time.sleep(_TICK_SECONDS)

    def _stop(self) -> None:
        for number in _STOPS:
            signal.signal(number, signal.SIG_IGN)
        for _, process in self._running:
            _signal_group(process, signal.SIGTERM)
        deadline = time.monotonic() + _GRACE_SECONDS
        for _, process in self._running:
            with suppress(subprocess.TimeoutExpired):
                process.wait(max(0.0, deadline - time.monotonic()))
            _signal_group(process, signal.SIGKILL)
            process.wait()
        for number, handler in self._handlers.items():
            signal.signal(number, handler)


def answers(host: str, port: int, path: str, *, site: str) -> bool:
    """Does the server say 200 at `path`, asked under the host name `site`?"""
    near = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104 - asked, not listened on
    connection = http.client.HTTPConnection(near, port, timeout=5)
    try:
        connection.request("GET", path, headers={"Host": site})
        return connection.getresponse().status == http.HTTPStatus.OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def _spawn(child: Child) -> subprocess.Popen[bytes]:
    return subprocess.Popen(  # noqa: S603 - our own commands
        child.command,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "plek.config.settings", **child.environment},
        stdin=subprocess.DEVNULL,
        process_group=0,
        preexec_fn=dies_with_parent(),
    )


def _signal_group(process: subprocess.Popen[bytes], number: int) -> None:
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, number)


def _leave(number: int, frame: FrameType | None) -> None:
    raise SystemExit(0)


def main(arguments: Sequence[str]) -> int:
    """`python -m plek.config.processes healthz|readyz`: the question a container's health check asks."""
    site = os.environ.get("PLEK_HOSTS", "localhost").split(",")[0].strip()
    port = int(os.environ.get("PLEK_PORT", "8000"))
    return 0 if answers("127.0.0.1", port, f"/{arguments[0]}", site=site) else 1


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
