"""What a plan is called, and where its pay comes from."""

from django.utils.translation import gettext as _

from plek.benefits.answers import Answers, PlanDetails
from plek.benefits.choices import PlanKind
from plek.benefits.figures import PlanFigures
from plek.benefits.presenters.figures import hours_text, money
from plek.benefits.situations import is_least_pay


def now_title(now: PlanDetails) -> str:
    """What now is called, with the work that there is already."""
    if now.hours:
        return _("Now, %(hours)s of work") % {"hours": hours_text(now.hours)}
    return _("Now") if now.hours is None else _("Now, without work")


def plan_title(plan: PlanDetails) -> str:
    """``16 hours (own plan)``, ``Baker, 16 hours``, ``Study: Mbo, 8 hours of work``."""
    hours = hours_text(plan.hours) if plan.hours else ""
    if plan.kind == PlanKind.STUDY:
        study = _("Study: %(title)s") % {"title": plan.title} if plan.title else _("Study")
        beside = _("%(hours)s of work") % {"hours": hours} if hours else ""
        return ", ".join(part for part in (study, beside) if part)
    if plan.title:
        return ", ".join(part for part in (plan.title, hours) if part)
    if plan.kind == PlanKind.VACANCY:
        return _("%(hours)s (own plan)") % {"hours": hours} if hours else _("Own plan")
    return hours


def about_pay(answers: Answers, plan: PlanDetails, figures: PlanFigures) -> str:
    """Where the pay comes from: what was told, or the minimum wage."""
    earned = next((line.plainest for line in figures.lines if line.code == "pay"), None)
    if earned is None:
        return ""
    if not plan.hours:
        return _("Pay by the month, for hours that are not known.")
    words = {"hours": hours_text(plan.hours), "hourly": money(round(earned * 12 / 52 / plan.hours))}
    if is_least_pay(answers, plan):
        return _("%(hours)s a week at the minimum wage of %(hourly)s an hour, 52 weeks in 12 months.") % words
    return _("%(hours)s a week at %(hourly)s an hour, 52 weeks in 12 months.") % words
