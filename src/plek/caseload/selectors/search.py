"""Finding a client by any piece of a name or number, forgiving one slip; employers come from the floor above."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from django.db.models import Count, QuerySet

from plek.caseload import supply
from plek.caseload.choices import Phase
from plek.caseload.models import Client, SearchGram, Trajectory
from plek.caseload.services.search import KIND
from plek.organisations.choices import CASELOAD_ROLES
from plek.organisations.models import Membership
from plek.shared.composed import composed
from plek.shared.spelling import best_likeness, digits, grams, slips, windows, words

SHORTEST = 2
SHORTEST_PHONE = 3
CANDIDATES = 150
HITS_AT_MOST = 10


@dataclass(frozen=True)
class ClientHit:
    """A client found, with what tells him apart."""

    number: str
    name: str
    treatment_team: str
    trajectory: str
    phase: str
    score: int


class _Candidate(NamedTuple):
    """Who shares pieces of what was typed: what he goes by, and of each trajectory number, phase and end."""

    pk: int
    number: str
    first_name: str
    last_name: str
    preferred_name: str
    phone: str
    treatment_team: str
    courses: Sequence[tuple[str, str, date | None]]


@dataclass(frozen=True)
class Found:
    """Clients and, for who works the caseload, employers."""

    clients: Sequence[ClientHit]
    others: Sequence[supply.Hit]

    @property
    def count(self) -> int:
        return len(self.clients) + len(self.others)


def search(by: Membership, text: str, at_most: int = HITS_AT_MOST) -> Found:
    """What answers to ``text``, best first; below two letters nothing."""
    if sum(map(len, words(text))) < SHORTEST:
        return Found((), ())
    others = (
        [hit for finder in supply.finders for hit in finder(by, text, at_most)]
        if by.role in CASELOAD_ROLES
        else []
    )
    return Found(_clients(by, text, at_most), sorted(others, key=lambda hit: -hit.score)[:at_most])


def _clients(by: Membership, text: str, at_most: int) -> list[ClientHit]:
    asked, number = words(text), digits(text)
    pieces = {piece for word in asked for piece in grams(word, whole=False) | slips(word)}
    if len(number) >= SHORTEST_PHONE:
        pieces |= windows(number)
    found = [(_score(client, asked, number), client) for client in _candidates(by, pieces)]
    best = sorted((f for f in found if f[0]), key=lambda scored: -scored[0])
    return [_hit(client, score) for score, client in best[:at_most]]


def _candidates(by: Membership, pieces: set[str]) -> list[_Candidate]:
    """The visible clients that share the most pieces. Each piece is looked up by equality, which the index serves
    below row-level security too."""
    if not pieces:
        return []
    ids = [object_id for object_id, _shared in _alike(by, pieces=sorted(pieces))]
    courses: dict[int, list[Any]] = {}
    for client, *course in _courses(by, clients=ids):
        courses.setdefault(client, []).append(course)
    return [_Candidate._make((*row, courses.get(row[0], []))) for row in _named(by, clients=ids)]


@composed
def _alike(by: Membership, *, pieces: list[str]) -> QuerySet[SearchGram, tuple[int, int]]:
    return (
        SearchGram.objects.visible_to(by).filter(kind=KIND, gram__in=pieces)
        .filter(object_id__in=Client.objects.visible_to(by).values("pk"))
        .values_list("object_id").annotate(shared=Count("gram")).order_by("-shared", "object_id")[:CANDIDATES]
    )  # fmt: skip


@composed
def _named(by: Membership, *, clients: list[int]) -> QuerySet[Client, tuple[Any, ...]]:
    rows = Client.objects.visible_to(by).filter(pk__in=clients).order_by("sort_name")
    return rows.values_list(
        "pk", "number", "first_name", "last_name", "preferred_name", "phone", "treatment_team__name"
    )  # fmt: skip


@composed
def _courses(by: Membership, *, clients: list[int]) -> QuerySet[Trajectory, tuple[Any, ...]]:
    """Of clients who show already."""
    rows = Trajectory.objects.filter(client_id__in=clients).order_by("pk")
    return rows.values_list("client_id", "number", "phase", "ended_on")


def _score(client: _Candidate, asked: Sequence[str], number: str) -> int:
    """How well a client answers; 0 when too little of what was typed fits."""
    named = words(f"{client.first_name} {client.last_name} {client.preferred_name} {client.number}")
    named += [course.casefold() for course, *_ in client.courses]
    likeness = [best_likeness(word, named) for word in asked]
    score = 0 if 0 in likeness else sum(likeness) * 10 // max(len(likeness), 1)
    is_phoned = len(number) >= SHORTEST_PHONE and number in digits(client.phone)
    return max(score, 35) if is_phoned else score


def _hit(client: _Candidate, score: int) -> ClientHit:
    trajectory, phase = next(
        ((number, phase) for number, phase, ended_on in client.courses if ended_on is None), ("", "")
    )
    return ClientHit(
        client.number, f"{client.preferred_name or client.first_name} {client.last_name}", client.treatment_team,
        trajectory, str(Phase(phase).label) if phase else "", score,
    )  # fmt: skip
