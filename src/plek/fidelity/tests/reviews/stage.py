"""A review brought as far as a test needs it, by the services themselves."""

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from conftest import House
from plek.engines.fidelity_scoring import load_scale
from plek.engines.measures import Period
from plek.fidelity.choices import Part, ReviewState
from plek.fidelity.models import EvidenceBook, Review, Seat
from plek.fidelity.selectors.rows import Course
from plek.fidelity.selectors.team_book import Book
from plek.fidelity.selectors.team_book import Team as FrozenTeam
from plek.fidelity.services.reviews import planning, rating, reporting, visiting
from plek.fidelity.services.reviews.planning import Plan
from plek.organisations.choices import Role
from plek.organisations.models import Membership, Team
from plek.organisations.tests.factories import member
from plek.shared.tenancy import scope

DAY = date(2026, 11, 24)
NOON = datetime(2026, 11, 24, 11, tzinfo=UTC)
ITEMS = [item.code for item in load_scale("IPS-25").items]
ORDER = list(ReviewState)


@dataclass
class Stage:
    """The house with its two reviewers, Iris and Bram."""

    house: House
    iris: Membership
    bram: Membership
    number: str = ""

    @contextmanager
    def as_user(self, by: Membership) -> Iterator[Membership]:
        """As a door does: the organisation and the user in use."""
        with scope(organisation_id=by.organisation_id, user_id=by.user_id):
            yield by

    def review(self) -> Review:
        with self.as_user(self.house.leader):
            found: Review = Review.objects.get(number=self.number)
            return found

    def does(self, service: Any, by: Membership, **given: Any) -> Any:
        """Call a service in the name of somebody; the number of the review goes along."""
        with self.as_user(by):
            return service(by=by, **{"number": self.number} | given)

    def reach(self, state: ReviewState) -> "Stage":
        """All steps up to this state."""
        far = ORDER.index(state)
        for step in (self.plan, self.prepare, self.visit, self.rate, self.agree, self.report, self.respond)[
            : far + 1
        ]:
            step()
        return self

    def plan(self, **other: Any) -> Review:
        made: Review
        given: dict[str, Any] = {
            "key": uuid.uuid4(), "team": self.house.ips.code, "begins_on": DAY, "ends_on": DAY + timedelta(days=1),
            "reviewers": [self.iris.pk, self.bram.pk],
        }  # fmt: skip
        with self.as_user(self.house.leader) as by:
            made = planning.plan_review(by=by, at=NOON, on=DAY, plan=Plan(**given | other))
        self.number = made.number
        return made

    def prepare(self) -> None:
        self.does(visiting.make_book, self.house.leader, at=NOON, on=DAY)
        for by in (self.iris, self.bram):
            self.does(visiting.sign_statement, by, at=NOON)
        self.does(visiting.begin_visit, self.iris, at=NOON)

    def visit(self) -> None:
        self.does(visiting.end_visit, self.bram, at=NOON)

    def scores(self, by: Membership, score: int, but: dict[str, int] | None = None) -> None:
        for item in ITEMS:
            self.does(rating.give_score, by, at=NOON, item=item, score=(but or {}).get(item, score))

    def rate(self) -> None:
        self.scores(self.iris, 4, {"ST1": 5})
        self.scores(self.bram, 4, {"ST1": 3, "SE7": 3})
        for by in (self.iris, self.bram):
            self.does(rating.finish_rating, by, at=NOON)

    def agree(self) -> None:
        self.does(rating.agree_on_equal, self.iris, at=NOON)
        for item in ("ST1", "SE7"):
            self.does(rating.agree, self.bram, at=NOON, item=item, score=4, reason="Samen nog eens gelezen")
        self.does(rating.end_consensus, self.bram, at=NOON)

    def report(self) -> None:
        self.does(reporting.write_passage, self.iris, at=NOON, part=Part.STRENGTHS, text="Snel bij werkgevers")
        self.does(
            reporting.write_passage,
            self.iris,
            at=NOON,
            part=Part.RECOMMENDATION,
            item="SE7",
            text="Ga vaker terug",
        )
        self.does(reporting.finish_report, self.bram, at=NOON)

    def respond(self) -> None:
        self.does(
            reporting.write_passage, self.house.leader, at=NOON, part=Part.RESPONSE, text="Dank, we gaan door"
        )
        self.does(
            reporting.add_action, self.house.leader, at=NOON, item="SE7", text="Drie keer langs",
            owner=self.house.specialist.pk, due_on=DAY,
        )  # fmt: skip
        self.does(reporting.close_review, self.house.leader, at=NOON)


def on_stage(house: House) -> Stage:
    """Two reviewers who come from elsewhere."""
    here: dict[str, Any] = {"organisation": house.organisation, "on": DAY}
    return Stage(
        house,
        member(Role.FIDELITY_REVIEWER, code="MR1", **here),
        member(Role.FIDELITY_REVIEWER, code="MR2", **here),
    )


def at_once(house: House, team: Team, reviewers: tuple[Membership, Membership], state: ReviewState) -> Review:
    """A review as it could be in this state, written without its services, for tests that want any at all."""
    own: dict[str, Any] = {"organisation_id": house.organisation.pk}
    scale = load_scale("IPS-25")
    review: Review = Review.objects.create(
        **own, key=uuid.uuid4(), number=f"MG-{team.code}", team=team, scale=scale.code,
        scale_version=scale.version,
        visit_begins_on=DAY, visit_ends_on=DAY, state=state, planned_by=house.leader, planned_at=NOON,
        final_on=DAY if state == ReviewState.RESPONSE else None,
        agreement={"items": 25, "exact": 25, "within_one": 25, "kappa": None},
    )  # fmt: skip
    done = NOON if state == ReviewState.RESPONSE else None
    Seat.objects.bulk_create(
        Seat(**own, review=review, place=n, member=by, signed_at=NOON, finished_at=done)
        for n, by in enumerate(reviewers, 1)
    )
    course = Course(
        pk=1, number="TR77", client_id=1, client_number="C77", benefit="", treatment_team_id=1, ended_on=None,
        first_meeting_on=DAY - timedelta(days=90), end_reason="",
    )  # fmt: skip
    book = Book(FrozenTeam(team.pk, team.code, team.name), DAY, (), (course,), ())
    EvidenceBook.objects.create(
        **own, review=review, made_by=house.leader, made_at=NOON, first=DAY - timedelta(days=180), last=DAY,
        seed="0",
        **visiting.sealed(book, scale, Period(DAY - timedelta(days=180), DAY)),
    )  # fmt: skip
    return review
