"""The words of the workbook are the choices of the contexts: one more here is one more there."""

import pytest
from django.db.models import TextChoices

from plek.caseload import choices as caseload
from plek.employers.choices import Purpose
from plek.employment import choices as employment
from plek.exchange.workbook import rules, words
from plek.exchange.workbook.words import Words
from plek.organisations.choices import OrganisationKind, Role, TeamKind

PAIRS: list[tuple[Words, type[TextChoices]]] = [
    (words.ORGANISATION_KIND, OrganisationKind),
    (words.TEAM_KIND, TeamKind),
    (words.GENDER, caseload.Gender),
    (words.BENEFIT, caseload.Benefit),
    (words.TRAJECTORY_KIND, caseload.TrajectoryKind),
    (words.FUNDING, caseload.Funding),
    (words.TRAJECTORY_END, caseload.EndReason),
    (words.CONTACT_WITH, caseload.ContactWith),
    (words.MEANS, caseload.Mode),
    (words.PLACE, caseload.Setting),
    (words.PHASE, caseload.WorkPhase),
    (words.TOPIC, caseload.Topic),
    (words.MEETING_KIND, caseload.MeetingKind),
    (words.PURPOSE, Purpose),
    (words.CONTRACT, employment.Contract),
    (words.OPENNESS, employment.Openness),
    (words.FOUND_THROUGH, employment.FoundVia),
    (words.JOB_END, employment.JobEndReason),
    (words.EDUCATION_RESULT, employment.EducationResult),
]


@pytest.mark.parametrize(("listed", "choices"), PAIRS, ids=lambda one: getattr(one, "__name__", ""))
def test_words_are_choices(listed: Words, choices: type[TextChoices]) -> None:
    assert set(listed.of) == set(choices.values)


def test_roles_of_the_workbook_are_roles() -> None:
    assert set(words.ROLE.of) <= set(Role.values)


def test_contracts_that_are_never_regular_are_the_same_everywhere() -> None:
    assert set(employment.NEVER_COMPETITIVE) == rules.NOT_COMPETITIVE
