"""What the page of a calculation made anew prints: then beside now, for each amount."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from plek.benefits.comparing import LEFT, Difference, PlanDifference
from plek.benefits.presenters.figures import amount, difference
from plek.benefits.presenters.plans import now_title, plan_title
from plek.benefits.presenters.rows import label_of


@dataclass(frozen=True)
class AmountRow:
    """One amount then, now, and by how much it differs."""

    label: str
    before: str
    after: str
    change: str
    is_other: bool


@dataclass(frozen=True)
class PlanRows:
    """Now or one plan with its amounts."""

    title: str
    rows: tuple[AmountRow, ...]


@dataclass(frozen=True)
class ChangesPage:
    """``plans`` is empty when nothing can be calculated of the day."""

    title: str
    kept_on: date
    rule_set_then: str
    rule_set_now: str
    plans: tuple[PlanRows, ...]

    @property
    def is_other(self) -> bool:
        return any(row.is_other for plan in self.plans for row in plan.rows)


def plans_told(found: Sequence[PlanDifference], kind: str | None) -> tuple[PlanRows, ...]:
    """Now and each plan; ``kind`` is that of the benefit."""
    return tuple(
        PlanRows(
            now_title(one.details) if place == 0 else plan_title(one.details),
            tuple(_row(each, kind) for each in one.amounts),
        )
        for place, one in enumerate(found)
    )


def _row(one: Difference, kind: str | None) -> AmountRow:
    label = _("Left to spend") if one.code == LEFT else label_of(one.code, kind)
    changes = [
        after - before
        for before, after in zip(one.before.ends, one.after.ends, strict=False)
        if len(one.before.ends) == len(one.after.ends)
    ]
    return AmountRow(
        label,
        amount(one.before.ends),
        amount(one.after.ends),
        difference(changes) if changes else "–",
        one.is_other,
    )
