"""A piece of YAML that knows where it stands, so that every refusal can say so."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from plek.engines.fidelity_scoring.texts import Text

# The C reader is ten times faster and is not on every machine.
_Reader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class ScaleError(ValueError):
    """The data of a scale or a wording cannot be right; the message names file, item and anchor.

    ``said`` is the same without the place, in both languages where an administrator may meet it; ``keys`` lead to
    the place.
    """

    def __init__(self, message: str, said: Text | None = None, keys: tuple[Any, ...] = ()) -> None:
        super().__init__(message)
        self.said = said or Text(message, message)
        self.keys = keys


@dataclass(frozen=True, slots=True)
class Node:
    """A mapping from the data, with its place in words: file, item, anchor."""

    value: Mapping[Any, Any]
    where: str
    keys: tuple[Any, ...] = ()

    def error(self, en: str, nl: str = "", key: Any = None) -> ScaleError:
        keys = self.keys if key is None else (*self.keys, key)
        return ScaleError(f"{self.where}: {en}", Text(en, nl or en), keys)

    def only(self, *keys: str) -> None:
        """Refuse a key that nobody reads, so that a slip of the pen does not pass in silence."""
        odd = [str(key) for key in self.value if key not in keys]
        if odd:
            named, known = ", ".join(odd), ", ".join(keys)
            nl = f"{named} is hier niet bekend; wel: {known}."
            raise self.error(
                f"does not know {named}; it takes {known}.", nl, next(iter(set(self.value) - set(keys)))
            )

    def has(self, key: Any) -> bool:
        return key in self.value

    def node(self, key: Any, name: str = "") -> "Node":
        found = self.value.get(key)
        if not isinstance(found, Mapping):
            nl = f"{key} moet uit regels met een naam en een waarde bestaan."
            raise self.error(f"{key} must be a mapping.", nl, key)
        return Node(found, f"{self.where}, {name or key}", (*self.keys, key))

    def nodes(self, key: str) -> list["Node"]:
        found = self.value.get(key, [])
        if not isinstance(found, list) or not all(isinstance(one, Mapping) for one in found):
            raise self.error(f"{key} must be a list of mappings.")
        return [Node(one, f"{self.where}, {key} {n}") for n, one in enumerate(found, 1)]

    def word(self, key: str, default: str | None = None) -> str:
        found = self.value.get(key, default)
        if not isinstance(found, str) or (not found.strip() and default is None):
            raise self.error(f"{key} must be words.", f"{key} moet tekst zijn.", key)
        return found

    def one_of(self, key: str, known: tuple[str, ...], default: str | None = None) -> str:
        found = self.word(key, default)
        if found not in known:
            en = f"{key} is {found}; it must be one of {', '.join(known)}."
            raise self.error(en, f"{key} is {found}; het moet een zijn van {', '.join(known)}.", key)
        return found

    def words(self, key: str) -> tuple[str, ...]:
        found = self.value.get(key, [])
        if not isinstance(found, list) or not all(isinstance(one, str) for one in found):
            raise self.error(f"{key} must be a list of words.")
        return tuple(found)

    def number(self, key: str) -> float | None:
        found = self.value.get(key)
        if found is not None and (isinstance(found, bool) or not isinstance(found, int | float)):
            raise self.error(f"{key} must be a number.")
        return None if found is None else float(found)

    def text(self, key: Any) -> Text:
        """Both languages; a sentence that is missing in one of them is refused."""
        return self.node(key).as_text()

    def as_text(self) -> Text:
        self.only("en", "nl")
        return Text(self.word("en"), self.word("nl"))

    def texts(self, key: str) -> tuple[Text, ...]:
        return tuple(node.as_text() for node in self.nodes(key))


def read_file(path: Path) -> Node:
    """The mapping in a YAML file. Raises ScaleError when it is not there or not a mapping."""
    try:
        found = yaml.load(path.read_text("utf-8"), Loader=_Reader)  # noqa: S506 - both are safe readers
    except (OSError, yaml.YAMLError) as fault:
        raise ScaleError(f"{path.name}: cannot be read: {' '.join(str(fault).split())}") from fault
    if not isinstance(found, Mapping):
        raise ScaleError(f"{path.name}: must be a mapping.")
    return Node(found, path.name)
