"""The tables of the caseload."""

from plek.caseload.models.client import Client, ClientVisit, NationalNumber, SearchGram
from plek.caseload.models.contact import Contact, ContactNote, Draft
from plek.caseload.models.day import Appointment, RuleSetting, SavedView, Snooze, Task
from plek.caseload.models.emergency import EmergencyAccess, EmergencyLook
from plek.caseload.models.handover import Handover
from plek.caseload.models.referral import Referral, ReferralEvent
from plek.caseload.models.rights import Destruction, RightsRequest
from plek.caseload.models.team import Attendance, Meeting, WorkedWeek
from plek.caseload.models.trajectory import Assignment, Milestone, PhaseSpell, Trajectory, Wish

__all__ = [
    "Appointment",
    "Assignment",
    "Attendance",
    "Client",
    "ClientVisit",
    "Contact",
    "ContactNote",
    "Destruction",
    "Draft",
    "EmergencyAccess",
    "EmergencyLook",
    "Handover",
    "Meeting",
    "Milestone",
    "NationalNumber",
    "PhaseSpell",
    "Referral",
    "ReferralEvent",
    "RightsRequest",
    "RuleSetting",
    "SavedView",
    "SearchGram",
    "Snooze",
    "Task",
    "Trajectory",
    "Wish",
    "WorkedWeek",
]
