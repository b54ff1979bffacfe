"""Reads YAML and remembers on which line each thing stands, so that a mistake can be pointed at."""

import re
from collections.abc import Hashable
from dataclasses import dataclass
from typing import Any

import yaml

from plek.engines.benefit_rules.sentences import Sentence

Path = tuple[Hashable, ...]
"""Keys and positions from the top of the document to a thing in it."""


class UnreadableFile(ValueError):
    """The text is no YAML, or holds the same key twice; says on which line, when it is about one."""

    def __init__(self, sentence: Sentence, line: int | None = None) -> None:
        self.sentence, self.line = sentence, line
        super().__init__(self.said("en"))

    def said(self, language: str) -> str:
        place = {"nl": "regel", "en": "line"}[language]
        words = self.sentence.in_(language)
        return f"{place} {self.line}: {words}" if self.line else words


NOT_READ = Sentence(
    "hier is de YAML niet te lezen. Kijk of haken en aanhalingstekens kloppen, en spring in met spaties",
    "the YAML cannot be read here. See whether brackets and quotes are right, and indent with spaces",
)
NO_TEXT = Sentence("dit is geen leesbare tekst in UTF-8", "this is no readable text in UTF-8")
NO_REFERENCES = Sentence(
    "verwijzingen naar een andere plek kunnen hier niet", "references to another place cannot be used here"
)


def _twice(key: str) -> Sentence:
    return Sentence(f"'{key}' staat hier twee keer", f"'{key}' stands here twice")


class _Loader(yaml.SafeLoader):
    """Safe YAML without references; a date that does not exist stays text, for its reader to refuse."""

    def compose_node(self, parent: Any, index: Any) -> Any:
        """References to other places are refused: a few of them could stand for millions of values."""
        if self.check_event(yaml.AliasEvent):
            raise UnreadableFile(NO_REFERENCES, self.peek_event().start_mark.line + 1)
        return super().compose_node(parent, index)


def _date_or_text(loader: yaml.SafeLoader, node: Any) -> Any:
    try:
        return yaml.SafeLoader.construct_yaml_timestamp(loader, node)
    except ValueError:
        return node.value


_BOOL = "tag:yaml.org,2002:bool"
_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != _BOOL]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
# Only true and false: elsewhere in YAML 1.1 the key "on" would be the value true.
_Loader.add_implicit_resolver(_BOOL, re.compile("^(?:true|True|false|False)$"), list("tTfF"))
_Loader.add_constructor("tag:yaml.org,2002:timestamp", _date_or_text)


@dataclass(frozen=True)
class Located:
    """The content of a document and the line of each path in it."""

    content: Any
    lines: dict[Path, int]

    def line(self, path: Path) -> int:
        """The line of the path, or of the nearest thing around it that is in the document."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)


def read_located(text: str) -> Located:
    """The document with its lines. Raises ``UnreadableFile`` with the line of what cannot be read."""
    try:
        loader = _Loader(text)
    except yaml.reader.ReaderError as error:
        raise _unreadable(error) from error
    try:
        node = loader.get_single_node()
        lines: dict[Path, int] = {}
        if node is not None:
            _note_lines(node, (), lines)
        content = loader.construct_document(node) if node is not None else None
    except (yaml.YAMLError, ValueError, TypeError, RecursionError) as error:
        raise _unreadable(error) from error
    finally:
        loader.dispose()
    return Located(content, lines)


def _note_lines(node: Any, path: Path, lines: dict[Path, int]) -> None:
    lines[path] = node.start_mark.line + 1
    if isinstance(node, yaml.MappingNode):
        _note_mapping(node, path, lines)
    elif isinstance(node, yaml.SequenceNode):
        for position, child in enumerate(node.value):
            _note_lines(child, (*path, position), lines)


def _note_mapping(node: Any, path: Path, lines: dict[Path, int]) -> None:
    for key, child in node.value:
        here = (*path, key.value)
        if here in lines:
            raise UnreadableFile(_twice(key.value), key.start_mark.line + 1)
        _note_lines(child, here, lines)
        lines[here] = key.start_mark.line + 1


def _unreadable(error: Exception) -> UnreadableFile:
    if isinstance(error, UnreadableFile):
        return error
    mark = getattr(error, "problem_mark", None)
    is_text = not isinstance(error, yaml.reader.ReaderError | UnicodeError)
    return UnreadableFile(NOT_READ if is_text else NO_TEXT, mark.line + 1 if mark else None)
