"""The colours of the stylesheet, light and dark, and the pairs that people must be able to read."""

import re
from dataclasses import dataclass

from plek.shared.ui.build import DIST
from plek.shared.ui.contrast import contrast

COLOUR = re.compile(r"--([a-z0-9-]+):\s*(#[0-9a-f]{6});")
TEXT, MARK = 4.5, 3.0
PAIRS: tuple[tuple[str, str, float], ...] = (
    *((ink, ground, TEXT) for ink in ("ink", "ink-soft", "accent", "accent-hover", "soon", "risk", "done")
      for ground in ("ground", "paper", "raised")),
    ("on-accent", "accent", TEXT), ("on-accent", "accent-hover", TEXT),
    *((ink, soft, TEXT) for ink, soft in (
        ("accent-hover", "accent-soft"), ("accent", "accent-soft"), ("ink", "accent-soft"),
        ("ink-soft", "accent-soft"), ("soon", "soon-soft"), ("ink", "soon-soft"),
        ("risk", "risk-soft"), ("ink", "risk-soft"), ("done", "done-soft"), ("ink", "done-soft"),
        ("paper", "ink"))),
    *((mark, ground, MARK) for mark in ("line-strong", "soon-mark", "risk-mark", "done-mark", "focus", "accent")
      for ground in ("ground", "paper", "raised")),
    *((f"chart-{number}", "paper", MARK) for number in range(1, 8)),
)  # fmt: skip


@dataclass(frozen=True)
class Pair:
    """One colour on another, with what it reaches and what it must reach."""

    fore: str
    back: str
    needed: float
    light: float
    dark: float


def blocks(css: str) -> tuple[dict[str, str], dict[str, str], dict[str, str]]:
    """The colours of the light theme, of dark by choice, and of dark by the device."""
    light, rest = css.split(':root[data-theme="dark"]', 1)
    chosen, by_device = rest.split("@media screen and (prefers-color-scheme: dark)", 1)
    return dict(COLOUR.findall(light)), dict(COLOUR.findall(chosen)), dict(COLOUR.findall(by_device))


def palettes() -> tuple[dict[str, str], dict[str, str]]:
    """Light and dark, as the built stylesheet has them."""
    light, dark, _ = blocks((DIST / "tokens.css").read_text())
    return light, light | dark


def pairs() -> list[Pair]:
    """Every pair in use with its measured contrast."""
    light, dark = palettes()
    return [
        Pair(fore, back, needed, contrast(light[fore], light[back]), contrast(dark[fore], dark[back]))
        for fore, back, needed in PAIRS
    ]


def icon_names() -> list[str]:
    """The icons of the sprite."""
    return re.findall(r'<symbol id="([a-z0-9-]+)"', (DIST / "icons.svg").read_text())
