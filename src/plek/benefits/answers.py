"""What was told of a situation and of plans, in plain values that can be kept. None is not known."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, fields
from datetime import date
from typing import Any

from plek.benefits.choices import Per, PlanKind, Step


@dataclass(frozen=True)
class Answers:
    """Money gross in euros by the month, unless a name says otherwise."""

    kind: str | None = None
    born: date | None = None
    partner: bool | None = None
    partner_gross: float | None = None
    children: tuple[int, ...] = ()
    """Ages of children at home."""
    housemates: int | None = None
    """Of 27 and older."""
    hours: float | None = None
    """Of an own plan, in the first estimate."""
    pay: float | None = None
    """For plans of which no other pay is known."""
    per: str = Per.HOUR
    rent: float | None = None
    exemption: str | None = None
    former_wage: float | None = None
    disability_class: str | None = None
    remaining_capacity: float | None = None
    reference_wage: float | None = None
    partner_born: date | None = None
    lives_with_parents: bool | None = None
    months_used: int | None = None
    """Of WW or wage-related WIA so far."""
    transitional_amount: float | None = None
    supplement: bool | None = None
    limited_hours: bool | None = None
    wage_cost_subsidy: bool | None = None
    hours_cannot_grow: bool | None = None
    exemption_months_used: int | None = None
    partner_limited_hours: bool | None = None
    partner_wage_cost_subsidy: bool | None = None
    partner_hours_cannot_grow: bool | None = None
    partner_exemption_months_used: int | None = None
    now_hours: float | None = None
    """Work that there is already."""
    now_gross: float | None = None
    wage_value: float | None = None
    """With wage dispensation, from 0.3 to 1."""
    reference_income: float | None = None
    wealth: float | None = None
    contributions: float | None = None
    """Pension and the like, as a share of the pay."""
    costs: float | None = None
    """Of going to work, net."""
    left_open: tuple[str, ...] = ()
    """Questions that were asked in the conversation and that nobody knew the answer of."""


LONGER = ("limited_hours", "wage_cost_subsidy", "hours_cannot_grow")
"""What lets part of the pay beside social assistance be left out for longer."""
PARTNERS_LONGER = tuple(f"partner_{name}" for name in LONGER)

FIELDS_OF: dict[Step, tuple[str, ...]] = {
    Step.HOUSEHOLD: ("born", "partner", "partner_born", "partner_gross", "children", "housemates",
                     "lives_with_parents"),
    Step.BENEFIT: ("kind", "former_wage", "disability_class", "remaining_capacity", "reference_wage",
                   "months_used", "transitional_amount", "supplement", *LONGER, "exemption_months_used",
                   *PARTNERS_LONGER, "partner_exemption_months_used"),
    Step.WORK: ("now_hours", "now_gross", "pay", "wage_value"),
    Step.HOUSING: ("rent", "reference_income"),
    Step.ALLOWANCES: ("wealth",),
    Step.COSTS: ("contributions", "costs"),
    Step.MUNICIPALITY: ("exemption",),
}  # fmt: skip
"""Which answers each step asks for."""


@dataclass(frozen=True)
class PlanDetails:
    """One plan beside now. Without pay it is that of the situation, and without that the minimum wage."""

    kind: str = PlanKind.HOURS
    title: str = ""
    hours: float | None = None
    pay: float | None = None
    per: str = Per.HOUR
    starts_on: date | None = None
    credit_at: str | None = None
    """Where the tax credits count while there are two payers: "benefit" or "work"."""
    study_hours: float | None = None
    """A week; of a study ``hours`` are those of work beside it."""
    student_finance: bool | None = None


DAYS = frozenset(f.name for kind in (Answers, PlanDetails) for f in fields(kind) if f.type == (date | None))


def as_text(values: Mapping[str, Any]) -> str:
    """Answers as JSON, to be sealed."""
    plain = {name: value.isoformat() if isinstance(value, date) else value for name, value in values.items()}
    return json.dumps(plain, sort_keys=True)


def from_text(text: str) -> dict[str, Any]:
    """Answers as they were kept."""
    kept: dict[str, Any] = json.loads(text) if text else {}
    return {name: _revived(name, value) for name, value in kept.items()}


def _revived(name: str, value: Any) -> Any:
    if name in DAYS and value is not None:
        return date.fromisoformat(value)
    return tuple(value) if isinstance(value, list) else value


def together(parts: Iterable[Mapping[str, Any]]) -> Answers:
    """The answers of all steps, the later going first; what is not known, or was not asked, keeps its default."""
    told = {name: value for part in parts for name, value in part.items()}
    left_open = {"left_open": tuple(sorted(name for name, value in told.items() if value is None))}
    return Answers(**left_open | {name: value for name, value in told.items() if value is not None})


def details_as_text(details: PlanDetails) -> str:
    return as_text(asdict(details))


def details_from_text(text: str) -> PlanDetails:
    return PlanDetails(**from_text(text))
