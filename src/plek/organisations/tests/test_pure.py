"""Codes, themes and logos: what needs no database."""

import struct
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plek.organisations.choices import Role
from plek.organisations.codes import LETTERS, next_code
from plek.organisations.images import SIGNATURE, clean_png
from plek.organisations.themes import FOUR_COLOURS, mix, readable_on, whole_theme
from plek.shared.errors import Refused
from plek.shared.ui.contrast import contrast, is_colour
from plek.shared.ui.theme import unreadable_pairs

COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


def chunk(name: bytes, body: bytes, checksum: int | None = None) -> bytes:
    check = zlib.crc32(name + body) if checksum is None else checksum
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", check)


def png(*extra: bytes, width: int = 1, height: int = 1) -> bytes:
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
    return SIGNATURE + head + b"".join(extra) + chunk(b"IDAT", zlib.compress(b"\x00\x00")) + chunk(b"IEND", b"")


@pytest.mark.parametrize(
    ("role", "taken", "code"),
    [
        (Role.EMPLOYMENT_SPECIALIST, [], "TB1"),
        (Role.EMPLOYMENT_SPECIALIST, ["TB1", "TB9", "TL20", "TBX", "XTB99"], "TB10"),
        (Role.ADMINISTRATOR, ["FB1"], "FB2"),
    ],
)
def test_the_next_code_follows_the_highest(role: str, taken: list[str], code: str) -> None:
    assert next_code(role, taken) == code


@given(st.sampled_from(list(Role)), st.lists(st.text(max_size=8)))
def test_a_made_code_is_never_taken(role: str, taken: list[str]) -> None:
    assert next_code(role, taken) not in taken


def test_every_role_has_its_own_letters() -> None:
    assert len(set(LETTERS.values())) == len(Role)


def test_a_picture_without_extras_stays_the_same() -> None:
    assert clean_png(png()) == png()


def test_text_and_tail_are_taken_out() -> None:
    assert clean_png(png(chunk(b"tEXt", b"Author\x00Jan")) + b"<script>") == png()


@pytest.mark.parametrize(
    "given_bytes",
    [
        b"",
        b"GIF89a",
        SIGNATURE,
        png()[:-6],
        png(width=0),
        png(width=2001),
        png().replace(b"IHDR", b"IHDX"),
        SIGNATURE + chunk(b"IEND", b""),
        png(chunk(b"tEXt", b"x", checksum=1)),
        b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
        png() + b"\x00" * 200 * 1024,
    ],
)
def test_anything_else_is_refused(given_bytes: bytes) -> None:
    with pytest.raises(Refused):
        clean_png(given_bytes)


@given(st.binary(max_size=300))
def test_no_bytes_crash_it(tail: bytes) -> None:
    with pytest.raises(Refused):
        clean_png(SIGNATURE + tail)


def test_the_colours_of_plek_make_no_theme() -> None:
    assert whole_theme({**FOUR_COLOURS, "font": "source"}) == {}


def test_a_font_alone_is_a_theme() -> None:
    assert whole_theme({**FOUR_COLOURS, "font": "verdana"}) == {"font": "verdana"}


@given(COLOURS, COLOURS)
def test_tints_are_colours_and_text_reads_on_the_accent(accent: str, dark: str) -> None:
    theme = whole_theme({**FOUR_COLOURS, "accent": accent, "dark_accent": dark, "font": "source"})
    assert all(is_colour(value) for value in theme.values())
    if theme:
        assert contrast(theme["on_accent"], accent) >= 4.0


@pytest.mark.parametrize(
    ("accent", "readable"), [("#00205b", True), ("#7a1f3d", True), ("#ffd700", False), ("#ffffff", False)]
)
def test_pale_colours_are_known_as_unreadable(accent: str, readable: bool) -> None:
    theme = whole_theme({**FOUR_COLOURS, "accent": accent, "font": "source"})
    assert (not unreadable_pairs(theme)) == readable


def test_mixing_goes_from_one_to_the_other() -> None:
    assert [mix("#000000", "#ffffff", share) for share in (0, 0.5, 1)] == ["#000000", "#808080", "#ffffff"]


def test_ink_on_light_and_white_on_dark() -> None:
    assert (readable_on("#ffee88"), readable_on("#112233")) == ("#25221d", "#ffffff")
