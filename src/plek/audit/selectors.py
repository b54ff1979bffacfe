"""Reads of the log. Row-level security shows only the organisation in use; who may see which client is for the
caller to have settled: these pages get client ids that ``visible_to`` already let through."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.apps import apps
from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import CharField, Count, F, Max, Min, Q, QuerySet, Value
from django.db.models.functions import MD5, Cast, Concat, TruncDate
from django.utils import timezone

from plek.audit.choices import Action
from plek.audit.models import Entry
from plek.audit.supply import combined, member_names
from plek.shared.actor import Actor

LOOKS_AT_MOST = 300


@dataclass(frozen=True)
class Look:
    """What one person did with one client's record on one day, in one role."""

    client_id: int
    day: date
    member_id: int | None
    name: str
    role: str
    on_behalf_of: str
    actions: tuple[str, ...]
    events: tuple[str, ...]
    reasons: tuple[str, ...]
    times: int
    first_at: datetime
    last_at: datetime


@dataclass(frozen=True)
class LogFilter:
    """Which part of the log: each left empty means all. ``before`` is a sequence number, exclusive."""

    user_id: int | None = None
    event: str = ""
    action: str = ""
    begins_on: date | None = None
    ends_on: date | None = None
    before: int | None = None

    @property
    def named(self) -> list[str]:
        """Names of the criteria in use, for the log itself."""
        return [name for name, value in vars(self).items() if value and name != "before"]


def views_of_client(
    by: Actor,
    client_id: int,
    *,
    begins_on: date | None = None,
    ends_on: date | None = None,
    at_most: int = LOOKS_AT_MOST,
) -> Sequence[Look]:
    """Who looked at or changed this record, when, as whom and why; a line per day and person, newest first."""
    entries = Entry.objects.visible_to(by).filter(client_id=client_id)
    return _looks(by, entries.filter(_between(begins_on, ends_on)), at_most)


def views_in_period(
    by: Actor,
    *,
    begins_on: date,
    ends_on: date,
    user_id: int | None = None,
    client_id: int | None = None,
    at_most: int,
) -> Sequence[Look]:
    """Who saw which clients in a period: what must be known within 72 hours of a data breach."""
    entries = Entry.objects.visible_to(by).filter(_between(begins_on, ends_on), client_id__isnull=False)
    if user_id is not None:
        entries = entries.filter(user_id=user_id)
    if client_id is not None:
        entries = entries.filter(client_id=client_id)
    return _looks(by, entries, at_most)


def entries(by: Actor, chosen: LogFilter, at_most: int) -> list[Entry]:
    """Rows of the log of the organisation in use, newest first, by a key and not by a page number."""
    found = Entry.objects.visible_to(by).filter(_between(chosen.begins_on, chosen.ends_on))
    equal = {"user_id": chosen.user_id, "event": chosen.event, "action": chosen.action}
    found = found.filter(**{name: value for name, value in equal.items() if value})
    if chosen.before is not None:
        found = found.filter(sequence__lt=chosen.before)
    return list(found.defer("hash", "previous_hash").order_by("-sequence")[:at_most])


def sample(by: Actor, *, since: datetime, seed: str, at_most: int) -> list[Entry]:
    """Looks at records, drawn by chance; the same seed draws the same, so that nobody draws until it suits."""
    looks = _looks_at_records(by, since)
    drawn = Cast(F("sequence"), CharField())
    return list(looks.order_by(MD5(Concat(drawn, Value(seed))))[:at_most])


def unusual(by: Actor, *, since: datetime, at_most: int) -> list[Entry]:
    """The newest looks for which a reason was asked."""
    return list(_looks_at_records(by, since).exclude(purpose="").order_by("-sequence")[:at_most])


def _looks_at_records(by: Actor, since: datetime) -> QuerySet[Entry]:
    found = Entry.objects.visible_to(by).filter(client_id__isnull=False, membership_id__isnull=False)
    return found.filter(at__gte=since, action__in=[Action.READ, Action.EXPORT]).defer("hash", "previous_hash")


def organisation_of(slug: str) -> int | None:
    """The id of an organisation, for the command line; that floor stands above this one."""
    found = apps.get_model("organisations", "Organisation").objects.filter(slug=slug).values_list("pk", flat=True)
    return found.first()


def _between(begins_on: date | None, ends_on: date | None) -> Q:
    """Whole days here, both included."""
    found = Q()
    if begins_on:
        found &= Q(at__gte=_midnight(begins_on))
    if ends_on:
        found &= Q(at__lt=_midnight(ends_on + timedelta(days=1)))
    return found


def _midnight(on: date) -> datetime:
    return datetime.combine(on, time.min, tzinfo=timezone.get_default_timezone())


def _looks(by: Actor, found: QuerySet[Entry], at_most: int) -> list[Look]:
    day = TruncDate("at", tzinfo=timezone.get_default_timezone())
    rows = (
        found.annotate(day=day)
        .values("client_id", "day", "membership_id", "role", "on_behalf_of")
        .annotate(
            times=Count("pk"),
            first_at=Min("at"),
            last_at=Max("at"),
            actions=ArrayAgg("action", distinct=True),
            events=ArrayAgg("event", distinct=True),
            reasons=ArrayAgg("purpose", distinct=True, filter=~Q(purpose=""), default=[]),
        )
        .order_by("-day", "-last_at")[:at_most]
    )
    made = list(rows)
    ids = {row[name] for row in made for name in ("membership_id", "on_behalf_of") if row[name] is not None}
    names = combined(member_names, by, ids)
    return [_look(row, names) for row in made]


def _look(row: dict[str, Any], names: dict[int, str]) -> Look:
    return Look(
        client_id=row["client_id"],
        day=row["day"],
        member_id=row["membership_id"],
        name=names.get(row["membership_id"], ""),
        role=row["role"],
        on_behalf_of=names.get(row["on_behalf_of"], "") if row["on_behalf_of"] else "",
        actions=tuple(row["actions"]),
        events=tuple(row["events"]),
        reasons=tuple(row["reasons"]),
        times=row["times"],
        first_at=row["first_at"],
        last_at=row["last_at"],
    )
