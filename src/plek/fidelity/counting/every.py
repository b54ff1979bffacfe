"""Which counting belongs to which item; the words of what counts stand with the item in the scale."""

from collections.abc import Callable, Mapping

from plek.engines.measures import Period
from plek.fidelity.counting import jobs, organisation, outreach, preparing, searching, staffing, support
from plek.fidelity.counting.tally import Tally
from plek.fidelity.selectors.team_book import Book

Counting = Callable[[Book, Period], Tally]

IPS_25: dict[str, Counting] = {
    "ST1": staffing.caseload_size, "ST2": staffing.employment_hours, "ST3": staffing.phases_done,
    "OR1": organisation.team_assignment, "OR2": organisation.team_contact, "OR3": organisation.agency_contacts,
    "OR4": organisation.unit, "OR5": organisation.leader_role, "OR6": organisation.zero_exclusion,
    "OR7": organisation.focus_on_work,
    "SE1": preparing.benefits_planning, "SE2": preparing.openness, "SE3": preparing.career_profile,
    "SE4": searching.rapid_search, "SE5": searching.own_wish, "SE6": searching.employer_contacts,
    "SE7": searching.contact_quality, "SE8": jobs.job_types, "SE9": jobs.employers, "SE10": jobs.competitive,
    "SE11": support.working_support, "SE12": support.unlimited_support, "SE13": outreach.hours_outside,
    "SE14": outreach.engagement,
}  # fmt: skip
"""OR8 is not here: what directors know and do leaves no record."""

COUNTS: Mapping[str, Mapping[str, Counting]] = {"IPS-25": IPS_25}
"""By the code of the scale."""


def counted(scale: str, book: Book, period: Period) -> dict[str, Tally]:
    """Every item of this scale that records can say something about; none of a scale that is not counted."""
    kept = book.during(period)
    return {code: count(kept, period) for code, count in COUNTS.get(scale, {}).items()}
