"""The invented region: plausible, always the same, and never beside real people."""

import itertools
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from random import Random

import pytest
from django.core.checks import run_checks
from django.db.models import Value
from django.db.models.functions import Concat

from plek.caseload.models import Appointment, Client, Contact, Referral, SavedView, SearchGram, Trajectory, Wish
from plek.config.demo import region
from plek.config.demo.lives import LONGEST, Life, draw_life
from plek.config.demo.region import build_region, is_built, sign_ins
from plek.employment.models import Job
from plek.exchange.selectors.scope import Scope
from plek.exchange.services.importing import Choice, import_workbook
from plek.exchange.tests.books import TIDY
from plek.organisations.choices import OrganisationKind, Role
from plek.organisations.models import Absence, Membership, Organisation, Team
from plek.organisations.selectors import acting
from plek.organisations.tests.factories import OrganisationFactory
from plek.shared.errors import Refused
from plek.shared.tenancy import inside

TODAY = date(2026, 11, 24)


def draw(count: int, days_ago: int | None = None) -> list[Life]:
    random = Random(7)
    return [
        draw_life(random, TODAY, days_ago if days_ago is not None else 3 + int(random.random() * 900))
        for _ in range(count)
    ]


class TestLives:
    def test_44_percent_find_a_job_within_30_months(self) -> None:
        lives = draw(3000, days_ago=LONGEST + 1)
        found = sum(1 for life in lives if life.jobs)
        assert found / len(lives) == pytest.approx(0.44, abs=0.03)

    def test_the_first_job_comes_after_about_200_days(self) -> None:
        waits = [
            (life.jobs[0].begins_on - life.first_meeting_on).days for life in draw(3000, LONGEST + 1) if life.jobs
        ]
        assert sum(waits) / len(waits) == pytest.approx(200, abs=15)

    def test_about_40_percent_of_a_caseload_works_in_a_quarter(self) -> None:
        quarter = TODAY - timedelta(days=91)
        served = [life for life in draw(3000) if life.ended_on is None or life.ended_on > quarter]
        days = [quarter + timedelta(days=n) for n in range(91)]
        working = sum(1 for life in served if any(life.works_on(day) for day in days))
        assert working / len(served) == pytest.approx(0.40, abs=0.05)

    def test_phases_follow_each_other_without_gap_or_overlap(self) -> None:
        for life in draw(500):
            spells = [spell for _, spell in life.phases]
            assert spells[0].begins_on == life.first_meeting_on
            assert spells[-1].ends_on == life.ended_on
            for earlier, later in itertools.pairwise(spells):
                assert earlier.ends_on == later.begins_on

    def test_the_same_seed_draws_the_same_lives(self) -> None:
        assert draw(50) == draw(50)

    def test_nothing_lies_in_the_future(self) -> None:
        for life in draw(500):
            assert all(job.begins_on < TODAY for job in life.jobs)
            assert life.ended_on is None or life.ended_on < TODAY


@pytest.mark.django_db
class TestRegion:
    @pytest.fixture
    def veenland(self, monkeypatch: pytest.MonkeyPatch) -> Organisation:
        """Beside the house of all tests, which stands there already and steps aside with its name."""
        Organisation.objects.update(slug=Concat("slug", Value("-of-tests")))
        monkeypatch.setattr(region, "refuse_real_data", lambda: None)
        build_region(TODAY)
        return Organisation.objects.get(slug="ggz-veenland")

    def test_it_has_the_people_and_the_history(self, veenland: Organisation) -> None:
        kinds = Counter(Organisation.objects.filter(is_demo=True).values_list("kind", flat=True))
        assert kinds == {
            OrganisationKind.GGZ: 2,
            OrganisationKind.SUPPORTED_HOUSING: 1,
            OrganisationKind.UWV: 1,
            OrganisationKind.MUNICIPALITY: 2,
        }
        with inside(veenland.pk):
            assert Client.objects.count() == 160
            assert Membership.objects.filter(role=Role.EMPLOYMENT_SPECIALIST).count() == 6
            assert Team.objects.exclude(kind="IPS").count() == 4
            assert Contact.objects.filter(held_on__lt=TODAY - timedelta(days=500)).exists()
            assert Contact.objects.count() > 3000
            assert Job.objects.filter(ended_on=None).count() > 20
            assert Referral.objects.filter(state="waiting").count() == 7
            assert Appointment.objects.filter(starts_at__date=TODAY).count() >= 12
            assert SearchGram.objects.exists()
            assert Wish.objects.count() > Trajectory.objects.count()
            assert all(t.wishes.latest("said_at").text == t.wish for t in Trajectory.objects.all()[:12])
            together = Counter(Contact.objects.exclude(visit=None).values_list("visit", flat=True))
            assert set(together.values()) == {2}
            assert Contact.objects.filter(corrects__isnull=False).count() == 2
            assert Contact.objects.get(is_withdrawn=True).note.text
            assert Referral.objects.get(state="question").events.count() == 2
            assert Referral.objects.get(state="declined").events.count() == 4
            assert SavedView.objects.get().membership.role == Role.EMPLOYMENT_SPECIALIST
            client = Membership.objects.get(role=Role.CLIENT)
            assert Client.objects.visible_to(client).get().user == client.user
            sizes = Counter(Trajectory.objects.filter(ended_on=None).values_list("specialist_id", flat=True))
            assert all(8 <= size <= 30 for size in sizes.values())

    def test_a_cover_is_never_at_two_places_at_once(self, veenland: Organisation) -> None:
        with inside(veenland.pk):
            leave = Absence.objects.get()
            both = Appointment.objects.filter(membership_id__in=[leave.membership_id, leave.cover_id])
            taken = sorted((one.starts_at, one.starts_at + timedelta(minutes=one.minutes)) for one in both)
        assert len(taken) > 20
        assert all(end <= begin for (_, end), (begin, _) in itertools.pairwise(taken))

    def test_every_role_has_a_sign_in(self, veenland: Organisation) -> None:
        assert is_built()
        assert {one.role for one in sign_ins()} == set(Role)

    def test_who_begins_today_takes_the_whole_workbook_in(self, veenland: Organisation) -> None:
        (beginner,) = [one for one in sign_ins() if one.organisation == "GGZ Noorderlicht"]
        here = Organisation.objects.get(slug="ggz-noorderlicht")
        with inside(here.pk):
            leader = Membership.objects.get(user__email=beginner.email)
            report = import_workbook(
                scope=Scope(acting(leader.pk, TODAY), TODAY), at=datetime(2026, 11, 24, 9, tzinfo=UTC),
                content=TIDY.read_bytes(), choice=Choice(),
            )  # fmt: skip
        assert (report.refused, report.warnings) == ([], [])
        assert report.is_written
        assert report.accepted["Cliënten"] == 92
        assert report.accepted["Medewerkers"] == report.accepted["Teams"] == 0


@pytest.mark.django_db
def test_it_is_never_built_beside_a_real_organisation() -> None:
    OrganisationFactory(is_demo=False)
    with pytest.raises(Refused, match="real organisation"):
        build_region(TODAY)
    assert not is_built()


@pytest.mark.django_db
def test_demo_mode_does_not_start_beside_a_real_organisation(settings: pytest.FixtureRequest) -> None:
    OrganisationFactory(is_demo=False)
    settings.DEMO = True  # type: ignore[attr-defined]
    assert "plek.E002" in {message.id for message in run_checks(databases=["default"])}
    settings.DEMO = False  # type: ignore[attr-defined]
    assert "plek.E002" not in {message.id for message in run_checks(databases=["default"])}
