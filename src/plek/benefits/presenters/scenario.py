"""What the page of a kept scenario prints."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from plek.benefits.presenters.marks import mark_said
from plek.benefits.presenters.page import EstimatePage, told_page
from plek.benefits.selectors.scenarios import KeptScenario


@dataclass(frozen=True)
class ScenarioPage:
    title: str
    saved_at: datetime
    saved_by: str
    rule_set: str
    page: EstimatePage


def scenario_page(kept: KeptScenario) -> ScenarioPage:
    """As it was calculated then; the drawing over hours is not kept, its figures at the plans are."""
    page = told_page(kept.content, kept.amounts_on, drawing=None, with_year=True)
    return ScenarioPage(
        kept.title or _("Calculation"), kept.saved_at, kept.saved_by, mark_said(kept.rule_set), page
    )
