"""Keeping what search looks in up to date."""

from collections.abc import Iterable

from django.db.models import QuerySet

from plek.caseload.models import Client, SearchGram, Trajectory
from plek.shared.inserting import insert
from plek.shared.spelling import digits, grams, slips, windows, words

KIND = "client"
BATCH = 500


def reindex_client(*, client_id: int) -> None:
    """Bring the pieces of one client up to date: name, client number, trajectory numbers, telephone."""
    _reindex(Client.objects.filter(pk=client_id))


def reindex_clients(organisation_id: int) -> int:
    """The same for every client of an organisation; answers how many."""
    ids = Client.objects.filter(organisation_id=organisation_id).order_by("pk").values_list("pk", flat=True)
    return reindex_many(client_ids=ids)


def reindex_many(*, client_ids: Iterable[int]) -> int:
    """The same for many clients together, as after an import; answers how many."""
    ids = list(client_ids)
    for start in range(0, len(ids), BATCH):
        _reindex(Client.objects.filter(pk__in=ids[start : start + BATCH]))
    return len(ids)


def pieces(name: str, numbers: Iterable[str], phone: str) -> set[str]:
    """Everything by which one client is found."""
    found = windows(digits(phone))
    for word in {*words(name), *(w for number in numbers for w in words(number))}:
        found |= grams(word) | slips(word)
    return found


def _reindex(clients: QuerySet[Client]) -> None:
    people = list(clients.only("organisation_id", "number", "first_name", "last_name", "preferred_name", "phone"))
    numbers: dict[int, list[str]] = {c.pk: [c.number] for c in people}
    for client_id, number in Trajectory.objects.filter(client__in=numbers).values_list("client_id", "number"):
        numbers[client_id].append(number)
    SearchGram.objects.filter(kind=KIND, object_id__in=list(numbers)).delete()
    rows = [
        (c.organisation_id, gram, KIND, c.pk)
        for c in people
        for gram in pieces(f"{c.first_name} {c.last_name} {c.preferred_name}", numbers[c.pk], c.phone)
    ]
    if rows:
        columns = dict(zip(("organisation", "gram", "kind", "object_id"), zip(*rows, strict=True), strict=True))
        insert(SearchGram, columns, skips_known=True)
