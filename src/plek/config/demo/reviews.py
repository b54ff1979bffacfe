"""Two formal reviews of the IPS team: one that was finished a year ago, one in which the reviewers now agree."""

import io
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid5

import yaml
from django.utils import timezone
from docx import Document

from plek.caseload.models import Task
from plek.config.demo.places import Ggz
from plek.engines.fidelity_scoring import agreement, load_scale
from plek.fidelity.choices import FileKind, Part, ReviewState
from plek.fidelity.models import (
    ChecklistTick,
    Consensus,
    EvidenceBook,
    Improvement,
    Note,
    Passage,
    PlannedTalk,
    PolicyFile,
    Rating,
    Review,
    ReviewStep,
    Seat,
)
from plek.fidelity.procedure import procedure
from plek.fidelity.services.reviews.policy_files import sealed_file
from plek.fidelity.services.reviews.visiting import make_book
from plek.organisations.choices import Role
from plek.organisations.models import Membership
from plek.organisations.selectors import acting
from plek.shared.tenancy import scope

SAMPLE = UUID("6f3d7a3e-5d0e-4f0b-9a53-2a9b8a0f6c11")
DATA = yaml.safe_load((Path(__file__).parent / "reviews.yaml").read_text("utf-8"))
ROAD = (
    ReviewState.PLANNING, ReviewState.VISIT, ReviewState.RATING, ReviewState.CONSENSUS, ReviewState.REPORT,
    ReviewState.RESPONSE, ReviewState.CLOSED,
)  # fmt: skip
DAYS_LATER = (-40, 0, 2, 6, 14, 25, 40)
"""When each step began, counted from the first day of the visit."""


@dataclass
class Made:
    """A review being made, with who takes part."""

    ggz: Ggz
    reviewers: list[Membership]
    review: Review
    seats: list[Seat]

    @property
    def own(self) -> dict[str, Any]:
        return {"organisation": self.ggz.organisation, "review": self.review}

    def at(self, days: int) -> datetime:
        """Noon, so many days after the visit began."""
        return _noon(self.review.visit_begins_on + timedelta(days=days))


def build_reviews(ggz: Ggz, today: date) -> None:
    """Both, in the name of the reviewers, since the database shows scores to nobody else."""
    reviewers = list(Membership.objects.filter(role=Role.FIDELITY_REVIEWER).order_by("code"))
    with scope(organisation_id=ggz.organisation.pk, user_id=reviewers[0].user_id):
        _finished(_begun(ggz, reviewers, "MG0001", _weekday(today - timedelta(days=380)), ReviewState.CLOSED))
    with scope(organisation_id=ggz.organisation.pk, user_id=reviewers[0].user_id):
        _running(_begun(ggz, reviewers, "MG0002", _weekday(today - timedelta(days=11)), ReviewState.CONSENSUS))


def _weekday(day: date) -> date:
    """A Monday or Tuesday, so that the visit takes two working days."""
    return day - timedelta(days=max(0, day.weekday() - 1))


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(12), timezone.get_default_timezone())


def _begun(ggz: Ggz, reviewers: list[Membership], number: str, visit: date, state: ReviewState) -> Made:
    """Planned, prepared, visited and rated by both."""
    scale = load_scale()
    organisation = ggz.organisation
    review = Review.objects.create(
        organisation=organisation, key=uuid5(SAMPLE, number), number=number, team=ggz.ips, scale=scale.code,
        scale_version=scale.version, visit_begins_on=visit, visit_ends_on=visit + timedelta(days=1),
        planned_by=ggz.leader, planned_at=_noon(visit - timedelta(days=40)),
    )  # fmt: skip
    made = Made(ggz, reviewers, review, _seats(review, reviewers, visit))
    make_book(by=acting(ggz.leader.pk, visit), at=_noon(visit), on=visit, number=number)
    for step, days in zip(ROAD[: ROAD.index(state) + 1], DAYS_LATER, strict=False):
        ReviewStep.objects.create(**made.own, state=step, made_by=_who(made, step), made_at=made.at(days))
    Review.objects.filter(pk=review.pk).update(state=state)
    return made


def _seats(review: Review, reviewers: list[Membership], visit: date) -> list[Seat]:
    signed, finished = _noon(visit - timedelta(days=20)), _noon(visit + timedelta(days=6))
    version = procedure().statement_version
    return [
        Seat.objects.create(
            organisation=review.organisation, review=review, place=place, member=member, signed_at=signed,
            statement=version, finished_at=finished,
        )
        for place, member in enumerate(reviewers, 1)
    ]  # fmt: skip


