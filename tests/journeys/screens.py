"""The two screens the stories are told on, and marks for those told on one of them only.

A story is told once, where it happens most, when other stories look at its pages at the other width.
"""

from typing import Any

import pytest

SCREENS: dict[str, dict[str, Any]] = {
    "phone": {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True},
    "desktop": {"viewport": {"width": 1280, "height": 800}},
}

on_a_phone = pytest.mark.parametrize("screen", ["phone"], indirect=True)
at_a_desk = pytest.mark.parametrize("screen", ["desktop"], indirect=True)
in_both_languages = pytest.mark.parametrize(
    ("screen", "language"), [("phone", "nl"), ("desktop", "nl"), ("phone", "en")], indirect=["screen"]
)
