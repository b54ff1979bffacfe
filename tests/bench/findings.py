"""What a workload found, each with its aim."""

from dataclasses import asdict, dataclass
from typing import Any

from tests.bench.harness import Ratio, Series


@dataclass(frozen=True)
class Aim:
    """A bound on the ratio, or on our own value where there is no peer."""

    value: float
    is_least: bool = False

    def holds(self, value: float) -> bool:
        return value >= self.value if self.is_least else value <= self.value

    def __str__(self) -> str:
        return f"{'≥' if self.is_least else '≤'} {self.value:g}"


@dataclass(frozen=True)
class Measured:
    """Minimum and median of one contestant in the unit of its finding, and the most memory it took."""

    minimum: float
    median: float
    peak_mib: float = 0.0

    @classmethod
    def of(cls, series: Series, factor: float = 1000) -> "Measured":
        """Seconds times ``factor``: 1000 gives milliseconds."""
        return cls(series.minimum * factor, series.median * factor, series.peak_mib)

    @classmethod
    def rate(cls, series: Series) -> "Measured":
        """Units per second; the minimum of the seconds is the best rate."""
        return cls(1 / series.minimum, 1 / series.median, series.peak_mib)

    @classmethod
    def exact(cls, value: float) -> "Measured":
        """What is counted, not timed."""
        return cls(value, value)


@dataclass(frozen=True)
class Finding:
    """One figure: of what (``what``), at which size (``at``), in which ``measure``."""

    workload: str
    measure: str
    what: str
    at: str
    unit: str
    ours: Measured
    peer_name: str = ""
    peer: Measured | None = None
    ratio: Ratio | None = None
    aim: Aim | None = None

    @property
    def meets(self) -> bool | None:
        """Is the aim met, by the median? None without an aim."""
        if self.aim is None:
            return None
        return self.aim.holds(self.ratio.median if self.ratio else self.ours.median)

    def as_json(self) -> dict[str, Any]:
        aim = str(self.aim) if self.aim else None
        return asdict(self) | {"aim": aim, "meets": self.meets}
