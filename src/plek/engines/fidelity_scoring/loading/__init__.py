"""Reads scales and official wordings from data, and refuses with a sentence what cannot be right."""

from plek.engines.fidelity_scoring.loading.reading import ScaleError
from plek.engines.fidelity_scoring.loading.scales import load_scale, read_scale
from plek.engines.fidelity_scoring.loading.wording import with_wording

__all__ = ["ScaleError", "load_scale", "read_scale", "with_wording"]
