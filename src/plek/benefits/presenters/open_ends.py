"""What is not known: which ends were calculated, and which question decides most."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from plek.benefits.answers import FIELDS_OF, LONGER, PARTNERS_LONGER
from plek.benefits.choices import Step
from plek.benefits.estimates import Estimate
from plek.benefits.forms.steps import FORMS
from plek.benefits.kept import Kept
from plek.benefits.presenters.figures import money


@dataclass(frozen=True)
class AskFirst:
    """The question whose answer moves most, by how much a month, and the step that asks it."""

    question: str
    most: str
    step: Step


def ask_first(found: Estimate) -> AskFirst | None:
    """Nothing when no open answer moves an amount."""
    name, cents = next(iter(found.decisive.items()), ("", 0.0))
    if not name:
        return None
    if name == "capacity":
        return AskFirst(_("Which Wajong is it: able to work, or lastingly unable?"), money(cents), Step.BENEFIT)
    step = next(step for step, fields in FIELDS_OF.items() if name in fields)
    return AskFirst(str(FORMS[step].base_fields[name].label), money(cents), step)


def open_ends(found: Estimate | Kept) -> list[str]:
    """What was not known and is therefore calculated both ways; what moves most comes first."""
    names = {
        "partner": _("with and without a partner"),
        "capacity": _("Wajong with and without capacity to work"),
        "housemates": _("from no other housemates up to three"),
        "exemption": _("by the old and by the new rules for pay beside social assistance"),
        "exemption_months_used": _(
            "in the first months in which part of the pay is left out, and after all of them"
        ),
        "partner_exemption_months_used": _(
            "in the first months in which part of the partner's pay is left out, and after all of them"
        ),
        **dict.fromkeys(
            LONGER, _("with and without what lets part of the pay be left out for longer (such as limited hours)")
        ),
        **dict.fromkeys(
            PARTNERS_LONGER, _("with and without what lets part of the partner's pay be left out for longer")
        ),
        "months_used": _("in the first two months of the benefit, and after them"),
        "supplement": _("with and without a supplement of UWV"),
        "former_wage": _(
            "former wage from the minimum wage to the highest daily wage, for full-time work;"
            " with part-time it may be lower"
        ),
    }
    strongest = list(found.decisive) if isinstance(found, Estimate) else []
    return [names[name] for name in dict.fromkeys([*strongest, *found.assumed])]


def steps_of(assumed: tuple[str, ...]) -> str:
    """Which of several ways the steps below belong to."""
    plainest = {
        "partner": _("no partner"), "capacity": _("able to work"), "housemates": _("no other housemates"),
        "exemption": _("the old rules"), "exemption_months_used": _("the first months"),
        "partner_exemption_months_used": _("nothing left out of the partner's pay"),
        **dict.fromkeys(LONGER, _("nothing that lets pay be left out for longer")),
        **dict.fromkeys(PARTNERS_LONGER, _("for the partner neither")),
        "months_used": _("after the first two months"),
        "supplement": _("no supplement"), "former_wage": _("a former wage at the minimum wage"),
    }  # fmt: skip
    return ", ".join(plainest[name] for name in assumed)
