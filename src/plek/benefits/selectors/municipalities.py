"""What municipalities do of their own, on a day."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, QuerySet
from django.db.models.functions import JSONObject

from plek.benefits.models import ExemptionRegime, LocalScheme
from plek.organisations.models import Membership, Organisation
from plek.shared.actor import Actor
from plek.shared.errors import NotFound
from plek.shared.spelling import words


@dataclass(frozen=True)
class LocalRules:
    """One municipality on a day: the row whose rules hold, if any, and its schemes."""

    municipality: str
    place: str
    regime: ExemptionRegime | None
    schemes: tuple[LocalScheme, ...]


def place_of(municipality: str) -> str:
    """The name as it is compared: ``Gemeente 's-Hertogenbosch`` is ``s hertogenbosch``."""
    return " ".join(word for word in words(municipality) if word != "gemeente")[:80]


def local_rules(by: Actor, on: date) -> list[LocalRules]:
    """Every municipality of which something is written down, by name, as it is on a day."""
    regimes, schemes = _rows(by)
    names = {row.place: row.municipality for row in (*schemes, *regimes)}
    return [
        LocalRules(name, place, regime_on(regimes, place, on), _schemes_on(schemes, place, on))
        for place, name in sorted(names.items())
    ]


def local_rules_of(by: Actor, municipality: str, on: date) -> LocalRules | None:
    """The rules of one municipality; None when nothing is written down of it."""
    place = place_of(municipality)
    return next((one for one in local_rules(by, on) if one.place == place), None) if place else None


def regime_on(rows: Iterable[ExemptionRegime], place: str, on: date) -> ExemptionRegime | None:
    """The last row of a place that has begun; of two on one day the one written last."""
    begun = [row for row in rows if row.place == place and row.begins_on <= on]
    return max(begun, key=lambda row: (row.begins_on, row.pk), default=None)


def _schemes_on(rows: Iterable[LocalScheme], place: str, on: date) -> tuple[LocalScheme, ...]:
    return tuple(
        row
        for row in rows
        if row.place == place and row.begins_on <= on and (row.ends_on is None or on < row.ends_on)
    )


def _rows(by: Actor) -> tuple[list[ExemptionRegime], list[LocalScheme]]:
    """As they stand, in one question; without who wrote them down."""
    shared = ("id", "municipality", "place", "begins_on", "source", "link")
    regimes = ExemptionRegime.objects.visible_to(by).standing().order_by("begins_on", "pk")
    schemes = LocalScheme.objects.visible_to(by).standing().order_by("name", "pk")
    [found] = Organisation.objects.filter(pk=by.organisation_id).values(
        regimes=_array(regimes, *shared, "exemption"),
        schemes=_array(schemes, *shared, "name", "gives", "for_whom", "ends_on"),
    )  # fmt: skip
    return (
        [ExemptionRegime(**_revived(row)) for row in found["regimes"]],
        [LocalScheme(**_revived(row)) for row in found["schemes"]],
    )


def _array(rows: QuerySet[Any], *names: str) -> ArraySubquery:
    return ArraySubquery(rows.values(json=JSONObject(**{name: F(name) for name in names})))


def _revived(row: Mapping[str, Any]) -> dict[str, Any]:
    days = {name: row[name] and date.fromisoformat(row[name]) for name in ("begins_on", "ends_on") if name in row}
    return {**row, **days}


@dataclass(frozen=True)
class PlaceHistory:
    """All rows of one municipality, withdrawn and corrected ones too, the newest begin first."""

    municipality: str
    regimes: tuple[ExemptionRegime, ...]
    schemes: tuple[LocalScheme, ...]


def place_history(by: Membership, place: str) -> PlaceHistory:
    """Everything that was ever written down of a municipality. Raises ``NotFound`` when nothing was."""
    with_people = ("recorded_by__user", "corrected_by")
    regimes = ExemptionRegime.objects.visible_to(by).filter(place=place).select_related(*with_people)
    schemes = LocalScheme.objects.visible_to(by).filter(place=place).select_related(*with_people)
    first, second = tuple(regimes.order_by("-begins_on", "-pk")), tuple(schemes.order_by("name", "-pk"))
    newest = max((*first, *second), key=lambda row: row.recorded_at, default=None)
    if newest is None:
        raise NotFound
    return PlaceHistory(newest.municipality, first, second)


def regime_row(by: Membership, pk: int) -> ExemptionRegime:
    """One row as it stands. Raises ``NotFound``."""
    found: ExemptionRegime | None = ExemptionRegime.objects.visible_to(by).standing().filter(pk=pk).first()
    if found is None:
        raise NotFound
    return found


def scheme_row(by: Membership, pk: int) -> LocalScheme:
    """One scheme as it stands. Raises ``NotFound``."""
    found: LocalScheme | None = LocalScheme.objects.visible_to(by).standing().filter(pk=pk).first()
    if found is None:
        raise NotFound
    return found