def _who(made: Made, state: ReviewState) -> Membership:
    return made.ggz.leader if state in (ReviewState.PLANNING, ReviewState.CLOSED) else made.reviewers[0]


def _rate(made: Made, first: dict[str, int], second: dict[str, int]) -> None:
    Rating.objects.bulk_create(
        Rating(**made.own, seat=seat, item=item, score=score, given_at=made.at(4))
        for seat, scores in zip(made.seats, (first, second), strict=True)
        for item, score in scores.items()
    )
    found = agreement([(first[item], second[item]) for item in first])
    Review.objects.filter(pk=made.review.pk).update(agreement={
        "items": found.pairs, "exact": found.exact, "within_one": found.within_one, "kappa": found.kappa,
    })  # fmt: skip


def _finished(made: Made) -> None:
    """A year ago: the report, the answer and the plan; its working papers are gone."""
    scores = {item: told["then"] for item, told in DATA["items"].items()}
    _rate(made, scores, scores | {"SE6": 3, "OR7": 2, "SE10": 5})
    Consensus.objects.bulk_create(
        Consensus(**made.own, item=item, score=score, reason=_reason(item), decided_by=made.reviewers[1],
                  decided_at=made.at(12))
        for item, score in scores.items()
    )  # fmt: skip
    _texts(made)
    EvidenceBook.objects.filter(review=made.review).update(seal="", content=b"", counts=b"")
    final = made.at(25)
    Review.objects.filter(pk=made.review.pk).update(
        final_on=final.date(), notes_removed_at=final + timedelta(days=14)
    )


def _reason(item: str) -> str:
    """What was said of an item then; the same as now where the score was."""
    told = DATA["items"][item]
    return str(told.get("was", told["why"]))


def _texts(made: Made) -> None:
    texts: list[tuple[Part, str, str, Membership]] = [(Part.STRENGTHS, "", DATA["strengths"], made.reviewers[0])]
    texts += [
        (Part.RECOMMENDATION, item, text, made.reviewers[0]) for item, text in DATA["recommendations"].items()
    ]
    texts.append((Part.RESPONSE, "", DATA["response"], made.ggz.leader))
    for part, item, text, who in texts:
        days = 35 if part == Part.RESPONSE else 20
        Passage.objects.create(
            **made.own, part=part, item=item, text=text, written_by=who, written_at=made.at(days)
        )
    for action in DATA["actions"]:
        _action(made, action)


def _action(made: Made, action: dict[str, Any]) -> None:
    owner = made.ggz.leader if action["owner"] == "leader" else made.ggz.specialists[action["owner"]]
    due = timezone.localdate(made.at(380)) + timedelta(days=action["days"])
    task = Task.objects.create(
        organisation=made.ggz.organisation, owner=owner, text=f"{action['item']}: {action['text']}", due_on=due,
        made_by=made.ggz.leader, made_at=made.at(36), done_at=made.at(130) if action["done"] else None,
    )  # fmt: skip
    Improvement.objects.create(**made.own, item=action["item"], task=task)


def _running(made: Made) -> None:
    """Both have rated; they agree now."""
    first, second = ({item: told["now"][n] for item, told in DATA["items"].items()} for n in (0, 1))
    _rate(made, first, second)
    ready = [point.code for point in procedure().checklist if point.code != "employers_asked"]
    for code in ready:
        ChecklistTick.objects.create(**made.own, code=code, ticked_by=made.ggz.leader, ticked_at=made.at(-10))
    for n, source in enumerate(DATA["talks"]):
        day = made.review.visit_begins_on + timedelta(days=n % 2)
        PlannedTalk.objects.create(
            **made.own, source=source, held_on=day, seat=made.seats[n % 2] if n > 3 else None
        )
    for n, told in enumerate(DATA["notes"]):
        Note.objects.create(
            **made.own, seat=made.seats[told["by"]], key=uuid5(SAMPLE, f"note {n}"), item=told["item"],
            source=told["source"], text=told["text"], written_at=made.at(n % 2),
        )  # fmt: skip
    _policy(made)


def _policy(made: Made) -> None:
    document, stream = Document(), io.BytesIO()
    document.add_heading("Aanmelden voor IPS", 1)
    document.add_paragraph(DATA["policy"])
    document.save(stream)
    content = stream.getvalue()
    key = uuid5(SAMPLE, "policy")
    PolicyFile.objects.create(
        **made.own, key=key, name="Aanmelden voor IPS.docx", kind=FileKind.DOCX, size=len(content),
        content=sealed_file(key, content), added_by=made.ggz.leader, added_at=made.at(-20),
    )  # fmt: skip
