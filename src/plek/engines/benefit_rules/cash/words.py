"""The sentences of the calendar, at level B1."""

from datetime import date

from plek.engines.benefit_rules.months import month_after, months_between
from plek.engines.benefit_rules.sentences import Sentence

_NL = (
    "januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november",
    "december",
)  # fmt: skip
_EN = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip


def named(first: date) -> Sentence:
    """A month with its year."""
    return Sentence(f"{_NL[first.month - 1]} {first.year}", f"{_EN[first.month - 1]} {first.year}")


def dated(day: date) -> Sentence:
    return Sentence(f"{day.day} {named(day).nl}", f"{day.day} {named(day).en}")


def span(begin: date, end: date) -> Sentence:
    """Whole months from one first day until (not including) another."""
    first, last = named(begin), named(month_after(end, -1))
    if months_between(begin, end) <= 1:
        return first
    return Sentence(f"{first.nl} tot en met {last.nl}", f"{first.en} to {last.en}")


def pay(begin: date, end: date, *, is_part: bool) -> Sentence:
    name, part = named(begin), " (een deel van de maand)" if is_part else ""
    part_en = " (part of the month)" if is_part else ""
    return Sentence(f"Je loon over {name.nl}{part}, na belasting.", f"Your pay for {name.en}{part_en}, after tax.")


def pay_of_weeks(paid_on: date) -> Sentence:
    day = dated(paid_on)
    return Sentence(
        f"Je loon over de weken tot en met {day.nl}, na belasting.",
        f"Your pay for the weeks until {day.en}, after tax.",
    )


def pay_left(amount: float) -> Sentence:
    if amount < 0:
        return Sentence(
            "Loon dat je al kreeg en dat over de tijd hierna gaat.", "Pay that you were paid ahead of its time."
        )
    return Sentence(
        "Loon dat je al hebt verdiend en dat later komt.", "Pay that you have earned and that comes later."
    )


def benefit(first: date, *, is_advance: bool) -> Sentence:
    name = named(first)
    nl, en = ("; je loon is nog niet meegeteld", "; your pay is not counted yet") if is_advance else ("", "")
    return Sentence(f"Je uitkering over {name.nl}{nl}.", f"Your benefit for {name.en}{en}.")


def benefit_settled(first: date, amount: float) -> Sentence:
    name = named(first)
    if amount < 0:
        return Sentence(
            f"Over {name.nl} kreeg je te veel uitkering. Dat gaat er nu af.",
            f"For {name.en} you were paid too much benefit. That is taken off now.",
        )
    return Sentence(
        f"Over {name.nl} kreeg je te weinig uitkering. Dat komt er nu bij.",
        f"For {name.en} you were paid too little benefit. That is added now.",
    )


def holiday(of: Sentence, begin: date, end: date) -> Sentence:
    over = span(begin, end)
    return Sentence(
        f"Vakantiegeld van {of.nl} over {over.nl}, na belasting.",
        f"Holiday allowance of your {of.en} for {over.en}, after tax.",
    )


def allowance(name: Sentence, *, is_behind: bool) -> Sentence:
    nl, en = (", nog naar je oude inkomen", ", still by your former income") if is_behind else ("", "")
    return Sentence(f"Voorschot {name.nl}{nl}.", f"Advance of the {name.en}{en}.")


def settled(name: Sentence, year: int, amount: float) -> Sentence:
    nl, en = ("je betaalt bij", "you pay more") if amount < 0 else ("je krijgt terug", "you get back")
    return Sentence(
        f"{name.nl.capitalize()} {year}: {nl}. Dit is een schatting.",
        f"{name.en.capitalize()} {year}: {en}. This is an estimate.",
    )


YEARLY_ALLOWANCE = Sentence(
    "Eén keer per jaar een tegemoetkoming, omdat je op 1 juli een uitkering hebt.",
    "Once a year an allowance, because you have a benefit on 1 July.",
)
COSTS = Sentence("Reiskosten en andere kosten van je werk.", "Travel and other costs of your work.")
NEW_AMOUNTS = Sentence("Er gelden nieuwe bedragen.", "New amounts hold.")
NO_BENEFIT_LEFT = Sentence(
    "Je loon is zo hoog dat er deze maand geen uitkering overblijft.",
    "Your pay is so high that no benefit is left this month.",
)


def amounts_not_known(law_of: date) -> Sentence:
    name = named(law_of)
    return Sentence(
        f"De bedragen vanaf deze maand zijn nog niet bekend. Er is gerekend met die van {name.nl}.",
        f"The amounts from this month on are not known yet. Those of {name.en} are used.",
    )


def work_begins(day: date) -> Sentence:
    said = dated(day)
    return Sentence(f"Je werk begint op {said.nl}.", f"Your work begins on {said.en}.")


def first_pay(day: date) -> Sentence:
    said = dated(day)
    return Sentence(f"Je eerste loon komt op {said.nl}.", f"Your first pay comes on {said.en}.")


def other_rule(title: Sentence, *, begins: bool) -> Sentence:
    if begins:
        return Sentence(f"Vanaf deze maand telt mee: {title.nl}.", f"From this month on counts: {title.en}.")
    return Sentence(
        f"Vanaf deze maand telt niet meer: {title.nl}.", f"From this month on no longer counts: {title.en}."
    )


PART_OF_A_MONTH = Sentence(
    "Het loon van de eerste maand is geschat naar de werkdagen in die maand.",
    "The pay of the first month is estimated by its working days.",
)
USUAL_SETTLEMENT = Sentence(
    "Wanneer je loon met de uitkering wordt verrekend, verschilt. Vraag dit bij UWV of je gemeente.",
    "When your pay is settled with the benefit differs. Ask UWV or your municipality.",
)
WAJONG_ADVANCE = Sentence(
    "UWV betaalt naast loon een voorschot naar een schatting, en rekent dat meestal na zes maanden af.",
    "Beside pay UWV pays an advance by an estimate, and usually settles it after six months.",
)
EARLIER_YEARS = Sentence(
    "Afrekeningen over eerdere jaren zitten hier niet in.", "Settlements of earlier years are not in here."
)
HOLIDAY_TAX = Sentence(
    "De belasting op vakantiegeld is geschat. Het verschil wordt over het hele jaar verrekend.",
    "The tax on holiday allowance is estimated. The difference is settled over the whole year.",
)
NEW_EXEMPTION = Sentence(
    "Vanaf januari 2027 is gerekend met de nieuwe vrijlating van loon. Vraag je gemeente wat voor jou geldt.",
    "From January 2027 the new exemption of pay is used. Ask your municipality what holds for you.",
)
HOLIDAY_PAY_IN_WW = Sentence(
    "Deze maand komt het vakantiegeld van je werk. Voor de WW telt dat mee als loon van deze maand.",
    "This month the holiday allowance of your work comes. For WW it counts as pay of this month.",
)
ENDS_OF_WW = Sentence(
    "Hoe lang je WW nog duurt, is hier niet meegerekend.", "How long your WW lasts is not counted here."
)
