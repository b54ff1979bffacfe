"""The words on screen: gather them from the code, keep the Dutch beside them, compile, and check.

python tools/messages.py update [CONTEXT …]   gather into src/plek/<context>/locale/nl/LC_MESSAGES/django.po
python tools/messages.py compile              make the .mo files that the application reads
python tools/messages.py check                refuse a message without Dutch, or with two kinds of Dutch

Formal Dutch ("u") stands in locale/nl_X-formal beside it, written by hand, with only the messages that differ.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import IO, Any, Final

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT: Final = Path(__file__).resolve().parent.parent
PACKAGE: Final = ROOT / "src" / "plek"
CATALOGUE: Final = Path("locale/nl/LC_MESSAGES/django.po")
FORMAL: Final = Path("locale/nl_X-formal/LC_MESSAGES/django.po")
FORMAL_THROUGHOUT: Final = {"accounts", "portal"}  # the contexts that speak to clients on every page
TOP_LEVEL: Final = "config"  # the context that also keeps the words of plek/*.py
KEYWORDS: Final = DEFAULT_KEYWORDS | {
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext_lazy": (1, 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
SKIPPED: Final = {"tests", "migrations", "node_modules", "__pycache__"}
_FAMILIAR: Final = re.compile(r"\b(je|jij|jou|jouw|jezelf|jullie)\b", re.IGNORECASE)
_BARE_PERCENT: Final = re.compile(r"%(?!\(\w+\)s)")

Identity = tuple[str, str]


def contexts() -> list[str]:
    """Every context that has words or may have them."""
    return sorted(path.parent.name for path in PACKAGE.glob("*/__init__.py"))


def catalogue_path(context: str) -> Path:
    return PACKAGE / context / CATALOGUE


def gather(context: str) -> Catalog:
    """All messages in the code and templates of one context."""
    found = Catalog(locale="nl", project="Plek")
    for path in _sources(context):
        method: Any = extract_template if path.suffix in {".html", ".txt"} else "python"
        place = (path.relative_to(ROOT).as_posix(), 1)
        with path.open("rb") as file:
            for _, message, comments, message_context in extract(method, file, KEYWORDS, ["Translators:"]):
                found.add(message, locations=[place], auto_comments=comments, context=message_context)
    return found


def _sources(context: str) -> Iterator[Path]:
    folder = PACKAGE / context
    own = (path for path in folder.rglob("*") if not SKIPPED & set(path.relative_to(folder).parts))
    words = (
        path
        for path in own
        if path.suffix == ".py" or (path.suffix in {".html", ".txt"} and "templates" in path.parts)
    )
    yield from sorted(words)
    if context == TOP_LEVEL:
        yield from sorted(PACKAGE.glob("*.py"))


def extract_template(file: IO[bytes], keywords: Any, tags: Any, options: Any) -> Iterator[tuple[Any, ...]]:
    """Messages of a Django template, with the percent signs doubled as Django looks them up."""
    from enmerkar.extract import extract_django

    for line, function, message, comments in extract_django(file, keywords, tags, options):
        if isinstance(message, str):
            yield line, function, _BARE_PERCENT.sub("%%", message), comments
        else:
            yield line, function, tuple(_BARE_PERCENT.sub("%%", part) for part in message), comments


def read(context: str) -> Catalog:
    """The Dutch there is; an empty catalogue when there is none yet."""
    return _read(catalogue_path(context))


def _read(path: Path) -> Catalog:
    if not path.exists():
        return Catalog(locale="nl", project="Plek")
    with path.open("rb") as file:
        return read_po(file, locale="nl", domain="django")


def update(context: str) -> int:
    """Bring the catalogue in line with the code; answer how many messages still need Dutch."""
    found, known = gather(context), read(context)
    if not len(found) and not catalogue_path(context).exists():
        return 0
    for message in list(known.obsolete.values()):
        known[message.id] = message
    known.obsolete.clear()
    known.update(found, no_fuzzy_matching=True, update_creation_date=False)
    path = catalogue_path(context)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        write_po(file, known, width=0, sort_output=True, no_location=True, ignore_obsolete=True)
    return sum(1 for message in known if message.id and not is_translated(message))


def compile_all() -> int:
    """Write every .mo file; answer how many."""
    paths = sorted([*PACKAGE.glob(f"*/{CATALOGUE}"), *PACKAGE.glob(f"*/{FORMAL}")])
    for path in paths:
        with path.open("rb") as source:
            catalogue = read_po(source, locale="nl", domain="django")
        with path.with_suffix(".mo").open("wb") as target:
            write_mo(target, catalogue)
    return len(paths)


def is_translated(message: Message) -> bool:
    words = message.string if isinstance(message.string, (list, tuple)) else (message.string,)
    return not message.fuzzy and bool(words) and all(words)


def identity(message: Message) -> Identity:
    """What Django looks a message up by: its context and its (singular) words."""
    return message.context or "", message.id[0] if isinstance(message.id, (list, tuple)) else message.id


def faults() -> list[str]:
    """Everything wrong with the translations, one sentence each."""
    return [
        *(fault for context in contexts() for fault in (*_faults_of(context), *_faults_of_formal(context))),
        *_contradictions(),
    ]


def _faults_of(context: str) -> Iterator[str]:
    known = {identity(message): message for message in read(context) if message.id}
    for wanted in gather(context):
        if not wanted.id:
            continue
        message = known.get(identity(wanted))
        if message is None or not is_translated(message):
            yield f"{context}: no Dutch for {identity(wanted)[1]!r}."
        elif wanted.pluralizable != message.pluralizable:
            yield f"{context}: {identity(wanted)[1]!r} has a plural in one place and none in the other."
    for message in known.values():
        for error in message.check():
            yield f"{context}: {identity(message)[1]!r}: {error}."


def _faults_of_formal(context: str) -> Iterator[str]:
    """Formal Dutch replaces a sentence that is there, and never says "je"."""
    dutch = {identity(message): message for message in read(context) if message.id}
    formal = {identity(message): message for message in _read(PACKAGE / context / FORMAL) if message.id}
    for key, message in formal.items():
        if key not in dutch:
            yield f"{context}: {key[1]!r} is in formal Dutch but not in Dutch."
        if _FAMILIAR.search(str(message.string)):
            yield f"{context}: {key[1]!r} is not formal."
        for error in message.check():
            yield f"{context}: {key[1]!r}: {error}."
    if context in FORMAL_THROUGHOUT:
        for key in (identity(message) for message in gather(context) if message.id):
            if key in dutch and key not in formal and _FAMILIAR.search(str(dutch[key].string)):
                yield f"{context}: no formal Dutch for {key[1]!r}."


def _contradictions() -> Iterator[str]:
    """Django merges all catalogues: the same words with different Dutch would show by chance."""
    seen: dict[Identity, tuple[str, Any]] = {}
    for context in contexts():
        for message in read(context):
            if not message.id or not is_translated(message):
                continue
            first, dutch = seen.setdefault(identity(message), (context, message.string))
            if dutch != message.string:
                words = f"{dutch!r} in {first} and {message.string!r} in {context}"
                yield f"{identity(message)[1]!r} is {words}: make them equal or use pgettext."


def say(lines: Iterable[str]) -> None:
    for line in lines:
        sys.stdout.write(line + "\n")


def _update(names: list[str]) -> int:
    for context in names or contexts():
        missing = update(context)
        if missing:
            place = catalogue_path(context).relative_to(ROOT)
            say([f"{context}: {missing} still to be put into Dutch, in {place}"])
    compile_all()
    return 0


def _compile(names: list[str]) -> int:
    say([f"Compiled the Dutch of {compile_all()} contexts."])
    return 0


def _check(names: list[str]) -> int:
    found = faults()
    say(found or ["Every message has its Dutch."])
    return 1 if found else 0


COMMANDS: Final[dict[str, Callable[[list[str]], int]]] = {
    "update": _update,
    "compile": _compile,
    "check": _check,
}


def main(arguments: list[str]) -> int:
    command = COMMANDS.get(arguments[0] if arguments else "")
    if command is None:
        say([__doc__ or ""])
        return 2
    return command(arguments[1:])


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
