"""Every form that changes something, what is filled in, and what it leaves in the log."""

from datetime import timedelta
from typing import Any, NamedTuple

from django.core.files.uploadedfile import SimpleUploadedFile

from plek.caseload.choices import DeclineReason, MilestoneKind
from plek.organisations.choices import Role
from tests.security.world import TODAY


class Step(NamedTuple):
    """One form sent, and what it leaves in the log; ``of`` says which record the address is about."""

    role: str
    route: str
    given: dict[str, Any]
    event: str
    of: dict[str, str] = {}


S, L, P, A, C, F = (
    Role.EMPLOYMENT_SPECIALIST, Role.IPS_TEAM_LEADER, Role.PRACTITIONER, Role.ADMINISTRATOR, Role.CLIENT,
    Role.FIDELITY_REVIEWER,
)  # fmt: skip
DAY = TODAY.isoformat()
LATER = (TODAY + timedelta(days=7)).isoformat()
RIGHTS, RECORDS = "clients/<str:number>/rights/", "records/<int:destruction>/"
TRAJECTORY = "trajectories/<str:number>/"
OFFICIAL = 'scale: IPS-25\nversion: "2008-01-07"\nlanguage: en\nsource: x\nright: y\nitems: {}\n'
BENEFITS = "clients/<str:number>/benefits/"
PERSON = {"first_name": "Bo", "last_name": "Bos", "born_on": "1991-01-02"}
CHANGES: list[tuple[str, str, dict[str, Any], str]] = [
    (S, "contacts/new/", {"clients": "TR77", "setting": "buiten", "minutes": "30"}, "contact.logged"),
    (S, "contacts/<int:contact>/correct/", {"minutes": "60", "setting": "buiten"}, "contact.corrected"),
    (S, "contacts/<int:contact>/withdraw/", {"reason": "dubbel"}, "contact.withdrawn"),
    (S, "contacts/<uuid:key>/undo/", {}, "contact.undone"),
    (P, "referrals/new/", PERSON | {"wish": "werken", "is_client_informed": "on"}, "referral.sent"),
    (L, "referrals/<int:referral>/accept/", {"specialist": "colleague"}, "referral.accepted"),
    (L, "referrals/<int:referral>/ask/", {"text": "Welke dagen?"}, "referral.asked"),
    (L, "referrals/<int:referral>/decline/", {"reason": DeclineReason.values[0], "text": "Nee"}, "declined"),
    (P, "referrals/<int:referral>/withdraw/", {"text": "Vergissing"}, "referral.withdrawn"),
    (S, TRAJECTORY + "phase/", {"phase": "starting"}, "phase"),
    (S, TRAJECTORY + "phase/begin/", {"begins_on": "2026-10-05"}, "phase"),
    (S, TRAJECTORY + "first-meeting/", {"met_on": "2026-09-11"}, "meeting"),
    (S, TRAJECTORY + "next-step/", {"text": "Chef bellen"}, "step"),
    (S, TRAJECTORY + "wish/", {"text": "Taart bakken"}, "wish"),
    (S, TRAJECTORY + "funding/", {"funding": "gemeente"}, "funding"),
    (L, TRAJECTORY + "specialist/", {"specialist": "colleague"}, "assigned"),
    (S, TRAJECTORY + "milestones/<slug:kind>/", {"reached_on": DAY}, "milestone"),
    (S, TRAJECTORY + "end/", {"reason": "verhuisd", "ended_on": DAY}, "ended"),
    (S, "clients/<str:number>/details/change/", {"phone": "0612345678"}, "client.changed"),
    (S, "clients/<str:number>/bsn/", {"bsn": "111222333"}, "bsn.kept"),
    (S, "clients/new/", PERSON, "client.entered"),
    (S, "board/<str:number>/move/", {"phase": "starting"}, "phase"),
    (S, "today/reached/", {"trajectory": "TR77", "kind": MilestoneKind.values[1]}, "milestone"),
    (S, "employer-contacts/<uuid:key>/correct/", {"purpose": "onderhouden"}, "employer_contact.corrected"),
    (S, "employer-contacts/<uuid:key>/withdraw/", {}, "employer_contact.withdrawn"),
    (S, "appointments/new/", {"trajectory": "TR77", "on": "2026-11-26", "at": "10:00"}, "appointment.made"),
    (S, "appointments/<int:appointment>/", {"on": "2026-11-27", "at": "11:00"}, "appointment.changed"),
    (S, "appointments/<int:appointment>/cancel/", {}, "appointment.cancelled"),
    (S, "appointments/<int:appointment>/happened/", {}, "contact.logged"),
    (S, "tasks/new/", {"text": "Bellen", "due_on": DAY, "trajectory": "TR77"}, "task.added"),
    (S, "tasks/<int:task>/done/", {}, "task"),
    (S, TRAJECTORY + "jobs/new/", {
        "employer": "W77", "title": "Kok", "started_on": DAY, "hours_per_week": "12", "contract": "tijdelijk",
        "is_competitive": "yes", "move_to": "stay",
    }, "job.started"),
    (S, "jobs/<str:number>/edit/", {"title": "Chef"}, "job.changed"),
    (S, "jobs/<str:number>/end/", {"move_to": "stay"}, "job.ended"),
    (S, "jobs/<str:number>/terms/new/", {"begins_on": LATER, "hours_per_week": "20"}, "job.terms_changed"),
    (S, "jobs/<str:number>/terms/<int:terms>/take-back/", {}, "job.terms_taken_back"),
    (S, TRAJECTORY + "education/new/", {"title": "Mbo Kok", "started_on": DAY}, "education.started"),
    (S, "education/<int:education>/end/", {"ended_on": DAY}, "education.ended"),
    (S, "employer-contacts/new/", {
        "employer": "W77", "trajectory": "TR77", "purpose": "kennismaken", "mode": "fysiek", "held_on": DAY,
        "decides_on_hiring": "yes",
    }, "employer_contact"),
    (P, "clients/<str:number>/rights/", {"kind": "correction", "on": DAY}, "rights.asked"),
    (S, "clients/<str:number>/why/", {"reason": "contact"}, "client.reason_given"),
    (S, RIGHTS + "<int:asked>/", {"result": "yes", "text": "Samen gelezen"}, "rights.answered"),
    (S, RIGHTS + "<int:asked>/withdraw/", {}, "rights.withdrawn"),
    (C, "me/rights/<int:asked>/withdraw/", {}, "rights.withdrawn"),
    (S, BENEFITS + "steps/<slug:step>/", {"partner": "no"}, "benefits.filled_in"),
    (S, BENEFITS + "plans/", {"kind": "hours", "hours": "16", "per": "hour"}, "benefits.plan_set"),
    (S, BENEFITS + "plans/<int:place>/", {"kind": "hours", "hours": "8", "per": "hour"}, "benefits.plan_set"),
    (S, BENEFITS + "plans/<int:place>/remove/", {}, "benefits.plan_removed"),
    (S, BENEFITS + "compare/", {"title": "Voor de baan"}, "benefits.kept"),
    (S, BENEFITS + "to-do/", {"duties": "uwv_change:job_start:2026-12-01"}, "benefits.reminded"),
    (S, BENEFITS + "notes/", {"text": "UWV bellen"}, "benefits.noted"),
    (S, "benefits/keep/", {"kind": "wajong_able", "per": "hour", "client": "C77"}, "benefits"),
    (S, "clients/<str:number>/benefits/scenarios/<int:scenario>/letter/", {"language": "nl"},
     "benefits.letter_made"),
    (S, "clients/<str:number>/benefits/scenarios/<int:scenario>/changes/", {}, "benefits.change_seen"),
    (C, "me/wish/", {"text": "Ik wil bakken"}, "wish"),
    (C, "me/money/<int:scenario>/letter/", {}, "benefits.letter_made"),
    (C, "me/to-do/<int:todo>/done/", {}, "benefits.todo_done"),
    (C, "me/to-do/<int:todo>/not-done/", {}, "benefits.todo_reopened"),
    (P, "emergency/", {"number": "C79", "reason": "danger", "text": "Belde in paniek"}, "emergency.opened"),
    (L, "emergency/looks/<int:access>/", {"result": "yes"}, "emergency.looked_at"),
]  # fmt: skip


