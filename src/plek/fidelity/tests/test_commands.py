"""``plek fidelity``: its document, its sentences and how it exits."""

import json

import pytest
import typer
from typer.testing import CliRunner, Result

from conftest import House
from plek.audit.models import Entry
from plek.fidelity.commands import show_fidelity
from plek.fidelity.tests.town import build_town
from plek.shared.errors import Refused
from plek.shared.tenancy import inside

pytestmark = pytest.mark.django_db
app = typer.Typer()
app.command("fidelity")(show_fidelity)
USUAL = {"--organisation": "ggz-veenland", "--team": "IPS", "--on": "2026-09-30"}


def plek(*more: str, **other: str) -> Result:
    given = USUAL | {f"--{name}": value for name, value in other.items()}
    return CliRunner().invoke(app, [word for pair in given.items() for word in pair] + list(more))


def test_the_document_has_the_promised_shape(house: House) -> None:
    build_town(house)
    done = plek("--json")
    assert done.exit_code == 0
    told = json.loads(done.stdout)
    assert list(told) == ["scale", "team", "from", "until", "items", "total"]
    assert told["scale"] == {"code": "IPS-25", "version": "2008-01-07"}
    assert (told["team"], told["from"], told["until"]) == ("IPS", "2026-04-01", "2026-09-30")
    assert list(told["items"][0]) == [
        "code", "name", "score", "how", "value", "unit", "numerator", "denominator", "records", "missing",
        "next_score_needs", "note",
    ]  # fmt: skip
    assert len(told["items"]) == told["total"]["of"] == 25
    scores = [item["score"] for item in told["items"] if item["score"] is not None]
    assert (told["total"]["score"], told["total"]["rated"]) == (sum(scores), len(scores))
    assert told["total"]["band"] is None


def test_a_person_reads_the_items_with_the_word_indication(house: House) -> None:
    build_town(house)
    done = plek()
    assert done.exit_code == 0
    assert "IPS-25, versie 2008-01-07: indicatie voor IPS-team" in done.stdout
    assert "SE4  Snel zoeken naar werk" in done.stdout


@pytest.mark.parametrize(
    ("other", "words"),
    [
        ({"organisation": "nergens"}, "Er is geen organisatie nergens."),
        ({"team": "XX"}, "Er is geen IPS-team XX."),
        ({"team": "F1"}, "Er is geen IPS-team F1."),
        ({"scale": "IPS-99"}, "Er is geen schaal IPS-99. Kies uit: IPS-25."),
    ],
)
def test_what_can_be_mended_is_refused_with_a_sentence(house: House, other: dict[str, str], words: str) -> None:
    done = plek(**other)
    assert isinstance(done.exception, Refused)
    assert words in str(done.exception)
    assert done.stdout == ""


@pytest.mark.parametrize("on", ["gisteren", "2026-02-30", "30-09-2026"])
def test_a_day_that_is_none_is_wrong_usage(house: House, on: str) -> None:
    assert plek(on=on).exit_code == 2


def test_asking_is_logged_for_the_administrator(house: House) -> None:
    plek("--json")
    with inside(house.organisation.pk):
        entry = Entry.objects.order_by("-sequence").first()
    assert (entry.event, entry.membership_id, entry.object_id) == ("fidelity.asked", house.administrator.pk, "IPS")
