"""The tables of benefits."""

from plek.benefits.models.conversation import Conversation, ConversationNote, Plan, Scenario, SituationPart

__all__ = ["Conversation", "ConversationNote", "Plan", "Scenario", "SituationPart"]
