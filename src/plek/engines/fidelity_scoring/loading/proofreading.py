"""A wording as a person hands it in: everything that is wrong with it at once, each with its line."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import yaml

from plek.engines.fidelity_scoring.loading.reading import ScaleError
from plek.engines.fidelity_scoring.loading.wording import with_wording
from plek.engines.fidelity_scoring.scale import Scale
from plek.engines.fidelity_scoring.texts import Text

AT_MOST = 200_000
"""Characters; the words of a whole scale in one language are a tenth of it."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong, and on which line of the file."""

    line: int
    said: Text


class WordingError(ValueError):
    """The wording cannot be used as it is; ``faults`` says why, in the order of the lines."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__("; ".join(f"line {fault.line}: {fault.said.en}" for fault in faults))
        self.faults = faults


def read_wording(text: str, scale: Scale) -> dict[str, Any]:
    """The document in this YAML, fit for ``with_wording``. Raises WordingError with every fault."""
    found, tree = _parsed(text)
    faults = sorted(_faults(scale, found, tree), key=lambda fault: fault.line)
    if faults:
        raise WordingError(faults)
    return found


def _parsed(text: str) -> tuple[dict[str, Any], Any]:
    if len(text) > AT_MOST:
        nl = f"Dit bestand is te lang: hoogstens {AT_MOST} tekens."
        raise WordingError([Fault(1, Text(f"This file is too long: at most {AT_MOST} characters.", nl))])
    try:
        found, tree = yaml.load(text, Loader=yaml.SafeLoader), yaml.compose(text, Loader=yaml.SafeLoader)
    except (yaml.YAMLError, RecursionError) as error:
        raise WordingError([_unreadable(error)]) from error
    if not isinstance(found, dict):
        said = Text("This is no list of names and values.", "Dit is geen lijst van namen en waarden.")
        raise WordingError([Fault(1, said)])
    return found, tree


def _unreadable(error: Exception) -> Fault:
    mark, problem = getattr(error, "problem_mark", None), getattr(error, "problem", None) or str(error)
    said = Text(f"This is not YAML: {problem}.", f"Dit is geen YAML: {problem}.")
    return Fault(mark.line + 1 if mark else 1, said)


def _faults(scale: Scale, found: Mapping[str, Any], tree: Any) -> Iterator[Fault]:
    """The head first, with nothing in it; then every item by itself."""
    items = found.get("items")
    parts = [{code: given} for code, given in items.items()] if isinstance(items, Mapping) else [items]
    yield from (_fault(error, tree) for error in _tried(scale, {**found, "items": {}}))
    head = {
        "scale": scale.code, "version": scale.version, "language": "nl", "source": "-", "right": "-",
    }  # fmt: skip
    for part in parts:
        yield from (_fault(error, tree) for error in _tried(scale, {**head, "items": part}))


def _tried(scale: Scale, wording: Mapping[str, Any]) -> Iterator[ScaleError]:
    try:
        with_wording(scale, wording)
    except ScaleError as error:
        yield error


def _fault(error: ScaleError, tree: Any) -> Fault:
    return Fault(_line(tree, error.keys), error.said)


def _line(tree: Any, keys: tuple[Any, ...]) -> int:
    """Where the last of these keys stands that is there."""
    line = 1
    for key in keys:
        pairs = tree.value if isinstance(tree, yaml.MappingNode) else []
        found = next(((name, value) for name, value in pairs if name.value == str(key)), None)
        if found is None:
            break
        line, tree = found[0].start_mark.line + 1, found[1]
    return line
