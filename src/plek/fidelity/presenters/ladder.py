"""The page of the indication: a ladder of five for each item, with what it rests on and what would raise it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from plek.engines.fidelity_scoring import ItemScore, load_levers
from plek.engines.fidelity_scoring.rules import Ladder
from plek.engines.fidelity_scoring.scale import SCORES
from plek.fidelity.presenters.history import Changed, Course, History, changed_since, history_of, recorded_on
from plek.fidelity.presenters.own import OwnPart, own_part
from plek.fidelity.presenters.words import begun, figure, rounded, said
from plek.fidelity.selectors.indication import SCALE, Asked, Indication
from plek.fidelity.selectors.team_book import Team
from plek.organisations.models import Membership

Link = Callable[..., str]
DOT, GAP = 24, 36
"""Size of a dot and its distance to the next, in units of the picture."""


@dataclass(frozen=True)
class Rung:
    """One of the five dots. ``is_before`` marks a score of an earlier month, ``is_possible`` one that is still
    open."""

    score: int
    x: int
    is_reached: bool
    is_before: bool
    is_possible: bool


@dataclass(frozen=True)
class ItemLine:
    """One item as it stands; ``score`` is None as long as what is open could change it."""

    code: str
    name: str
    about: str
    rungs: tuple[Rung, ...]
    score: int | None
    before: int | None
    standing: str
    anchor: str
    value: str
    note: str
    need: str
    records: int
    missing: int
    url: str
    wording: str = ""
    """Whose words these are, where they are not Plek's own."""
    course: Course | None = None
    """The months before, where any were recorded."""
    what_if: str = ""
    """Empty where nothing can be moved for this item."""

    @property
    def moved(self) -> bool:
        """Another score than a month before."""
        return self.score is not None and self.before is not None and self.score != self.before


@dataclass(frozen=True)
class SectionPart:
    """A part of the scale with its items."""

    code: str
    name: str
    lines: tuple[ItemLine, ...]


@dataclass(frozen=True)
class TotalPart:
    """The sum of the items that have a score; a scale with subscales has one for each, and then each a name."""

    name: str
    score: int
    rated: int
    of: int
    band: str


@dataclass(frozen=True)
class IndicationPage:
    """The whole page; ``sections`` is empty without an IPS team."""

    teams: tuple[Team, ...]
    team: Team | None
    first: date | None = None
    last: date | None = None
    scale: str = ""
    version: str = ""
    source: str = ""
    wording: str = ""
    code: str = ""
    query: str = ""
    totals: tuple[TotalPart, ...] = ()
    own: OwnPart | None = None
    sections: tuple[SectionPart, ...] = ()
    is_empty: bool = True
    history: History | None = None
    recorded_on: date | None = None
    """When these very months were recorded, if they were."""
    changed: tuple[Changed, ...] = ()


def indication_page(by: Membership, asked: Asked, link: Link) -> IndicationPage:
    """``link(name, **parts)`` makes the address of a page of the organisation."""
    found = asked.indication
    if found is None:
        return IndicationPage(asked.teams, None)
    scale, history = found.result.scale, history_of(found)
    return IndicationPage(
        teams=asked.teams, team=found.team, first=found.period.first, last=found.period.last,
        scale=said(scale.name), version=scale.version, source=said(scale.source),
        wording=said(scale.wording), code=scale.code, query=query_of(found),
        totals=totals_of(found), history=history, recorded_on=recorded_on(found), changed=changed_since(found),
        own=own_part(by, found), sections=_sections(found, history, link),
        is_empty=not any(item.evidence.records for item in found.result.items),
    )  # fmt: skip


def totals_of(found: Indication) -> tuple[TotalPart, ...]:
    every = found.result.totals
    return tuple(
        TotalPart(
            said(total.of_what.name) if len(every) > 1 else "", total.score, total.rated, total.of,
            said(total.band.name) if total.band else "",
        )
        for total in every
    )  # fmt: skip


