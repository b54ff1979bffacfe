"""Keeping, when a month has ended, how every team stood; what is corrected later leaves these rows as they are."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from plek.audit.choices import Action
from plek.audit.services import record
from plek.engines.fidelity_scoring import ItemScore, load_scale
from plek.engines.measures import Period
from plek.fidelity.models import IndicationRecord
from plek.fidelity.selectors.indication import SCALE, Indication, indication_of
from plek.fidelity.selectors.readers import as_leader
from plek.organisations.choices import TeamKind
from plek.organisations.models import Membership, Organisation, Team
from plek.organisations.selectors import first_administrator
from plek.shared.errors import Refused
from plek.shared.tenancy import inside

CAUGHT_UP = 12
"""Months that are still recorded when the worker was away; each says on which day it was."""
ONE_DAY = timedelta(days=1)


def record_month(*, by: Membership, team: Team, last_on: date, at: datetime, scale: str = SCALE) -> int:
    """Keep every item of this team over the six months up to and including ``last_on``, in the name of ``by``.

    Answers how many were kept: none the second time, nor for months in which nobody worked in the team.
    """
    if IndicationRecord.objects.filter(team=team, scale=scale, last_on=last_on).exists():
        return 0
    found = indication_of(as_leader(by, team.pk), team=team.code, on=last_on, scale=scale).indication
    if found is None or not found.book.specialists(found.period):
        return 0
    made = IndicationRecord.objects.bulk_create(
        [_row(team, found, item, at) for item in found.result.items], ignore_conflicts=True
    )
    record(
        by=by, action=Action.CREATE, event="fidelity.month_recorded", object_kind="team", object_id=team.code,
        detail={"last_on": last_on.isoformat(), "scale": scale}, source="worker",
    )  # fmt: skip
    return len(made)


def _row(team: Team, found: Indication, item: ItemScore, at: datetime) -> IndicationRecord:
    measured, scale = item.found.measured, found.result.scale
    return IndicationRecord(
        organisation_id=team.organisation_id, team=team, scale=scale.code, version=scale.version,
        first_on=found.period.first, last_on=found.period.last, item=item.item.code, score=item.score,
        at_least=item.at_least, at_most=item.at_most, value=measured.value, numerator=measured.numerator,
        denominator=measured.denominator, records=item.evidence.records, missing=item.evidence.missing,
        recorded_at=at,
    )  # fmt: skip


def record_everywhere(*, today: date, at: datetime) -> int:
    """Every month that has ended and is not kept yet, of every IPS team; answers how many rows were added."""
    made = 0
    for organisation in Organisation.objects.order_by("pk"):
        with inside(organisation.pk):
            due = list(_due(today))
        for team, last_on in due:
            with inside(organisation.pk):
                made += _record_one(organisation, team, last_on, at)
    return made


def _record_one(organisation: Organisation, team: Team, last_on: date, at: datetime) -> int:
    """Nothing where nobody answers for it in the log yet."""
    try:
        by = first_administrator(organisation.slug)
    except Refused:
        return 0
    return record_month(by=by, team=team, last_on=last_on, at=at)


def _due(today: date) -> Iterator[tuple[Team, date]]:
    """The last month for a team of which nothing is kept; all since then for the others."""
    ended, version = today.replace(day=1) - ONE_DAY, load_scale(SCALE).version
    kept = dict(
        IndicationRecord.objects.filter(scale=SCALE, version=version)
        .order_by("team_id", "last_on")
        .values_list("team_id", "last_on")
    )
    for team in Team.objects.filter(kind=TeamKind.IPS, closed_on=None).order_by("pk"):
        missed = [day for day in month_ends(ended, CAUGHT_UP) if team.pk in kept and day > kept[team.pk]]
        yield from ((team, day) for day in (missed if team.pk in kept else [ended]))


def month_ends(last: date, count: int) -> list[date]:
    """The last days of so many months, up to and including the month of ``last``, which is such a day."""
    return [Period.months_up_to(last, n).first - ONE_DAY for n in range(count - 1, 0, -1)] + [last]
