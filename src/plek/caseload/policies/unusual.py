"""When opening a record is unusual, so that whoever opens it first says why."""

from datetime import date, timedelta

QUIET_FOR = timedelta(days=90)
"""So long after the end everyone who helped may still look back without saying why."""


def is_unusual(closed_on: date | None, today: date) -> bool:
    """A record where nothing runs any more and has not for a while."""
    return closed_on is not None and today - closed_on > QUIET_FOR
