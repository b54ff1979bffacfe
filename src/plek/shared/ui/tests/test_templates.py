"""Rules that every template of every context keeps: strict policy, icons that exist."""

import re
from pathlib import Path

import pytest

from plek.shared.ui.build import ASSETS
from plek.shared.ui.tokens import icon_names

PACKAGE = Path(__file__).resolve().parents[3]
TEMPLATES = sorted(PACKAGE.glob("**/templates/**/*.html"))
ICON = re.compile(
    r"""<c-icon[^>]*\bname="([a-z0-9-]+)"|\bicon(?:_after)?="([a-z0-9-]+)"|{% icon "([a-z0-9-]+)" """
)
PAGES = [file for file in TEMPLATES if not file.name.startswith("mail")]
"""Mail programs know no stylesheet of ours, so a mail carries its own styles."""
LISTED = {line for line in (ASSETS / "icons.txt").read_text().splitlines() if line and not line.startswith("#")}


def name_of(file: Path) -> str:
    return str(file.relative_to(PACKAGE))


@pytest.mark.parametrize("file", PAGES, ids=name_of)
def test_no_inline_style_or_handler(file: Path) -> None:
    text = file.read_text()
    assert not re.search(r"<[^>]*\sstyle=", text), "inline style"
    assert not re.search(r"<[^>]*\son[a-z]+=", text), "inline handler"
    assert not re.search(r"<[^>]*\shx-on[:=-]", text), "inline handler of htmx"
    assert not re.search(r"<style(?![^>]*nonce)", text), "style without nonce"
    assert not re.search(r"<script(?![^>]*(\bsrc=|nonce|type=\"application/json\"))", text), "script without nonce"


@pytest.mark.parametrize("file", TEMPLATES, ids=name_of)
def test_every_icon_in_use_is_in_the_sprite(file: Path) -> None:
    used = {name for found in ICON.findall(file.read_text()) for name in found if name}
    assert used <= LISTED


@pytest.mark.parametrize("file", TEMPLATES, ids=name_of)
def test_nothing_comes_from_elsewhere(file: Path) -> None:
    assert not re.search(
        r"""(src|href|action)=["'](https?:)?//(?!(www\.)?w3\.org)""", without_links(file.read_text())
    )


def without_links(text: str) -> str:
    """Links that a person may follow are free to lead away; what the browser loads is not."""
    return re.sub(r"<a\b[^>]*>|<c-button\b[^>]*>", "", text)


def test_the_sprite_holds_exactly_the_listed_icons() -> None:
    assert set(icon_names()) == LISTED


def test_the_list_of_icons_is_sorted_and_without_doubles() -> None:
    names = [line for line in (ASSETS / "icons.txt").read_text().splitlines() if not line.startswith("#")]
    assert names == sorted(set(names))
