"""Reads and checks the files of parameters: ``parameters/<law>/<article>.yaml``."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from plek.engines.benefit_rules.book import BOUNDS, CONFIDENCES, OWN, Book, Parameter, Source, Value
from plek.engines.benefit_rules.located import Located, UnreadableFile, read_located

UNITS = frozenset(BOUNDS)
OF_FILES = tuple(one for one in CONFIDENCES if one != OWN)
"""What a file may say of a source; an amount of an organisation itself stands in no file."""
_OF_A_SOURCE = ("law", "article", "paragraph", "text", "link", "checked_on", "confidence")


class BadParameters(ValueError):
    """A file of parameters does not make sense; the message names file, line and field."""


@dataclass(frozen=True)
class _File:
    """One file while it is read: what is in it, and how to point at a place in it."""

    path: Path
    located: Located

    def wrong(self, at: tuple[Hashable, ...], message: str) -> BadParameters:
        field = ".".join(str(part) for part in at)
        return BadParameters(f"{self.path.name}, line {self.located.line(at)}, {field}: {message}")


@lru_cache(maxsize=1)
def book() -> Book:
    """The parameters that come with Plek."""
    return read_book(Path(__file__).with_name("parameters"))


def read_book(folder: Path) -> Book:
    """All parameters below a folder. Raises ``BadParameters``."""
    parameters: dict[str, Parameter] = {}
    for path in sorted(folder.rglob("*.yaml")):
        for parameter in read_file(path):
            if parameter.name in parameters:
                raise BadParameters(f"{path.name}: {parameter.name} is in another file too")
            parameters[parameter.name] = parameter
    return Book(parameters)


def read_file(path: Path) -> tuple[Parameter, ...]:
    """The parameters of one file; their names begin with the name of the folder. Raises ``BadParameters``."""
    try:
        file = _File(path, read_located(path.read_text("utf-8")))
    except UnreadableFile as error:
        raise BadParameters(f"{path.name}, {error}") from error
    content = file.located.content
    if not isinstance(content, Mapping) or not isinstance(content.get("parameters"), Mapping):
        raise file.wrong(("parameters",), "there are no parameters in this file")
    return tuple(_parameter(file, str(name)) for name in content["parameters"])


def _parameter(file: _File, name: str) -> Parameter:
    at, row = ("parameters", name), file.located.content["parameters"][name]
    if not isinstance(row, Mapping) or not isinstance(row.get("values"), list):
        raise file.wrong(at, "has no list of values")
    if row.get("unit") not in UNITS:
        raise file.wrong((*at, "unit"), f"'{row.get('unit')}' is no known unit")
    for language in ("nl", "en"):
        if not row.get(language):
            raise file.wrong((*at, language), "says nothing")
    values = tuple(_value(file, name, position) for position in range(len(row["values"])))
    _refuse_overlap(file, name, values)
    return Parameter(f"{file.path.parent.name}/{name}", row["unit"], row["nl"], row["en"], values)


def _value(file: _File, name: str, position: int) -> Value:
    at = ("parameters", name, "values", position)
    row = file.located.content["parameters"][name]["values"][position]
    if not isinstance(row, Mapping):
        raise file.wrong(at, "is no value with dates")
    number, begins, ends = row.get("value"), row.get("from"), row.get("until")
    if isinstance(number, bool) or not isinstance(number, int | float):
        raise file.wrong((*at, "value"), "is no number")
    least, most = BOUNDS[file.located.content["parameters"][name]["unit"]]
    if not least <= number <= most:
        raise file.wrong((*at, "value"), f"lies outside {least:g} to {most:g}")
    if not isinstance(begins, date) or not (ends is None or isinstance(ends, date)):
        raise file.wrong((*at, "from"), "from and until are dates")
    if ends is not None and ends <= begins:
        raise file.wrong((*at, "until"), "ends before it begins")
    return Value(begins, ends, float(number), _source(file, name, position))


def _source(file: _File, name: str, position: int) -> Source:
    """What stands at the value goes before what stands at the parameter, and that before the file."""
    content, at = file.located.content, ("parameters", name, "values", position)
    parameter = content["parameters"][name]
    layers = (parameter["values"][position], parameter, content)
    found = {key: next((layer[key] for layer in layers if key in layer), "") for key in _OF_A_SOURCE}
    for key in ("law", "article", "text"):
        if not found[key]:
            raise file.wrong((*at, key), "the source is not complete")
    if found["confidence"] not in OF_FILES:
        raise file.wrong((*at, "confidence"), f"'{found['confidence']}' is none of {', '.join(OF_FILES)}")
    if not isinstance(found["checked_on"], date):
        raise file.wrong((*at, "checked_on"), "is no date")
    return Source(**_as_text(found))


def _as_text(found: dict[str, Any]) -> dict[str, Any]:
    return {key: value if isinstance(value, date) else str(value) for key, value in found.items()}


def _refuse_overlap(file: _File, name: str, values: tuple[Value, ...]) -> None:
    for position, (earlier, later) in enumerate(pairwise(values), start=1):
        if earlier.valid_until is None or later.valid_from < earlier.valid_until:
            raise file.wrong(("parameters", name, "values", position), "overlaps the value before it")
