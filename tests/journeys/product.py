"""The running product: ``plek demo`` in a data folder of its own, and its command line beside it."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

PLEK = str(Path(sys.executable).parent / "plek")
PATIENCE = 60


@dataclass(frozen=True)
class Product:
    """Where it runs, where its data stands and the e-mails of the sign-ins that it printed."""

    address: str
    home: Path
    sign_ins: list[str]

    def runs(self, *command: str) -> str:
        """Run a ``plek`` command on the same data, as an administrator of the machine would."""
        done = subprocess.run(
            [PLEK, *command], env=_environment(self.home), capture_output=True, text=True, timeout=PATIENCE
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout


READY_SECONDS = 240


@contextmanager
def running(home: Path, **settings: str) -> Iterator[Product]:
    """Start the demo and wait for its sign-ins; stop it afterwards."""
    port = _free_port()
    said = home / "demo.log"
    with said.open("w") as log:
        process = subprocess.Popen(
            [PLEK, "demo", "--port", str(port)],
            env=_environment(home) | settings,
            stdout=log,
            stderr=subprocess.STDOUT,
        )
    try:
        yield Product(f"http://localhost:{port}", home, _read_sign_ins(process, said))
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(PATIENCE)


def _environment(home: Path) -> dict[str, str]:
    inherited = {k: v for k, v in os.environ.items() if not k.startswith(("DATABASE_", "PLEK_AS", "DJANGO_"))}
    return {**inherited, "PLEK_HOME": str(home), "PYTHONUNBUFFERED": "1"}


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


def _read_sign_ins(process: subprocess.Popen[bytes], said: Path) -> list[str]:
    """Wait until the demo has printed its sign-ins; answers their e-mails."""
    until = time.monotonic() + READY_SECONDS
    while "Stop with Ctrl-C" not in said.read_text("utf-8"):
        if process.poll() is not None or time.monotonic() > until:
            raise AssertionError("plek demo did not start:\n" + said.read_text("utf-8"))
        time.sleep(0.2)
    return re.findall(r"^[a-z ]+?\s{2,}(\S+@\S+)", said.read_text("utf-8"), re.MULTILINE | re.IGNORECASE)
