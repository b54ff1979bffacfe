"""What the kinds and fields of the caseload are called in a client's record."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from plek.caseload.supply import RecordKind

RECORD_KINDS: dict[str, RecordKind] = {
    "caseload.Client": RecordKind(_("Person"), {
        "number": _("Client number"), "first_name": _("First name"), "last_name": _("Last name"),
        "preferred_name": _("Is called"), "pronoun": _("Pronoun"), "born_on": _("Date of birth"),
        "gender": _("Gender"), "street": _("Street and number"), "postcode": _("Postcode"),
        "municipality": _("Town or city"), "phone": _("Telephone"), "email": _("E-mail"),
        "contact_preference": _("How to reach best"), "in_care_since": _("In care since"),
        "benefit": _("Benefit"), "education_level": _("Highest education"),
        "emergency_name": _("Emergency contact"), "emergency_phone": _("Telephone of the emergency contact"),
        "emergency_relation": _("Relation to the client"),
    }),
    "caseload.Referral": RecordKind(_("Referrals"), {
        "referred_on": _("Day"), "source": _("Who asks?"), "referrer": _("Referred by"),
        "referrer_name": _("Name of who asks"), "wish": _("Wish"), "strengths": _("Good at"),
        "good_to_know": _("Good to know"), "state": _("State"), "decline_reason": _("Reason"),
    }),
    "caseload.ReferralEvent": RecordKind(_("What happened with a referral"), {
        "at": _("When"), "by": _("Who"), "state": _("State"), "text": _("Words"),
    }),
    "caseload.Trajectory": RecordKind(_("Trajectories"), {
        "number": pgettext_lazy("trajectory", "Number"), "kind": _("Kind"), "referred_on": _("Referred on"),
        "first_meeting_on": _("First meeting"), "specialist": _("Employment specialist"),
        "funding": _("Funding"), "wish": _("Wish"), "next_step": _("Next step"), "phase": _("Phase"),
        "ended_on": _("Ended on"), "end_reason": _("Reason"),
    }),
    "caseload.Wish": RecordKind(_("Wishes"), {
        "said_at": _("When"), "written_by": _("Written by"), "text": _("Words"),
    }),
    "caseload.PhaseSpell": RecordKind(_("Phases"), {
        "phase": _("Phase"), "begins_on": pgettext_lazy("period", "From"),
        "ends_on": pgettext_lazy("period", "Until"),
    }),
    "caseload.Assignment": RecordKind(_("Who guided"), {
        "specialist": _("Employment specialist"), "begins_on": pgettext_lazy("period", "From"),
        "ends_on": pgettext_lazy("period", "Until"),
    }),
    "caseload.Milestone": RecordKind(_("Moments of the method"), {"kind": _("Kind"), "reached_on": _("Day")}),
    "caseload.Appointment": RecordKind(_("Appointments"), {
        "starts_at": _("When"), "membership": _("With whom"), "place": _("Place"), "about": _("About"),
    }),
    "caseload.Contact": RecordKind(_("Contacts"), {
        "held_on": _("Day"), "member": _("Who"), "held_with": _("With whom"), "mode": _("How"),
        "setting": _("Where"), "minutes": _("Minutes"), "topics": _("Topics"), "was_missed": _("Missed"),
        "is_withdrawn": _("Withdrawn"),
    }),
    "caseload.ContactNote": RecordKind(_("Notes of contacts"), {
        "contact.held_on": _("Day"), "contact.member.user": _("Who"), "text": _("Words"),
    }),
    "caseload.Task": RecordKind(_("Tasks"), {
        "due_on": _("Day"), "owner": _("Who"), "text": _("Words"), "done_at": _("Done"),
    }),
    "caseload.RightsRequest": RecordKind(_("What was asked about the record"), {
        "asked_on": _("Day"), "kind": _("Kind"), "text": _("Words"), "state": _("State"), "answer": _("Answer"),
    }),
}  # fmt: skip
