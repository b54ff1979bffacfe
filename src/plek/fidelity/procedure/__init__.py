"""How a formal review goes, as data and pure rules: its steps and terms, whose turn it is, the sample."""

from plek.fidelity.procedure.book import Point, Procedure, Term, Words, procedure
from plek.fidelity.procedure.sample import drawn, seed_of
from plek.fidelity.procedure.turns import Desk, Standing, Turn, due_on, turn_of

__all__ = [
    "Desk",
    "Point",
    "Procedure",
    "Standing",
    "Term",
    "Turn",
    "Words",
    "drawn",
    "due_on",
    "procedure",
    "seed_of",
    "turn_of",
]
