"""What a client reads of what he has to do about his benefit: whom to tell what, how, and by when."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from plek.benefits.selectors.reminders import Todo
from plek.engines.benefit_rules import SURE
from plek.engines.benefit_rules.duties import WHOM
from plek.engines.benefit_rules.duties.reading import Row, known_duties
from plek.engines.benefit_rules.sentences import Sentence
from plek.shared.dates import written


@dataclass(frozen=True)
class OwnTodo:
    """One to-do; without ``whom`` only ``what`` is known of it."""

    pk: int
    whom: str
    what: str
    how: str
    when: str
    source: str
    is_sure: bool
    done_on: date | None


def own_todos(found: Iterable[Todo]) -> list[OwnTodo]:
    """In the client's own words and language, as the rules have it now."""
    rules = {row.code: row for row in known_duties()}
    return [_told(one, rules.get(one.code)) for one in found]


def _told(one: Todo, rule: Row | None) -> OwnTodo:
    done_on = timezone.localdate(one.done_at) if one.done_at else None
    if rule is None:
        return OwnTodo(one.pk, "", one.text, "", _by(one.due_on), "", is_sure=True, done_on=done_on)
    whom = _said(WHOM[rule.whom])
    return OwnTodo(
        one.pk, capfirst(whom), _said(rule.what), _said(rule.channel), _when(one, rule),
        f"{rule.source.law} {rule.source.article}".strip(), is_sure=rule.source.confidence in SURE,
        done_on=done_on,
    )  # fmt: skip


def _when(one: Todo, rule: Row) -> str:
    if one.about is None:
        return _by(one.due_on)
    month = written(one.about, "F Y")
    if rule.has_last_day:
        return _("About %(month)s: at the latest on %(day)s.") % {"month": month, "day": _day(one.due_on)}
    return _("About %(month)s: from %(day)s. The office says what the last day is.") % {
        "month": month, "day": _day(one.due_on),
    }  # fmt: skip


def _by(day: date) -> str:
    return _("At the latest on %(day)s.") % {"day": _day(day)}


def _day(day: date) -> str:
    return written(day, "j F Y")


def _said(sentence: Sentence) -> str:
    return sentence.in_(get_language() or "nl")
