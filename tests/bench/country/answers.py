"""What both answer, every count of every team and specialist and every wait, and its checksum."""

import hashlib
from collections.abc import Mapping

import numpy as np
import numpy.typing as npt

Answer = Mapping[str, npt.NDArray[np.float64]]
"""By item and count; NaN is not known. A place for each team, person or trajectory."""
PLACES = 6


def checksum(answer: Answer) -> str:
    digest = hashlib.sha256()
    for name in sorted(answer):
        digest.update(name.encode())
        digest.update((np.round(answer[name], PLACES) + 0.0).tobytes())
    return digest.hexdigest()[:12]
