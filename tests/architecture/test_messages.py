"""Every word on screen has its Dutch: the sources are gathered anew and held beside the catalogues."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_no_message_lacks_its_dutch() -> None:
    checked = subprocess.run(
        [sys.executable, "tools/messages.py", "check"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert checked.returncode == 0, checked.stdout
    assert "Every message has its Dutch." in checked.stdout
