"""Tables of fidelity: what was recorded at the end of a month, and the texts an organisation laid in."""

from plek.fidelity.models.indication import IndicationRecord
from plek.fidelity.models.wording import ScaleWording

__all__ = ["IndicationRecord", "ScaleWording"]