HOUSE: list[tuple[str, str, dict[str, Any], str]] = [
    (A, "people/invite/", {"name": "Jo", "email": "jo@x.example", "code": "X9", "role": "director"}, "invited"),
    (A, "people/<int:person>/role/", {"role": "ips_team_leader", "code": "X8"}, "member.role_changed"),
    (A, "people/<int:person>/teams/", {}, "member"),
    (A, "people/<int:person>/details/", {"profession": "agoog"}, "member.changed"),
    (A, "people/<int:person>/working-time/", {"fte": "0.5"}, "member.working_time_changed"),
    (A, "working-times/<int:row>/take-back/", {}, "member.working_time_taken_back"),
    (A, "absences/<int:absence>/end/", {}, "member.absence_ended"),
    (A, "teams/new/", {"code": "F9", "name": "FACT Zuid", "kind": "FACT"}, "team.added"),
    (A, "teams/<int:team>/", {"name": "IPS-team 2"}, "team.changed"),
    (A, "settings/", {"name": "GGZ Hoogveld"}, "organisation.changed"),
    (A, "settings/privacy-officer/", {"officer": "leader"}, "organisation.privacy_officer_named"),
    (S, "fidelity/vignettes/<str:vignette>/", {"ST1": "4", "ST2": "3", "OR4": "3"}, "vignette_rated"),
    (A, "fidelity/wordings/", {"text": OFFICIAL}, "wording_laid_in"),
    (A, "fidelity/wordings/<int:wording>/remove/", {}, "wording_removed"),
    (A, "people/<int:person>/second-factor/", {}, "member.second_factor_reset"),
    (A, "people/<int:person>/cover/", {"cover": "specialist"}, "member.cover_arranged"),
    (L, "people/<int:person>/cover/", {"cover": "specialist"}, "member.cover_arranged"),
    (L, "rules/<slug:code>/", {"days": "20"}, "rule.tuned"),
    (L, "meetings/new/", {"team": "ips", "held_on": DAY}, "meeting.recorded"),
    (L, "meetings/<int:meeting>/", {"held_on": DAY, "attendees": "leader"}, "meeting.changed"),
    (L, "meetings/<int:meeting>/remove/", {}, "meeting.removed"),
    (S, "hours/", {"support": "20", "other": "4", "outside": "8"}, "week.recorded"),
    (S, "employers/new/", {"name": "Drukkerij Loos", "town": "Ede"}, "employer.registered"),
    (S, "employers/<str:code>/edit/", {"name": "Bakkerij Het Halm"}, "employer.changed"),
    (L, "employers/<str:code>/edit/", {"town": "Ede"}, "employer.changed"),
    (A, "benefit-amounts/<int:amount>/check/", {"verdict": "accept"}, "benefits.amount_accepted"),
    (L, "benefit-amounts/<slug:law>/<slug:code>/propose/", {
        "number": "15,10", "begins_on": "2026-09-01", "source": "Stcrt",
    }, "benefits.amount_proposed"),
    (L, "benefit-amounts/<int:amount>/take-back/", {"reason": "Vergissing"}, "benefits.amount_taken_back"),
    (A, "municipalities/rules/new/", {
        "municipality": "Ede", "exemption": "31-2", "begins_on": "2026-01-01", "source": "Verordening",
    }, "benefits.regime_set"),
    (A, "municipalities/rules/<int:regime>/", {"begins_on": "2026-02-01"}, "benefits.regime_corrected"),
    (A, "municipalities/rules/<int:regime>/withdraw/", {}, "benefits.regime_withdrawn"),
    (A, "municipalities/schemes/new/", {
        "municipality": "Ede", "name": "Fiets", "gives": "Een fiets", "begins_on": "2026-01-01",
        "source": "Verordening",
    }, "benefits.scheme_kept"),
    (A, "municipalities/schemes/<int:scheme>/", {"ends_on": "2027-01-01"}, "benefits.scheme_corrected"),
    (A, "municipalities/schemes/<int:scheme>/withdraw/", {}, "benefits.scheme_withdrawn"),
    (A, "advisers/new/", {
        "member": "specialist", "training": "adviser", "title": "Adviseur", "begins_on": "2026-01-01",
    }, "benefits.adviser_registered"),
    (L, "advisers/<int:row>/", {"ends_on": "2026-12-01"}, "benefits.adviser_corrected"),
    (L, "advisers/<int:row>/strike/", {}, "benefits.adviser_struck"),
    (L, "import/<uuid:key>/discard/", {}, "workbook.discarded"),
]  # fmt: skip


