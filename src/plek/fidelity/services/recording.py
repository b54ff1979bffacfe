"""Keeping, when a month has ended, how every team stood; what is corrected later leaves these rows as they are."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta

from plek.audit.choices import Action
from plek.audit.services import record
from plek.engines.fidelity_scoring import ItemScore, load_scale
from plek.engines.measures import Period
from plek.fidelity.models import IndicationRecord
from plek.fidelity.selectors.indication import SCALE, Indication, indications_of
from plek.fidelity.selectors.readers import as_leader
from plek.organisations.choices import TeamKind
from plek.organisations.models import Membership, Organisation, Team
from plek.organisations.selectors import first_administrator
from plek.shared.errors import Refused
from plek.shared.tenancy import inside

CAUGHT_UP = 12
"""Months that are still recorded when the worker was away; each says on which day it was."""
AT_ONCE = 50
"""Teams that are read and counted together, so that the memory it takes does not grow with the country."""
ONE_DAY = timedelta(days=1)


def record_month(*, by: Membership, teams: Sequence[Team], last_on: date, at: datetime, scale: str = SCALE) -> int:
    """Keep every item of these teams over the six months up to and including ``last_on``, in the name of ``by``.

    Answers how many were kept: none the second time, nor of a team in which nobody worked in those months.
    """
    there = IndicationRecord.objects.filter(team__in=teams, scale=scale, last_on=last_on)
    kept = set(there.values_list("team_id", flat=True))
    due = {team.pk: team for team in teams if team.pk not in kept}
    found = indications_of(as_leader(by, *due), on=last_on, scale=scale) if due else []
    worked = [(due[one.team.pk], one) for one in found if one.specialists]
    made = IndicationRecord.objects.bulk_create(
        [_row(team, one, item, at) for team, one in worked for item in one.result.items], ignore_conflicts=True
    )
    for team, _ in worked:
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
            due = _together(_due(today))
        for last_on, teams in due:
            with inside(organisation.pk):
                made += _record(organisation, teams, last_on, at)
    return made


def _together(due: Iterable[tuple[Team, date]]) -> list[tuple[date, list[Team]]]:
    """Teams that are due for the same month, so many at once."""
    by_month: dict[date, list[Team]] = defaultdict(list)
    for team, last_on in due:
        by_month[last_on].append(team)
    return [
        (last_on, teams[n : n + AT_ONCE])
        for last_on, teams in sorted(by_month.items()) for n in range(0, len(teams), AT_ONCE)
    ]  # fmt: skip


def _record(organisation: Organisation, teams: Sequence[Team], last_on: date, at: datetime) -> int:
    """Nothing where nobody answers for it in the log yet."""
    try:
        by = first_administrator(organisation.slug)
    except Refused:
        return 0
    return record_month(by=by, teams=teams, last_on=last_on, at=at)


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
