"""Does the log stand as it was written? Computes every chain anew and compares it with heads and anchors."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from plek.audit.anchors import Anchor
from plek.audit.chain import Link

Heads = Mapping[int, tuple[int, bytes]]
Mark = tuple[int, int]
"""Organisation and sequence."""


@dataclass(frozen=True)
class Fault:
    """One place where the log is not as it was written."""

    organisation_id: int
    sequence: int
    what: str
    """``changed``, ``missing``, ``broken``, ``cut``, ``rewritten`` or ``unreadable``."""
    sentence: str


@dataclass
class Report:
    """What was looked at and what is wrong; sound when nothing is."""

    chains: int = 0
    entries: int = 0
    anchors: int = 0
    faults: list[Fault] = field(default_factory=list)

    @property
    def is_sound(self) -> bool:
        return not self.faults

    def add(self, organisation_id: int, sequence: int, what: str, sentence: str) -> None:
        self.faults.append(Fault(organisation_id, sequence, what, sentence))


def verify(links: Iterable[Link], heads: Heads, anchors: Iterable[Anchor] = ()) -> Report:
    """Walk all chains once, in order of organisation and sequence."""
    report, ends = Report(), dict[int, Link]()
    marks = _marks(report, anchors)
    for link in links:
        report.entries += 1
        _check_link(report, link, ends.get(link.organisation_id))
        _check_anchors(report, link, marks.pop((link.organisation_id, link.sequence), []))
        ends[link.organisation_id] = link
    report.chains = len(ends.keys() | heads.keys())
    _check_heads(report, ends, heads)
    for organisation_id, sequence in marks:
        report.add(organisation_id, sequence, "cut", "A row that an anchor names is gone.")
    return report


def _marks(report: Report, anchors: Iterable[Anchor]) -> dict[Mark, list[tuple[str, bytes]]]:
    marks: dict[Mark, list[tuple[str, bytes]]] = {}
    for anchor in anchors:
        report.anchors += 1
        if anchor.fault:
            report.add(0, 0, "unreadable", f"The anchor {anchor.name} cannot be read: {anchor.fault}")
        for organisation_id, (sequence, hash_) in anchor.heads.items():
            if sequence:
                marks.setdefault((organisation_id, sequence), []).append((anchor.name, hash_))
    return marks


def _check_link(report: Report, link: Link, before: Link | None) -> None:
    expected, previous = (before.sequence + 1, before.hash) if before else (1, b"")
    place = (link.organisation_id, link.sequence)
    if link.sequence != expected:
        report.add(*place, "missing", f"Row {expected} should come here; row {link.sequence} does.")
    elif link.previous_hash != previous:
        report.add(*place, "broken", "This row does not follow from the row before it.")
    if link.recomputed() != link.hash:
        report.add(*place, "changed", "This row was changed after it was written.")


def _check_anchors(report: Report, link: Link, named: Iterable[tuple[str, bytes]]) -> None:
    for name, hash_ in named:
        if hash_ != link.hash:
            sentence = f"This row is not the one that the anchor {name} saw: the log was rewritten."
            report.add(link.organisation_id, link.sequence, "rewritten", sentence)


def _check_heads(report: Report, ends: Mapping[int, Link], heads: Heads) -> None:
    for organisation_id in sorted(ends.keys() | heads.keys()):
        last = ends.get(organisation_id)
        found = (last.sequence, last.hash) if last else (0, b"")
        if found != heads.get(organisation_id, (0, b"")):
            report.add(
                organisation_id, found[0], "cut", "The chain does not end where it should: rows were cut or added."
            )
