"""What is counted for each item, of which records, and why it counts: pure, from the columns of some teams."""

from plek.fidelity.counting.every import COUNTS, counted, sums_of
from plek.fidelity.counting.tally import Line, Mark, Sums, Tally

__all__ = ["COUNTS", "Line", "Mark", "Sums", "Tally", "counted", "sums_of"]
