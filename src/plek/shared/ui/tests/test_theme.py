"""An organisation's theme changes colours and font, and can do no harm."""

from types import SimpleNamespace

from plek.shared.ui.build import ASSETS
from plek.shared.ui.contrast import contrast
from plek.shared.ui.templatetags.ui import theme_stylesheet
from plek.shared.ui.theme import DARK, DEFAULTS, LIGHT, PAIRS, stylesheet, unreadable_pairs
from plek.shared.ui.tokens import blocks


def test_no_theme_changes_nothing() -> None:
    assert stylesheet({}) == ""


def test_a_colour_is_set_by_choice_and_by_device() -> None:
    css = stylesheet({"accent": "#003366"})
    assert '@media screen{:root[data-theme="light"]{--accent:#003366;}}' in css
    by_device = '@media screen and (prefers-color-scheme:light){:root:not([data-theme="dark"])'
    assert by_device + "{--accent:#003366;}}" in css
    assert 'data-theme="dark"]{--' not in css


def test_dark_colours_lose_their_prefix() -> None:
    assert ':root[data-theme="dark"]{--accent-soft:#102030;}' in stylesheet({"dark_accent_soft": "#102030"})


def test_a_font_is_chosen_from_a_list() -> None:
    assert "--font:Verdana" in stylesheet({"font": "verdana"})
    assert stylesheet({"font": "url(https://elsewhere)"}) == ""


def test_nothing_but_colours_gets_through() -> None:
    assert stylesheet({"accent": "red;}body{display:none}", "ground": "</style><script>", "ink": "#000000"}) == ""


def test_the_theme_has_twelve_tokens() -> None:
    assert len([*LIGHT, *DARK, "font", "logo"]) == 12


def test_the_defaults_are_those_of_the_stylesheet() -> None:
    light, dark, _ = blocks((ASSETS / "css" / "tokens.css").read_text())
    for name, value in DEFAULTS.items():
        palette = dark if name.startswith("dark_") else light
        assert palette[name.removeprefix("dark_").replace("_", "-")] == value


def test_our_own_theme_can_be_read() -> None:
    assert unreadable_pairs({}) == []


def test_a_pale_accent_is_found_out() -> None:
    assert ("accent", "paper") in unreadable_pairs({"accent": "#ffcc00"})
    assert ("on_accent", "accent") in unreadable_pairs({"accent": "#ffcc00"})


def test_every_theme_token_that_carries_text_is_in_a_pair() -> None:
    assert {name for pair in PAIRS for name in pair if name in DEFAULTS} == set(DEFAULTS)
    assert all(contrast(DEFAULTS.get(a, a), DEFAULTS.get(b, b)) >= 4.5 for a, b in PAIRS)


def test_an_organisation_without_theme_prints_no_style() -> None:
    assert theme_stylesheet(None) == ""
    assert theme_stylesheet(SimpleNamespace(theme=None)) == ""
    assert "--accent:#003366" in theme_stylesheet(SimpleNamespace(theme={"accent": "#003366"}))
