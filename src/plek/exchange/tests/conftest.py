"""An organisation to take workbooks in."""

from collections.abc import Iterator
from typing import Any

import pytest

from plek.exchange.selectors.scope import Scope
from plek.exchange.services.importing import Choice, Report, import_workbook
from plek.exchange.tests.books import Sheets, xlsx
from plek.exchange.tests.teams import NOW, ON, Take
from plek.organisations.choices import OrganisationKind, Role
from plek.organisations.models import Organisation
from plek.organisations.tests.factories import OrganisationFactory, member
from plek.shared.tenancy import inside


@pytest.fixture
def organisation(db: None) -> Iterator[Organisation]:
    made = OrganisationFactory(name="GGZ Noorderlicht", slug="ggz-noorderlicht", kind=OrganisationKind.GGZ)
    with inside(made.pk):
        yield made


@pytest.fixture
def whole(organisation: Organisation) -> Scope:
    """The command line, named after the administrator."""
    return Scope(member(Role.ADMINISTRATOR, organisation=organisation, on=ON, code="FB1"), ON, is_whole=True)


@pytest.fixture
def take(whole: Scope) -> Take:
    """Take in a workbook, given as bytes or as sheets."""

    def run(content: bytes | Sheets, scope: Scope = whole, **options: Any) -> Report:
        content = content if isinstance(content, bytes) else xlsx(content)
        mends = options.pop("mends", None)
        return import_workbook(scope=scope, at=NOW, content=content, choice=Choice(**options), mends=mends)

    return run
