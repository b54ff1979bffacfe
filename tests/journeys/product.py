"""The running product: ``plek demo`` in a data folder of its own, and its command line beside it."""

import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

PLEK = str(Path(sys.executable).parent / "plek")
PATIENCE = 60


@dataclass(frozen=True)
class Product:
    """Where it runs, where its data stands and the sign-ins that it printed: e-mail by role."""

    address: str
    home: Path
    sign_ins: dict[str, str]

    def runs(self, *command: str) -> str:
        """Run a ``plek`` command on the same data, as an administrator of the machine would."""
        done = subprocess.run(
            [PLEK, *command], env=_environment(self.home), capture_output=True, text=True, timeout=PATIENCE
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout


@contextmanager
def running(home: Path, **settings: str) -> Iterator[Product]:
    """Start the demo and wait for its sign-ins; stop it afterwards."""
    port = _free_port()
    process = subprocess.Popen(
        [PLEK, "demo", "--port", str(port)],
        env=_environment(home) | settings,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        yield Product(f"http://localhost:{port}", home, _read_sign_ins(process))
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


def _read_sign_ins(process: subprocess.Popen[str]) -> dict[str, str]:
    printed: list[str] = []
    assert process.stdout is not None
    for line in process.stdout:
        printed.append(line)
        if "Stop with Ctrl-C" in line:
            return dict(re.findall(r"^([a-z ]+?)\s{2,}(\S+@\S+)", "".join(printed), re.MULTILINE | re.IGNORECASE))
    raise AssertionError("plek demo did not start:\n" + "".join(printed))
