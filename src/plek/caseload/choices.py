"""Enums of the caseload. Values are stable codes; labels are what screens show."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Gender(models.TextChoices):
    FEMALE = "v", pgettext_lazy("gender", "woman")
    MALE = "m", pgettext_lazy("gender", "man")
    OTHER = "x", pgettext_lazy("gender", "other")


class Benefit(models.TextChoices):
    """The benefit a client receives (uitkering)."""

    NONE = "geen", pgettext_lazy("benefit", "none")
    BIJSTAND = "bijstand", "bijstand"
    WAJONG = "Wajong", "Wajong"
    WIA = "WIA", "WIA"
    WAO = "WAO", "WAO"
    WW = "WW", "WW"
    ZW = "ZW", "ZW"
    OTHER = "anders", pgettext_lazy("benefit", "other")


class ContactPreference(models.TextChoices):
    PHONE = "phone", _("phone")
    TEXT = "text", _("text message")
    EMAIL = "email", _("e-mail")
    IN_PERSON = "in_person", _("in person")
    VIA_OTHER = "via_other", _("through someone else")


class TrajectoryKind(models.TextChoices):
    IPS = "IPS", "IPS"
    WGB = "WGB", "WGB"
    OAD = "OAD", "OAD"
    JOB_COACHING = "jobcoaching", _("job coaching")
    SUPPORTED_EDUCATION = "begeleid leren", _("supported education")


class Phase(models.TextChoices):
    """Where a trajectory is. The order is the usual one; any move is allowed."""

    GETTING_TO_KNOW = "getting_to_know", _("getting to know")
    PROFILE = "profile", pgettext_lazy("phase", "profile")
    SEARCHING = "searching", _("searching")
    STARTING = "starting", _("starting")
    FOLLOW_ALONG = "follow_along", _("follow-along")
    ROUNDING_OFF = "rounding_off", _("rounding off")
    RESTING = "resting", _("resting")


class Funding(models.TextChoices):
    UWV = "UWV", "UWV"
    MUNICIPALITY = "gemeente", _("municipality")
    ZVW = "Zvw", "Zvw"
    WMO = "Wmo", "Wmo"
    OTHER = "anders", pgettext_lazy("funding", "other")


class EndReason(models.TextChoices):
    """Why a trajectory ended. There is always a way back."""

    WORKS_STEADILY = "werkt stabiel", _("works steadily")
    OWN_CHOICE = "eigen keuze", _("own choice")
    MOVED = "verhuisd", _("moved house")
    TRANSFERRED = "overdracht", _("handed to another service")
    DIED = "overleden", _("died")
    NO_CONTACT = "geen contact", _("no contact")
    OTHER = "anders", pgettext_lazy("end reason", "other")


class ReferralSource(models.TextChoices):
    TREATMENT_TEAM = "treatment_team", _("treatment team")
    CLIENT = "client", _("the client")
    FAMILY = "family", _("family or friend")
    AGENCY = "agency", _("UWV or municipality")


class ReferralState(models.TextChoices):
    WAITING = "waiting", _("waiting")
    QUESTION = "question", _("returned with a question")
    ACCEPTED = "accepted", _("accepted")
    DECLINED = "declined", _("declined")
    WITHDRAWN = "withdrawn", _("withdrawn")


class DeclineReason(models.TextChoices):
    """The only reasons that zero exclusion leaves: none is about the person's readiness."""

    NO_WISH = "no_wish", _("the client does not want paid work now")
    WITHDREW = "withdrew", _("the client withdrew the request")
    OUTSIDE_CARE = "outside_care", _("not in care or guidance of a team we work with")
    ELSEWHERE = "elsewhere", _("already guided elsewhere, by own choice")
    DUPLICATE = "duplicate", _("already on the caseload")


class ContactWith(models.TextChoices):
    CLIENT = "cliënt", _("client")
    TREATMENT_TEAM = "behandelteam", _("treatment team")
    FAMILY = "naaste", _("family or friend")
    UWV = "UWV", "UWV"
    MUNICIPALITY = "gemeente", _("municipality")
    EMPLOYER = "werkgever", _("employer")
    INTERNAL = "intern", _("internal")


class Mode(models.TextChoices):
    FACE_TO_FACE = "fysiek", _("face to face")
    PHONE = "telefoon", _("phone")
    VIDEO = "video", _("video")
    MESSAGE = "bericht", _("message")


class Setting(models.TextChoices):
    """Where a contact took place."""

    OFFICE = "kantoor", _("at the office")
    HOME = "thuis", _("at home")
    WORKPLACE = "werkplek", _("at the workplace")
    OUTDOORS = "buiten", _("outside")
    ONLINE = "online", _("online")


