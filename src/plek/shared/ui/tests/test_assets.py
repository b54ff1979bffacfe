"""The build, and the budgets of what it builds from."""

import json
import re
from pathlib import Path

import pytest

from plek.shared.ui import build
from plek.shared.ui.build import ASSETS, DIST, fingerprint, is_fresh, sources

SCRIPTS = sorted((ASSETS / "js").glob("*.js"))


def test_own_script_stays_within_its_budget() -> None:
    assert sum(len(file.read_text().splitlines()) for file in SCRIPTS) <= 600


@pytest.mark.parametrize("file", SCRIPTS, ids=lambda file: file.name)
def test_no_script_runs_text_or_prints_html(file: Path) -> None:
    text = file.read_text()
    for danger in ("eval(", "new Function", "innerHTML", "outerHTML", "document.write", "insertAdjacentHTML"):
        assert danger not in text


@pytest.mark.parametrize("file", SCRIPTS, ids=lambda file: file.name)
def test_every_script_says_what_it_is_for(file: Path) -> None:
    assert file.read_text().startswith("// ")


def test_the_lock_names_only_the_public_registry() -> None:
    packages = json.loads((ASSETS / "package-lock.json").read_text())["packages"]
    resolved = [entry["resolved"] for name, entry in packages.items() if name]
    assert resolved
    assert all(address.startswith("https://registry.npmjs.org/") for address in resolved)
    assert all(entry.get("integrity") for name, entry in packages.items() if name)


def test_versions_are_pinned() -> None:
    wanted = json.loads((ASSETS / "package.json").read_text())["dependencies"]
    assert all(re.fullmatch(r"\d+\.\d+\.\d+", version) for version in wanted.values())


def test_the_stylesheet_asks_nothing_of_others() -> None:
    addresses = re.findall(r"url\(([^)]*)\)", (DIST / "plek.css").read_text())
    assert addresses
    assert all(address.strip("\"'").startswith("./") for address in addresses)


def test_the_fonts_are_ours() -> None:
    assert {file.name for file in DIST.glob("*.woff2")} == {
        "source-sans-3-latin-wght-normal.woff2",
        "source-sans-3-latin-ext-wght-normal.woff2",
        "source-sans-3-latin-wght-italic.woff2",
    }


def test_the_fingerprint_follows_contents(tmp_path: Path) -> None:
    file = tmp_path / "a.css"
    file.write_text("one")
    before = fingerprint([file])
    assert fingerprint([file]) == before
    file.write_text("two")
    assert fingerprint([file]) != before


def test_a_stamp_is_fresh_only_for_its_own_sources(tmp_path: Path) -> None:
    stamp = tmp_path / ".stamp"
    assert not is_fresh(stamp, "abc")
    stamp.write_text("abc")
    assert is_fresh(stamp, "abc")
    assert not is_fresh(stamp, "def")


def test_all_sources_exist() -> None:
    assert {"plek.css", "plek.js", "build.mjs", "icons.txt", "package-lock.json"} <= {
        file.name for file in sources()
    }


def test_a_second_build_does_nothing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    ran: list[tuple[str, ...]] = []
    monkeypatch.setattr(build, "DIST", tmp_path)
    monkeypatch.setattr(build, "install_packages", lambda: None)
    monkeypatch.setattr(build, "node", lambda *arguments: ran.append(arguments))
    assert build.main() == 0
    assert build.main() == 0
    assert ran == [("build.mjs",)]


def test_without_sources_there_is_nothing_to_build(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(build, "ASSETS", tmp_path / "absent")
    monkeypatch.setattr(build, "node", lambda *arguments: pytest.fail("built"))
    assert build.main() == 0


def test_packages_are_fetched_once_per_lock(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "package-lock.json").write_text("{}")
    (tmp_path / "node_modules").mkdir()
    ran: list[tuple[str, ...]] = []
    monkeypatch.setattr(build, "ASSETS", tmp_path)
    monkeypatch.setattr(build, "npm", lambda *arguments: ran.append(arguments))
    build.install_packages()
    build.install_packages()
    assert ran == [("ci", "--ignore-scripts", "--silent")]
    (tmp_path / "package-lock.json").write_text("{ }")
    build.install_packages()
    assert len(ran) == 2
