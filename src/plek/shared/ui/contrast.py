"""Contrast between colours, as WCAG 2.2 computes it."""

import re

HEX = re.compile(r"^#[0-9a-fA-F]{6}$")


def is_colour(value: object) -> bool:
    """Only ``#rrggbb``: nothing else may end up in a stylesheet."""
    return isinstance(value, str) and HEX.match(value) is not None


def luminance(colour: str) -> float:
    """Relative luminance of ``#rrggbb``, from 0 (black) to 1 (white)."""
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The ratio between two colours, from 1 to 21."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)