class WorkPhase(models.TextChoices):
    """Which of the six kinds of IPS work a contact was (fidelity item ST3)."""

    ENGAGEMENT = "kennismaken", _("getting to know")
    PROFILE = "profiel", pgettext_lazy("phase", "profile")
    SEARCH = "zoeken", _("searching")
    PLACEMENT = "plaatsen", _("placing")
    COACHING = "coachen", _("coaching")
    FOLLOW_ALONG = "volgen", _("following")


class Topic(models.TextChoices):
    BENEFIT = "uitkering", _("benefit")
    OPENNESS = "openheid", _("openness")
    PROFILE = "profiel", pgettext_lazy("phase", "profile")
    WORKPLACE = "werkplek", _("workplace")
    EDUCATION = "opleiding", _("education")
    RETURN = "terugkeer", _("return to work")


class MilestoneKind(models.TextChoices):
    """Moments that the method asks for and that no contact alone proves."""

    PROFILE_READY = "profile_ready", _("career profile ready")
    PLAN_REVIEWED = "plan_reviewed", _("plan reviewed")
    BENEFITS_ADVICE = "benefits_advice", _("benefits counselling done")
    OPENNESS_TALK = "openness_talk", _("openness talked through")


class MeetingKind(models.TextChoices):
    TEAM = "teamoverleg", _("team meeting")
    GROUP_SUPERVISION = "groepssupervisie", _("group supervision")
    INDIVIDUAL_SUPERVISION = "individuele supervisie", _("individual supervision")
    FIELD_MENTORING = "veldcoaching", _("field mentoring")
    STEERING_GROUP = "stuurgroep", _("steering group")
    RESULTS = "resultaatbespreking", _("results meeting")


class DuplicateReason(models.TextChoices):
    """Why someone who looks like a known client is entered all the same."""

    SOMEONE_ELSE = "someone_else", _("I checked: this is someone else")
    ASKED_TEAM = "asked_team", _("I asked the team that knows the other one")
    IN_HASTE = "in_haste", _("I cannot check now; we will look at it later")


class NumberViewReason(models.TextChoices):
    """Why someone's BSN is looked at; kept in the log."""

    FORM = "form", _("to fill in a form for UWV or the municipality")
    IDENTITY = "identity", _("to check that this is the right person")
    CORRECTION = "correction", _("to correct a mistake in it")


class ViewReason(models.TextChoices):
    """Why somebody opens a record in which nothing runs any more; kept in the log."""

    CONTACT = "contact", _("the client or a relative got in touch")
    RETURN = "return", _("the client may want to come back")
    REQUEST = "question", _("the client asks something about the record")
    CORRECTION = "amend", pgettext_lazy("why look", "to correct or complete something")
    REVIEW = "review", _("to learn from how it went, as agreed in the team")


class EmergencyReason(models.TextChoices):
    """Why somebody opens a record outside the care relationship."""

    DANGER = "danger", _("somebody's life or safety is at stake")
    CRISIS = "crisis", _("a crisis, and the own team cannot be reached")
    ACUTE = "acute", _("acute care must know whom to call")
    OTHER = "urgent", _("something else that cannot wait")


class RightsKind(models.TextChoices):
    """What a client may ask about his own record."""

    ACCESS = "access", _("see what is kept")
    COPY = "copy", _("a copy to take along")
    CORRECTION = "correction", _("correct something")
    LIMITATION = "limitation", _("use something less")
    OBJECTION = "objection", _("object to something")
    DESTRUCTION = "destruction", _("destroy the record")


class RightsState(models.TextChoices):
    OPEN = "open", pgettext_lazy("request", "to be answered")
    GRANTED = "granted", pgettext_lazy("request", "done")
    REFUSED = "refused", pgettext_lazy("request", "not done")
    WITHDRAWN = "withdrawn", pgettext_lazy("request", "withdrawn")


class DestructionGround(models.TextChoices):
    REQUEST = "request", _("the client asked for it")
    TERM = "term", _("the term is over")


class DestructionState(models.TextChoices):
    PROPOSED = "proposed", pgettext_lazy("destruction", "waits for a second person")
    DONE = "done", pgettext_lazy("destruction", "destroyed")
    KEPT = "kept", pgettext_lazy("destruction", "kept")
    WITHDRAWN = "withdrawn", pgettext_lazy("destruction", "taken back")


class KeepingGround(models.TextChoices):
    """The only reasons for which a record that a client wants destroyed may stay."""

    INTEREST = "interest", _("keeping it matters much to somebody else")
    LAW = "law", _("a law asks to keep it")
    MISTAKE = "mistake", _("this was proposed by mistake")
