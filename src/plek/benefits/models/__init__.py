"""The tables of benefits."""

from plek.benefits.models.advisers import TrainedAdviser
from plek.benefits.models.conversation import Conversation, ConversationNote, Plan, Scenario, SituationPart
from plek.benefits.models.letters import ChangeNotice, Letter
from plek.benefits.models.municipalities import ExemptionRegime, LocalScheme
from plek.benefits.models.own_amounts import AmountCheck, OwnAmount
from plek.benefits.models.reminder import Reminder

__all__ = [
    "AmountCheck",
    "ChangeNotice",
    "Conversation",
    "ConversationNote",
    "ExemptionRegime",
    "Letter",
    "LocalScheme",
    "OwnAmount",
    "Plan",
    "Reminder",
    "Scenario",
    "SituationPart",
    "TrainedAdviser",
]
