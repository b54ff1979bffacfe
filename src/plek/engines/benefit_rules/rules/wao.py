"""WAO and the classes of the old Wajong: a percentage of the former wage by class, and article 44 beside work."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from plek.engines.benefit_rules.amounts import Column, Money, Share, at_least_zero, half_up
from plek.engines.benefit_rules.registry import rule

CLASSES = ("15-25", "25-35", "35-45", "45-55", "55-65", "65-80", "80-100")
CLASS_SHARES = tuple(f"wao/class_{name.replace('-', '_')}" for name in CLASSES)
BORDERS = (0.15, 0.25, 0.35, 0.45, 0.55, 0.65, 0.80)
"""Loss of earning capacity at which each class begins."""


def class_place(loss: Column, borders: Sequence[float] = BORDERS) -> npt.NDArray[np.intp]:
    """How many borders a loss has reached: 0 is below the first class."""
    return np.searchsorted(np.asarray(borders), loss + 1e-9, side="right")


@rule(
    "wao.loss", law="WAO", article="44", confidence="secondary",
    formula="({reference_wage} - {earnings}) / {reference_wage}",
    nl="Met dit loon verlies je {result} van wat een gezonde collega verdient.",
    en="With this pay you lose {result} of what a healthy colleague earns.",
)  # fmt: skip
def loss(reference_wage: Money, earnings: Money) -> Share:
    """Fictive loss beside pay: (maatmanloon - pay) / maatmanloon."""
    return at_least_zero((reference_wage - earnings) / reference_wage)


@rule(
    "wao", law="WAO", article="21, 44",
    uses={"holiday": "minimum_wage/holiday_allowance"},
    formula="{class_share} x {former_wage} / (1 + {holiday})",
    nl="Je krijgt {class_share} van je dagloon zonder vakantiegeld, naar de klasse bij je loon: {result}.",
    en="You are paid {class_share} of your daily wage without holiday allowance, by your class: {result}.",
)  # fmt: skip
def benefit(class_share: Share, former_wage: Money, holiday: Share) -> Money:
    """Percentage of the class over 100/108 of the former wage; the holiday allowance comes on top (art. 59b)."""
    return half_up(class_share * former_wage / (1.0 + holiday))
