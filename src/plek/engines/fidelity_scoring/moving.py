"""What a team can move in a simulation, as data: amounts that change counts, and habits that let signs be so."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from plek.engines.fidelity_scoring.evidence import Evidence
from plek.engines.fidelity_scoring.loading.reading import Node, read_file
from plek.engines.fidelity_scoring.loading.scales import load_scale
from plek.engines.fidelity_scoring.scale import Scale
from plek.engines.fidelity_scoring.signs import holds
from plek.engines.fidelity_scoring.simulation import Change, CountChange, FactChange, WaitChange, has_count
from plek.engines.fidelity_scoring.texts import Text

FOLDER = Path(__file__).parent / "levers"


@dataclass(frozen=True, slots=True)
class Amount:
    """Something of which there can be more or less; ``counts`` are the changes for one more."""

    code: str
    text: Text
    low: float
    high: float
    counts: tuple[CountChange, ...]
    waits: WaitChange | None

    def touches(self, evidence: Mapping[str, Evidence]) -> tuple[CountChange | WaitChange, ...]:
        """The changes of which the counts are known."""
        known: list[CountChange | WaitChange] = [
            change for change in self.counts
            if any(has_count(evidence[item], change.count) for item in change.items if item in evidence)
        ]  # fmt: skip
        if self.waits and evidence.get(self.waits.item, Evidence()).waits:
            known.append(self.waits)
        return tuple(known)

    @property
    def items(self) -> frozenset[str]:
        waits = {self.waits.item} if self.waits else set()
        return frozenset({item for change in self.counts for item in change.items} | waits)

    def by(self, amount: float, evidence: Mapping[str, Evidence]) -> list[Change]:
        return [
            replace(change, amount=int(amount)) if isinstance(change, WaitChange)
            else replace(change, add=change.add * amount)
            for change in self.touches(evidence)
        ]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Habit:
    """Something that is done every time, or is not yet; ``signs`` are pairs of item and sign."""

    code: str
    text: Text
    signs: tuple[tuple[str, str], ...]

    @property
    def items(self) -> frozenset[str]:
        return frozenset(item for item, _ in self.signs)

    def is_kept(self, scale: Scale, evidence: Mapping[str, Evidence]) -> bool:
        """All of it is so by the records already."""
        return all(
            item in evidence and holds(scale.item(item), sign, evidence[item]) is True for item, sign in self.signs
        )

    def kept(self) -> list[Change]:
        return [FactChange(item, sign, holds=True) for item, sign in self.signs]


@dataclass(frozen=True, slots=True)
class Levers:
    """All that can be moved with one scale."""

    amounts: tuple[Amount, ...]
    habits: tuple[Habit, ...]

    def touch(self, item: str) -> bool:
        """Whether anything can be moved for this item."""
        return any(item in one.items for one in self.amounts) or any(item in one.items for one in self.habits)

    def changes(
        self, amounts: Mapping[str, float], habits: Collection[str], evidence: Mapping[str, Evidence]
    ) -> list[Change]:
        """In the order of the data; what nobody counts is left as it is."""
        moved = [change for one in self.amounts if amounts.get(one.code)
                 for change in one.by(amounts[one.code], evidence)]  # fmt: skip
        return moved + [change for one in self.habits if one.code in habits for change in one.kept()]


@cache
def load_levers(code: str = "IPS-25") -> Levers:
    """Of this scale; none when nothing was written down for it. Raises ScaleError for an unknown scale, and when
    they name what the scale does not have."""
    scale, path = load_scale(code), FOLDER / f"{code.lower()}.yaml"
    return read_levers(path, scale) if path.exists() else Levers((), ())


def read_levers(path: Path, scale: Scale) -> Levers:
    """From a file of one's own. Raises ScaleError."""
    head = read_file(path)
    head.only("scale", "checked_on", "amounts", "habits")
    return Levers(
        tuple(_amount(node, scale) for node in head.nodes("amounts")),
        tuple(_habit(node, scale) for node in head.nodes("habits")),
    )


def _amount(node: Node, scale: Scale) -> Amount:
    node.only("code", "text", "from", "to", "counts", "waits")
    waits = node.node("waits") if node.has("waits") else None
    return Amount(
        node.word("code"), node.text("text"), node.number("from") or 0.0, node.number("to") or 0.0,
        tuple(_count(one, scale) for one in node.nodes("counts")),
        _waits(waits, scale) if waits else None,
    )  # fmt: skip


def _count(node: Node, scale: Scale) -> CountChange:
    node.only("count", "per", "of", "up_to", "items")
    change = CountChange(
        node.word("count"), 1 / (node.number("of") or 1.0), node.word("per", ""), node.words("items"),
        node.word("up_to", ""), from_nought=True,
    )  # fmt: skip
    for item in change.items:
        known = _inputs(node, item, scale)
        odd = {change.count, change.per, change.up_to} - {""} - known
        if odd:
            raise node.error(f"{item} does not count {', '.join(sorted(odd))}.")
    return change


def _inputs(node: Node, item: str, scale: Scale) -> set[str]:
    if item not in {known.code for known in scale.items}:
        raise node.error(f"{scale.code} has no item {item}.")
    return set(scale.item(item).inputs)


def _waits(node: Node, scale: Scale) -> WaitChange:
    node.only("item", "days")
    _inputs(node, node.word("item"), scale)
    return WaitChange(node.word("item"), int(node.number("days") or 0), 0)


def _habit(node: Node, scale: Scale) -> Habit:
    node.only("code", "text", "signs")
    listed = node.node("signs")
    signs = tuple((item, sign) for item in listed.value for sign in listed.words(item))
    for item, sign in signs:
        _inputs(node, item, scale)
        if sign not in scale.item(item).signs:
            raise node.error(f"{item} has no sign {sign}.")
    return Habit(node.word("code"), node.text("text"), signs)
