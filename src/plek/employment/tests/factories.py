"""Makes jobs and education for tests; call inside ``tenancy.inside``."""

import uuid
from datetime import date
from decimal import Decimal

import factory
from factory.django import DjangoModelFactory

from plek.employment.choices import Contract
from plek.employment.models import Education, Job, JobTerms


class JobFactory(DjangoModelFactory[Job]):
    class Meta:
        model = Job

    number = factory.Sequence(lambda n: f"BN{1000 + n}")
    organisation = factory.SelfAttribute("trajectory.organisation")
    title = "Winkelmedewerker"
    started_on = date(2026, 10, 5)
    hours_per_week = Decimal(20)
    contract = Contract.FIXED_TERM
    is_competitive = True


class JobTermsFactory(DjangoModelFactory[JobTerms]):
    class Meta:
        model = JobTerms

    key = factory.LazyFunction(uuid.uuid4)
    organisation = factory.SelfAttribute("job.organisation")
    hours_per_week = Decimal(24)


class EducationFactory(DjangoModelFactory[Education]):
    class Meta:
        model = Education

    organisation = factory.SelfAttribute("trajectory.organisation")
    title = "Mbo Verkoper"
    started_on = date(2026, 9, 1)
