"""What reviewers who signed read: the charts and the meetings in the evidence book."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse

from plek.fidelity.policies import may_make_book
from plek.fidelity.presenters.reviews.charts import chart_of, meetings_of
from plek.fidelity.presenters.reviews.steps import in_words
from plek.fidelity.procedure import procedure
from plek.fidelity.selectors.reviews.dossier import Dossier, dossier_of
from plek.fidelity.selectors.reviews.evidence import book_of, counts_of, sample_of
from plek.fidelity.views.reviews.acting import shown
from plek.organisations.choices import Role
from plek.shared.doors import reading
from plek.shared.errors import NotFound

REVIEWERS = {Role.FIDELITY_REVIEWER}
PER_PAGE = 50


@reading(roles=REVIEWERS)
def charts(request: Any, number: str) -> HttpResponse:
    """The sample of clients, by number, and how it was drawn."""
    dossier = _signed(request, number)
    if dossier.needs_new_book:
        return _unopened(request, dossier, "review_charts")
    row, found = counts_of(dossier)
    sample, of = sample_of(row, found)
    return shown(
        request, dossier, "review_charts", "fidelity/reviews/charts.html",
        sample=sample, of=of, seed=row.seed,
        reason=in_words(procedure().sample_reason),
    )  # fmt: skip


@reading(roles=REVIEWERS)
def chart(request: Any, number: str, client: str) -> HttpResponse:
    """One client of the sample: facts and days that items ask for, and no name."""
    dossier = _signed(request, number)
    if not dossier.has_open_book or client not in sample_of(*counts_of(dossier))[0]:
        raise NotFound
    chart = chart_of(*book_of(dossier), client)
    return shown(request, dossier, "review_charts", "fidelity/reviews/chart.html", chart=chart)


@reading(roles=REVIEWERS)
def logs(request: Any, number: str) -> HttpResponse:
    """Supervision and meetings of the months in the book."""
    dossier = _signed(request, number)
    if dossier.needs_new_book:
        return _unopened(request, dossier, "review_logs")
    held = meetings_of(*book_of(dossier)) if dossier.has_open_book else ()
    page = Paginator(held, PER_PAGE).get_page(request.GET.get("page"))
    return shown(request, dossier, "review_logs", "fidelity/reviews/logs.html", page=page)


def _signed(request: Any, number: str) -> Dossier:
    """``NotFound`` for who has not signed."""
    dossier = dossier_of(request.membership, number)
    dossier.signed_seat  # noqa: B018
    return dossier


def _unopened(request: Any, dossier: Dossier, page: str) -> HttpResponse:
    """A book that does not open says so, and what to do."""
    may_make = bool(may_make_book(dossier.review, needs_new=True))
    return shown(request, dossier, page, "fidelity/reviews/unopened.html", may_make=may_make)
