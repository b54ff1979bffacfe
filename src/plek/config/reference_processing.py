"""The record of processing activities (AVG art. 30): what each context says in its ``processing.yaml``, beside the
tables and columns as the code has them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_args

import yaml
from django.apps import apps
from django.db import models

from plek.config.settings import PACKAGE
from plek.shared.resealing import Field

FILE = "processing.yaml"
WORDS = Path(__file__).with_suffix(".yaml")
SEALED = get_args(Field)
TECHNICAL = frozenset({"id", "organisation", "version", "key"})


@dataclass(frozen=True)
class Activity:
    """One purpose for which people's data are kept, and the tables that serve it."""

    words: dict[str, dict[str, str]]
    tables: tuple[type[models.Model], ...]


@dataclass(frozen=True)
class Record:
    """All activities, and the tables that say nothing about a person."""

    activities: tuple[Activity, ...]
    nothing: tuple[type[models.Model], ...]


ROWS = ("purpose", "people", "ground", "kept", "told")


def processing_record() -> Record:
    """What all contexts say together. Raises ``LookupError`` for a table that does not exist."""
    activities: list[Activity] = []
    nothing: list[type[models.Model]] = []
    for path in sorted(PACKAGE.glob(f"*/{FILE}")):
        said = yaml.safe_load(path.read_text("utf-8"))
        for one in said["activities"]:
            activities.append(Activity(one, tuple(_tables(path, one["tables"]))))
        nothing += _tables(path, said["nothing"])
    return Record(tuple(activities), tuple(nothing))


def processing_pages() -> dict[str, str]:
    """The record in English and in Dutch, by the name of its file."""
    found = processing_record()
    return {"record-of-processing.md": _page(found, "en"), "verwerkingsregister.md": _page(found, "nl")}


def _tables(path: Path, names: Sequence[str]) -> Iterator[type[models.Model]]:
    for name in names:
        yield apps.get_model(name if "." in name else f"{path.parent.name}.{name}")


def _words(language: str) -> dict[str, str]:
    read: dict[str, dict[str, str]] = yaml.safe_load(WORDS.read_text("utf-8"))
    return read[language]


def _page(found: Record, language: str) -> str:
    words = _words(language)
    parts = [f"# {words['title']}", words["lead"], words["unsure"], words["own"]]
    parts += [_activity(one, language) for one in found.activities]
    bare = ", ".join(sorted(f"`{model._meta.label}`" for model in found.nothing))
    return "\n\n".join([*parts, words["nothing"], bare, words["security"]]) + "\n"


def _activity(one: Activity, language: str) -> str:
    title, words = one.words["title"][language], _words(language)
    lines = [f"## {title[0].upper()}{title[1:]}", "", "| | |", "|---|---|"]
    lines += [f"| {words[row]} | {one.words[row][language]} |" for row in ROWS]
    lines += [f"| {words['tables']} | {'<br>'.join(_table(model, words['sealed']) for model in one.tables)} |"]
    return "\n".join(lines)


def _table(model: type[models.Model], sealed: str) -> str:
    columns = [f for f in model._meta.concrete_fields if f.name not in TECHNICAL]
    told: list[Any] = [f"{f.name} ({sealed})" if isinstance(f, SEALED) else f.name for f in columns]
    return f"`{model._meta.label}`: {', '.join(told)}"
