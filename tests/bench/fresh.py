"""One turn in a process of its own, with the most memory it took."""

import json
import os
import subprocess
import sys
from typing import Any

from tests.bench.databases import ROOT, environment


def turn(*arguments: str, address: str = "") -> tuple[dict[str, Any], float]:
    """Run Python with these arguments; its last line as JSON, and the peak of it and its children in MiB."""
    process = subprocess.Popen(
        [sys.executable, *arguments], env=environment(address), cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    with process.stdout as stream:
        said = stream.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"{' '.join(arguments)} ended with {process.returncode}")
    found: dict[str, Any] = json.loads(said.strip().splitlines()[-1])
    return found, usage.ru_maxrss / 1024
