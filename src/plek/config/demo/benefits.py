"""Around benefits: who was trained, what the invented municipalities do, and an amount that waits for a check."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import uuid4

from plek.benefits.models import ExemptionRegime, LocalScheme, OwnAmount, TrainedAdviser
from plek.benefits.selectors.municipalities import place_of
from plek.config.demo.clients import at_noon
from plek.config.demo.places import Ggz
from plek.organisations.choices import Role
from plek.organisations.models import Membership

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
    """The register, two municipalities, and one proposal."""
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
        **own, key=uuid4(), parameter="wia/highest_daily_wage", begins_on=date(2026, 7, 1),
        ends_on=date(2027, 1, 1), number=Decimal("310.00"), source=INVENTED, found_on=today,
        note="Zoek dit bedrag op voordat je het aanneemt.", proposed_by=ggz.leader,
        proposed_at=at_noon(today - timedelta(days=1)),
    )  # fmt: skip
