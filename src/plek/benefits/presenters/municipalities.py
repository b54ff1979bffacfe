"""What the pages about municipalities print."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.core.paginator import Page, Paginator
from django.utils.translation import gettext as _

from plek.benefits.choices import Exemption
from plek.benefits.local import LocalFigure, SchemeFigure
from plek.benefits.models import ExemptionRegime
from plek.benefits.models import LocalScheme as SchemeRow
from plek.benefits.selectors.municipalities import LocalRules, PlaceHistory, regime_on
from plek.shared.dates import written

PER_PAGE = 50


@dataclass(frozen=True)
class LocalLine:
    """One municipality as it is today."""

    name: str
    place: str
    exemption: str
    since: date | None
    schemes: int


@dataclass(frozen=True)
class HistoryRow:
    """One row of what was written down. ``state``: ``now``, ``later``, ``past``, ``corrected``, ``withdrawn``."""

    number: int
    what: str
    gives: str
    for_whom: str
    begins_on: date
    last_day: date | None
    state: str
    source: str
    link: str
    by: str
    at: datetime

    @property
    def stands(self) -> bool:
        """May it still be corrected?"""
        return self.state in ("now", "later", "past")


@dataclass(frozen=True)
class HistoryPage:
    """Everything about one municipality."""

    name: str
    place: str
    regimes: tuple[HistoryRow, ...]
    schemes: tuple[HistoryRow, ...]
    page: Page[HistoryRow]
    """Rules and schemes together, of which the rows above are one page."""


@dataclass(frozen=True)
class SchemeLine:
    """A scheme as it stands beside the plans, with the days on which it holds."""

    name: str
    gives: str
    for_whom: str
    holds: str
    source: str
    link: str


@dataclass(frozen=True)
class LocalPart:
    """What stands beside the plans about a municipality: how pay is left, and what it gives of its own."""

    name: str
    exemption: str
    source: str
    link: str
    schemes: tuple[SchemeLine, ...]


def local_part(found: LocalFigure | None) -> LocalPart | None:
    """Nothing when nothing is written down."""
    if found is None:
        return None
    exemption = str(Exemption(found.exemption).label) if found.exemption else ""
    schemes = tuple(
        SchemeLine(one.name, one.gives, one.for_whom, _holds(one), one.source, one.link) for one in found.schemes
    )
    return LocalPart(found.name, exemption, found.source, found.link, schemes)


def _holds(one: SchemeFigure) -> str:
    """Of a whole year, the year; else its days."""
    if one.ends_on is None:
        return _("holds since %(day)s") % {"day": written(one.begins_on, "j F Y")}
    if (one.begins_on, one.ends_on) == (date(one.begins_on.year, 1, 1), date(one.begins_on.year + 1, 1, 1)):
        return _("holds in %(year)d") % {"year": one.begins_on.year}
    last = one.ends_on - timedelta(days=1)
    return _("holds from %(first)s up to %(last)s") % {
        "first": written(one.begins_on, "j F Y"), "last": written(last, "j F Y"),
    }  # fmt: skip


def local_lines(found: Iterable[LocalRules]) -> list[LocalLine]:
    """The list."""
    return [
        LocalLine(
            one.municipality, one.place.replace(" ", "-"), exemption_name(one.regime),
            one.regime.begins_on if one.regime else None, len(one.schemes),
        )
        for one in found
    ]  # fmt: skip


def exemption_name(row: ExemptionRegime | None) -> str:
    """By which rules, in words."""
    return str(Exemption(row.exemption).label) if row else ""


def history_page(found: PlaceHistory, on: date, number: str | None = None) -> HistoryPage:
    """One municipality with all that was ever written of it, a page at a time."""
    regimes, schemes = found.regimes, found.schemes
    place = next(iter((*regimes, *schemes))).place
    standing = [row for row in regimes if _is_standing(row)]
    now = regime_on(standing, place, on)
    every = [_regime(row, standing, now, on) for row in regimes if not row.is_withdrawn]
    rules = len(every)
    every += [_scheme(row, on) for row in schemes if not row.is_withdrawn]
    page = Paginator(every, PER_PAGE).get_page(number)
    first = page.start_index() - 1 if every else 0
    shown, cut = tuple(page), max(0, rules - first)
    return HistoryPage(found.municipality, place.replace(" ", "-"), shown[:cut], shown[cut:], page)


def _is_standing(row: ExemptionRegime | SchemeRow) -> bool:
    return not row.is_withdrawn and _follower(row) is None


def _follower(row: ExemptionRegime | SchemeRow) -> ExemptionRegime | SchemeRow | None:
    return getattr(row, "corrected_by", None)


def _regime(
    row: ExemptionRegime, standing: list[ExemptionRegime], now: ExemptionRegime | None, on: date
) -> HistoryRow:
    after = [one.begins_on for one in standing if one.begins_on > row.begins_on]
    ends = min(after, default=None)
    state = _taken_back(row) or ("now" if row == now else "later" if row.begins_on > on else "past")
    return _row(row, exemption_name(row), "", "", ends, state)


def _scheme(row: SchemeRow, on: date) -> HistoryRow:
    is_over = row.ends_on is not None and row.ends_on <= on
    state = _taken_back(row) or ("past" if is_over else "later" if row.begins_on > on else "now")
    return _row(row, row.name, row.gives, row.for_whom, row.ends_on, state)


def _taken_back(row: ExemptionRegime | SchemeRow) -> str:
    follower = _follower(row)
    return "" if follower is None else "withdrawn" if follower.is_withdrawn else "corrected"


def _row(
    row: ExemptionRegime | SchemeRow, what: str, gives: str, for_whom: str, ends: date | None, state: str
) -> HistoryRow:
    last = ends - timedelta(days=1) if ends and state not in ("corrected", "withdrawn") else None
    return HistoryRow(
        row.pk, what, gives, for_whom, row.begins_on, last, state, row.source, row.link,
        row.recorded_by.user.name, row.recorded_at,
    )  # fmt: skip
