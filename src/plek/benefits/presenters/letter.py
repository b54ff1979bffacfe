"""The letter to take home: what was compared, how sure, what comes when, what to do, whom to call. Plain words."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from plek.benefits.answers import PlanDetails
from plek.benefits.estimates import Estimate, estimated
from plek.benefits.presenters.figures import said
from plek.benefits.presenters.marks import mark_said
from plek.benefits.presenters.municipalities import local_part
from plek.benefits.presenters.own_amounts import own_amounts_said
from plek.benefits.presenters.page import EstimatePage, PlanPart, told_page
from plek.benefits.selectors.scenarios import KeptScenario
from plek.engines.benefit_rules import SURE, Situation
from plek.engines.benefit_rules.duties import EVENTS, WHOM, Duty, Happening, duties
from plek.engines.benefit_rules.nets import WHEN, LifeDates, SafetyNet, safety_nets
from plek.shared.dates import written

SURE_MARK = "*"


@dataclass(frozen=True)
class Contact:
    """Whom to call or write about the letter."""

    name: str
    email: str


def letter_title() -> str:
    """What the letter is called."""
    return _("What do I keep if I work?")


def letter_values(kept: KeptScenario, *, first_name: str, contact: Contact, on: date) -> dict[str, Any]:
    """All words of the letter."""
    page = told_page(kept.content, kept.amounts_on, drawing=None, with_year=True)
    situation = _situation(kept)
    start = _start(kept.content.details)
    return {
        "marked": _("An estimate, not a decision of UWV or the municipality."),
        "greeting": _("Hello %(name)s,") % {"name": first_name},
        "intro": _intro(kept),
        "compared": _compared(page), "amounts": _amounts(page), "sure": _how_sure(page), "gaps": _gaps(page),
        "own": _own(kept), "local": _local(kept), "studies": _studies(page), "year": _year(page),
        "changes": _changes(start),
        "nets": _nets(safety_nets(situation, LifeDates(work_starts=start)) if situation else ()),
        "todo": _todo(duties(situation, _happenings(start, kept)) if situation else (), start),
        "call": _call(contact), "given": _given(page), "missing": _missing(page),
        "rests_on": _("Made on %(day)s. Calculated with the rules and amounts of %(on)s. Version: %(mark)s.") % {
            "day": written(on, "j F Y"), "on": written(kept.amounts_on, "j F Y"), "mark": mark_said(kept.rule_set),
        },
    }  # fmt: skip


def _intro(kept: KeptScenario) -> list[str]:
    words = {"day": written(kept.saved_at.date(), "j F Y"), "who": kept.saved_by}
    return [
        _("On %(day)s you looked with %(who)s at what happens to your money when you work.") % words,
        _("This letter says what you compared. You can read it at home, with somebody you trust."),
    ]


def _situation(kept: KeptScenario) -> Situation | None:
    """As it was told, in the plainest way in which the answers can be meant."""
    found = estimated(kept.content.answers, kept.amounts_on, ())
    return found.alternatives[0].situation if isinstance(found, Estimate) else None


def _start(plans: Sequence[PlanDetails]) -> date | None:
    """The first day on which a plan begins, where one was told."""
    return min((plan.starts_on for plan in plans if plan.starts_on), default=None)


def _happenings(start: date | None, kept: KeptScenario) -> list[Happening]:
    """Without a day of begin the terms are counted from the talk, and no day is printed."""
    return [Happening("job_start", start or kept.amounts_on)]


def _compared(page: EstimatePage) -> dict[str, Any]:
    rows = [
        [p.title, _marked(p.left, is_sure=p.is_sure), p.difference or "–", p.of_a_euro or "–"] for p in page.plans
    ]
    return {
        "head": _("What we compared"),
        "columns": [
            _("Hours a week"), _("Left to spend in a month"), _("More than now"), _("You keep of each euro"),
        ],
        "rows": rows,
        "open": page.open_ends,
        "open_head": _("Not everything is known. That is why amounts have a lowest and a highest end:"),
    }  # fmt: skip


def _amounts(page: EstimatePage) -> dict[str, Any]:
    fullest_first = sorted(page.plans, key=lambda plan: -len(plan.rows))
    labels = list(dict.fromkeys(row.label for plan in fullest_first for row in plan.rows[:-1]))
    labels += [plan.rows[-1].label for plan in page.plans[:1]]
    rows = [[label, *(_amount(plan, label) for plan in page.plans)] for label in labels]
    return {
        "head": _("Where the money comes from"),
        "columns": ["", *(plan.title for plan in page.plans)],
        "rows": rows,
    }


def _amount(plan: PlanPart, label: str) -> str:
    found = next((row for row in plan.rows if row.label == label), None)
    return _marked(found.amount, is_sure=found.is_sure) if found else "–"


def _marked(text: str, *, is_sure: bool) -> str:
    return text if is_sure else f"{text}\N{NO-BREAK SPACE}{SURE_MARK}"


def _how_sure(page: EstimatePage) -> str:
    if all(row.is_sure for plan in page.plans for row in plan.rows):
        return _("All amounts were checked against the law.")
    return _("* This amount may turn out otherwise: not everything behind it was checked against the law.")


def _gaps(page: EstimatePage) -> str:
    return _("…: what is not known is left out of the total.") if page.has_gaps else ""


def _own(kept: KeptScenario) -> dict[str, Any]:
    return {
        "head": _("Amounts of the organisation"),
        "lead": _("These amounts were put in by one colleague and checked by another:"),
        "rows": own_amounts_said(kept.content.own),
    }


def _studies(page: EstimatePage) -> dict[str, Any]:
    return {
        "head": _("What a study does to the benefit"),
        "rows": [
            {"title": one.title, "calculated": one.calculated,
             "lines": [f"{_marked(line.sentence, is_sure=line.is_sure)} {line.source}" for line in one.lines]}
            for one in page.studies
        ],
    }  # fmt: skip


def _local(kept: KeptScenario) -> dict[str, Any]:
    """What the municipality gives of its own, with the days on which it holds; in no sum."""
    local = local_part(kept.content.local)
    return {
        "head": _("What the municipality may give too"),
        "lead": _("This is in no amount of this letter. Ask the municipality whether it is for you."),
        "rows": [
            f"{one.name}: {one.gives}" + (f" ({one.for_whom})" if one.for_whom else "") + f", {one.holds}."
            for one in (local.schemes if local else ())
        ],
    }  # fmt: skip


def _year(page: EstimatePage) -> dict[str, Any]:
    """Month by month: when the money comes, which is not always when it was earned."""
    year = page.year
    if year is None:
        return {"rows": []}
    rows = [[line.name, *line.totals] for line in year.lines]
    return {
        "head": _("What comes in, month by month"),
        "columns": [_("Month"), *year.titles],
        "rows": [*rows, [_("The whole year"), *year.totals]],
        "notes": list(year.notes),
    }


def _changes(start: date | None) -> dict[str, Any]:
    begins = [_("Your work begins on %(day)s.") % {"day": written(start, "j F Y")}] if start else []
    return {
        "head": _("What changes when"),
        "rows": [
            *begins,
            _("On 1 January and on 1 July amounts change. Then this letter is not right any more."),
            _("Does something change at home, in your work or in your pay? Then ask for a new sum."),
        ],
    }


def _nets(found: Iterable[SafetyNet]) -> dict[str, Any]:
    rows = [
        {
            "when": " / ".join(said(WHEN[one]) for one in net.when), "right": said(net.right),
            "first": said(net.first), "limit": said(net.limit), "source": _source(net),
        }
        for net in found
    ]  # fmt: skip
    return {"head": _("If it does not work out"), "first": _("Do first:"), "rows": rows,
            "none": _("No safety net is known to us for this benefit. Ask before you begin.")}  # fmt: skip


def _todo(found: Iterable[Duty], start: date | None) -> dict[str, Any]:
    """Each thing once; what comes back each month as one line."""
    once: dict[str, Duty] = {}
    for duty in found:
        once.setdefault(duty.code, duty)
    rows = [
        {
            "when": _when(duty, start), "whom": capfirst(said(WHOM[duty.whom])), "what": said(duty.what),
            "channel": said(duty.channel), "source": _source(duty),
        }
        for duty in once.values()
    ]  # fmt: skip
    return {
        "head": _("What to do"),
        "columns": [_("When"), _("Whom to tell"), _("What and how")],
        "rows": rows,
    }


def _when(duty: Duty, start: date | None) -> str:
    if duty.about is not None:
        return _("Every month")
    if start is None or duty.due_on is None:
        return said(EVENTS[duty.event])
    return _("At the latest on %(day)s") % {"day": written(duty.due_on, "j F Y")}


def _source(one: SafetyNet | Duty) -> str:
    if not one.law:
        return ""
    words = _("%(law)s, article %(article)s") % {"law": one.law, "article": one.article}
    return words if one.confidence in SURE else f"{words}\N{NO-BREAK SPACE}{SURE_MARK}"


def _call(contact: Contact) -> dict[str, Any]:
    return {
        "head": _("Whom you can call"),
        "rows": [
            _("%(name)s, who helps you with work: %(email)s") % {"name": contact.name, "email": contact.email},
            _("UWV or the municipality: the number stands on the letters about your benefit."),
        ],
    }


def _given(page: EstimatePage) -> dict[str, Any]:
    return {"head": _("What you told us"), "rows": [list(pair) for pair in page.given], "taken": list(page.taken)}


def _missing(page: EstimatePage) -> dict[str, Any]:
    return {"head": _("What is not in it"), "rows": [*page.unknown, *page.not_modelled]}
