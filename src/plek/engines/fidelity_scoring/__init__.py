"""How close a team works to the IPS model: scales as data, counts in, scores with their reasons out."""

from plek.engines.fidelity_scoring.agreement import Agreement, agreement
from plek.engines.fidelity_scoring.evidence import Evidence, EvidenceError, Judgement, Wait
from plek.engines.fidelity_scoring.loading import (
    ScaleError,
    WordingError,
    load_scale,
    read_scale,
    read_wording,
    with_wording,
)
from plek.engines.fidelity_scoring.moving import Amount, Habit, Levers, load_levers
from plek.engines.fidelity_scoring.result import ItemScore, Result, Total
from plek.engines.fidelity_scoring.scoring import score, score_item
from plek.engines.fidelity_scoring.simulation import (
    Change,
    CountChange,
    FactChange,
    Simulation,
    WaitChange,
    simulate,
)
from plek.engines.fidelity_scoring.survival import median_wait
from plek.engines.fidelity_scoring.written import as_json

__all__ = [
    "Agreement",
    "Amount",
    "Change",
    "CountChange",
    "Evidence",
    "EvidenceError",
    "FactChange",
    "Habit",
    "ItemScore",
    "Judgement",
    "Levers",
    "Result",
    "ScaleError",
    "Simulation",
    "Total",
    "Wait",
    "WaitChange",
    "WordingError",
    "agreement",
    "as_json",
    "load_levers",
    "load_scale",
    "median_wait",
    "read_scale",
    "read_wording",
    "score",
    "score_item",
    "simulate",
    "with_wording",
]
