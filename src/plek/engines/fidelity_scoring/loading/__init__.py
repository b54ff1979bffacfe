"""Reads scales and official wordings from data, and refuses with a sentence what cannot be right."""

from plek.engines.fidelity_scoring.loading.proofreading import Fault, WordingError, read_wording
from plek.engines.fidelity_scoring.loading.reading import ScaleError
from plek.engines.fidelity_scoring.loading.scales import load_scale, read_scale
from plek.engines.fidelity_scoring.loading.wording import with_wording

__all__ = [
    "Fault", "ScaleError", "WordingError", "load_scale", "read_scale", "read_wording", "with_wording",
]  # fmt: skip
