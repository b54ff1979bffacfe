"""Days and rules in words: "9 dagen geleden", "uiterlijk vrijdag", a rule's sentence with its facts."""

from datetime import date

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from plek.caseload.rules.book import Rule, Words
from plek.caseload.rules.engine import act_by
from plek.caseload.rules.facts import JobFacts, Line
from plek.shared.dates import written

IN_FULL = "l j F"


def in_language(words: Words) -> str:
    """The text in the language in use."""
    return words.get((get_language() or "nl")[:2], words["nl"])


def days(count: int) -> str:
    """``9 dagen``"""
    return ngettext("%(n)d day", "%(n)d days", count) % {"n": count}


def ago(day: date, today: date) -> str:
    """``vandaag``, ``gisteren`` or ``9 dagen geleden``"""
    passed = (today - day).days
    if passed <= 0:
        return _("today")
    if passed == 1:
        return _("yesterday")
    return ngettext("%(n)d day ago", "%(n)d days ago", passed) % {"n": passed}


def near(day: date, today: date) -> str:
    """A day ahead or behind, as people say it: ``morgen``, ``vrijdag``, ``vrijdag 4 december``, ``gisteren``."""
    ahead = (day - today).days
    if ahead < 0:
        return ago(day, today)
    if ahead < 2:
        return _("tomorrow") if ahead else _("today")
    return written(day, "l" if ahead < 7 else IN_FULL)


def by_when(line_due_on: date, today: date) -> str:
    """By when something should be done: ``uiterlijk vrijdag``, ``vandaag``; what stayed waiting says since when,
    without scolding: ``wacht sinds vrijdag``, ``wacht sinds 21 september``."""
    passed = (today - line_due_on).days
    if passed > 0:
        day = _("yesterday") if passed == 1 else written(line_due_on, "l" if passed < 7 else "j F")
        return _("waiting since %(day)s") % {"day": day}
    last = max(act_by(line_due_on), today)
    if (last - today).days < 2:
        return near(last, today)
    return _("by %(day)s") % {"day": near(last, today)}


def job_in_words(job: JobFacts | None) -> str:
    """``kok bij De Brug``"""
    return "" if job is None else _("%(title)s at %(employer)s") % {"title": job.title, "employer": job.employer}


def sentence(rule: Rule, line: Line, today: date) -> str:
    """The reason of a line, with its facts."""
    late = rule.sentence_late if line.due_on < today else rule.sentence
    text = in_language(rule.sentence_never if line.never else late).format(
        day=line.day, limit=line.limit, days=days(line.day), ago=ago(line.since, today),
        since=written(line.since, IN_FULL), due=written(line.due_on, IN_FULL), job=job_in_words(line.job),
        start=near(line.job.started_on, today) if line.job else "",
    )  # fmt: skip
    return text[:1].upper() + text[1:]
