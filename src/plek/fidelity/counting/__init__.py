"""What is counted for each item, of which records, and why it counts: pure, from the book of one team."""

from plek.fidelity.counting.every import COUNTS, counted
from plek.fidelity.counting.tally import Line, Mark, Tally

__all__ = ["COUNTS", "Line", "Mark", "Tally", "counted"]
