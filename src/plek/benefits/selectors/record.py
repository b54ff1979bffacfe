"""What the record knows already that a conversation about the benefit would ask for."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from plek.benefits.choices import Kind, Step
from plek.benefits.selectors.municipalities import local_rules_of
from plek.caseload.choices import Benefit
from plek.caseload.models import Client
from plek.employment.models import Job
from plek.employment.selectors import lasting, terms_of, terms_on
from plek.organisations.models import Membership

KINDS: dict[str, Kind] = {
    Benefit.NONE: Kind.NONE, Benefit.BIJSTAND: Kind.SOCIAL_ASSISTANCE, Benefit.WAJONG: Kind.WAJONG,
    Benefit.WAO: Kind.WAO, Benefit.WW: Kind.WW, Benefit.ZW: Kind.ZW,
}  # fmt: skip
"""WIA comes in four, and which it is the record does not say."""


@dataclass(frozen=True)
class Known:
    """One thing that the record says: ``code`` names it, ``shown`` is its value for people to judge."""

    code: str
    step: Step
    shown: Any
    answers: Mapping[str, Any]


def known_of(by: Membership, client: Client, on: date) -> list[Known]:
    """Date of birth, benefit, rules of the municipality and present work, as far as they are on record."""
    found = [Known("born", Step.HOUSEHOLD, client.born_on, {"born": client.born_on})]
    if client.benefit in KINDS:
        kind = KINDS[client.benefit]
        found.append(Known("kind", Step.BENEFIT, kind.label, {"kind": kind.value}))
    rules = local_rules_of(by, client.municipality, on) if client.municipality else None
    if rules is not None and rules.regime is not None:
        regime = {"exemption": rules.regime.exemption}
        found.append(Known("municipality", Step.MUNICIPALITY, rules, regime))
    job = _present_job(by, client, on)
    if job is not None:
        gross = None if job.gross_per_month is None else float(job.gross_per_month)
        work = {"now_hours": float(job.hours_per_week), "now_gross": gross}
        found.append(Known("work", Step.WORK, job, work))
    return found


def _present_job(by: Membership, client: Client, on: date) -> Any:
    """The job that lasts today; with several the first must be told, so none."""
    jobs = Job.objects.visible_to(by).filter(lasting(on), trajectory__client=client).select_related("employer")
    found = list(jobs[:2])
    return _as_of(by, found[0], on) if len(found) == 1 else None


def _as_of(by: Membership, job: Any, on: date) -> Any:
    """With the hours and the pay of that day."""
    now = terms_on(job, terms_of(by, [job.pk])[job.pk], on)
    job.hours_per_week, job.gross_per_month = now.hours_per_week, now.gross_per_month
    return job
