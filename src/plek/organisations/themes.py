"""A whole theme from four colours and a font: the tints that go with them are worked out."""

from collections.abc import Mapping
from typing import Any

from plek.shared.ui.contrast import contrast
from plek.shared.ui.theme import DARK_PAPER, DEFAULTS, INK

FOUR_COLOURS = {name: DEFAULTS[name] for name in ("accent", "dark_accent", "ground", "paper")}
WHITE = "#ffffff"


def whole_theme(chosen: Mapping[str, Any]) -> dict[str, str]:
    """The tokens of a theme; empty when everything is as Plek has it."""
    four = {name: str(chosen[name]).lower() for name in FOUR_COLOURS}
    theme = {} if four == FOUR_COLOURS else four | _tints(four)
    return theme | ({"font": chosen["font"]} if chosen["font"] != "source" else {})


def _tints(four: Mapping[str, str]) -> dict[str, str]:
    accent, dark = four["accent"], four["dark_accent"]
    return {
        "accent_hover": mix(accent, "#000000", 0.22),
        "accent_soft": mix(accent, four["paper"], 0.88),
        "on_accent": readable_on(accent),
        "dark_accent_hover": mix(dark, WHITE, 0.3),
        "dark_accent_soft": mix(dark, DARK_PAPER, 0.82),
        "dark_on_accent": readable_on(dark),
    }


def mix(one: str, other: str, share: float) -> str:
    """``one`` with this share of ``other`` in it."""
    pairs = ((int(one[at : at + 2], 16), int(other[at : at + 2], 16)) for at in (1, 3, 5))
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


def readable_on(ground: str) -> str:
    """White or ink, whichever reads best."""
    return max((WHITE, INK), key=lambda colour: contrast(colour, ground))
