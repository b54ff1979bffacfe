"""What the search of the caseload gets of employers."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from conftest import House
from plek.employers import supplied
from plek.employers.tests.factories import EmployerFactory
from plek.shared.tenancy import inside


@pytest.mark.parametrize("firms", [3, 30])
def test_finding_employers_takes_one_statement_whatever_their_number(house: House, firms: int) -> None:
    with inside(house.organisation.pk):
        EmployerFactory.create_batch(firms, organisation=house.organisation)
        wanted = EmployerFactory(organisation=house.organisation, name="Tuincentrum De Linde", town="Emmen")
        house.specialist._team_ids = []  # type: ignore[attr-defined]
        with CaptureQueriesContext(connection) as captured:
            hits = supplied.find(house.specialist, "linde", 5)
    assert len(captured) == 1
    assert [(hit.label, hit.hint, hit.kind) for hit in hits] == [("Tuincentrum De Linde", "Emmen", "employer")]
    assert hits[0].url.endswith(f"/employers/{wanted.code}/")


def test_who_does_not_work_the_caseload_finds_no_employers(house: House) -> None:
    with inside(house.organisation.pk):
        EmployerFactory(organisation=house.organisation, name="Tuincentrum De Linde")
        assert supplied.find(house.practitioner, "linde", 5) == []
