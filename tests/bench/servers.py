"""The servers under load: the product as `plek serve` starts it with one worker, and its peer beside it."""

import socket
import sys
from pathlib import Path

from plek.config.processes import Child, server
from tests.bench.databases import environment
from tests.bench.load import HOST

THREADS = 4


def free_port() -> int:
    """A port of this machine that nobody listens on."""
    with socket.socket() as trial:
        trial.bind((HOST, 0))
        port: int = trial.getsockname()[1]
        return port


def product(address: str, port: int) -> Child:
    """Plek on the database at ``address``, with the bare page among its addresses."""
    child = server(host=HOST, port=port, workers=1, threads=THREADS, production=False)
    return Child("web server", child.command, {**environment(address), **child.environment, **_settings()})


def peer(address: str, port: int) -> Child:
    """FastAPI on the same database, on the same server in its own manner of speaking."""
    command = [
        *(sys.executable, "-m", "granian", "tests.bench.peer.app:app", "--interface", "asgi"),
        *(
            "--host",
            HOST,
            "--port",
            str(port),
            "--http",
            "1",
            "--no-ws",
            "--workers",
            "1",
            "--log-level",
            "warning",
        ),
    ]
    return Child("peer", command, {**environment(address), **_settings(), "PYTHONWARNINGS": "ignore"})


def _settings() -> dict[str, str]:
    return {"DJANGO_SETTINGS_MODULE": "tests.bench.site.settings"}


def peak_mib(port: int) -> float:
    """The most memory that the processes of the server on this port ever held."""
    wanted = f"--port\0{port}\0".encode()
    group = next(process.name for process in _processes() if wanted in _read(process / "cmdline"))
    return sum(_peak(process) for process in _processes() if _group(process) == group)


def _processes() -> list[Path]:
    return list(Path("/proc").glob("[0-9]*"))


def _group(process: Path) -> str:
    """The number of the process group, behind the name, which may hold spaces."""
    return (_read(process / "stat").decode().rpartition(")")[2].split() + [""] * 3)[2]


def _peak(process: Path) -> float:
    lines = _read(process / "status").decode().splitlines()
    return sum(int(line.split()[1]) for line in lines if line.startswith("VmHWM:")) / 1024


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""
