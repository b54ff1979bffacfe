"""Makes employers and contacts with them for tests; call inside ``tenancy.inside``."""

import uuid
from datetime import UTC, date, datetime

import factory
from factory.django import DjangoModelFactory

from plek.caseload.choices import Mode
from plek.employers.choices import Purpose
from plek.employers.models import Employer, EmployerContact


class EmployerFactory(DjangoModelFactory[Employer]):
    class Meta:
        model = Employer

    code = factory.Sequence(lambda n: f"WG{1000 + n}")
    name = factory.Sequence(lambda n: f"Bakkerij Jansen {n}")
    town = "Assen"
    sector = "Horeca"


class EmployerContactFactory(DjangoModelFactory[EmployerContact]):
    class Meta:
        model = EmployerContact

    key = factory.LazyFunction(uuid.uuid4)
    organisation = factory.SelfAttribute("employer.organisation")
    recorded_by = factory.SelfAttribute("member")
    held_on = date(2026, 11, 18)
    decides_on_hiring = True
    mode = Mode.FACE_TO_FACE
    purpose = Purpose.MEET
    recorded_at = datetime(2026, 11, 18, 15, tzinfo=UTC)
