"""Who at this organisation may already be the person that is being entered."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q

from plek.caseload.models import Client, NationalNumber, SearchGram
from plek.organisations.models import Membership
from plek.shared.encryption import lookup_hash
from plek.shared.spelling import PREFIXES, digits, slips_apart, windows, words

SHORTEST_PHONE = 9


@dataclass(frozen=True)
class Person:
    """What is typed of someone, as far as it tells who he is."""

    first_name: str
    last_name: str
    born_on: date
    phone: str = ""
    email: str = ""
    bsn: str = ""


@dataclass(frozen=True)
class Duplicates:
    """Likely the same person: those whom ``by`` may see, and whether there is one whom he may not see."""

    seen: tuple[Client, ...]
    is_known_elsewhere: bool

    def __bool__(self) -> bool:
        return bool(self.seen) or self.is_known_elsewhere


def likely_duplicates(by: Membership, person: Person, *, apart_from: int | None = None) -> Duplicates:
    """Looks at the whole organisation, but tells details only of clients whom ``by`` may see."""
    everyone = Client.objects.filter(organisation_id=by.organisation_id).exclude(pk=apart_from)
    likely = {c.pk for c in everyone.filter(_same_birth(person.born_on)) if has_similar_name(person, c)}
    likely |= set(everyone.filter(_same_reach(by, person)).values_list("pk", flat=True))
    if not likely:
        return Duplicates((), is_known_elsewhere=False)
    seen = tuple(
        Client.objects.visible_to(by).filter(pk__in=likely).select_related("treatment_team").order_by("sort_name")
    )
    return Duplicates(seen, is_known_elsewhere=len(seen) < len(likely))


def has_similar_name(person: Person, client: Client) -> bool:
    """Two words of the names agree but for a slip; a surname that stands in front counts, a prefix does not."""
    typed = _names(person.first_name, person.last_name)
    known = _names(f"{client.first_name} {client.preferred_name}", client.last_name)
    agree = sum(any(_is_one_slip(word, other) for other in known) for word in typed)
    return agree >= min(2, len(typed)) > 0


def _names(first: str, last: str) -> set[str]:
    return {word for word in words(f"{first} {last}") if len(word) > 1 and word not in PREFIXES}


def _is_one_slip(word: str, other: str) -> bool:
    return slips_apart(word, other) <= (1 if max(len(word), len(other)) > 3 else 0)


def _same_birth(born_on: date) -> Q:
    """The same day of birth, or with day and month changed about."""
    days = [born_on]
    if born_on.day <= 12:
        days.append(born_on.replace(month=born_on.day, day=born_on.month))
    return Q(born_on__in=days)


def _same_reach(by: Membership, person: Person) -> Q:
    found = Q(pk__in=[])
    for condition in _reaches(by, person):
        found |= condition
    return found


def _reaches(by: Membership, person: Person) -> Iterator[Q]:
    if person.email:
        yield Q(email__iexact=person.email)
    number = digits(person.phone)
    if len(number) >= SHORTEST_PHONE:
        yield Q(pk__in=_with_phone(by, number))
    if person.bsn:
        numbers = NationalNumber.objects.visible_to(by).filter(lookup=lookup_hash(person.bsn))
        yield Q(pk__in=numbers.values("client_id"))


def _with_phone(by: Membership, number: str) -> list[int]:
    """Clients with this telephone number, however it was written."""
    parts = windows(number)
    found = (
        SearchGram.objects.visible_to(by).filter(kind="client", gram__in=parts)
        .values("object_id").annotate(shared=Count("gram")).filter(shared=len(parts))
        .values_list("object_id", flat=True)
    )  # fmt: skip
    people = Client.objects.filter(pk__in=list(found)).values_list("pk", "phone")
    return [pk for pk, phone in people if digits(phone) == number]
