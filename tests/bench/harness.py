"""Measuring fairly: rounds in which ours and its peer take turns, warm-ups, and answers compared before speed."""

import statistics
from collections.abc import Callable, Mapping
from dataclasses import dataclass

WARM_UPS = 2
REPEATS = 5


class WrongAnswerError(Exception):
    """Two that should answer the same do not: their speed means nothing."""


@dataclass(frozen=True)
class Sample:
    """One turn. ``seconds`` is per unit of work (a page, a write, a workbook); ``checksum`` of what came out."""

    seconds: float
    checksum: str
    peak_mib: float = 0.0


@dataclass(frozen=True)
class Series:
    """The turns of one contestant that count."""

    samples: tuple[Sample, ...]

    @property
    def minimum(self) -> float:
        return min(s.seconds for s in self.samples)

    @property
    def median(self) -> float:
        return statistics.median(s.seconds for s in self.samples)

    @property
    def peak_mib(self) -> float:
        return max(s.peak_mib for s in self.samples)

    @property
    def checksum(self) -> str:
        """What all turns answered. Raises ``WrongAnswerError`` when they differ."""
        found = {s.checksum for s in self.samples}
        if len(found) != 1:
            raise WrongAnswerError(f"One contestant gave different answers: {', '.join(sorted(found))}.")
        return found.pop()


@dataclass(frozen=True)
class Ratio:
    """Seconds of ours over seconds of the peer: of the best turns, and the median of the rounds."""

    minimum: float
    median: float

    @property
    def inverse(self) -> "Ratio":
        """The same in units per second."""
        return Ratio(1 / self.minimum, 1 / self.median)


Contestants = Mapping[str, Callable[[], Sample]]


def interleave(contestants: Contestants, *, warm_ups: int = WARM_UPS, repeats: int = REPEATS) -> dict[str, Series]:
    """Let each take a turn in every round, in an order that turns round; the warm-up rounds do not count."""
    kept: dict[str, list[Sample]] = {name: [] for name in contestants}
    for number in range(warm_ups + repeats):
        names = list(contestants) if number % 2 == 0 else list(contestants)[::-1]
        for name in names:
            sample = contestants[name]()
            if number >= warm_ups:
                kept[name].append(sample)
    return {name: Series(tuple(samples)) for name, samples in kept.items()}


def compare(ours: Series, peer: Series, *, same_answer: bool = True) -> Ratio:
    """The ratio of two that ran in the same rounds. Raises ``WrongAnswerError`` when their answers differ."""
    if same_answer and ours.checksum != peer.checksum:
        raise WrongAnswerError(f"Ours answered {ours.checksum}, its peer {peer.checksum}.")
    by_round = [a.seconds / b.seconds for a, b in zip(ours.samples, peer.samples, strict=True)]
    return Ratio(ours.minimum / peer.minimum, statistics.median(by_round))