REFERRAL, ACCESS, PERSON_OF = "referrals/<int:referral>/", "clients/<str:number>/access/", "people/<int:person>/"
REVIEW, VISIT = "reviews/<str:number>/", {"number": "MG-I2"}
POLICY = SimpleUploadedFile("beleid.pdf", b"%PDF-1.7")


STORIES = {
    "a question is answered": [
        Step(L, REFERRAL + "ask/", {"text": "Welke dagen?"}, "referral.asked"),
        Step(P, REFERRAL + "reply/", {"text": "Maandag"}, "referral.replied"),
    ],
    "asked once more": [
        Step(L, REFERRAL + "decline/", {"reason": DeclineReason.values[0], "text": "Nee"}, "referral.declined"),
        Step(P, REFERRAL + "reopen/", {"text": "Toch graag"}, "referral.reopened"),
    ],
    "a client asks and answers himself": [
        Step(S, TRAJECTORY + "end/", {"reason": "verhuisd", "ended_on": DAY}, "trajectory.ended"),
        Step(C, "me/start/", {"text": "Ik wil weer"}, "referral.sent"),
        Step(L, REFERRAL + "ask/", {"text": "Wanneer?"}, "referral.asked", {"referral": "newest"}),
        Step(C, "me/answer/", {"text": "Morgen"}, "referral.replied"),
    ],
    "coming back after the end": [
        Step(S, TRAJECTORY + "end/", {"reason": "verhuisd", "ended_on": DAY}, "trajectory.ended"),
        Step(S, "clients/<str:number>/restart/", {}, "trajectory"),
    ],
    "access ends, is given again and is withdrawn": [
        Step(S, "clients/<str:number>/details/change/", {"email": "anna@x.example"}, "client.changed"),
        Step(S, ACCESS + "end/", {}, "client.access_ended"),
        Step(P, ACCESS + "give/", {}, "client.access_given"),
        Step(S, ACCESS + "again/", {}, "client.access_sent_again"),
        Step(L, ACCESS + "withdraw/", {}, "client.access_withdrawn"),
    ],
    "the bsn is looked at": [
        Step(S, "clients/<str:number>/bsn/", {"bsn": "111222333"}, "bsn.kept"),
        Step(P, "clients/<str:number>/bsn/look/", {}, "bsn"),
    ],
    "a caseload is handed over and taken back": [
        Step(L, PERSON_OF + "hand-over/", {"on": LATER, "to": "colleague", "leaves": "1"},
             "trajectory.handed_over", {"person": "specialist"}),
        Step(A, PERSON_OF + "hand-over/undo/", {}, "trajectory.handover_undone", {"person": "specialist"}),
    ],
    "two people destroy a record, at the third proposal": [
        Step(S, TRAJECTORY + "end/", {"reason": "verhuisd", "ended_on": DAY}, "trajectory.ended"),
        Step(C, "me/rights/", {"kind": "destruction"}, "rights.asked"),
        Step(S, "clients/<str:number>/destruction/", {}, "destruction.proposed"),
        Step(S, RECORDS + "take-back/", {}, "destruction.withdrawn", {"destruction": "proposed"}),
        Step(S, "clients/<str:number>/destruction/", {}, "destruction.proposed"),
        Step(L, RECORDS + "keep/", {"because": "mistake"}, "destruction.kept", {"destruction": "proposed"}),
        Step(P, "clients/<str:number>/destruction/", {}, "destruction.proposed"),
        Step(A, RECORDS + "destroy/", {"is_checked": "on"}, "client.destroyed", {"destruction": "proposed"}),
    ],
    "a conversation about the benefit is rounded off and a new one begun": [
        Step(S, BENEFITS + "finish/", {}, "benefits.finished"),
        Step(L, BENEFITS + "begin/", {"agreed": "born"}, "benefits.begun"),
    ],
    "a task is done and is not": [
        Step(S, "tasks/<int:task>/done/", {}, "task"),
        Step(S, "tasks/<int:task>/open/", {}, "task"),
    ],
    "a job ends and does not": [
        Step(S, "jobs/<str:number>/end/", {"move_to": "stay"}, "job.ended"),
        Step(S, "jobs/<str:number>/reopen/", {}, "job.end_taken_back"),
    ],
}  # fmt: skip
HOUSE_STORIES = {
    "a caseload is handed over": [
        Step(A, PERSON_OF + "hand-over/", {"on": LATER, "to": "colleague", "leaves": "1"},
             "caseload.handed_over", {"person": "specialist"}),
        Step(L, PERSON_OF + "hand-over/undo/", {}, "caseload.handover_undone", {"person": "specialist"}),
        Step(L, PERSON_OF + "hand-over/", {"on": DAY, "to": "colleague", "leaves": "1"}, "member.ended",
             {"person": "specialist"}),
    ],
    "an absence": [
        Step(A, PERSON_OF + "absence/", {"cover": "leader"}, "member.absence_begun", {"person": "specialist"}),
        Step(L, PERSON_OF + "cover/", {"cover": "leader"}, "member.cover_arranged", {"person": "specialist"}),
    ],
    "an invitation": [
        Step(A, "people/invite/", {"name": "Jo", "email": "jo@x.example", "code": "X9", "role": "director"},
             "member.invited"),
        Step(A, PERSON_OF + "invitation/", {}, "member.invited_again", {"person": "invited"}),
        Step(A, PERSON_OF + "invitation/withdraw/", {}, "member.invitation_revoked", {"person": "invited"}),
    ],
    "a team that closes": [
        Step(A, "teams/new/", {"code": "F9", "name": "FACT Zuid", "kind": "FACT"}, "team.added"),
        Step(A, "teams/<int:team>/close/", {"on": LATER}, "team.closed", {"team": "closing"}),
    ],
    "an amount in force is corrected": [
        Step(A, "benefit-amounts/<int:amount>/check/", {"verdict": "accept"}, "benefits.amount_accepted"),
        Step(A, "benefit-amounts/<int:amount>/correct/", {"number": "15,30"}, "benefits.amount_proposed"),
    ],
    "a review is answered, corrected and answered again": [
        Step(L, REVIEW + "response/", {"text": "Dank"}, "review.text_written"),
        Step(L, REVIEW + "actions/", {"text": "Nalopen", "owner": "specialist", "due_on": DAY},
             "review.action_planned"),
        Step(F, REVIEW + "back/", {"reason": "Fout"}, "review.went_back"),
        Step(F, REVIEW + "report/write/", {"strengths": "Snel"}, "review.text_written"),
        Step(F, REVIEW + "back/", {"reason": "Fout"}, "review.went_back"),
        Step(F, REVIEW + "items/<str:item>/agree/", {"score": "4", "reason": "Gelezen"}, "review.agreed"),
    ],
    "a review is prepared": [
        Step(A, REVIEW + "days/", {"begins_on": DAY, "ends_on": LATER}, "review.visit_moved", VISIT),
        Step(A, REVIEW + "checklist/", {"point": "dates", "is_ready": "yes"}, "review.checklist_changed", VISIT),
        Step(F, REVIEW + "talks/", {"source": "client", "held_on": DAY}, "review.talk_planned", VISIT),
        Step(A, REVIEW + "talks/<int:talk>/remove/", {}, "review.talk_dropped", VISIT),
        Step(A, REVIEW + "policies/", {"file": POLICY}, "review.policy_added", VISIT),
        Step(A, REVIEW + "policies/<int:policy>/remove/", {}, "review.policy_removed",
             VISIT | {"policy": "policy"}),
        Step(A, REVIEW + "cancel/", {"reason": "Ziek"}, "review.went_on", VISIT),
        Step(A, "reviews/new/", {"team": "I2", "reviewers": "reviewers"}, "review.planned"),
        Step(A, REVIEW + "book/", {}, "review.book_made", {"number": "planned"}),
        Step(F, REVIEW + "sign/", {"is_independent": "on"}, "review.statement_signed", {"number": "planned"}),
    ],
    "a review is rated": [
        Step(F, REVIEW + "items/<str:item>/note/", {"source": "client", "text": "Blij"}, "review.note_written",
             VISIT),
        Step(F, REVIEW + "notes/", {"source": "client", "item": "ST1", "text": "Blij"}, "review.note_written",
             VISIT),
        Step(F, REVIEW + "notes/<int:note>/remove/", {}, "review.note_removed", VISIT),
        Step(F, REVIEW + "onwards/", {"step": "end_visit"}, "review.went_on", VISIT),
        Step(F, REVIEW + "items/<str:item>/score/", {"score": "4"}, "review.scored", VISIT),
        Step(F, REVIEW + "take-up/", {}, "review.rating_taken_up", VISIT),
    ],
    "a line waits and comes back": [
        Step(S, "today/later/", {"line": "silence:TR77", "until": LATER, "reason": "Vakantie"}, "line.put_off"),
        Step(S, "today/back/", {"line": "silence:TR77"}, "line.taken_up"),
    ],
}  # fmt: skip
OWN = {
    "drafts/<slug:form>/", "drafts/<slug:form>/discard/", "caseload/views/", "caseload/views/<int:view>/remove/",
    "import/<uuid:key>/cancel/", "import/<uuid:key>/sheet/<int:place>/row/<int:number>/",
}  # fmt: skip
"""What is one's own until it is sent or taken in: drafts, kept views, cells of a workbook still to be written."""
