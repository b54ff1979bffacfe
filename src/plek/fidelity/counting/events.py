"""What happened to whom on which day, so ordered that any stretch of days is found at once, for all at once."""

from collections.abc import Sequence

import numpy as np

from plek.fidelity.selectors.columns import FAR, Flags, Ints, stretched

REACH = FAR + 1


def keys_of(owner: Ints, day: Ints) -> Ints:
    """One number for each, in the order of owners and days."""
    return owner * REACH + day


class Events:
    """Keys in their order; ``rows`` are the places that they have in their table."""

    def __init__(self, keys: Ints, where: Flags | None = None) -> None:
        rows = np.arange(len(keys)) if where is None else np.flatnonzero(where)
        found = keys[rows]
        order = np.argsort(found, kind="stable")
        self.rows, self.keys = rows[order], found[order]

    def between(self, owner: Ints, first: Ints | int, last: Ints | int) -> Ints:
        """How many this owner has from ``first`` up to and including ``last``; none if that lies before it."""
        begins, ends = self._bounds(owner, first, last)
        return np.maximum(ends - begins, 0)

    def found_between(self, owner: Ints, first: Ints | int, last: Ints | int) -> tuple[Ints, Ints]:
        """The rows themselves, each with the place of the owner who asked."""
        asked, place = stretched(*self._bounds(owner, first, last))
        return asked, self.rows[place]

    def first_of(self, owners: int) -> Ints:
        """The first day of each owner; ``FAR`` where there is none."""
        who, day = self.keys // REACH, self.keys % REACH
        found = np.full(owners, FAR)
        found[who[::-1]] = day[::-1]
        return found

    def last_of(self, owners: int) -> Ints:
        """The last day of each owner; -1 where there is none."""
        found = np.full(owners, -1)
        found[self.keys // REACH] = self.keys % REACH
        return found

    def _bounds(self, owner: Ints, first: Ints | int, last: Ints | int) -> tuple[Ints, Ints]:
        begins = np.searchsorted(self.keys, owner * REACH + first, "left")
        ends = np.searchsorted(self.keys, owner * REACH + last, "right")
        return begins, ends


def once(keys: Ints) -> Ints:
    """Each key once, in their order: what is nearly in order is soon put there, where NumPy would hash it."""
    ordered = np.sort(keys, kind="stable")
    return ordered[firsts_of_ordered([ordered])]


def distinct(*parts: Ints) -> tuple[Ints, ...]:
    """Each combination once."""
    order = np.lexsort(parts[::-1])
    ordered = [part[order] for part in parts]
    is_new = firsts_of_ordered(ordered)
    return tuple(part[is_new] for part in ordered)


def firsts(*parts: Ints) -> Flags:
    """Which rows are the first of their combination."""
    order = np.lexsort(parts[::-1])
    found = np.zeros(len(order), np.bool_)
    found[order[firsts_of_ordered([part[order] for part in parts])]] = True
    return found


def firsts_of_ordered(parts: Sequence[Ints]) -> Flags:
    """The same where equal combinations stand after each other already."""
    is_new = np.ones(len(parts[0]), np.bool_)
    if len(is_new):
        is_new[1:] = np.logical_or.reduce([part[1:] != part[:-1] for part in parts])
    return is_new


def covered(begins: Ints, ends: Ints, *group: Ints) -> Ints:
    """How many days each stretch adds to those that earlier stretches of its group cover."""
    order = np.lexsort((begins, *group[::-1]))
    number = np.cumsum(firsts_of_ordered([part[order] for part in group]))
    begins, ends = begins[order], ends[order]
    reached = np.maximum.accumulate(ends + number * REACH)
    before = np.concatenate([np.zeros(1, np.int64), reached[:-1]]) - number * REACH
    added = np.empty(len(order), np.int64)
    added[order] = np.maximum(0, ends - np.maximum(begins, before[: len(order)]))
    return added
