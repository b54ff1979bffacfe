"""Described situations for training raters, as data, each with the score of an expert and the reason."""

from plek.engines.fidelity_scoring.vignettes.reading import Situation, Vignette, load_vignettes, read_vignette

__all__ = ["Situation", "Vignette", "load_vignettes", "read_vignette"]
