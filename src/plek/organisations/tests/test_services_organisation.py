"""Beginning an organisation, its teams and how it presents itself."""

import json
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import typer
from typer.testing import CliRunner

from plek.accounts.models import User
from plek.organisations import supply
from plek.organisations.choices import Role
from plek.organisations.commands import create_organisation as command
from plek.organisations.models import Organisation, TeamMembership
from plek.organisations.selectors import acting
from plek.organisations.selectors.paper import letterhead_of
from plek.organisations.services import create_organisation
from plek.organisations.services.invitations import accept_invitation
from plek.organisations.services.settings import Presentation, change_settings
from plek.organisations.services.teams import TeamDetails, add_team, change_team, close_team, reopen_team
from plek.organisations.tests.audited import events
from plek.organisations.tests.test_pure import png
from plek.organisations.themes import FOUR_COLOURS, whole_theme
from plek.shared.documents import Letterhead
from plek.shared.errors import Refused
from plek.shared.tenancy import inside

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 24, 9, tzinfo=UTC)
app = typer.Typer()
app.command()(command)


def found(**fields: Any) -> Any:
    given = {"name": "GGZ Zandland", "kind": "ggz", "region": "groningen", "admin_email": "Beheer@v.example"}
    return create_organisation(**given | fields, at=AT, on=date(2026, 11, 24))


def test_a_new_organisation_has_one_administrator_who_gets_in_by_the_link() -> None:
    made = found()
    assert (made.organisation.slug, made.organisation.region.name) == ("ggz-zandland", "Groningen")
    with inside(made.organisation.pk):
        token = made.path.rstrip("/").rsplit("/", 1)[1]
        accept_invitation(token=token, at=AT, password="een lange rustige zin")
        by = acting(made.administrator.pk, date(2026, 11, 24))
        assert (by.role, by.code, by.user.email) == (Role.ADMINISTRATOR, "FB1", "beheer@v.example")
        assert events(made.organisation.pk) == ["organisation.created", "member.accepted"]


@pytest.mark.parametrize(
    "wrong", [{"region": "Atlantis"}, {"kind": "bakkerij"}, {"name": "!!!"}, {"name": "GGZ  zandland"}]
)
def test_what_cannot_be_is_refused_and_changes_nothing(wrong: dict[str, str]) -> None:
    found()
    before = (Organisation.objects.count(), User.objects.count())
    with pytest.raises(Refused):
        found(admin_email="ander@v.example", **wrong)
    assert (Organisation.objects.count(), User.objects.count()) == before


def test_the_command_prints_a_link_once_and_refuses_the_second_time() -> None:
    words = ["GGZ Zandstad", "--kind", "ggz", "--region", "Groningen", "--admin", "b@z.example"]
    done = CliRunner().invoke(app, [*words, "--json"])
    said = json.loads(done.output)
    assert (done.exit_code, said["slug"]) == (0, "ggz-zandstad")
    assert said["path"] in said["link"]
    again = CliRunner().invoke(app, words)
    assert isinstance(again.exception, Refused)
    assert Organisation.objects.filter(slug="ggz-zandstad").count() == 1


def test_the_command_wants_an_address() -> None:
    done = CliRunner().invoke(app, ["GGZ Zandstad", "--admin", "geen adres"])
    assert isinstance(done.exception, Refused)


def test_a_team_is_added_renamed_closed_and_opened(house: Any, today: date) -> None:
    boss = house.administrator
    with inside(house.organisation.pk):
        team = add_team(by=boss, details=TeamDetails("VIP1", "VIP", "VIP"))
        change_team(by=boss, team=team, details=TeamDetails("VIP1", "VIP Zuid", "VIP"))
        close_team(by=boss, team=team, on=today)
        team.refresh_from_db()
        assert (team.name, team.closed_on) == ("VIP Zuid", today)
        reopen_team(by=boss, team=team)
        assert events(house.organisation.pk) == ["team.added", "team.changed", "team.closed", "team.reopened"]


def test_closing_a_team_takes_its_people_out(house: Any, today: date) -> None:
    with inside(house.organisation.pk):
        close_team(by=house.administrator, team=house.fact, on=today + timedelta(days=1))
        ends = set(TeamMembership.objects.filter(team=house.fact).values_list("ends_on", flat=True))
    assert ends == {today + timedelta(days=1)}


def test_a_team_with_clients_stays_open(house: Any, today: date, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(supply, "team_clients", [lambda by, ids: dict.fromkeys(ids, 1)])
    with inside(house.organisation.pk), pytest.raises(Refused):
        close_team(by=house.administrator, team=house.fact, on=today)


@pytest.mark.parametrize("code", ["F1", "IPS"])
def test_two_teams_do_not_share_a_code(house: Any, code: str) -> None:
    with inside(house.organisation.pk), pytest.raises(Refused) as refusal:
        add_team(by=house.administrator, details=TeamDetails(code, "Dubbel", "FACT"))
    assert refusal.value.field == "code"


@pytest.mark.parametrize("who", ["leader", "specialist", "practitioner"])
def test_nobody_else_changes_teams_or_settings(house: Any, today: date, who: str) -> None:
    by = getattr(house, who)
    with inside(house.organisation.pk):
        for call in (
            lambda: add_team(by=by, details=TeamDetails("X", "X", "FACT")),
            lambda: change_team(by=by, team=house.fact, details=TeamDetails("X", "X", "FACT")),
            lambda: close_team(by=by, team=house.fact, on=today),
            lambda: reopen_team(by=by, team=house.fact),
            lambda: change_settings(by=by, wanted=Presentation("X", False, {})),
        ):
            with pytest.raises(Refused):
                call()


def test_settings_are_kept_and_the_logo_gets_another_address(house: Any) -> None:
    theme = whole_theme({**FOUR_COLOURS, "accent": "#00205b", "font": "verdana"})
    with inside(house.organisation.pk):
        change_settings(by=house.administrator, wanted=Presentation("Veenland", True, theme, png()))
        first = Organisation.objects.get(pk=house.organisation.pk)
        house.administrator.refresh_from_db()
        assert letterhead_of(house.administrator) == Letterhead("Veenland", "#00205b", bytes(first.logo))
        change_settings(by=house.administrator, wanted=Presentation("Veenland", True, theme, png(width=2)))
        second = Organisation.objects.get(pk=house.organisation.pk)
        change_settings(by=house.administrator, wanted=Presentation("Veenland", True, theme, b""))
    assert (first.name, first.is_formal, first.theme) == ("Veenland", True, theme)
    assert first.logo_url != second.logo_url
    assert Organisation.objects.get(pk=house.organisation.pk).logo_url == ""


def test_unreadable_colours_are_refused_with_a_sentence(house: Any) -> None:
    theme = whole_theme({**FOUR_COLOURS, "accent": "#ffd700", "font": "source"})
    with inside(house.organisation.pk), pytest.raises(Refused, match=r"4[.,]5"):
        change_settings(by=house.administrator, wanted=Presentation("Veenland", False, theme))
    assert Organisation.objects.get(pk=house.organisation.pk).theme == {}
