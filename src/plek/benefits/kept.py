"""An estimate as a scenario keeps it: what was told, and the figures as they were. Pure."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from plek.benefits.answers import Answers, PlanDetails, as_text, details_as_text, details_from_text
from plek.benefits.answers import from_text as answers_from_text
from plek.benefits.cash import YearFigure, year_as_plain, year_from_plain
from plek.benefits.estimates import Estimate
from plek.benefits.figures import PlanFigures, as_plain, from_plain
from plek.benefits.local import LocalFigure, local_as_plain, local_from_plain
from plek.benefits.own import OwnFigure, own_as_plain, own_from_plain


@dataclass(frozen=True)
class KeptPlan:
    """Now or one plan, with its figures of that day."""

    details: PlanDetails
    figures: PlanFigures
    year: YearFigure


@dataclass(frozen=True)
class Kept:
    """``assumed`` names the answers that were not known and were calculated both ways."""

    answers: Answers
    assumed: tuple[str, ...]
    now: KeptPlan
    plans: tuple[KeptPlan, ...]
    own: tuple[OwnFigure, ...] = ()
    """The organisation's own amounts that the figures rest on."""
    local: LocalFigure | None = None
    """What the municipality of the client gave that day."""

    @property
    def years(self) -> tuple[YearFigure, ...]:
        return tuple(plan.year for plan in (self.now, *self.plans))

    @property
    def details(self) -> tuple[PlanDetails, ...]:
        """The plans as they were told, to calculate them anew."""
        return tuple(plan.details for plan in self.plans)


def content_of(found: Estimate, local: LocalFigure | None = None) -> dict[str, Any]:
    """In plain values, for JSON."""
    plans = (found.now, *found.plans)
    return {
        "answers": json.loads(as_text(asdict(found.answers))),
        "assumed": list(found.assumed),
        "own": [own_as_plain(one) for one in found.own],
        "local": local_as_plain(local),
        "plans": [
            {
                "details": json.loads(details_as_text(plan.details)), "figures": as_plain(plan.figures),
                "year": year_as_plain(year),
            }
            for plan, year in zip(plans, found.years, strict=True)
        ],
    }  # fmt: skip


def kept_in(text: str) -> Kept:
    """What a scenario holds."""
    content = json.loads(text)
    now, *plans = _plans(content["plans"])
    answers = Answers(**answers_from_text(json.dumps(content["answers"])))
    return Kept(
        answers,
        tuple(content["assumed"]),
        now,
        tuple(plans),
        tuple(own_from_plain(one) for one in content.get("own", ())),
        local_from_plain(content.get("local")),
    )


def _plans(plain: Sequence[dict[str, Any]]) -> list[KeptPlan]:
    return [
        KeptPlan(
            details_from_text(json.dumps(one["details"])), from_plain(one["figures"]), year_from_plain(one["year"])
        )
        for one in plain
    ]
