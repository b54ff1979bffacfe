"""What higher floors supply to the pages of the log, which itself knows only numbers and codes.

Each context registers, when it starts, how its own ids and event codes are called.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import TypeVar

from django.http import HttpRequest, HttpResponse
from django.utils.functional import Promise

from plek.shared.actor import Actor

Label = str | Promise
Key = TypeVar("Key")
Value = TypeVar("Value")

member_names: list[Callable[[Actor, Collection[int]], Mapping[int, str]]] = []
"""Called with ``by`` and membership ids: what these people are called."""
members: list[Callable[[Actor], Sequence[tuple[int, str]]]] = []
"""Called with ``by``: user id and name of everyone who works or worked here, to choose from."""
client_numbers: list[Callable[[Actor, Collection[int]], Mapping[int, str]]] = []
"""Called with ``by`` and client ids: their numbers, never their names."""
client_finders: list[Callable[[Actor, str], int | None]] = []
"""Called with ``by`` and a client number: the client's id."""
guards: list[Callable[[HttpRequest], HttpResponse | None]] = []
"""Called before a file leaves: an answer that asks first who one is, or None."""
reader_guards: list[Callable[[HttpRequest], HttpResponse | None]] = []
"""Called before anything of the log shows: an answer that asks the reader for something first, or None."""
role_labels: dict[str, Label] = {}
reason_labels: dict[str, Label] = {}
"""What a reason that was chosen from a list means; words that were typed stand for themselves."""
event_labels: dict[str, Label] = {}
"""What an event code means in a few words, such as ``client.viewed``."""


def combined(
    suppliers: Iterable[Callable[[Actor, Collection[Key]], Mapping[Key, Value]]], by: Actor, keys: Collection[Key]
) -> dict[Key, Value]:
    """What all suppliers together know of these keys; asks nobody about nothing."""
    found: dict[Key, Value] = {}
    for supplier in suppliers if keys else ():
        found.update(supplier(by, keys))
    return found


def reason_in_words(reason: str) -> str:
    """A reason as a person reads it."""
    return str(reason_labels.get(reason, reason))
