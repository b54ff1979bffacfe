"""Text can be read and marks can be seen, in light and in dark."""

import pytest

from plek.shared.ui.build import ASSETS
from plek.shared.ui.contrast import contrast, is_colour
from plek.shared.ui.tokens import PAIRS, blocks

LIGHT, CHOSEN, BY_DEVICE = blocks((ASSETS / "css" / "tokens.css").read_text())
DARK = LIGHT | CHOSEN


def test_contrast_of_black_and_white_is_twenty_one() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#ffffff", "#000000") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize(("fore", "back", "needed"), PAIRS)
def test_every_pair_reaches_its_contrast(fore: str, back: str, needed: float) -> None:
    assert contrast(LIGHT[fore], LIGHT[back]) >= needed, "light"
    assert contrast(DARK[fore], DARK[back]) >= needed, "dark"


def test_dark_is_the_same_by_choice_and_by_device() -> None:
    assert CHOSEN == BY_DEVICE


def test_every_light_colour_has_its_dark_one() -> None:
    assert set(LIGHT) == set(CHOSEN)


@pytest.mark.parametrize("value", ["#fff", "red", "#12345g", "#123456;}", "", None, 5, "url(x)"])
def test_only_six_digits_are_a_colour(value: object) -> None:
    assert not is_colour(value)


def test_six_digits_are_a_colour() -> None:
    assert is_colour("#1D5c43")
