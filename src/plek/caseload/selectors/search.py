"""Finding a client by any piece of a name or number, forgiving one slip; employers come from the floor above."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Prefetch, QuerySet

from plek.caseload import supply
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
    return Found(_clients(by, text)[:at_most], sorted(others, key=lambda hit: -hit.score)[:at_most])


def _clients(by: Membership, text: str) -> list[ClientHit]:
    asked, number = words(text), digits(text)
    pieces = {piece for word in asked for piece in grams(word, whole=False) | slips(word)}
    if len(number) >= SHORTEST_PHONE:
        pieces |= windows(number)
    scored = [hit for client in _candidates(by, pieces) if (hit := _hit(client, asked, number))]
    return sorted(scored, key=lambda hit: -hit.score)


def _candidates(by: Membership, pieces: set[str]) -> list[Client]:
    """The visible clients that share the most pieces. Each piece is looked up by equality, which the index serves
    below row-level security too."""
    if not pieces:
        return []
    ids = [object_id for object_id, _shared in _alike(by, pieces=sorted(pieces))]
    found = Client.objects.visible_to(by).filter(pk__in=ids).select_related("treatment_team").order_by("sort_name")
    courses = Trajectory.objects.only("client_id", "number", "phase", "ended_on")
    return list(found.prefetch_related(Prefetch("trajectories", courses, to_attr="courses")))


@composed
def _alike(by: Membership, *, pieces: list[str]) -> QuerySet[SearchGram, tuple[int, int]]:
    return (
        SearchGram.objects.visible_to(by).filter(kind=KIND, gram__in=pieces)
        .filter(object_id__in=Client.objects.visible_to(by).values("pk"))
        .values_list("object_id").annotate(shared=Count("gram")).order_by("-shared", "object_id")[:CANDIDATES]
    )  # fmt: skip


def _hit(client: Client, asked: Sequence[str], number: str) -> ClientHit | None:
    """A client with his score, or None when too little of what was typed fits."""
    courses: list[Trajectory] = client.courses  # type: ignore[attr-defined]
    named = words(f"{client.first_name} {client.last_name} {client.preferred_name} {client.number}")
    named += [t.number.casefold() for t in courses]
    likeness = [best_likeness(word, named) for word in asked]
    score = 0 if 0 in likeness else sum(likeness) * 10 // max(len(likeness), 1)
    if len(number) >= SHORTEST_PHONE and number in digits(client.phone):
        score = max(score, 35)
    if not score:
        return None
    now = next((t for t in courses if t.ended_on is None), None)
    return ClientHit(
        client.number, client.name, client.treatment_team.name, now.number if now else "",
        str(now.get_phase_display()) if now else "", score,
    )  # fmt: skip
