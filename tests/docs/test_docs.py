"""What the manual says exists, exists; what is generated is as it would be generated now."""

import re
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
import typer
from babel.messages.pofile import read_po

from plek.cli import app
from plek.config.reference import write_reference
from plek.config.reference_benefits import page_of
from plek.engines import benefit_rules as book_of_rules
from tests.docs.rule_table import FENCED, PAGE, ROOT, rule_table

DOCS, IMAGES, REFERENCE = ROOT / "docs", ROOT / "docs/images", ROOT / "docs/reference"
RULES = REFERENCE / "benefits"
OTHER_PAGES = {"amounts.md", "cash-calendar.md", "cliffs.md", "safety-nets.md", "to-dos.md"}
PAGES = sorted([*ROOT.glob("*.md"), *DOCS.rglob("*.md")])
"""Every page that people read, also those at the root such as CONTRIBUTING.md."""

LINK = re.compile(r'!?\[[^\]]*\]\(([^)\s]+)\)|<img[^>]+src="([^"]+)"')
FENCE = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)
SPAN = re.compile(r"`([^`\n]+)`")
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
COMMAND = re.compile(r"(?<!username )\bplek (?!plek\b)([a-z][a-z-]+)")
"""``--username plek`` names a role of the database, no command."""
TARGET = re.compile(r"(?:^|\s)make ([a-z]+)")
BOLD = re.compile(r"\*\*(.+?)\*\*")
ABSOLUTE = ("http://", "https://", "mailto:")


def named(page: Path) -> str:
    return str(page.relative_to(ROOT))


each_page = pytest.mark.parametrize("leaf", PAGES, ids=named)


def links(page: Path) -> list[str]:
    """Everything the page links to or shows, outside its blocks of code."""
    text = SPAN.sub("", FENCE.sub("", page.read_text("utf-8")))
    return [link or image for link, image in LINK.findall(text)]


def code(page: Path) -> str:
    """What stands in code on the page: blocks, and pieces within a line."""
    text = page.read_text("utf-8")
    return "\n".join([*FENCE.findall(text), *SPAN.findall(FENCE.sub("", text))])


def anchors(page: Path) -> set[str]:
    """The anchors of the headings, as a reader of Markdown makes them."""
    heads = HEADING.findall(FENCE.sub("", page.read_text("utf-8")))
    return {re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in heads}


@lru_cache(maxsize=1)
def words_on_screen() -> dict[str, set[str]]:
    """All that screens can say, in small letters, by language."""
    said: dict[str, set[str]] = {"en": set(), "nl": set()}
    for catalogue in ROOT.glob("src/plek/**/locale/nl/LC_MESSAGES/django.po"):
        with catalogue.open("rb") as file:
            for message in read_po(file):
                for language, words in (("en", message.id), ("nl", message.string)):
                    forms = [words] if isinstance(words, str) else words or []
                    said[language] |= {form.casefold() for form in forms}
    return said


@lru_cache(maxsize=1)
def root_command() -> Any:
    return typer.main.get_command(app)


@each_page
def test_every_link_and_picture_is_there(leaf: Path) -> None:
    broken = []
    for link in links(leaf):
        if link.startswith(ABSOLUTE):
            continue
        path, _, anchor = unquote(link).partition("#")
        target = (leaf.parent / path).resolve() if path else leaf
        if not target.exists() or (anchor and target.suffix == ".md" and anchor not in anchors(target)):
            broken.append(link)
    assert broken == []


@each_page
def test_every_command_it_names_exists(leaf: Path) -> None:
    there = set(root_command().list_commands(typer.Context(root_command())))
    assert set(COMMAND.findall(code(leaf))) - there == set()


@each_page
def test_every_make_target_it_names_exists(leaf: Path) -> None:
    there = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    assert set(TARGET.findall(code(leaf))) - there == set()


@pytest.mark.parametrize("leaf", [*DOCS.glob("how-to/*/*.md"), *DOCS.glob("tutorial/*.md")], ids=named)
def test_what_stands_in_bold_stands_on_a_screen(leaf: Path) -> None:
    """In instructions bold is kept for the words of buttons, links and places."""
    is_dutch = leaf.parent.name == "nl" or leaf.name == "je-eerste-dag.md"
    said = words_on_screen()["nl" if is_dutch else "en"]
    assert [words for words in BOLD.findall(leaf.read_text("utf-8")) if words.casefold() not in said] == []


def test_every_picture_is_used() -> None:
    shown = {(page.parent / link).resolve() for page in PAGES for link in links(page)}
    assert [named(image) for image in sorted(IMAGES.glob("*")) if image.resolve() not in shown] == []


def test_every_page_is_in_the_table_of_contents() -> None:
    contents = DOCS / "README.md"
    linked = {(contents.parent / link.partition("#")[0]).resolve() for link in links(contents)}
    apart = (DOCS / "adr", RULES)
    listed = {page for page in DOCS.rglob("*.md") if page.parent not in apart} - {contents}
    assert RULES / "README.md" in linked
    assert [named(page) for page in sorted(listed - linked)] == []


def test_dutch_and_english_go_together() -> None:
    for folder in ("nl", "en"):
        other = {"nl": "en", "en": "nl"}[folder]
        for page in (DOCS / "how-to" / folder).glob("*.md"):
            assert any(link.startswith(f"../{other}/") for link in links(page)), named(page)


def test_the_reference_is_what_the_code_says(tmp_path: Path) -> None:
    for page in write_reference(tmp_path, root_command()):
        kept = REFERENCE / page.relative_to(tmp_path)
        assert kept.exists(), f"run `make docs`: {page.name} is missing"
        assert kept.read_text("utf-8") == page.read_text("utf-8"), f"run `make docs`: {page.name} has drifted"
    made = {page.name for page in (tmp_path / "benefits").iterdir()}
    assert {page.name for page in RULES.iterdir()} == made, "a page of a rule that is gone"


def test_every_rule_is_in_the_contents_and_has_formula_source_and_example() -> None:
    linked = set(links(RULES / "README.md"))
    assert linked == {page.name for page in RULES.glob("*.md")} - {"README.md"}
    assert linked - {page_of(rule) for rule in book_of_rules.RULES.values()} == OTHER_PAGES
    for rule in book_of_rules.RULES.values():
        text = (RULES / page_of(rule)).read_text("utf-8")
        assert f"Source: {rule.law}, article {rule.article}" in text
        assert "## Formula" in text
        assert "## Example" in text
        assert all(f"`{name}`" in text for name in rule.uses.values())


def test_what_is_not_verified_carries_its_mark() -> None:
    """Each amount on the page of all amounts, and on top of each page that rests on one."""
    rows = [line for line in (RULES / "amounts.md").read_text("utf-8").splitlines() if line.startswith("| `")]
    values = [value for one in book_of_rules.book().parameters.values() for value in one.values]
    assert len(rows) == len(values)
    unsure = [value for value in values if value.source.confidence not in book_of_rules.SURE]
    assert sum("| ⚠ " in row for row in rows) == len(unsure) > 0
    for rule in book_of_rules.RULES.values():
        text = (RULES / page_of(rule)).read_text("utf-8")
        assert ("> ⚠ Not checked" in text) == ("⚠ " in text.replace("> ⚠", ""))


def test_the_table_of_rules_is_that_of_the_rules() -> None:
    found = FENCED.search(PAGE.read_text("utf-8"))
    assert found is not None
    assert found.group() == rule_table(), "run `uv run python -m tests.docs.rule_table`"


def test_the_front_page_is_short() -> None:
    assert len((ROOT / "README.md").read_text("utf-8").splitlines()) <= 80
