"""What the events of benefits are called: in the log, in "who looked", and since one's last visit."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from plek.caseload.supply import RecordKind

EVENTS: dict[str, str | Promise] = {
    "benefits.begun": _("conversation about the benefit begun"),
    "benefits.filled_in": _("situation for the benefit told"),
    "benefits.plan_set": _("plan beside the benefit set"),
    "benefits.plan_removed": _("plan beside the benefit left out"),
    "benefits.kept": _("calculation kept"),
    "benefits.noted": _("note about the benefit written"),
    "benefits.reminded": _("to-dos about the benefit put on the list"),
    "benefits.todo_done": _("to-do about the benefit ticked off by the client"),
    "benefits.todo_reopened": _("to-do about the benefit not done after all"),
    "benefits.viewed": _("conversation about the benefit viewed"),
    "benefits.step_viewed": _("step of the conversation about the benefit viewed"),
    "benefits.compared": _("now compared with plans"),
    "benefits.scenario_viewed": _("kept calculation viewed"),
    "benefits.finished": _("conversation about the benefit rounded off"),
    "benefits.letter_made": _("letter about the benefit made"),
    "benefits.change_viewed": _("calculation made anew beside the kept one"),
    "benefits.change_seen": _("changed calculation looked at together"),
    "benefits.amounts_viewed": _("amounts of the law viewed"),
    "benefits.amount_viewed": _("an amount of the law viewed"),
    "benefits.municipalities_viewed": _("rules of municipalities viewed"),
    "benefits.municipality_viewed": _("rules of a municipality viewed"),
    "benefits.advisers_viewed": _("register of advisers viewed"),
    "benefits.amount_proposed": _("own amount proposed"),
    "benefits.amount_accepted": _("own amount checked and accepted"),
    "benefits.amount_returned": _("own amount returned"),
    "benefits.amount_taken_back": _("own amount taken back"),
    "benefits.regime_set": _("rules of a municipality for pay beside social assistance written down"),
    "benefits.regime_corrected": _("rules of a municipality for pay beside social assistance corrected"),
    "benefits.regime_withdrawn": _("rules of a municipality for pay beside social assistance withdrawn"),
    "benefits.scheme_kept": _("scheme of a municipality written down"),
    "benefits.scheme_corrected": _("scheme of a municipality corrected"),
    "benefits.scheme_withdrawn": _("scheme of a municipality withdrawn"),
    "benefits.adviser_registered": _("adviser put in the register"),
    "benefits.adviser_corrected": _("adviser in the register corrected"),
    "benefits.adviser_struck": _("adviser struck from the register"),
}

RECORD_KINDS: dict[str, RecordKind] = {
    "benefits.Conversation": RecordKind(_("Conversations about the benefit"), {
        "begun_at": _("Begun"), "begun_by": _("Who"), "finished_at": _("Rounded off"),
        "led_by": _("Led by"),
    }),
    "benefits.Scenario": RecordKind(_("Kept calculations"), {
        "saved_at": _("When"), "title": _("Name of this calculation"), "amounts_on": _("By the rules of"),
        "saved_by": _("Who"),
    }),
    "benefits.ConversationNote": RecordKind(_("Notes about the benefit"), {
        "written_at": _("When"), "written_by": _("Who"), "text": _("Words"),
    }),
}  # fmt: skip
