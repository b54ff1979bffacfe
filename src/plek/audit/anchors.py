"""The end of each chain, written each day outside the database, so that a wholly rewritten tail shows too."""

import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

FOLDER = "anchors"
READ_ONLY = 0o440


@dataclass(frozen=True)
class Anchor:
    """The heads of all chains on one day; ``fault`` says why a file could not be read."""

    name: str
    heads: Mapping[int, tuple[int, bytes]] = field(default_factory=dict)
    fault: str = ""


def write_anchor(home: Path, on: date, at: datetime, heads: Mapping[int, tuple[int, bytes]]) -> Path | None:
    """Write the anchor of this day; None when it was written before, which stays as it is."""
    folder = home / FOLDER
    folder.mkdir(mode=0o750, parents=True, exist_ok=True)
    path = folder / f"{on.isoformat()}.json"
    if path.exists():
        return None
    chains = {
        str(number): {"sequence": sequence, "hash": hash_.hex()} for number, (sequence, hash_) in heads.items()
    }
    words = json.dumps({"at": at.isoformat(), "chains": chains}, indent=1, sort_keys=True)
    return path if _place(path, words) else None


def _place(path: Path, words: str) -> bool:
    """Put the file there whole or not at all, and never in the place of another."""
    draft = path.with_suffix(f".{os.getpid()}")
    with open(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, READ_ONLY), "w", encoding="utf-8") as file:
        file.write(words)
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(draft, path)
    except FileExistsError:
        return False
    finally:
        draft.unlink()
    return True


def anchors(home: Path, organisation_id: int | None = None) -> Iterator[Anchor]:
    """All anchors, oldest first; of one organisation when named."""
    for path in sorted((home / FOLDER).glob("*.json")):
        anchor = _read(path)
        if organisation_id is not None:
            kept = {number: head for number, head in anchor.heads.items() if number == organisation_id}
            anchor = Anchor(anchor.name, kept, anchor.fault)
        yield anchor


def _read(path: Path) -> Anchor:
    try:
        chains = json.loads(path.read_text("utf-8"))["chains"]
        heads = {
            int(number): (int(head["sequence"]), bytes.fromhex(head["hash"])) for number, head in chains.items()
        }
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        return Anchor(path.name, fault=type(error).__name__)
    return Anchor(path.name, heads)
