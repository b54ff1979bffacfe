"""The page of official texts."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from plek.engines.fidelity_scoring import load_scale
from plek.engines.fidelity_scoring.scale import Scale
from plek.fidelity.models import ScaleWording
from plek.fidelity.presenters.words import said
from plek.fidelity.selectors.indication import SCALE


@dataclass(frozen=True)
class WordingLine:
    """One text that is in use. ``is_current`` is False once the scale has another version."""

    pk: int
    scale: str
    language: str
    source: str
    right: str
    by: str
    at: datetime
    items: tuple[str, ...]
    is_current: bool


@dataclass(frozen=True)
class WordingsPage:
    """What is laid in, and what a text must say at its head."""

    scale: str
    version: str
    own: str
    example: str
    lines: tuple[WordingLine, ...]


def wordings_page(rows: Iterable[ScaleWording]) -> WordingsPage:
    scale = load_scale(SCALE)
    lines = tuple(_line(row, scale) for row in rows)
    return WordingsPage(scale.code, scale.version, said(scale.wording), _example(scale), lines)


def _line(row: ScaleWording, scale: Scale) -> WordingLine:
    return WordingLine(
        pk=row.pk, scale=f"{row.scale} {row.version}", language=row.language, source=row.source, right=row.right,
        by=row.laid_in_by.user.name, at=row.laid_in_at, items=tuple(row.given["items"]),
        is_current=(row.scale, row.version) == (scale.code, scale.version),
    )  # fmt: skip


def _example(scale: Scale) -> str:
    first = scale.items[0].code
    return (
        f'scale: {scale.code}\nversion: "{scale.version}"\nlanguage: nl\nsource: …\nright: …\n'
        f"items:\n  {first}:\n    name: …\n    about: …\n    anchors:\n      1: …\n      5: …\n"
    )
