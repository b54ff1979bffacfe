"""In which order the records of one item are listed."""

from collections.abc import Sequence
from datetime import date

from plek.engines.fidelity_scoring.scale import Item
from plek.fidelity.counting.tally import Line, Mark

DAYS = ("held_on", "monday", "started_on", "changed_on", "referred_on", "first_meeting_on")


def ordered(lines: Sequence[Line], item: Item) -> list[Line]:
    """What lacks something first, then by count as the item has them, no before yes, the latest first."""
    places = {code: n for n, code in enumerate(item.inputs)}
    marks = {Mark.MISSING: 0, Mark.NO: 1}
    return sorted(
        lines, key=lambda line: (
            line.mark is not Mark.MISSING, places.get(line.about, 99), marks.get(line.mark, 2), _recent(line)
        )
    )  # fmt: skip


def _recent(line: Line) -> int:
    return -(day_of(line) or date.min).toordinal()


def day_of(line: Line) -> date | None:
    """The day on which a record is placed."""
    for name in DAYS:
        day = getattr(line.row, name, None)
        if isinstance(day, date):
            return day
    return None
