"""Every read about employers; rows carry what lists print, so that a page asks once."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, NamedTuple

from django.db.models import Case, F, IntegerField, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce, Lower

from plek.caseload.models import Trajectory
from plek.employers import policies
from plek.employers.choices import RECENT_DAYS, Purpose
from plek.employers.models import Employer, EmployerContact
from plek.organisations.models import Membership
from plek.shared.composed import composed
from plek.shared.errors import NotFound
from plek.shared.spelling import fold, words

SORTS = {
    "name": ("name_sort",),
    "-name": ("-name_sort",),
    "town": ("town", "name_sort"),
    "-town": ("-town", "name_sort"),
    "spoken": (F("last_on").asc(nulls_first=True), "name_sort"),
    "-spoken": (F("last_on").desc(nulls_last=True), "name_sort"),
    "stage": ("stage_rank", "name_sort"),
    "-stage": ("-stage_rank", "name_sort"),
}
RECENT_AT_MOST = 5
FOUND_AT_MOST = 8


@dataclass(frozen=True)
class EmployerFilter:
    """How someone looks at the employers; codes and text about firms only."""

    text: str = ""
    sector: str = ""
    town: str = ""
    stage: str = ""
    owner: str = ""
    """Code of the colleague who spoke with them last."""
    quiet_days: int | None = None
    sort: str = "name"


class Called(NamedTuple):
    """What a firm goes by; ``score`` is how well it answers to what was typed."""

    pk: int
    code: str
    name: str
    town: str
    kvk: str
    score: int = 0


def employers(by: Membership) -> QuerySet[Any]:
    """All employers with who spoke with them last, when, and how far the relation is."""
    spoken = EmployerContact.objects.of_relations(by).standing().filter(employer=OuterRef("pk"))
    last = spoken.order_by("-held_on", "-pk")
    return Employer.objects.visible_to(by).annotate(
        name_sort=Lower("name"),
        last_on=Subquery(last.values("held_on")[:1]),
        last_by=Subquery(last.values("member__user__name")[:1]),
        last_by_code=Subquery(last.values("member__code")[:1]),
        last_by_id=Subquery(last.values("member_id")[:1]),
        stage_rank=Coalesce(Subquery(_furthest(spoken)), Value(0), output_field=IntegerField()),
    )


def _furthest(spoken: QuerySet[Any]) -> QuerySet[Any]:
    ranks = [When(purpose=purpose, then=Value(rank)) for rank, purpose in enumerate(Purpose, start=1)]
    ranked = spoken.annotate(rank=Case(*ranks, output_field=IntegerField()))
    return ranked.order_by("-rank").values("rank")[:1]


def stage_of(rank: int) -> str:
    """The stage behind a rank; "" when nobody spoke with them."""
    return list(Purpose)[rank - 1].value if rank else ""


def rank_of(stage: str) -> int:
    """The rank of a stage; 0 for none."""
    return list(Purpose).index(Purpose(stage)) + 1


def filtered(by: Membership, wanted: EmployerFilter, on: date) -> QuerySet[Any]:
    """The employers someone asked for, in the order asked for."""
    rows = employers(by)
    if wanted.text:
        rows = rows.filter(pk__in=[employer.pk for employer in called(by, wanted.text)])
    if wanted.sector:
        rows = rows.filter(sector=wanted.sector)
    if wanted.town:
        rows = rows.filter(town=wanted.town)
    if wanted.owner:
        rows = rows.filter(last_by_code=wanted.owner)
    if wanted.stage:
        rows = rows.filter(stage_rank=0 if wanted.stage == "none" else rank_of(wanted.stage))
    if wanted.quiet_days:
        before = on - timedelta(days=wanted.quiet_days)
        rows = rows.filter(Q(last_on__isnull=True) | Q(last_on__lt=before))
    return rows.order_by(*SORTS.get(wanted.sort, SORTS["name"]), "pk")


def filter_options(by: Membership) -> dict[str, list[tuple[str, str]]]:
    """What can be chosen in the filters: sectors, towns, and colleagues who spoke with an employer."""
    mine = Employer.objects.visible_to(by)
    spoke = EmployerContact.objects.of_relations(by)
    found = (
        mine.exclude(sector="").values_list(Value("sector"), "sector", "sector")
        .union(
            mine.exclude(town="").values_list(Value("town"), "town", "town"),
            spoke.values_list(Value("owner"), "member__code", "member__user__name"),
        )
    )  # fmt: skip
    options: dict[str, list[tuple[str, str]]] = {"sector": [], "town": [], "owner": []}
    for kind, value, label in found:
        options[kind].append((value, label))
    return {kind: sorted(pairs, key=lambda pair: fold(pair[1])) for kind, pairs in options.items()}


def employer(by: Membership, code: str) -> Any:
    """One employer as in the list. Raises ``NotFound``."""
    found = employers(by).filter(code=code).first()
    if found is None:
        raise NotFound
    return found


def contacts_with(by: Membership, employer_id: int) -> QuerySet[Any]:
    """The standing contacts with an employer that ``by`` may see, newest first."""
    standing = EmployerContact.objects.visible_to(by).filter(employer_id=employer_id).standing()
    return standing.select_related("member__user").order_by("-held_on", "-pk").annotate(
        client_number=F("trajectory__client__number"),
        client_first_name=Coalesce(_given("trajectory__client__preferred_name"), "trajectory__client__first_name"),
        client_last_name=F("trajectory__client__last_name"),
    )  # fmt: skip


def _given(path: str) -> Case:
    return Case(When(**{f"{path}": ""}, then=Value(None)), default=F(path))


def contact(by: Membership, key: Any) -> Any:
    """One standing contact. Raises ``NotFound``."""
    standing = EmployerContact.objects.visible_to(by).standing()
    found = standing.select_related("employer", "member__user", "trajectory").defer(
        "trajectory__wish", "trajectory__next_step"
    ).filter(key=key).first()  # fmt: skip
    if found is None:
        raise NotFound
    return found


def hidden_contact_count(by: Membership, employer_id: int) -> int:
    """How many standing contacts there are for clients of other teams, whose details stay there."""
    everything = EmployerContact.objects.of_relations(by).filter(employer_id=employer_id).standing()
    return everything.exclude(pk__in=EmployerContact.objects.visible_to(by).values("pk")).count()


def recent_employers(by: Membership, on: date) -> list[Any]:
    """The employers whom ``by`` spoke with last, for a choice of one tap."""
    own = EmployerContact.objects.of_relations(by).standing().filter(member_id=by.pk, employer=OuterRef("pk"))
    last_own = Subquery(own.order_by("-held_on", "-pk").values("held_on")[:1])
    mine = employers(by).annotate(last_own_on=last_own).filter(last_own_on__gte=on - timedelta(days=365))
    return list(mine.order_by("-last_own_on", "-pk")[:RECENT_AT_MOST])


def found_employers(by: Membership, text: str) -> list[Any]:
    """The employers that look most like what was typed, best first."""
    best = called(by, text)[:FOUND_AT_MOST]
    rows = {row.pk: row for row in employers(by).filter(pk__in=[e.pk for e in best])}
    for e in best:
        rows[e.pk].score = e.score
    return [rows[e.pk] for e in best]


def employers_with_codes(by: Membership, codes: Collection[str]) -> list[Any]:
    """These employers, as in the list."""
    return list(employers(by).filter(code__in=codes)) if codes else []


def with_kvk(by: Membership, kvk: str) -> list[Any]:
    """Employers with this number of the Chamber of Commerce."""
    return list(Employer.objects.visible_to(by).filter(kvk=kvk).order_by("name")) if kvk else []


def like(by: Membership, name: str, town: str) -> list[Any]:
    """Employers that are probably the one with this name in this town, most alike first."""
    alike = [e for e in _names(by) if policies.are_alike(name, town, e.name, e.town)]
    best = sorted(alike, key=lambda e: -policies.likeness(name, e.name))[:FOUND_AT_MOST]
    rows = Employer.objects.visible_to(by).in_bulk([e.pk for e in best]) if best else {}
    return [rows[e.pk] for e in best]


def called(by: Membership, text: str) -> list[Called]:
    """Employers whose name, town or number answers to what was typed, best first."""
    score = policies.answers_to(words(text))
    scored = ((score(" ".join(row[1:])), row) for row in _rows(by))
    return sorted(
        (Called._make((*row, found)) for found, row in scored if found), key=lambda e: (-e.score, e.name)
    )


def _names(by: Membership) -> list[Called]:
    """What firms are called, all of them: some thousands at most, and no health data."""
    return [Called(*row) for row in _rows(by)]


@composed
def _rows(by: Membership) -> QuerySet[Any, Any]:
    return Employer.objects.visible_to(by).values_list("pk", "code", "name", "town", "kvk")


def spoken_by_colleague(by: Membership, employer_id: int, on: date) -> Any | None:
    """The last contact a colleague had with this employer in the last days, to go there knowing of it."""
    recent = EmployerContact.objects.of_relations(by).standing().filter(
        employer_id=employer_id, held_on__gte=on - timedelta(days=RECENT_DAYS)
    )  # fmt: skip
    return recent.exclude(member_id=by.pk).select_related("member__user").order_by("-held_on", "-pk").first()


def open_trajectories(by: Membership) -> QuerySet[Any]:
    """Trajectories for which ``by`` may log: one's own first."""
    rank = Case(When(specialist_id=by.pk, then=0), default=1, output_field=IntegerField())
    mine = Trajectory.objects.visible_to(by).filter(ended_on__isnull=True)
    return mine.annotate(rank=rank).order_by("rank", "client__sort_name", "pk").values(
        "number", "client__first_name", "client__preferred_name", "client__last_name", "rank"
    )  # fmt: skip
