"""Which counting belongs to which item; the words of what counts stand with the item in the scale."""

from collections.abc import Callable, Mapping

from plek.engines.measures import Period
from plek.fidelity.counting import jobs, organisation, outreach, preparing, searching, staffing, support, unit
from plek.fidelity.counting.look import Look
from plek.fidelity.counting.tally import Sums, Tally, tallies_of
from plek.fidelity.selectors.columns import Columns

Counting = Callable[[Look], Sums]

IPS_25: dict[str, Counting] = {
    "ST1": staffing.caseload_size, "ST2": staffing.employment_hours, "ST3": staffing.phases_done,
    "OR1": organisation.team_assignment, "OR2": organisation.team_contact, "OR3": organisation.agency_contacts,
    "OR4": unit.unit, "OR5": unit.leader_role, "OR6": organisation.zero_exclusion,
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


def sums_of(scale: str, columns: Columns, period: Period) -> dict[str, Sums]:
    """Every item of this scale that records can say something about, for all teams at once."""
    look = Look(columns, period)
    return {code: count(look) for code, count in COUNTS.get(scale, {}).items()}


def counted(scale: str, columns: Columns, period: Period) -> list[dict[str, Tally]]:
    """The same by team; none of a scale that is not counted."""
    found: list[dict[str, Tally]] = [{} for _ in columns.teams]
    for code, sums in sums_of(scale, columns, period).items():
        for mine, tally in zip(found, tallies_of(sums), strict=True):
            mine[code] = tally
    return found
