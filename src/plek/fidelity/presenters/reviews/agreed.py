"""What the two reviewers agreed on, and how far they did before they talked."""

from typing import Any

from django.utils.translation import gettext as _

from plek.fidelity.models import Review
from plek.fidelity.presenters.words import figure
from plek.fidelity.selectors.reviews.scores import Agreed


def reason_of(agreed: Agreed | None) -> str:
    """Why this score; empty as long as there is none."""
    if agreed is None:
        return ""
    return _("Both reviewers gave this score, each alone.") if agreed.was_equal else agreed.reason


def agreement_line(review: Review) -> str:
    """How far the two agreed before they talked, with n; about the ratings, not about the raters."""
    found: dict[str, Any] | None = review.agreement
    if not found:
        return ""
    told = _(
        "Before they talked the reviewers had given the same score to %(exact)s of %(items)s items, "
        "and at most one apart to %(within)s."
    ) % {"exact": found["exact"], "items": found["items"], "within": found["within_one"]}
    if found["kappa"] is None:
        return told + " " + _("A weighted kappa cannot be worked out, because all scores are the same.")
    kappa = _("Kappa with quadratic weights: %(kappa)s (n = %(items)s).") % {
        "kappa": figure(round(found["kappa"], 2)), "items": found["items"],
    }  # fmt: skip
    return f"{told} {kappa}"
