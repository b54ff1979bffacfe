"""What comes with work: which right comes back if it does not work out, and whom to tell what. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from plek.benefits.estimates import Estimate
from plek.engines.benefit_rules.duties import Duty, Happening, duties
from plek.engines.benefit_rules.months import month_after, month_of
from plek.engines.benefit_rules.nets import LifeDates, SafetyNet, safety_nets

MONTHS = 12


@dataclass(frozen=True)
class Aftermath:
    """For work that begins on a day. Of a to-do that comes back each month only the first stands here."""

    starts_on: date
    nets: tuple[SafetyNet, ...]
    duties: tuple[Duty, ...]

    @property
    def last_month(self) -> date:
        """The last month that monthly to-dos are about."""
        return month_after(month_of(self.starts_on), MONTHS - 1)


def aftermath(found: Estimate, starts_on: date | None = None) -> Aftermath:
    """For the given day, else for the first plan with work, else from the first of next month."""
    told = [plan.details.starts_on for plan in found.plans if plan.has_work and plan.details.starts_on]
    begins = starts_on or min(told, default=month_after(month_of(found.on), 1))
    situation = (found.first_of_work or found.now).situation
    nets = safety_nets(situation, LifeDates(work_starts=begins))
    return Aftermath(begins, nets, _once(duties(situation, [Happening("job_start", begins)], months=MONTHS)))


def _once(found: Sequence[Duty]) -> tuple[Duty, ...]:
    first: dict[str, Duty] = {}
    for duty in found:
        first.setdefault(duty.key if duty.about is None else duty.code, duty)
    return tuple(first.values())
