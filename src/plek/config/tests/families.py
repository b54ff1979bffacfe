"""What the tests of the database and the processes share: short data folders and a look at what runs."""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from plek.config import embedded


@contextmanager
def data_folder(name: str = "home") -> Iterator[Path]:
    """A new data folder, and afterwards neither its database nor its files."""
    root = Path(tempfile.mkdtemp(prefix="plek-", dir="/tmp"))
    try:
        yield root / name
    finally:
        embedded.stop(root / name)
        shutil.rmtree(root, ignore_errors=True)


def until(is_so: Callable[[], bool], *, seconds: float = 30) -> bool:
    """Wait until it is so; answer whether it became so."""
    deadline = time.monotonic() + seconds
    while not is_so():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.05)
    return True


def processes_about(text: str) -> set[int]:
    """Living processes, apart from this one, with `text` in their command line or environment."""
    found = set()
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            told = (folder / "cmdline").read_bytes() + (folder / "environ").read_bytes()
            is_dead = (folder / "stat").read_text().rpartition(")")[2].split()[0] == "Z"
        except OSError:
            continue
        if text.encode() in told and not is_dead and int(folder.name) != os.getpid():
            found.add(int(folder.name))
    return found


def run_python(code: str, *arguments: object, **environment: str) -> "subprocess.Popen[str]":
    """Run a piece of Python in a process of its own, warnings as errors."""
    return subprocess.Popen(
        [sys.executable, "-W", "error", "-c", code, *map(str, arguments)],
        env=os.environ | environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