def _sections(found: Indication, history: History | None, link: Link) -> tuple[SectionPart, ...]:
    lines = [(item.item.section, item_line(found, item.item.code, link, history)) for item in found.result.items]
    return tuple(
        SectionPart(part.code, said(part.name), tuple(line for code, line in lines if code == part.code))
        for part in found.result.scale.sections
    )


def item_line(found: Indication, code: str, link: Link, history: History | None = None) -> ItemLine:
    item, before = found.result.item(code), found.before.item(code).score if found.before else None
    query, levers = query_of(found), load_levers(found.result.scale.code)
    earlier = _earlier(found, code) | {before}
    return ItemLine(
        code=code, name=said(item.item.name), about=said(item.item.about),
        rungs=tuple(_rung(n, item, earlier) for n in SCORES), score=item.score, before=before,
        standing=standing(item), anchor=begun(item.anchor.text) if item.anchor else "",
        value=value_of(item), note=said(item.note), need=said(item.need.text) if item.need else "",
        records=item.evidence.records, missing=item.evidence.missing,
        url=f"{link('fidelity:records', item=code)}?{query}", wording=said(item.item.wording),
        course=history.of(code) if history else None,
        what_if=f"{link('fidelity:what_if')}?{query}&for={code}" if levers.touch(code) else "",
    )  # fmt: skip


def query_of(found: Indication) -> str:
    """What an address needs to say to be about this indication."""
    asked = {"team": found.team.code, "on": found.period.last.isoformat(), "scale": found.result.scale.code}
    return urlencode({name: value for name, value in asked.items() if (name, value) != ("scale", SCALE)})


def _earlier(found: Indication, code: str) -> set[int | None]:
    """The scores that were recorded in the months before, on this version of the scale."""
    mine = [row for row in found.recorded if (row.item, row.version) == (code, found.result.scale.version)]
    return {row.score for row in mine if row.last_on < found.period.last}


def _rung(n: int, item: ItemScore, earlier: set[int | None]) -> Rung:
    return Rung(
        score=n, x=DOT // 2 + (n - 1) * GAP, is_reached=item.score == n,
        is_before=n in earlier and item.score != n,
        is_possible=_is_open(item) and item.at_least <= n <= item.at_most,
    )  # fmt: skip


def _is_open(item: ItemScore) -> bool:
    return item.score is None and item.at_most - item.at_least < SCORES[-1] - SCORES[0]


def standing(item: ItemScore) -> str:
    """The score in words."""
    if item.score is not None:
        return _("%(score)s of 5") % {"score": item.score}
    if _is_open(item):
        return _("between %(low)s and %(high)s") % {"low": item.at_least, "high": item.at_most}
    return _("waits for a rater") if item.item.how == "rater" else _("no score yet")


def value_of(item: ItemScore) -> str:
    """What was measured, in the unit of the item; empty where nothing is."""
    measured, rule = item.found.measured, item.item.rule
    if measured.value is None:
        return ""
    if isinstance(rule, Ladder) and rule.measure == "median_wait":
        days = int(measured.value)
        median = ngettext("median %(n)s day", "median %(n)s days", days) % {"n": days}
        of = int(measured.denominator or 0)
        return median + ", " + ngettext("%(n)s trajectory", "%(n)s trajectories", of) % {"n": of}
    if isinstance(rule, Ladder) and rule.is_share:
        return f"{rounded(measured.value * 100)}% · {_parts(item)}"
    if isinstance(rule, Ladder):
        return f"{figure(measured.value)} {said(item.item.unit)}"
    return _("%(there)s of %(all)s %(unit)s on record") % {
        "there": int(measured.value), "all": int(measured.denominator or 0), "unit": said(item.item.unit)
    }  # fmt: skip


def _parts(item: ItemScore) -> str:
    measured = item.found.measured
    return _("%(part)s of %(whole)s") % {
        "part": rounded(measured.numerator or 0), "whole": rounded(measured.denominator or 0)
    }  # fmt: skip
