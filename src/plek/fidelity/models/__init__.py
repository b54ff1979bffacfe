"""Tables of fidelity: indications at the end of a month, texts that were laid in, reviews, practice in rating."""

from plek.fidelity.models.indication import IndicationRecord
from plek.fidelity.models.review import Review, ReviewStep, Seat
from plek.fidelity.models.review_evidence import ChecklistTick, EvidenceBook, PlannedTalk, PolicyFile
from plek.fidelity.models.review_ratings import Consensus, Note, Rating
from plek.fidelity.models.review_report import Improvement, Passage
from plek.fidelity.models.vignettes import VignetteRating
from plek.fidelity.models.wording import ScaleWording

__all__ = [
    "ChecklistTick",
    "Consensus",
    "EvidenceBook",
    "Improvement",
    "IndicationRecord",
    "Note",
    "Passage",
    "PlannedTalk",
    "PolicyFile",
    "Rating",
    "Review",
    "ReviewStep",
    "ScaleWording",
    "Seat",
    "VignetteRating",
]
