"""The tables of benefits."""

from plek.benefits.models.advisers import TrainedAdviser
from plek.benefits.models.conversation import Conversation, ConversationNote, Plan, Scenario, SituationPart
from plek.benefits.models.municipalities import ExemptionRegime, LocalScheme
from plek.benefits.models.own_amounts import AmountCheck, OwnAmount

__all__ = [
    "AmountCheck",
    "Conversation",
    "ConversationNote",
    "ExemptionRegime",
    "LocalScheme",
    "OwnAmount",
    "Plan",
    "Scenario",
    "SituationPart",
    "TrainedAdviser",
]
