"""Random evidence that fits an item."""

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from plek.engines.fidelity_scoring import Evidence, Wait
from plek.engines.fidelity_scoring.rules import Ladder
from plek.engines.fidelity_scoring.scale import Item

# A busy machine is slow in drawing; that says nothing about the engine.
quickly = settings(
    deadline=None,
    derandomize=True,
    database=None,
    max_examples=15,
    suppress_health_check=[HealthCheck.too_slow],
)
thoroughly = settings(quickly, max_examples=60)
waits = st.lists(st.builds(Wait, st.integers(0, 400), st.booleans()), max_size=25)


@st.composite
def evidence_for(draw: st.DrawFn, item: Item) -> Evidence:
    """Counts in which no part is more than its whole, some of them and some facts unknown."""
    codes = [code for code, one in item.inputs.items() if one.per == "team"]
    counts = {code: float(draw(st.integers(0, 40))) for code in codes}
    for part, whole in shares(item):
        if part in counts:
            counts[part] = min(counts[part], counts[whole])
    known = draw(st.sets(st.sampled_from(codes))) if codes else set()
    facts = {code: draw(st.sampled_from([True, False, None])) for code in item.signs}
    return Evidence(
        counts={code: value for code, value in counts.items() if code in known},
        by_specialist=tuple(draw(st.lists(_row(item), max_size=5))),
        waits=tuple(draw(waits)) if any(one.per == "client" for one in item.inputs.values()) else (),
        facts=facts,
    )


def shares(item: Item) -> list[tuple[str, str]]:
    """Parts and wholes, in an order in which a whole is settled before its parts."""
    found = [(sign.numerator, sign.denominator) for sign in item.signs.values() if sign.is_share]
    if isinstance(item.rule, Ladder) and item.rule.is_share:
        found.append((item.rule.numerator, item.rule.denominator))
    return sorted(found, key=lambda pair: pair[1] in {part for part, _ in found})


@st.composite
def _row(draw: st.DrawFn, item: Item) -> dict[str, float]:
    codes = [code for code, one in item.inputs.items() if one.per == "specialist"]
    row = {code: float(draw(st.integers(0, 200))) for code in codes}
    for part, whole in shares(item):
        if part in row:
            row[part] = min(row[part], row[whole])
    return row
