"""Whatever is changed leaves a row in the log: who did it, in which role, and whose record it was."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client as Browser

from conftest import House
from plek.audit.models import Entry
from plek.caseload.models import Client, Destruction, Referral
from plek.exchange.models import ImportRun
from plek.exchange.services import runs
from plek.exchange.tests.books import xlsx
from plek.fidelity.models import PolicyFile, Review
from plek.organisations.choices import OrganisationKind
from plek.organisations.models import Membership, Team
from plek.shared.tenancy import inside
from tests.architecture.test_doors import INSIDE
from tests.security.changes import CHANGES, HOUSE, HOUSE_STORIES, OWN, STORIES, A, F, L, Step
from tests.security.logged import entries, errors, send
from tests.security.world import NOON, PREFIX, World, door_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_at_noon")]


def known(house: House, name: object) -> object:
    """The number of a record that a step calls by a name; anything else as it is."""
    if name in ("colleague", "specialist", "leader", "ips"):
        return str(getattr(house, name).pk)
    found: dict[object, Any] = {
        "newest": Referral.objects.order_by("-pk"), "invited": Membership.objects.filter(code="X9"),
        "closing": Team.objects.filter(code="F9"),
        "proposed": Destruction.objects.filter(state="proposed"),
        "policy": PolicyFile.objects.order_by("-pk"),
    }  # fmt: skip
    with inside(house.organisation.pk):
        if name == "reviewers":
            return list(Membership.objects.filter(role=F).values_list("pk", flat=True))
        if name == "planned":
            return Review.objects.latest("pk").number
        return found[name].values_list("pk", flat=True)[0] if name in found else name


def take(house: House, world: World, browsers: dict[str, Browser], step: Step) -> list[Entry]:
    """Send a form; answers the rows with the event of this step, made by whoever sent it."""
    given, of = ({k: known(house, v) for k, v in named.items()} for named in (step.given, step.of))
    answer = send(world, browsers[step.role], step.route, given, of)
    assert answer.status_code in (200, 204, 302), f"{step.route}: {answer.status_code} {errors(answer)}"
    left = entries(house, answer)
    rows = [e for e in left if step.event in e.event]
    assert rows, f"{step.route}: {[e.event for e in left] or errors(answer)}"
    by = world.cast[step.role].pk
    assert all((e.membership_id, e.role) == (by, step.role) for e in left), step.route
    return rows


@pytest.mark.parametrize(("role", "route", "given", "event"), CHANGES, ids=[f"{c[0]} {c[1]}" for c in CHANGES])
def test_each_change_of_a_record_is_logged_with_whose_it_is(
    house: House,
    world: World,
    browsers: dict[str, Browser],
    role: str,
    route: str,
    given: dict[str, Any],
    event: str,
) -> None:
    rows = take(house, world, browsers, Step(role, route, given, event))
    assert any(e.client_id and e.action in "CUDEP" for e in rows)


@pytest.mark.parametrize("story", STORIES.values(), ids=STORIES)
def test_each_step_in_the_life_of_a_record_is_logged_with_whose_it_is(
    house: House, world: World, browsers: dict[str, Browser], story: list[Step]
) -> None:
    for step in story:
        assert all(e.client_id for e in take(house, world, browsers, step)), step.route


@pytest.mark.parametrize(("role", "route", "given", "event"), HOUSE, ids=[f"{c[0]} {c[1]}" for c in HOUSE])
def test_each_change_of_people_teams_and_rules_is_logged(
    house: House,
    world: World,
    browsers: dict[str, Browser],
    role: str,
    route: str,
    given: dict[str, Any],
    event: str,
) -> None:
    take(house, world, browsers, Step(role, route, given, event))


@pytest.mark.parametrize("story", HOUSE_STORIES.values(), ids=HOUSE_STORIES)
def test_each_step_of_people_and_teams_is_logged(
    house: House, world: World, browsers: dict[str, Browser], story: list[Step]
) -> None:
    for step in story:
        take(house, world, browsers, step)


def test_a_workbook_brought_in_and_written_is_logged_with_each_client_in_it(
    house: House, world: World, browsers: dict[str, Browser]
) -> None:
    heading = ["cliëntnummer", "voornaam", "achternaam", "geboortedatum", "behandelteam"]
    content = xlsx({"Cliënten": [heading, ["C9", "Jo", "Geheim", "28-02-1990", "F1"]]})
    answer = browsers[L].post(world.address("import/"), {"file": SimpleUploadedFile("team.xlsx", content)})
    assert [e.event for e in entries(house, answer)] == ["workbook.uploaded"]
    with inside(house.organisation.pk):
        run = ImportRun.objects.latest("pk")
    work = {"organisation_id": house.organisation.pk, "run_id": run.pk, "at": NOON}
    runs.work(**work)
    assert not imported(house)
    asked = send(world, browsers[L], "import/<uuid:key>/write/", {"manner": "all"}, {"key": run.key})
    assert asked.status_code == 302, errors(asked)
    runs.work(**work)
    with inside(house.organisation.pk):
        made = Client.objects.get(number="C9")
    rows = imported(house)
    assert {e.event for e in rows} == {"workbook.imported", "client.imported"}
    assert {e.client_id for e in rows if e.event == "client.imported"} == {made.pk}
    assert {(e.membership_id, e.role) for e in rows} == {(house.leader.pk, L)}
    assert "Geheim" not in str([e.detail for e in rows])


TERM = "records/term/"


def test_the_term_of_records_is_logged_where_no_law_sets_it(
    house: House, world: World, browsers: dict[str, Browser]
) -> None:
    house.organisation.kind = OrganisationKind.UWV
    house.organisation.save(update_fields=["kind"])
    take(house, world, browsers, Step(A, TERM, {"years": "7", "because": "Besluit"}, "records.term_decided"))


def imported(house: House) -> list[Entry]:
    """What writing a workbook left in the log."""
    with inside(house.organisation.pk):
        return list(Entry.objects.filter(event__endswith=".imported"))


def test_every_address_that_writes_has_its_case() -> None:
    steps = [
        *CHANGES,
        *HOUSE,
        *(s for stories in (STORIES, HOUSE_STORIES) for story in stories.values() for s in story),
    ]
    cases = {step[1] for step in steps} | {"import/", "import/<uuid:key>/write/", TERM} | OWN
    assert {route.removeprefix(PREFIX) for route, pattern in INSIDE if door_of(pattern).writes} == cases
