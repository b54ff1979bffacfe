"""An organisation's theme: at most these tokens, each checked before it may reach a page."""

from collections.abc import Iterator, Mapping

from plek.shared.ui.contrast import contrast, is_colour

LIGHT = ("ground", "paper", "accent", "accent_hover", "accent_soft", "on_accent")
DARK = tuple(f"dark_{name}" for name in ("accent", "accent_hover", "accent_soft", "on_accent"))
FONTS = {
    "source": '"Source Sans 3", "Segoe UI", system-ui, sans-serif',
    "system": "system-ui, sans-serif",
    "verdana": "Verdana, Geneva, sans-serif",
    "georgia": "Georgia, Cambria, serif",
}
"""Twelve tokens in all: ten colours, ``font``, and ``logo`` (the page's ``logo_url``)."""
DEFAULTS = {
    "ground": "#f5f2ec", "paper": "#fffdf9", "accent": "#1d5c43", "accent_hover": "#154733",
    "accent_soft": "#e4efe8", "on_accent": "#ffffff", "dark_accent": "#8fd0ae", "dark_accent_hover": "#aee0c5",
    "dark_accent_soft": "#20382c", "dark_on_accent": "#10241a",
}  # fmt: skip
INK, DARK_PAPER = "#25221d", "#201e1a"
PAIRS = (
    (INK, "ground"), (INK, "paper"), ("accent", "paper"), ("accent", "ground"), ("on_accent", "accent"),
    ("on_accent", "accent_hover"), ("accent_hover", "accent_soft"), ("dark_accent", DARK_PAPER),
    ("dark_on_accent", "dark_accent"), ("dark_accent_hover", "dark_accent_soft"),
)  # fmt: skip


def unreadable_pairs(theme: Mapping[str, str]) -> list[tuple[str, str]]:
    """Pairs of this theme whose text would not reach 4.5:1; a form refuses a theme that has any."""
    colours = DEFAULTS | {name: value for name, value in theme.items() if is_colour(value)}
    return [(a, b) for a, b in PAIRS if contrast(colours.get(a, a), colours.get(b, b)) < 4.5]


def declarations(theme: Mapping[str, str], names: tuple[str, ...], prefix: str = "") -> str:
    """The custom properties of these tokens, leaving out whatever is no colour."""
    chosen = ((name.removeprefix(prefix).replace("_", "-"), theme.get(name)) for name in names)
    return "".join(f"--{token}:{value};" for token, value in chosen if is_colour(value))


def rules(theme: Mapping[str, str]) -> Iterator[str]:
    """Light and dark, each by choice and by the device; paper (print) keeps Plek's own black and white."""
    for look, other, names, prefix in (("light", "dark", LIGHT, ""), ("dark", "light", DARK, "dark_")):
        if found := declarations(theme, names, prefix):
            yield f'@media screen{{:root[data-theme="{look}"]{{{found}}}}}'
            by_device = f"@media screen and (prefers-color-scheme:{look})"
            yield f'{by_device}{{:root:not([data-theme="{other}"]){{{found}}}}}'
    if font := FONTS.get(theme.get("font", "")):
        yield f":root{{--font:{font};}}"


def stylesheet(theme: Mapping[str, str]) -> str:
    """The whole stylesheet of a theme; empty when it changes nothing."""
    return "".join(rules(theme))
