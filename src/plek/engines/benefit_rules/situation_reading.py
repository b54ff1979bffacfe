"""Reads situations from YAML or plain values. What is wrong becomes a sentence per field; the rest is kept."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches
from typing import Any

from plek.engines.benefit_rules.answers import (
    Reader,
    Wrong,
    as_it_is,
    between,
    children,
    day,
    money,
    one_of,
    optional,
    whole,
    yes_no,
)
from plek.engines.benefit_rules.contradictions import contradictions
from plek.engines.benefit_rules.located import Located, read_located
from plek.engines.benefit_rules.rules.wao import CLASSES
from plek.engines.benefit_rules.sentences import Sentence
from plek.engines.benefit_rules.situation import (
    KINDS,
    Benefit,
    Municipality,
    Person,
    Problem,
    Refusal,
    Rent,
    Situation,
    Work,
)

MOST_HOURS = 60
SECTIONS: dict[str, tuple[type, dict[str, Reader]]] = {
    "person": (Person, {
        "born": optional(day), "partner": yes_no, "partner_born": optional(day), "partner_gross": money,
        "partner_has_right": yes_no, "partner_exemption_months_used": optional(whole(600)),
        "partner_limited_hours": yes_no, "partner_wage_cost_subsidy": yes_no, "partner_hours_cannot_grow": yes_no,
        "children": children, "housemates_27_plus": whole(20),
        "parental_support": yes_no, "lives_with_parents": yes_no,
        "in_institution": yes_no, "past_pension_age": yes_no,
    }),
    "benefit": (Benefit, {
        "kind": one_of(*KINDS), "capacity": yes_no, "transitional_amount": money, "former_wage": optional(money),
        "uncapped_wage": optional(money), "months_used": whole(600), "years_before_2016": optional(whole(60)),
        "years_since_2016": optional(whole(60)),
        "disability_class": optional(one_of(*CLASSES)),
        "remaining_capacity": optional(money), "income_requirement": optional(yes_no),
        "reference_wage": optional(money), "years_with_income": whole(60), "underlying": optional(money),
        "supplement": yes_no, "supplement_months_used": whole(600), "exemption_months_used": whole(600),
        "exemption_granted": yes_no, "limited_hours": yes_no, "wage_cost_subsidy": yes_no,
        "hours_cannot_grow": yes_no, "holiday_allowance": between(0, 0.2),
    }),
    "work": (Work, {
        "gross": money, "hours_week": optional(between(0, MOST_HOURS)),
        "wage_dispensation": optional(between(0.3, 1)),
        "other_gross": money, "now_gross": money, "pay_period": one_of("month", "four_weeks"),
        "holiday_allowance": between(0, 0.2), "own_contributions": money, "costs": money,
    }),
    "municipality": (Municipality, {"earnings_exemption": optional(one_of("31-2", "34a"))}),
    "rent": (Rent, {"monthly": money, "persons": optional(whole(20)), "reference_income": optional(money)}),
}  # fmt: skip
TOP: dict[str, Reader] = {"on": day, "wealth": money}


@dataclass
class _Reading:
    """One situation while it is read; ``at`` is where it stands in the file."""

    located: Located | None
    at: tuple[Hashable, ...]
    problems: list[Problem] = field(default_factory=list)

    def wrong(self, path: tuple[str, ...], sentence: Sentence) -> None:
        line = self.located.line((*self.at, *path)) if self.located else None
        self.problems.append(Problem(".".join(path), sentence, line))

    def fields(self, raw: Any, path: tuple[str, ...], readers: Mapping[str, Reader]) -> dict[str, Any]:
        """The answers that are right, by name; not knowing is always right and leaves the default."""
        if not isinstance(raw, Mapping):
            self.wrong(path, Sentence("Hier horen velden te staan.", "There should be fields here."))
            return {}
        found: dict[str, Any] = {}
        for name, answer in raw.items():
            reader = readers.get(name)
            if reader is None:
                self.wrong((*path, str(name)), _unknown_field(str(name), readers))
            if reader is None or answer is None:
                continue
            try:
                found[name] = reader(answer)
            except Wrong as error:
                self.wrong((*path, name), error.sentence)
        return found


def _unknown_field(name: str, readers: Mapping[str, Reader]) -> Sentence:
    near = get_close_matches(name, readers, n=1)
    nl, en = (f" Bedoel je '{near[0]}'?", f" Do you mean '{near[0]}'?") if near else ("", "")
    return Sentence(f"Dit veld is niet bekend.{nl}", f"This field is not known.{en}")


NO_SITUATION = Sentence(
    "Hier hoort een situatie te staan: velden zoals 'on' (de datum), 'benefit' en 'work'.",
    "There should be a situation here: fields such as 'on' (the date), 'benefit' and 'work'.",
)


def read_situations(text: str) -> list[Situation | Refusal]:
    """The situations of a YAML file, in order. Raises ``UnreadableFile`` with a line when it is no YAML."""
    located = read_located(text)
    if isinstance(located.content, list):
        return [read_situation(raw, located, (place,)) for place, raw in enumerate(located.content)]
    return [read_situation(located.content, located)]


def read_situation(raw: Any, located: Located | None = None, at: tuple[Hashable, ...] = ()) -> Situation | Refusal:
    """One situation from plain values, or what is wrong with it."""
    reading = _Reading(located, at)
    if not isinstance(raw, Mapping):
        reading.wrong((), NO_SITUATION)
        return Refusal(None, tuple(reading.problems))
    # A reader of YAML 1.1 takes the key "on" for the value true.
    raw = {"on" if name is True else name: answer for name, answer in raw.items()}
    answers = reading.fields(raw, (), TOP | dict.fromkeys(SECTIONS, as_it_is))
    parts = {name: _section(reading, name, answers[name]) for name in SECTIONS if answers.get(name) is not None}
    on = answers.get("on")
    if on is None:
        if not any(problem.field == "on" for problem in reading.problems):
            reading.wrong(("on",), Sentence("De datum ontbreekt.", "The date is missing."))
        return Refusal(None, tuple(reading.problems))
    return _judged(reading, on, Situation(on, wealth=answers.get("wealth", 0.0), **parts))


def _section(reading: _Reading, name: str, raw: Any) -> Any:
    kind, readers = SECTIONS[name]
    if name == "rent" and not isinstance(raw, Mapping):
        raw = {"monthly": raw}
    return kind(**reading.fields(raw, (name,), readers))


def _judged(reading: _Reading, on: date, situation: Situation) -> Situation | Refusal:
    """Contradictions are looked for among the answers that are right by themselves."""
    for path, sentence in contradictions(situation):
        reading.wrong(tuple(path.split(".")), sentence)
    return Refusal(on, tuple(reading.problems), situation) if reading.problems else situation
