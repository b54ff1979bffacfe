"""Safety nets and to-dos as the pages print them."""

from dataclasses import dataclass
from datetime import date

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from plek.benefits.aftermath import Aftermath
from plek.benefits.presenters.figures import said
from plek.engines.benefit_rules import CONFIDENCE, SURE
from plek.engines.benefit_rules.duties import WHOM, Duty
from plek.engines.benefit_rules.nets import WHEN, SafetyNet
from plek.shared.dates import written


@dataclass(frozen=True)
class NetLine:
    """One safety net."""

    when: str
    right: str
    first: str
    limit: str
    until: str
    source: str
    is_sure: bool


@dataclass(frozen=True)
class DutyLine:
    """One to-do; ``due`` says by when, or that the office names the day."""

    key: str
    whom: str
    what: str
    channel: str
    due: str
    source: str
    is_sure: bool
    is_monthly: bool


@dataclass(frozen=True)
class AftermathPage:
    starts_on: date
    nets: tuple[NetLine, ...]
    duties: tuple[DutyLine, ...]


def aftermath_page(found: Aftermath) -> AftermathPage:
    return AftermathPage(found.starts_on, tuple(map(_net, found.nets)), tuple(map(_duty, found.duties)))


def task_text(duty: Duty) -> str:
    """What the task on the list says."""
    return _("%(whom)s: %(what)s") % {"whom": capfirst(said(WHOM[duty.whom])), "what": said(duty.what)}


def _net(net: SafetyNet) -> NetLine:
    until = _("Until %(day)s.") % {"day": written(net.until, "j F Y")} if net.until else ""
    when = "; ".join(said(WHEN[one]) for one in net.when)
    return NetLine(
        when, said(net.right), said(net.first), said(net.limit), until, _source(net), net.confidence in SURE
    )  # fmt: skip


def _duty(duty: Duty) -> DutyLine:
    return DutyLine(
        duty.key, capfirst(said(WHOM[duty.whom])), said(duty.what), said(duty.channel), _due(duty), _source(duty),
        duty.confidence in SURE, duty.about is not None,
    )  # fmt: skip


def _due(duty: Duty) -> str:
    if duty.about is not None:
        return _("Each month, for the first time from %(day)s.") % {"day": written(duty.opens_on, "j F Y")}
    if duty.due_on is None:
        return _("From %(day)s; the office names the last day.") % {"day": written(duty.opens_on, "j F Y")}
    return _("By %(day)s.") % {"day": written(duty.due_on, "j F Y")}


def _source(one: SafetyNet | Duty) -> str:
    article = _("%(law)s, article %(article)s") % {"law": one.law, "article": one.article}
    parts = (article if one.article else one.law, said(CONFIDENCE[one.confidence]))
    return " · ".join(part for part in parts if part)
