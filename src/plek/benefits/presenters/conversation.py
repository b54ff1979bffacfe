"""What the pages of a conversation print: steps and how they stand, plans, what was kept, notes."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from plek.benefits.answers import FIELDS_OF, Answers, PlanDetails
from plek.benefits.choices import CreditAt, Exemption, Kind, Step
from plek.benefits.estimates import Estimate, Found
from plek.benefits.models import ConversationNote
from plek.benefits.presenters.figures import hours_text, money
from plek.benefits.presenters.open_ends import AskFirst, ask_first
from plek.benefits.presenters.plans import plan_title
from plek.benefits.selectors.conversations import Part, Talk
from plek.benefits.selectors.record import Known
from plek.benefits.selectors.scenarios import ScenarioLine
from plek.shared.dates import written


@dataclass(frozen=True)
class StepLine:
    """One step: asked or not, by whom, and whether something is still open in it."""

    step: Step
    label: str | Promise
    state: str
    """``todo``, ``open`` (asked, not all is known) or ``done``."""
    filled_by: str
    filled_at: datetime | None


@dataclass(frozen=True)
class Trail:
    """Where one is in the steps."""

    lines: tuple[StepLine, ...]
    place: int
    count: int
    back: Step | None


@dataclass(frozen=True)
class PlanLine:
    place: int
    title: str
    about: str


@dataclass(frozen=True)
class ConversationPage:
    """The conversation as it stands; ``next_step`` is the first that was not asked."""

    is_begun: bool
    is_open: bool
    begun_at: datetime | None
    begun_by: str
    finished_at: datetime | None
    led_by: str
    agreed: tuple[str, ...]
    agreed_at: datetime | None
    steps: tuple[StepLine, ...]
    next_step: StepLine | None
    plans: tuple[PlanLine, ...]
    scenarios: tuple[ScenarioLine, ...]
    notes: tuple[ConversationNote, ...]
    ask_first: AskFirst | None


def conversation_page(
    talk: Talk | None, scenarios: Iterable[ScenarioLine], notes: Iterable[ConversationNote],
    found: Found | None = None,
) -> ConversationPage:  # fmt: skip
    """``found`` is what can be calculated of an open conversation by now."""
    steps = _lines(talk) if talk else ()
    return ConversationPage(
        is_begun=talk is not None, is_open=talk is not None and talk.is_open,
        begun_at=talk.begun_at if talk else None, begun_by=talk.begun_by if talk else "",
        finished_at=talk.finished_at if talk else None, led_by=talk.led_by if talk else "",
        agreed=tuple(_agreed(talk.agreed_fields)) if talk else (), agreed_at=talk.agreed_at if talk else None,
        steps=steps, next_step=next((line for line in steps if line.state == "todo"), None),
        plans=plan_lines(talk) if talk else (), scenarios=tuple(scenarios), notes=tuple(notes),
        ask_first=ask_first(found) if isinstance(found, Estimate) else None,
    )  # fmt: skip


def steps_of(answers: Answers) -> list[Step]:
    """The steps that matter: the municipality only for social assistance, or while the benefit is not known."""
    asks_municipality = answers.kind in (None, Kind.SOCIAL_ASSISTANCE)
    return [step for step in Step if step != Step.MUNICIPALITY or asks_municipality]


def trail(talk: Talk, at: Step | None) -> Trail:
    """Where one is; at the plans all steps lie behind."""
    steps = steps_of(talk.answers)
    place = steps.index(at) + 1 if at in steps else len(steps)
    back = steps[place - 2] if at in steps and place > 1 else None
    return Trail(_lines(talk), place, len(steps), back)


def _lines(talk: Talk) -> tuple[StepLine, ...]:
    return tuple(_line(step, talk.parts.get(step)) for step in steps_of(talk.answers))


def _line(step: Step, part: Part | None) -> StepLine:
    if part is None:
        return StepLine(step, step.label, "todo", "", None)
    asked = set(part.answers) & set(FIELDS_OF[step])
    is_open = any(part.answers[name] is None for name in asked)
    return StepLine(step, step.label, "open" if is_open else "done", part.filled_by, part.filled_at)


def plan_lines(talk: Talk) -> tuple[PlanLine, ...]:
    """The plans in their places."""
    return tuple(PlanLine(place, plan_title(plan), _about(plan)) for place, plan in talk.plans.items())


def _about(plan: PlanDetails) -> str:
    """Pay, begin, study and tax credits, as far as they were told."""
    per = _("an hour") if plan.per == "hour" else _("a month")
    study = _("%(hours)s of study a week") % {"hours": hours_text(plan.study_hours)} if plan.study_hours else ""
    finance = {True: _("with student finance"), False: _("without student finance")}
    parts = (
        f"{money(plan.pay * 100)} {per}" if plan.pay else "",
        _("from %(day)s") % {"day": written(plan.starts_on, "j F Y")} if plan.starts_on else "",
        study,
        "" if plan.student_finance is None else finance[plan.student_finance],
        _("tax credits %(where)s") % {"where": CreditAt(plan.credit_at).label} if plan.credit_at else "",
    )
    return " · ".join(part for part in parts if part)


def begin_choices(known: Sequence[Known]) -> list[tuple[str, str]]:
    """What stands in the record, each as something to tick."""
    return [(one.code, _said(one)) for one in known]


def _said(one: Known) -> str:
    words = {"born": _born, "kind": _kind, "work": _work, "municipality": _municipality}
    return words[one.code](one.shown)


def _born(day: Any) -> str:
    return _("Date of birth: %(day)s") % {"day": written(day, "j F Y")}


def _kind(label: Any) -> str:
    return _("Benefit: %(kind)s") % {"kind": label}


def _municipality(rules: Any) -> str:
    words = {"name": rules.municipality, "rules": Exemption(rules.regime.exemption).label}
    return _("Lives in %(name)s, which uses %(rules)s") % words


def _work(job: Any) -> str:
    words = {"title": job.title, "employer": job.employer.name, "hours": hours_text(float(job.hours_per_week))}
    told = _("Works now: %(title)s at %(employer)s, %(hours)s a week") % words
    if job.gross_per_month is None:
        return told
    return _("%(work)s, %(pay)s gross a month") % {"work": told, "pay": money(float(job.gross_per_month) * 100)}


def _agreed(codes: Iterable[str]) -> list[str]:
    names = {"born": _("date of birth"), "kind": _("benefit"), "work": _("present work"),
        "municipality": _("rules of the municipality"),
    }  # fmt: skip
    return [names[code] for code in codes if code in names]
