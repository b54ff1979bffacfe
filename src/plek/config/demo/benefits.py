"""Around benefits: who was trained, what the invented municipalities do, an amount that waits for a check, and a
calculation that comes out otherwise since."""

import json
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import uuid4

from plek.benefits.answers import Answers, PlanDetails
from plek.benefits.choices import Kind
from plek.benefits.estimates import Estimate, estimated
from plek.benefits.kept import content_of
from plek.benefits.models import Conversation, ExemptionRegime, LocalScheme, OwnAmount, Scenario, TrainedAdviser
from plek.benefits.selectors.municipalities import place_of
from plek.benefits.services.changes import tell_changes
from plek.caseload.models import Trajectory
from plek.config.demo.clients import at_noon
from plek.config.demo.places import Ggz
from plek.organisations.choices import Role
from plek.organisations.models import Membership

BEFORE_JULY = date(2026, 6, 15)
PLANS = (PlanDetails(hours=12.0), PlanDetails(hours=20.0), PlanDetails(hours=28.0))
INVENTED = "Verzonnen voor de demo"
REGIMES = (("Veenstad", "34a", date(2026, 1, 1)), ("Oosterwold", "31-2", date(2024, 1, 1)))
SCHEMES = (
    ("Veenstad", "Individuele inkomenstoeslag", "€ 400 per jaar", "wie drie jaar van een laag inkomen leeft"),
    ("Veenstad", "Fietsregeling", "een opgeknapte fiets", "wie begint met werk en meer dan 3 kilometer reist"),
    (
        "Oosterwold",
        "Meedoenpas",
        "korting op sport en cultuur",
        "wie bijstand heeft, ook het eerste jaar naast werk",
    ),
)


def build_benefits(ggz: Ggz, today: date) -> None:
    """The register, two municipalities, one proposal, and one kept calculation."""
    own: dict[str, Any] = {"organisation": ggz.organisation}
    administrator = Membership.objects.get(organisation=ggz.organisation, role=Role.ADMINISTRATOR)
    _register(own, ggz, today)
    written: dict[str, Any] = own | {
        "recorded_by": administrator, "recorded_at": at_noon(today - timedelta(days=60)), "source": INVENTED
    }  # fmt: skip
    for town, exemption, begins_on in REGIMES:
        ExemptionRegime.objects.create(**written, **_of(town), exemption=exemption, begins_on=begins_on)
    for town, name, gives, for_whom in SCHEMES:
        LocalScheme.objects.create(
            **written, **_of(town), name=name, gives=gives, for_whom=for_whom, begins_on=date(2026, 1, 1)
        )
    _proposal(own, ggz, today)
    _kept(own, ggz, today)
    tell_changes(ggz.organisation, on=today, at=at_noon(today))


def _of(town: str) -> dict[str, Any]:
    return {"key": uuid4(), "municipality": town, "place": place_of(town)}


def _register(own: dict[str, Any], ggz: Ggz, today: date) -> None:
    """One specialist is an adviser, and the leader followed a course."""
    rows = (
        (ggz.specialists[0], "adviser", "Opleiding adviseur werk en uitkering", 700),
        (ggz.leader, "course", "Cursus werk en uitkering", 400),
    )
    for member, training, title, days in rows:
        TrainedAdviser.objects.create(
            **own, key=uuid4(), member=member, training=training, title=title,
            begins_on=today - timedelta(days=days), recorded_by=ggz.leader, recorded_at=at_noon(today),
        )  # fmt: skip


def _proposal(own: dict[str, Any], ggz: Ggz, today: date) -> None:
    """An amount that Plek does not know waits for a second person, so that nothing rests on it."""
    OwnAmount.objects.create(
        **own, key=uuid4(), parameter="rent_allowance/reference_income_single", begins_on=date(2026, 7, 1),
        ends_on=date(2027, 1, 1), number=Decimal("24500.00"), source=INVENTED, found_on=today,
        note="Zoek dit bedrag op voordat je het aanneemt.", proposed_by=ggz.leader,
        proposed_at=at_noon(today - timedelta(days=1)),
    )  # fmt: skip


def _kept(own: dict[str, Any], ggz: Ggz, today: date) -> None:
    """What the adviser calculated with a client before the amounts of July."""
    mine = Trajectory.objects.filter(ended_on__isnull=True, specialist=ggz.specialists[0])
    course = mine.order_by("client_id")[0]
    on = min(today, BEFORE_JULY)
    found = estimated(Answers(kind=Kind.WAJONG_ABLE, partner=False, rent=540.0), on, PLANS)
    if not isinstance(found, Estimate):
        return
    here: dict[str, Any] = own | {"client_id": course.client_id}
    by = course.specialist
    talk = Conversation.objects.create(**here, begun_at=at_noon(on), begun_by=by, finished_at=at_noon(on))
    Scenario.objects.create(
        **here, conversation=talk, title="Voor de winkel", amounts_on=on, rule_set=found.rule_set,
        content=json.dumps(content_of(found)), saved_at=at_noon(on), saved_by=by,
    )  # fmt: skip
