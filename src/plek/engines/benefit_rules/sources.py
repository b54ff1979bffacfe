"""Rows of a data file with their sources: what stands at the file holds for each row that says nothing else."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from plek.engines.benefit_rules.book import Source
from plek.engines.benefit_rules.located import read_located
from plek.engines.benefit_rules.sentences import Sentence

OF_A_SOURCE = ("law", "article", "text", "link", "checked_on", "confidence")


def rows(path: Path, name: str) -> list[dict[str, Any]]:
    """The rows of a file. Raises ``UnreadableFile`` when it is no YAML."""
    content: Mapping[str, Any] = read_located(path.read_text("utf-8")).content
    shared = {key: content[key] for key in OF_A_SOURCE if key in content}
    return [{**shared, **row} for row in content[name]]


def source_of(row: Mapping[str, Any]) -> Source:
    return Source(paragraph="", **{key: row[key] for key in OF_A_SOURCE})


def sentence_of(row: Mapping[str, Any], name: str) -> Sentence:
    """A sentence that stands in the row as ``{nl: …, en: …}``."""
    return Sentence(row[name]["nl"], row[name]["en"])
