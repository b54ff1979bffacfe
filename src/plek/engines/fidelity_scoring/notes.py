"""The words beside a score: what was averaged, presumed, held down, left out or still open."""

from plek.engines.fidelity_scoring.evidence import Evidence
from plek.engines.fidelity_scoring.measuring import Measured
from plek.engines.fidelity_scoring.placing import placed
from plek.engines.fidelity_scoring.rules import Cap, Ladder, Pattern
from plek.engines.fidelity_scoring.scale import Item
from plek.engines.fidelity_scoring.signs import has_no_occasion, holds, shown
from plek.engines.fidelity_scoring.texts import EMPTY, Text, counted, joined, number
from plek.engines.fidelity_scoring.weighing import Weighed


def note(item: Item, evidence: Evidence, found: Weighed, given: int | None) -> Text:
    """All there is to say; empty when a score stands by itself."""
    if evidence.is_empty and not given:
        return joined([Text("No records.", "Geen gegevens."), item.because])
    return joined([
        _judged(evidence),
        *(_on_the_axis(item, found) if isinstance(item.rule, Ladder) else []),
        *_on_signs(item, evidence, found),
        *([] if given else [_open(item, found), item.because]),
        _signals(item, evidence),
        _left_out(evidence.missing),
    ])  # fmt: skip


def _judged(evidence: Evidence) -> Text:
    if not evidence.judgement:
        return EMPTY
    said = Text("Set by a rater: {reason}", "Gezet door een beoordelaar: {reason}")
    return said.fill(reason=evidence.judgement.reason)


def _on_the_axis(item: Item, found: Weighed) -> list[Text]:
    measured = found.measured
    return [_absent(item, measured), _averaged(measured), _waiting(measured), _nearest(item, measured)]


def _absent(item: Item, measured: Measured) -> Text:
    """Why there is no value."""
    if measured.unknown:
        names = joined([item.inputs[code].text for code in measured.unknown], "; ")
        return Text("Not known: {what}.", "Niet bekend: {what}.").fill(what=names)
    if measured.nothing_of:
        said = Text("Nothing to count: {what}.", "Niets te tellen: {what}.")
        return said.fill(what=item.inputs[measured.nothing_of].text)
    return EMPTY


def _averaged(measured: Measured) -> Text:
    many = Text("Mean of {n} specialists.", "Gemiddelde van {n} trajectbegeleiders.")
    one = Text("One specialist.", "Eén trajectbegeleider.")
    out = Text("{n} left out with nothing to divide by.", "{n} niet meegeteld: niets om door te delen.")
    mean = (one if measured.specialists == 1 else many).fill(n=measured.specialists)
    return joined([
        mean if measured.specialists else EMPTY,
        out.fill(n=measured.left_out) if measured.left_out else EMPTY,
    ])  # fmt: skip


def _waiting(measured: Measured) -> Text:
    """How many wait still, and whether the middle one is known."""
    still = Text(
        "{amount} of {of} {was|were} still waiting on the last day counted.",
        "{amount} van {of} {wachtte|wachtten} nog op de laatste dag dat zij meetelden.",
    )
    unreached = Text(
        "The median is not reached: too many still wait.", "De mediaan is niet bereikt: te veel wachten."
    )
    of = int(measured.denominator or 0)
    return joined([
        counted(still, measured.censored, of=of) if measured.censored else EMPTY,
        unreached if measured.beyond is not None else EMPTY,
    ])  # fmt: skip


def _nearest(item: Item, measured: Measured) -> Text:
    """Says so when the value lies between two anchors."""
    if measured.value is None or not isinstance(item.rule, Ladder):
        return EMPTY
    value = measured.value * item.rule.factor
    place = placed(item.rule.steps, value)
    if not place.is_nearest:
        return EMPTY
    said = Text(
        "{value}{percent} lies between two anchors; the nearest is {score} (halfway goes to the lower).",
        "{value}{percent} ligt tussen twee ankers; het naaste is {score} (halverwege wordt het lagere).",
    )
    return said.fill(value=number(value), percent="%" if item.rule.is_share else "", score=place.score)


def _on_signs(item: Item, evidence: Evidence, found: Weighed) -> list[Text]:
    """What holds the score down, what is presumed, and what there was no occasion for."""
    rule = item.rule
    caps = rule.caps if isinstance(rule, Ladder | Pattern) else ()
    biting = [cap for cap in caps if cap.at < found.uncapped]
    held = [_held(item, cap) for cap in biting if holds(item, cap.sign, evidence) is cap.holds]
    return [*held, _presumed(item, biting, evidence), _no_occasion(item, evidence)]


def _held(item: Item, cap: Cap) -> Text:
    if cap.holds:
        said = Text("Not above {at}, because: {sign}.", "Niet hoger dan {at}, want: {sign}.")
    else:
        said = Text("Not above {at} until this is so: {sign}.", "Niet hoger dan {at} tot dit zo is: {sign}.")
    return said.fill(at=cap.at, sign=item.signs[cap.sign].name)


def _presumed(item: Item, caps: list[Cap], evidence: Evidence) -> Text:
    said = Text(
        "Taken not to be so until a person says it is: {names}.",
        "Aangenomen van niet, tot iemand zegt van wel: {names}.",
    )
    return _named(item, said, [cap.sign for cap in caps if _is_presumed(item, cap.sign, evidence)])


def _is_presumed(item: Item, code: str, evidence: Evidence) -> bool:
    return item.signs[code].presumed is not None and shown(item, code, evidence) is None


def _no_occasion(item: Item, evidence: Evidence) -> Text:
    said = Text("No occasion, so counted as kept: {names}.", "Geen aanleiding, dus geteld als nagekomen: {names}.")
    return _named(item, said, [code for code, sign in item.signs.items() if has_no_occasion(sign, evidence)])


def _open(item: Item, found: Weighed) -> Text:
    """Between which scores it lies, and what would settle that."""
    said = Text("Between {low} and {high}; still open: {names}.", "Tussen {low} en {high}; nog open: {names}.")
    return _named(item, said, list(found.open), low=found.lowest, high=found.highest)


def _named(item: Item, said: Text, codes: list[str], **parts: int) -> Text:
    """The sentence with the names of the signs, or nothing without signs."""
    if not codes:
        return EMPTY
    return said.fill(names=joined([item.signs[code].name for code in codes], "; "), **parts)


def _signals(item: Item, evidence: Evidence) -> Text:
    seen = [
        Text("{what}: {n}", "{what}: {n}").fill(what=item.inputs[code].text, n=number(evidence.counts[code]))
        for code in item.signals
        if code in evidence.counts
    ]
    return Text("Signals: {seen}.", "Signalen: {seen}.").fill(seen=joined(seen, "; ")) if seen else EMPTY


def _left_out(missing: int) -> Text:
    said = Text("{n} left out because a value is absent.", "{n} niet meegeteld omdat er een gegeven ontbreekt.")
    return said.fill(n=missing) if missing else EMPTY
