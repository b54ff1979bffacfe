"""The cash calendar: in which month which money comes in, from whom, and by which rule or custom."""

from plek.engines.benefit_rules.cash.calendar import Calendar, CalendarMonth, calendar
from plek.engines.benefit_rules.cash.entries import KINDS_OF_ENTRY, PAYERS, Entry
from plek.engines.benefit_rules.cash.plan import CashPlan, problems_of
from plek.engines.benefit_rules.cash.printing import calendar_as_json

__all__ = [
    "KINDS_OF_ENTRY",
    "PAYERS",
    "Calendar",
    "CalendarMonth",
    "CashPlan",
    "Entry",
    "calendar",
    "calendar_as_json",
    "problems_of",
]
