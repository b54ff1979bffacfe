"""Vignettes: which there are, how far one agrees with the expert, and why the expert chose as he did."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from plek.engines.fidelity_scoring import Agreement, agreement, load_scale
from plek.engines.fidelity_scoring.scale import SCORES
from plek.engines.fidelity_scoring.vignettes import Situation, Vignette
from plek.fidelity.presenters.words import begun, figure, said
from plek.fidelity.selectors.indication import SCALE
from plek.fidelity.selectors.vignettes import Practised, Round

Link = Callable[..., str]
ENOUGH_FOR_KAPPA = 10
"""Scores below which a kappa says too little."""


@dataclass(frozen=True)
class VignetteLine:
    """One vignette in the list; ``result`` is empty while it was not rated."""

    name: str
    items: str
    url: str
    outcome_url: str
    rated_at: datetime | None
    result: str


@dataclass(frozen=True)
class VignettesPage:
    """The list, with how far the first rounds agree with the expert."""

    lines: tuple[VignetteLine, ...]
    rated: int
    agreement: str


def vignettes_page(found: list[Practised], link: Link) -> VignettesPage:
    pairs = [pair for one in found if one.first for pair in _pairs(one, one.first)]
    return VignettesPage(
        lines=tuple(_line(one, link) for one in found), rated=sum(bool(one.rounds) for one in found),
        agreement=_agreed(agreement(pairs)) if pairs else "",
    )  # fmt: skip


def _line(one: Practised, link: Link) -> VignetteLine:
    code, last = one.vignette.code, one.last
    return VignetteLine(
        name=said(one.vignette.name), items=", ".join(part.item.code for part in one.vignette.items),
        url=link("fidelity:vignette", vignette=code), outcome_url=link("fidelity:vignette_outcome", vignette=code),
        rated_at=last.at if last else None, result=_agreed(agreement(_pairs(one, last))) if last else "",
    )  # fmt: skip


def _pairs(one: Practised, given: Round) -> list[tuple[int, int]]:
    """Own score and expert's; an item that came later has no own one."""
    return [
        (given.scores[part.item.code], part.score)
        for part in one.vignette.items if part.item.code in given.scores
    ]  # fmt: skip


def _agreed(found: Agreement) -> str:
    """How many are the same, how many at most one apart, and a kappa once there are enough."""
    told = [
        ngettext("%(same)s of %(all)s score the same", "%(same)s of %(all)s scores the same", found.pairs)
        % {"same": found.exact, "all": found.pairs},
        _("%(near)s at most one apart") % {"near": found.within_one},
    ]
    if found.kappa is not None and found.pairs >= ENOUGH_FOR_KAPPA:
        told.append(_("weighted kappa %(kappa)s") % {"kappa": figure(found.kappa)})
    return ", ".join(told)


@dataclass(frozen=True)
class RatePage:
    """The programme to rate, in a few words."""

    name: str
    situation: str


def rate_page(vignette: Vignette) -> RatePage:
    return RatePage(said(vignette.name), said(vignette.situation))


@dataclass(frozen=True)
class Bar:
    """How many gave one score."""

    score: int
    raters: int
    is_own: bool
    is_expert: bool


@dataclass(frozen=True)
class SituationLine:
    """One item: what was found, the own score beside the expert's, and why."""

    code: str
    name: str
    found: str
    own: int
    expert: int
    reason: str
    anchor: str
    source: str
    sure: str
    bars: tuple[Bar, ...]
    raters: int

    @property
    def is_same(self) -> bool:
        return self.own == self.expert


@dataclass(frozen=True)
class OutcomePage:
    """What became of the last round."""

    name: str
    situation: str
    rated_at: datetime
    agreement: str
    earlier: int
    lines: tuple[SituationLine, ...]
    has_group: bool


def outcome_page(found: Practised, last: Round) -> OutcomePage:
    lines = tuple(_situation(one, last, found) for one in found.vignette.items if one.item.code in last.scores)
    return OutcomePage(
        name=said(found.vignette.name), situation=said(found.vignette.situation), rated_at=last.at,
        agreement=_agreed(agreement(_pairs(found, last))), earlier=len(found.rounds) - 1, lines=lines,
        has_group=bool(found.given),
    )  # fmt: skip


def _situation(one: Situation, last: Round, found: Practised) -> SituationLine:
    item, own = one.item, last.scores[one.item.code]
    anchor, given = item.anchors[one.score], found.given.get(item.code, {})
    return SituationLine(
        code=item.code, name=said(item.name), found=said(one.found), own=own, expert=one.score,
        reason=said(one.reason), anchor=begun(anchor.text), source=said(anchor.source),
        sure=said(load_scale(SCALE).confidences[anchor.confidence]),
        bars=tuple(Bar(n, given.get(n, 0), n == own, n == one.score) for n in SCORES) if given else (),
        raters=sum(given.values()),
    )  # fmt: skip
