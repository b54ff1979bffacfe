"""Advisers, amounts and municipalities for tests; call inside ``tenancy.inside``."""

import json
from collections.abc import Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from uuid import uuid4

from django.test.utils import CaptureQueriesContext

from plek.benefits.answers import Answers, PlanDetails
from plek.benefits.estimates import Estimate, estimated
from plek.benefits.kept import content_of
from plek.benefits.local import LocalFigure
from plek.benefits.models import Conversation, ExemptionRegime, LocalScheme, OwnAmount, Scenario, TrainedAdviser
from plek.caseload.models import Client
from plek.organisations.models import Membership

AT = datetime(2026, 11, 1, 9, tzinfo=UTC)
JANUARY = date(2026, 1, 1)


def trained(member: Membership, *, by: Membership, training: str = "adviser", **fields: Any) -> TrainedAdviser:
    """Somebody in the register, from 2026 on."""
    given = {"title": "Adviseur werk en uitkering", "begins_on": JANUARY} | fields
    return TrainedAdviser.objects.create(
        organisation_id=by.organisation_id, key=uuid4(), member=member, training=training, recorded_at=AT,
        recorded_by=by, **given,
    )  # fmt: skip


def amount_proposed(by: Membership, parameter: str = "minimum_wage/hourly", **fields: Any) -> OwnAmount:
    """A proposal that waits: 15.20 an hour from October until the end of 2026."""
    given = {
        "begins_on": date(2026, 10, 1), "ends_on": date(2027, 1, 1), "number": Decimal("15.20"),
        "source": "Staatscourant 2026, 20001", "found_on": date(2026, 9, 20),
    } | fields  # fmt: skip
    return OwnAmount.objects.create(
        organisation_id=by.organisation_id,
        key=uuid4(),
        parameter=parameter,
        proposed_at=AT,
        proposed_by=by,
        **given,
    )


def regime_set(by: Membership, **fields: Any) -> ExemptionRegime:
    """Veenstad uses the new rules since 2026."""
    return ExemptionRegime.objects.create(**_local(by), **{"exemption": "34a"} | fields)


def scheme_kept(by: Membership, **fields: Any) -> LocalScheme:
    """Veenstad has a scheme without an end."""
    given = {"name": "Individuele inkomenstoeslag", "gives": "€ 400 per jaar"} | fields
    return LocalScheme.objects.create(**_local(by), **given)


def _local(by: Membership) -> dict[str, Any]:
    return {
        "organisation_id": by.organisation_id, "key": uuid4(), "municipality": "Veenstad", "place": "veenstad",
        "begins_on": JANUARY, "source": "Verordening 2026", "recorded_at": AT, "recorded_by": by,
    }  # fmt: skip


def cost(queries: CaptureQueriesContext) -> int:
    """Statements of one page, without the savepoints and scopes that only stand in tests."""
    only_in_tests = ("SAVEPOINT", "RELEASE", "select set_config")
    return sum(not query["sql"].startswith(only_in_tests) for query in queries)


def scenario_kept(
    by: Membership, client: Client, answers: Answers, plans: Sequence[PlanDetails], on: date,
    local: LocalFigure | None = None,
) -> Scenario:  # fmt: skip
    """Now beside plans as it was kept on a day; of a conversation that was rounded off."""
    found = estimated(answers, on, plans)
    assert isinstance(found, Estimate)
    at = datetime(on.year, on.month, on.day, 9, tzinfo=UTC)
    own: dict[str, Any] = {"organisation_id": by.organisation_id, "client": client}
    talk = Conversation.objects.create(**own, begun_at=at, begun_by=by, finished_at=at)
    return Scenario.objects.create(
        **own, conversation=talk, title="Voor de bakkerij", amounts_on=on, rule_set=found.rule_set,
        content=json.dumps(content_of(found, local)), saved_at=at, saved_by=by,
    )  # fmt: skip
