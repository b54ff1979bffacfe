"""Room for other scales: one with two subscales goes through the page, the files and the command as data alone."""

import json
import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from django.test import Client as Browser

from conftest import House
from plek.engines.fidelity_scoring import load_scale
from plek.engines.fidelity_scoring.loading import scales
from plek.engines.fidelity_scoring.tests import tiny
from plek.fidelity.counting.every import COUNTS
from plek.fidelity.counting.look import Look
from plek.fidelity.counting.tally import Sums
from plek.fidelity.services.recording import record_month
from plek.fidelity.tests.test_commands import plek
from plek.fidelity.tests.test_recording import NIGHT, SEPTEMBER
from plek.fidelity.tests.test_views import HERE, a_client
from plek.organisations.models import Membership
from plek.shared.tenancy import inside

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_two_scales")]
SignIn = Callable[[Membership], Browser]


def share_met(look: Look) -> Sums:
    """How many of the trajectories had begun."""
    sums, rows = Sums(look), np.flatnonzero(look.is_kept)
    sums.share("part", "whole", "courses", rows, look.is_open[rows])
    return sums


@pytest.fixture
def _two_scales(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Beside the usual scale one of two items: one is counted, of the other nothing is on record."""
    folder = tmp_path / "scales"
    shutil.copytree(scales.FOLDER, folder)
    tiny.write(folder)
    monkeypatch.setattr(scales, "FOLDER", folder)
    monkeypatch.setitem(COUNTS, "TINY", {"A1": share_met})  # type: ignore[arg-type]
    load_scale.cache_clear()
    yield
    load_scale.cache_clear()


def test_the_page_has_a_sum_for_each_subscale_and_lets_one_choose(house: House, sign_in: SignIn) -> None:
    a_client(house)
    for by in (house.leader, house.specialist):
        words = sign_in(by).get(f"{HERE}?on=2026-09-30&scale=TINY").content.decode()
        sums = words.split('class="stats"')[-1].split("</section>")[0]
        assert "work (nl): Score voor zover beoordeeld" in sums
        assert "learning (nl): Score voor zover beoordeeld" in sums
        assert "over 1 van de 1 onderdelen · high (nl)" in sums
        assert "over 0 van de 1 onderdelen" in sums
        assert '<option value="TINY" selected>' in words
        assert f"{HERE}A1/?team=IPS&amp;on=2026-09-30&amp;scale=TINY" in words
    assert "Zonderling" in sign_in(house.leader).get(f"{HERE}A1/?on=2026-09-30&scale=TINY").content.decode()
    assert sign_in(house.leader).get(f"{HERE}A1/?on=2026-09-30").status_code == 404


def test_a_scale_that_is_not_there_is_the_usual_one(house: House, sign_in: SignIn) -> None:
    assert "SE14" in sign_in(house.leader).get(f"{HERE}?scale=NOPE").content.decode()


def test_files_and_months_follow(house: House, sign_in: SignIn) -> None:
    a_client(house)
    with inside(house.organisation.pk):
        kept = record_month(by=house.administrator, teams=[house.ips], last_on=SEPTEMBER, at=NIGHT, scale="TINY")
    browser = sign_in(house.leader)
    lines = browser.get(f"{HERE}indication.csv?on=2026-09-30&scale=TINY").content.decode("utf-8-sig").splitlines()
    assert (kept, len(lines)) == (2, 1 + 2 + 2)
    assert browser.get(f"{HERE}indication.pdf?on=2026-09-30&scale=TINY").content.startswith(b"%PDF")


def test_the_document_of_the_command_has_all_totals(house: House) -> None:
    a_client(house)
    told = json.loads(plek("--json", scale="TINY", on=date(2026, 9, 30).isoformat()).stdout)
    assert [item["score"] for item in told["items"]] == [5, None]
    assert told["total"] == told["totals"]["work"] == {"score": 5, "rated": 1, "of": 1, "band": "high"}
    assert told["totals"]["learning"] == {"score": 0, "rated": 0, "of": 1, "band": None}


def test_what_if_and_vignettes_say_that_this_scale_has_none(house: House, sign_in: SignIn) -> None:
    browser, query = sign_in(house.leader), "team=IPS&on=2026-09-30&scale=TINY"
    live = browser.get(f"{HERE}?{query}").content.decode()
    assert f"{HERE}what-if/?{query.replace('&', '&amp;')}" in live
    assert f"{HERE}vignettes/?scale=TINY" in live
    words = browser.get(f"{HERE}what-if/?{query}").content.decode()
    assert "nog niet opgeschreven wat er in het werk te verschuiven is voor TINY" in words
    assert "Toon wat er verandert" not in words
    assert "nog geen verzonnen programma's gemaakt voor TINY" in browser.get(
        f"{HERE}vignettes/?scale=TINY"
    ).content.decode().replace("&#x27;", "'")
