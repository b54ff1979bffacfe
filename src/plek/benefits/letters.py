"""The letter to take home as a document, for every page that hands it out."""

from datetime import datetime

from django.utils import timezone, translation

from plek.accounts.models import User
from plek.benefits.presenters.letter import Contact, letter_title, letter_values
from plek.benefits.selectors.scenarios import KeptScenario
from plek.caseload.models import Client
from plek.organisations.choices import Role
from plek.organisations.formality import language_for
from plek.organisations.models import Membership
from plek.organisations.selectors.paper import letterhead_of
from plek.shared.documents import pdf


def letter_made(
    by: Membership, kept: KeptScenario, client: Client, *, helper: User, language: str, at: datetime
) -> bytes:
    """A tagged PDF, in Dutch or English, that says "u" where the organisation does so to its clients.

    ``helper`` is who may be called about it.
    """
    name, contact = client.preferred_name or client.first_name, Contact(helper.name, helper.email)
    with translation.override(language_for(Role.CLIENT, by.organisation, language)):
        values = letter_values(kept, first_name=name, contact=contact, on=timezone.localdate(at))
        return pdf(
            "benefits/letter.typ", values, language=language, title=letter_title(), letterhead=letterhead_of(by),
            made_at=at,
        )  # fmt: skip
